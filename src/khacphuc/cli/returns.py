"""Commands about what units report: forms that go out, and what is said about those that came in."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from khacphuc.cli.group import app, in_root, of_run, path_type
from khacphuc.commands.front_page import refresh_front_page
from khacphuc.commands.guard import guarded
from khacphuc.console.output import print_output
from khacphuc.project.layout import Layout, check_run_id

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path


@app.group("returns", no_args_is_help=True)
def returns_group() -> None:
    """Forms for the units of an office: send them out, take them in, say what is missing."""


@returns_group.command("forms")
@of_run
@click.argument("period", metavar="[PERIOD]", default="")
@click.option("--out", type=path_type, metavar="DIR", help="Where to write; by default forms/RUN.")
@click.option("--by-unit", is_flag=True, help="One workbook a unit, with a sheet for each period.")
@in_root
def forms_command(run: str, period: str, out: Path | None, root: str, *, by_unit: bool) -> None:
    """Write the forms units fill in. PERIOD is such as 2021-03 or 2021-Q1; by default all of the year."""
    with guarded(root):
        from khacphuc.commands.returns import format_forms  # noqa: PLC0415
        from khacphuc.config.parameters import language_of  # noqa: PLC0415
        from khacphuc.returns.form_files import write_forms  # noqa: PLC0415

        layout, run = Layout.find(root), check_run_id(run)
        files = write_forms(layout, run, period, out=out, by_unit=by_unit)
        print_output(format_forms(files, run, language_of(layout.parameters(run))))


@returns_group.command("receive")
@of_run
@click.argument("paths", metavar="FILE...", nargs=-1, required=True, type=path_type)
@click.option(
    "--on",
    "received_on",
    type=click.DateTime(["%d/%m/%Y", "%Y-%m-%d"]),
    metavar="DAY",
    help="The day they came in, as 5/4/2021; by default today.",
)
@click.option("--how", default="", metavar="TEXT", help="How they came in, such as email.")
@in_root
def receive_command(
    run: str, paths: tuple[Path, ...], received_on: datetime | None, how: str, root: str
) -> None:
    """Take in what units sent: files, or folders of them. They are copied, and nothing is changed."""
    with guarded(root):
        from khacphuc.commands.receive_output import format_receptions  # noqa: PLC0415
        from khacphuc.config.parameters import language_of  # noqa: PLC0415
        from khacphuc.returns.receive import receive_files, reception_day  # noqa: PLC0415

        layout, run = Layout.find(root), check_run_id(run)
        day = reception_day(received_on)
        received = receive_files(layout, run, paths, received_on=day, how=how)
        print_output(format_receptions(received, language_of(layout.parameters(run))))
        refresh_front_page(layout)
    sys.exit(received.exit_code)


@returns_group.command("feedback")
@of_run
@click.argument("period", metavar="PERIOD")
@click.option("--out", type=path_type, metavar="DIR", help="Where to write; by default forms/RUN.")
@click.option(
    "--on",
    "today",
    type=click.DateTime(["%d/%m/%Y", "%Y-%m-%d"]),
    metavar="DAY",
    help="The day you ask, as 5/4/2021: what is not due by then is not missing; by default today.",
)
@in_root
def feedback_command(run: str, period: str, out: Path | None, today: datetime | None, root: str) -> None:
    """Write what each unit is told about its reports for PERIOD, and list whom to ask after."""
    with guarded(root):
        from khacphuc.commands.returns import format_feedback  # noqa: PLC0415
        from khacphuc.config.parameters import language_of  # noqa: PLC0415
        from khacphuc.returns.feedback_files import asking_day, write_feedback  # noqa: PLC0415

        layout, run = Layout.find(root), check_run_id(run)
        feedback = write_feedback(layout, run, period, today=asking_day(today), out=out)
        print_output(format_feedback(feedback, language_of(layout.parameters(run))))
