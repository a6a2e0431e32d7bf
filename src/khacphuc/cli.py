"""The command line: parses arguments, calls a command and turns its outcome into an exit code.

Exit codes: 0 published; 1 critical findings, nothing published; 2 wrong parameters, files or usage;
3 our failure; 130 and 143 when interrupted or terminated. Imports of the pipeline wait until a command
needs them: help is printed at once.
"""

from __future__ import annotations

import logging
import sys
from functools import partial
from pathlib import Path
from typing import Any

import click

from khacphuc import __version__
from khacphuc.commands.guard import guarded
from khacphuc.console.encoding import NEAREST
from khacphuc.console.output import from_here, print_error, print_output
from khacphuc.console.streams import output_refusal, secure_streams
from khacphuc.errors import UsageError
from khacphuc.project.layout import Layout
from khacphuc.run.interrupts import ended_by_interrupt
from khacphuc.run.outcome import STAGE_LIMIT, Options

_in_root = click.option(
    "--root", metavar="DIR", default="", help="The project's folder; by default the nearest one with params/."
)
_of_run = click.argument("run", metavar="RUN")
_path = click.Path(path_type=Path)
_so_many = partial(click.option, type=click.IntRange(min=1), default=1, metavar="N", show_default=True)


def main() -> None:
    """The entry point ``khacphuc``."""
    secure_streams()
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            # a terminal that cannot print Vietnamese shall not end a run
            stream.reconfigure(errors=NEAREST)
    logging.basicConfig(level=logging.WARNING, format="%(levelname)s %(name)s: %(message)s")
    try:
        app(prog_name="khacphuc")
    except SystemExit as ending:
        if reason := output_refusal():
            lost = UsageError(
                f"takes no more ({reason})",
                place="standard output",
                remedy="make room where it leads; the work was done, and what it printed is lost",
            )
            print_error(str(lost))
            raise SystemExit(ending.code or lost.exit_code) from None
        raise


@click.group(
    no_args_is_help=True,
    help="Yearly reports on remedied shortcomings: printed figures in, an official document out.",
)
@click.version_option(__version__, message="khacphuc %(version)s", help="Print the version and exit.")
def app() -> None:
    """The command ``khacphuc``."""


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
@click.argument("folder", metavar="DIR", type=_path)
@_so_many("--offices", help="So many offices.")
@_so_many("--years", default=2, help="So many years each.")
def example_command(folder: Path, offices: int, years: int) -> None:
    """Make a project of invented offices, to try everything on."""
    with guarded(""):
        from khacphuc.commands.example import example_project  # noqa: PLC0415

        example_project(folder, offices=offices, years=years)


@app.command("new")
@_of_run
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
    type=_path,
    metavar="FILE",
    help="The document the figures are typed from, if they are: a sidecar with its hash is written.",
)
@click.option(
    "--units",
    type=_path,
    metavar="FILE",
    help="Units of an office that is new: CSV, or a workbook with the sheet units.",
)
@_in_root
def new_command(run: str, root: str, **options: Any) -> None:
    """Make what a new run begins with: parameters, prose and a workbook. RUN has its year in it: 2022."""
    with guarded(root):
        from khacphuc.commands.new import format_new  # noqa: PLC0415
        from khacphuc.office.new import new_run  # noqa: PLC0415

        print_output(format_new(new_run(Layout.find(root), run, **options)))


@app.command("run")
@click.argument("runs", metavar="[RUN]...", nargs=-1)
@click.option("--all", "every", is_flag=True, help="Make every run there is.")
@click.option(
    "-j",
    "--jobs",
    type=click.IntRange(min=1),
    metavar="N",
    help="So many runs at once; by default one for each core, if each has a gigabyte of memory.",
)
@click.option(
    "--cluster",
    metavar="ADDRESS",
    default="",
    help="Have the workers of a Dask cluster make them: tls://HOST:PORT, or a port of this machine.",
)
@click.option("--fail-fast", is_flag=True, help="Begin no further run once one has failed.")
@click.option("--force", is_flag=True, help="Execute every stage, whether anything has changed or not.")
@click.option("--explain", is_flag=True, help="Say why each stage is executed or not.")
@click.option("--wait", is_flag=True, help="Wait while another process makes the same run.")
@click.option(
    "--limit",
    type=click.FloatRange(min=1),
    default=round(STAGE_LIMIT),
    metavar="SECONDS",
    show_default=True,
    help="The most a stage may take.",
)
@_in_root
def run_command(
    runs: tuple[str, ...],
    root: str,
    *,
    every: bool,
    jobs: int | None,
    cluster: str,
    fail_fast: bool,
    **options: Any,
) -> None:
    """Make and publish reports; nothing is made twice. RUN is the id of one, such as 2021."""
    with guarded(root):
        from khacphuc.commands.run import choose_runs, make_runs  # noqa: PLC0415

        if cluster and (jobs or 1) > 1:
            raise UsageError("--jobs is for this machine; a cluster makes as many at once as it has workers")
        layout = Layout.find(root)
        names = choose_runs(layout, runs, every=every)
        code = make_runs(layout, names, Options(**options), jobs=jobs, fail_fast=fail_fast, cluster=cluster)
    sys.exit(code)


@app.command("check")
@_of_run
@click.option(
    "--source",
    type=_path,
    metavar="FILE",
    help="The document the figures were typed from: .txt, .docx or .pdf.",
)
@_in_root
def check_command(run: str, source: Path | None, root: str) -> None:
    """Check the tables of a run, and publish nothing."""
    with guarded(root):
        from khacphuc.commands.check import review_run  # noqa: PLC0415
        from khacphuc.commands.check_output import print_review  # noqa: PLC0415

        review = review_run(Layout.find(root), run, source=source)
        print_review(review, sys.stdout)
        for name in ("review.html", "changes.html", "findings.xlsx", "tables/findings.csv"):
            print_output(f"  {from_here(review.folder / name)}")
    sys.exit(review.exit_code)


@app.command("read")
@click.argument("file", metavar="FILE", type=_path)
@click.option("--out", type=_path, metavar="DIR", help="Where to write; by default FILE.read beside it.")
@click.option(
    "--language", type=click.Choice(["vi", "en"]), default="vi", show_default=True, help="Of what is written."
)
def read_command(file: Path, out: Path | None, language: str) -> None:
    """Read a document of any office: its text, every number with what it is, and a page that shows them."""
    with guarded(""):
        from khacphuc.commands.read import read_document_file  # noqa: PLC0415

        print_output(read_document_file(file, out=out, language=language))


@app.command("answer")
@_of_run
@click.argument("file", metavar="FILE", type=_path)
@_in_root
def answer_command(run: str, file: Path, root: str) -> None:
    """Record what reviewers decided in a findings.xlsx."""
    with guarded(root):
        from khacphuc.commands.answer import format_record, take_answers  # noqa: PLC0415
        from khacphuc.config.parameters import language_of  # noqa: PLC0415

        layout = Layout.find(root)
        record = take_answers(layout, run, file)
        language = language_of(layout.parameters(run))
        print_output(format_record(record, from_here(record.file), language))


@app.command("trace")
@_of_run
@click.argument("codes", metavar="CODE...", nargs=-1, required=True)
@_in_root
def trace_command(run: str, codes: tuple[str, ...], root: str) -> None:
    """Tell where numbers come from, and what rests on them. CODE is one such as SL041 or KD1.1."""
    with guarded(root):
        from khacphuc.commands.trace import print_trace, trace_run  # noqa: PLC0415

        print_trace(trace_run(Layout.find(root), run, codes), sys.stdout)


@app.command("preview")
@_of_run
@click.option(
    "--port",
    type=click.IntRange(min=0, max=65535),
    default=0,
    metavar="PORT",
    help="By default any that is free.",
)
@click.option("--open", "opened", is_flag=True, help="Open it in the browser.")
@_in_root
def preview_command(run: str, port: int, root: str, *, opened: bool) -> None:
    """Show the prose in the browser while one types."""
    with guarded(root), ended_by_interrupt():
        from khacphuc.preview.watch import preview_run  # noqa: PLC0415

        preview_run(Layout.find(root), run, port=port, opened=opened, stream=sys.stdout)


@app.command("verify")
@_of_run
@click.option(
    "--against",
    type=_path,
    metavar="PATH",
    help="A run.json of a clone, or the report folder it lies in; by default what is published here.",
)
@_in_root
def verify_command(run: str, against: Path | None, root: str) -> None:
    """Make a published run again and name what is not the same. Nothing is published."""
    with guarded(root):
        from khacphuc.commands.run import run_progress  # noqa: PLC0415
        from khacphuc.commands.verify import verify_run  # noqa: PLC0415

        verdict = verify_run(Layout.find(root), run, against=against, progress=run_progress())
        print_output(verdict.to_text())
    sys.exit(verdict.exit_code)


@app.command("doctor")
@_in_root
def doctor_command(root: str) -> None:
    """Say what makes runs slow here or stops them, and the remedy."""
    with guarded(root):
        from khacphuc.doctor.diagnosis import exit_code, format_diagnoses  # noqa: PLC0415
        from khacphuc.doctor.examine import examine  # noqa: PLC0415

        diagnoses = examine(Layout.find(root))
        print_output(format_diagnoses(diagnoses))
    sys.exit(exit_code(diagnoses))
