"""The command about schedules: events by the clock, and what starts them."""

from __future__ import annotations

import os
import sys
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import click

from khacphuc.cli.group import app, in_root
from khacphuc.commands.guard import guarded
from khacphuc.console.output import print_output
from khacphuc.project.layout import Layout

if TYPE_CHECKING:
    from khacphuc.schedule.install_timer import SchedulerName


@app.command("schedule")
@click.option("--install", is_flag=True, help="Have a timer of this user start khacphuc run --due.")
@click.option(
    "--as",
    "scheduler",
    type=click.Choice(["systemd", "cron", "windows"]),
    help="Which timer; by default the one this machine has.",
)
@in_root
def schedule_command(scheduler: SchedulerName | None, root: str, *, install: bool) -> None:
    """List the events of all runs with their next moment, and what has the clock start them."""
    with guarded(root):
        from khacphuc.commands import schedule  # noqa: PLC0415
        from khacphuc.schedule.install_timer import scheduler_here  # noqa: PLC0415

        layout, timer = Layout.find(root), scheduler or scheduler_here()
        events, code = schedule.format_events(layout, datetime.now(UTC))
        print_output(events)
        show = schedule.install_schedule if install else schedule.format_timer
        print_output(f"\n{show(layout, timer, os.environ)}")
    sys.exit(code)
