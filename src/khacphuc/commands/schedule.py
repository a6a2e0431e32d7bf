"""The command ``khacphuc schedule``: when events come next, and what starts them by the clock."""

from __future__ import annotations

from typing import TYPE_CHECKING

from khacphuc.locale import TOOL, words
from khacphuc.schedule.install_timer import install_timer, others_may_read, timer_of, timer_parts
from khacphuc.schedule.plan import read_plans

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from khacphuc.locale import Words
    from khacphuc.project.layout import Layout
    from khacphuc.schedule.install_timer import Command, SchedulerName
    from khacphuc.schedule.plan import PlannedEvent


def format_events(layout: Layout, now: datetime) -> tuple[str, int]:
    """The events of all runs with their next moment, a line each, in the language the runs share.

    Args:
        layout: the project.
        now: the time.

    Returns:
        The lines, the next moment first and what has passed last, then what cannot be read of a run; and the
        exit code for it: 0 where everything was read.
    """
    plans, errors = read_plans(layout)
    languages = {plan.parameters.language for plan in plans}
    labels = words(languages.pop() if len(languages) == 1 else TOOL, "schedule")
    events = [(plan.run, planned, planned.next_at(now)) for plan in plans for planned in plan.events]
    events.sort(key=lambda row: (row[2] is None, row[2] or now, row[0]))
    lines = [_event_line(run, planned, moment, labels) for run, planned, moment in events]
    code = max((error.exit_code for error in errors), default=0)
    return "\n".join([*(lines or [labels["none"]]), *map(str, errors)]), code


def _event_line(run: str, planned: PlannedEvent, moment: datetime | None, labels: Words) -> str:
    if moment is None:
        is_counted = planned.event.days_before is not None
        return labels["no_day" if is_counted and not planned.due_days else "passed"].format(
            run=run, event=planned.key
        )
    day, hour, zone = f"{moment:%d/%m/%Y}", f"{moment:%H:%M}", planned.event.zone
    return labels["next"].format(run=run, event=planned.key, day=day, hour=hour, zone=zone)


def format_timer(layout: Layout, scheduler: SchedulerName, environ: Mapping[str, str]) -> str:
    """What a scheduler is given so that it starts what is due, and where the file of secrets is.

    Raises:
        UsageError: the scheduler cannot be told of a path.
    """
    timer = timer_of(layout.root, environ)
    parts = timer_parts(timer, scheduler, environ)
    secrets = "variables of its user" if scheduler == "windows" else f"the file {timer.secrets}"
    lines = [f"# addresses and secrets of notices: {secrets}"]
    if others_may_read(timer):
        lines.append(f"# others can read it: chmod 600 {timer.secrets}")
    return "\n".join(lines + [f"\n# {place}\n{text.rstrip()}" for place, text in parts.items()])


def install_schedule(
    layout: Layout, scheduler: SchedulerName, environ: Mapping[str, str], command: Command | None = None
) -> str:
    """Have a scheduler start what is due; in some lines what was installed.

    Raises:
        UsageError: the scheduler is not here or refuses.
    """
    timer = timer_of(layout.root, environ)
    install_timer(timer, scheduler, environ, command)
    lines = [f"{scheduler} starts what is due every {timer.minutes} minutes: {timer.name}"]
    if scheduler == "systemd":
        lines.append("while its user is not logged in only after: loginctl enable-linger")
    lines.append(f"addresses and secrets of notices: write them into {timer.secrets}")
    if others_may_read(timer):
        lines.append(f"others can read it: chmod 600 {timer.secrets}")
    return "\n".join(lines)
