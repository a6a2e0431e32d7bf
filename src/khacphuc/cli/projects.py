"""Commands about a project: making it, beginning a run in it, what slows it down."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import click

from khacphuc.cli.group import app, in_root, of_run, path_type, so_many
from khacphuc.commands.front_page import refresh_front_page
from khacphuc.commands.guard import guarded
from khacphuc.console.output import print_output
from khacphuc.errors import UsageError
from khacphuc.project.layout import Layout


@app.command("init")
@click.argument("folder", metavar="[DIR]", default="")
@click.option(
    "--upgrade",
    is_flag=True,
    help="Bring a project to the installed version; what somebody changed is kept, the difference told.",
)
def init_command(folder: str, *, upgrade: bool) -> None:
    """Make the folder of a project, or bring one up to date."""
    with guarded(folder):
        from khacphuc.commands import init  # noqa: PLC0415

        if upgrade:
            init.upgrade(init.existing_project(Path(folder)) if folder else Layout.find())
        elif folder:
            init.init_project(Path(folder))
        else:
            raise UsageError(
                "in which folder? khacphuc init my-office", remedy="a dot is the folder you are in"
            )


@app.command("example")
@click.argument("folder", metavar="DIR", type=path_type)
@so_many("--offices", help="So many offices.")
@so_many("--years", default=2, help="So many years each.")
def example_command(folder: Path, offices: int, years: int) -> None:
    """Make a project of invented offices, to try everything on."""
    with guarded(""):
        from khacphuc.commands.example import example_project  # noqa: PLC0415

        example_project(folder, offices=offices, years=years)


@app.command("new")
@of_run
@click.option("--office", required=True, metavar="ID", help="Whose report it is, such as tay-ninh.")
@click.option(
    "--from",
    "previous",
    default="",
    metavar="RUN",
    help="The run of the year before: what is not remedied goes on.",
)
@click.option("--csv", "as_csv", is_flag=True, help="Tables as CSV files, in the place of a workbook.")
@click.option(
    "--source",
    type=path_type,
    metavar="FILE",
    help="The document the figures are typed from, if they are: a sidecar with its hash is written.",
)
@click.option(
    "--units",
    type=path_type,
    metavar="FILE",
    help="Units of an office that is new: CSV, or a workbook with the sheet units.",
)
@in_root
def new_command(run: str, root: str, **options: Any) -> None:
    """Make what a new run begins with: parameters, prose and a workbook. RUN has its year in it: 2022."""
    with guarded(root):
        from khacphuc.commands.new import format_new  # noqa: PLC0415
        from khacphuc.office.new import new_run  # noqa: PLC0415

        layout = Layout.find(root)
        print_output(format_new(new_run(layout, run, **options)))
        refresh_front_page(layout)


@app.command("doctor")
@in_root
def doctor_command(root: str) -> None:
    """Say what makes runs slow here or stops them, and the remedy."""
    with guarded(root):
        from khacphuc.doctor.diagnosis import exit_code, format_diagnoses  # noqa: PLC0415
        from khacphuc.doctor.examine import examine  # noqa: PLC0415

        diagnoses = examine(Layout.find(root))
        print_output(format_diagnoses(diagnoses))
    sys.exit(exit_code(diagnoses))
