"""Rebuilds the front door, ``reports/index.html``, once at the end of a command that changed something."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Final, NamedTuple

from khacphuc.commands.guard import without_failing

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from khacphuc.project.layout import Layout
    from khacphuc.run.outcome import Outcome
    from khacphuc.run.states import RunState

_CHANGED: Final = frozenset({"published", "blocked", "failed"})
"""Endings of runs that leave something; an unchanged run, or one that did not begin, changes no state."""


class FrontPage(NamedTuple):
    """The front door that was written, and where the runs stood then."""

    file: Path
    states: list[RunState]


def refresh_after_runs(layout: Layout, outcomes: Iterable[Outcome]) -> None:
    """Rebuild the front door if a run has left anything."""
    if any(outcome.status in _CHANGED for outcome in outcomes):
        refresh_front_page(layout)


def refresh_front_page(layout: Layout, now: datetime | None = None) -> FrontPage | None:
    """Rebuild the front door; where that fails, say so: what the command did stands.

    Args:
        layout: the project.
        now: the moment; by default this one.
    """
    # imported here: a run that has not changed needs neither templates nor a lock
    with without_failing(str(layout.root), "reports/index.html was not rebuilt"):
        from khacphuc.schedule.front_page import front_page_lock, write_front_page  # noqa: PLC0415
        from khacphuc.schedule.plan import with_next_events  # noqa: PLC0415

        now = now or datetime.now().astimezone()
        with front_page_lock(layout):
            states = with_next_events(layout, current_states(layout), now)
            return FrontPage(write_front_page(layout, states, now), states)
    return None


def current_states(layout: Layout) -> list[RunState]:
    """Where the runs of a project stand."""
    from khacphuc.schedule.standing import standings  # noqa: PLC0415 - as above

    return standings(layout)
