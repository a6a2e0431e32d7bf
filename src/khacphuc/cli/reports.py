"""Commands about the report of a run: making, checking, answering, previewing, verifying it."""

from __future__ import annotations

import sys
from datetime import datetime
from typing import TYPE_CHECKING, Any

import click
from click.core import ParameterSource

from khacphuc.cli.group import app, in_root, of_run, path_type
from khacphuc.commands.front_page import refresh_front_page
from khacphuc.commands.guard import guarded
from khacphuc.console.output import from_here, print_output
from khacphuc.errors import UsageError
from khacphuc.project.layout import Layout
from khacphuc.run.interrupts import ended_by_interrupt
from khacphuc.run.outcome import STAGE_LIMIT, Options

if TYPE_CHECKING:
    from pathlib import Path


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
@click.option(
    "--due", is_flag=True, help="Do what the schedules of runs plan up to now, and is not done yet."
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
@in_root
def run_command(
    runs: tuple[str, ...],
    root: str,
    *,
    every: bool,
    due: bool,
    jobs: int | None,
    cluster: str,
    fail_fast: bool,
    **options: Any,
) -> None:
    """Make and publish reports; nothing is made twice. RUN is the id of one, such as 2021."""
    with guarded(root):
        layout = Layout.find(root)
        if due:
            _refuse_beside_due(click.get_current_context())
            from khacphuc.commands.due import do_due  # noqa: PLC0415

            code = do_due(layout, datetime.now().astimezone())
        else:
            from khacphuc.commands.run import choose_runs, make_runs  # noqa: PLC0415

            if cluster and (jobs or 1) > 1:
                raise UsageError(
                    "--jobs is for this machine; a cluster makes as many at once as it has workers"
                )
            names = choose_runs(layout, runs, every=every)
            code = make_runs(
                layout, names, Options(**options), jobs=jobs, fail_fast=fail_fast, cluster=cluster
            )
    sys.exit(code)


def _refuse_beside_due(context: click.Context) -> None:
    """Refuse what says something else than the schedules do.

    Raises:
        UsageError: there is an argument or an option beside ``--due``.
    """
    named = [
        name for name in context.params if context.get_parameter_source(name) is ParameterSource.COMMANDLINE
    ]
    if set(named) - {"due", "root"}:
        raise UsageError("--due goes alone", remedy="schedules say which runs are made, and how")


@app.command("board")
@of_run
@click.argument("month", metavar="MONTH")
@click.option("--force", is_flag=True, help="Execute every stage, whether anything has changed or not.")
@click.option("--explain", is_flag=True, help="Say why each stage is executed or not.")
@in_root
def board_command(run: str, month: str, root: str, **options: Any) -> None:
    """Make and publish what a month of a run brought, for the board. MONTH is such as 2021-03."""
    with guarded(root):
        from khacphuc.commands.board import make_paper  # noqa: PLC0415

        code = make_paper(Layout.find(root), run, month, Options(**options))
    sys.exit(code)


@app.command("compare")
@click.argument("runs", metavar="RUN...", nargs=-1, required=True)
@click.option("--offices", is_flag=True, help="Runs of several offices: a page of classes and rates.")
@click.option("--force", is_flag=True, help="Execute every stage, whether anything has changed or not.")
@click.option("--explain", is_flag=True, help="Say why each stage is executed or not.")
@in_root
def compare_command(runs: tuple[str, ...], root: str, *, offices: bool, **options: Any) -> None:
    """Make and publish years of an office side by side: what became of promises, what may be compared."""
    with guarded(root):
        from khacphuc.commands.compare import compare_runs  # noqa: PLC0415

        code = compare_runs(Layout.find(root), runs, Options(**options), offices=offices)
    sys.exit(code)


@app.command("check")
@of_run
@click.option(
    "--source",
    type=path_type,
    metavar="FILE",
    help="The document the figures were typed from: .txt, .docx or .pdf.",
)
@in_root
def check_command(run: str, source: Path | None, root: str) -> None:
    """Check the tables of a run, and publish nothing."""
    with guarded(root):
        from khacphuc.commands.check import review_run  # noqa: PLC0415
        from khacphuc.commands.check_output import print_review  # noqa: PLC0415

        layout = Layout.find(root)
        review = review_run(layout, run, source=source)
        print_review(review, sys.stdout)
        for name in ("review.html", "changes.html", "findings.xlsx", "tables/findings.csv"):
            print_output(f"  {from_here(review.folder / name)}")
        refresh_front_page(layout)
    sys.exit(review.exit_code)


@app.command("answer")
@of_run
@click.argument("file", metavar="FILE", type=path_type)
@in_root
def answer_command(run: str, file: Path, root: str) -> None:
    """Record what reviewers decided in a findings.xlsx."""
    with guarded(root):
        from khacphuc.commands.answer import format_record, take_answers  # noqa: PLC0415
        from khacphuc.config.parameters import language_of  # noqa: PLC0415

        layout = Layout.find(root)
        record = take_answers(layout, run, file)
        language = language_of(layout.parameters(run))
        print_output(format_record(record, from_here(record.file), language))
        refresh_front_page(layout)


@app.command("preview")
@of_run
@click.option(
    "--port",
    type=click.IntRange(min=0, max=65535),
    default=0,
    metavar="PORT",
    help="By default any that is free.",
)
@click.option("--open", "opened", is_flag=True, help="Open it in the browser.")
@in_root
def preview_command(run: str, port: int, root: str, *, opened: bool) -> None:
    """Show the prose in the browser while one types."""
    with guarded(root), ended_by_interrupt():
        from khacphuc.preview.watch import preview_run  # noqa: PLC0415

        preview_run(Layout.find(root), run, port=port, opened=opened, stream=sys.stdout)


@app.command("verify")
@of_run
@click.option(
    "--against",
    type=path_type,
    metavar="PATH",
    help="A run.json of a clone, or the report folder it lies in; by default what is published here.",
)
@in_root
def verify_command(run: str, against: Path | None, root: str) -> None:
    """Make a published run again and name what is not the same. Nothing is published."""
    with guarded(root):
        from khacphuc.commands.run import run_progress  # noqa: PLC0415
        from khacphuc.commands.verify import verify_run  # noqa: PLC0415

        verdict = verify_run(Layout.find(root), run, against=against, progress=run_progress())
        print_output(verdict.to_text())
    sys.exit(verdict.exit_code)
