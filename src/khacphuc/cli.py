"""The command line: arguments, logging and exit codes; what is done is done elsewhere.

Exit codes: 0 published; 1 critical findings, nothing published; 2 wrong parameters, files or usage;
3 our failure; 130 and 143 when interrupted or terminated. Imports of the pipeline wait until a command
needs them: help is printed at once.
"""

from __future__ import annotations

import logging
import os
import signal
import sys
import tempfile
import traceback
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from khacphuc import __version__
from khacphuc.errors import KhacphucError, UsageError
from khacphuc.paths import Layout, write_text
from khacphuc.run.interrupts import Terminated, interruptible
from khacphuc.run.options import STAGE_LIMIT, Options
from khacphuc.run.saying import complain, from_here, say

if TYPE_CHECKING:
    from collections.abc import Iterator


_Root = Annotated[
    str,
    typer.Option(metavar="DIR", help="The project's folder; by default the nearest one that holds params/."),
]
_UNEXPECTED = KhacphucError.exit_code
_INTERRUPTED = 128 + signal.SIGINT
_TERMINATED = 128 + signal.SIGTERM

app = typer.Typer(
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    help="Yearly reports on remedied shortcomings: printed figures in, an official document out.",
)


def main() -> None:
    """The entry point ``khacphuc``."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            # a terminal that cannot print Vietnamese shall not end a run
            stream.reconfigure(errors="replace")
    logging.basicConfig(level=logging.WARNING, format="%(levelname)s %(name)s: %(message)s")
    app(prog_name="khacphuc")


def _print_version(asked: bool) -> None:
    if asked:
        typer.echo(f"khacphuc {__version__}")
        raise typer.Exit


@app.callback()
def _khacphuc(
    version: Annotated[
        bool,
        typer.Option("--version", callback=_print_version, is_eager=True, help="Print the version and exit."),
    ] = False,
) -> None:
    pass


@app.command()
def run(  # noqa: PLR0917 - typer gives them all by name
    runs: Annotated[list[str] | None, typer.Argument(metavar="[RUN]...", help="Runs, such as 2021.")] = None,
    every: Annotated[bool, typer.Option("--all", help="Make every run there is.")] = False,
    jobs: Annotated[int, typer.Option("--jobs", "-j", min=1, metavar="N", help="So many runs at once.")] = 1,
    cluster: Annotated[
        str,
        typer.Option(
            metavar="ADDRESS",
            help="Have the workers of a Dask cluster make them: tls://HOST:PORT, or a port of this machine.",
        ),
    ] = "",
    fail_fast: Annotated[
        bool, typer.Option("--fail-fast", help="Begin no further run once one has failed.")
    ] = False,
    force: Annotated[
        bool, typer.Option("--force", help="Execute every stage, whether anything has changed or not.")
    ] = False,
    explain: Annotated[
        bool, typer.Option("--explain", help="Say why each stage is executed or not.")
    ] = False,
    wait: Annotated[
        bool, typer.Option("--wait", help="Wait while another process makes the same run.")
    ] = False,
    limit: Annotated[
        float, typer.Option(min=1, metavar="SECONDS", help="The most a stage may take.")
    ] = STAGE_LIMIT,
    root: _Root = "",
) -> None:
    """Make and publish the report of one run or more; what has not changed is not made again."""
    with _guarded(root):
        from khacphuc.run.command import make_runs  # noqa: PLC0415

        if cluster and jobs > 1:
            raise UsageError("--jobs is for this machine; a cluster makes as many at once as it has workers")
        layout = Layout.find(root)
        names = _chosen(layout, runs or [], every=every)
        options = Options(wait=wait, force=force, explain=explain, limit=limit)
        code = make_runs(layout, names, options, jobs=jobs, fail_fast=fail_fast, cluster=cluster)
    raise typer.Exit(code)


@app.command()
def check(
    run: Annotated[str, typer.Argument(metavar="RUN", help="The run, such as 2021.")],
    source: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="The document the figures were typed from: .txt, .docx or .pdf."),
    ] = None,
    root: _Root = "",
) -> None:
    """Check the tables of a run, and publish nothing."""
    with _guarded(root):
        from khacphuc.run.checking import review_run  # noqa: PLC0415
        from khacphuc.run.telling import tell_review  # noqa: PLC0415

        review = review_run(Layout.find(root), run, source=source)
        tell_review(review, sys.stdout)
        for name in ("review.html", "changes.html", "findings.xlsx", "tables/findings.csv"):
            say(f"  {from_here(review.folder / name)}")
    raise typer.Exit(review.exit_code)


@app.command()
def answer(
    run: Annotated[str, typer.Argument(metavar="RUN", help="The run, such as 2021.")],
    file: Annotated[Path, typer.Argument(metavar="FILE", help="The findings.xlsx that was filled in.")],
    root: _Root = "",
) -> None:
    """Record what reviewers decided in findings.xlsx."""
    with _guarded(root):
        from khacphuc.run.answering import take_answers, told  # noqa: PLC0415

        recorded = take_answers(Layout.find(root), run, file)
        say(told(recorded, from_here(recorded.file)))


@app.command()
def trace(
    run: Annotated[str, typer.Argument(metavar="RUN", help="The run, such as 2021.")],
    codes: Annotated[list[str], typer.Argument(metavar="CODE...", help="Codes, such as SL041 or KD1.1.")],
    root: _Root = "",
) -> None:
    """Tell where a number comes from, and what rests on it."""
    with _guarded(root):
        from khacphuc.run.tracing import tell_trace, trace_run  # noqa: PLC0415

        tell_trace(trace_run(Layout.find(root), run, codes), sys.stdout)


@app.command()
def preview(
    run: Annotated[str, typer.Argument(metavar="RUN", help="The run, such as 2021.")],
    port: Annotated[int, typer.Option(min=0, max=65535, help="By default any that is free.")] = 0,
    opened: Annotated[bool, typer.Option("--open", help="Open it in the browser.")] = False,
    root: _Root = "",
) -> None:
    """Show the prose in the browser while one types."""
    with _guarded(root):
        from khacphuc.run.preview import preview_run  # noqa: PLC0415

        preview_run(Layout.find(root), run, port=port, opened=opened, stream=sys.stdout)


@app.command()
def verify(
    run: Annotated[str, typer.Argument(metavar="RUN", help="The run, such as 2021.")],
    against: Annotated[
        Path | None,
        typer.Option(
            metavar="PATH",
            help="A run.json of a clone, or the report folder it lies in; by default what is published here.",
        ),
    ] = None,
    root: _Root = "",
) -> None:
    """Make a published run again, publish nothing, and name what is not the same."""
    with _guarded(root):
        from khacphuc.run.command import run_progress  # noqa: PLC0415
        from khacphuc.run.verify import verify_run  # noqa: PLC0415

        verdict = verify_run(Layout.find(root), run, against=against, progress=run_progress())
        say(verdict.told())
    raise typer.Exit(verdict.exit_code)


@app.command()
def doctor(root: _Root = "") -> None:
    """Say what makes runs slow here, or would stop them, what it costs and what to do."""
    with _guarded(root):
        from khacphuc.run.doctor import examine  # noqa: PLC0415
        from khacphuc.run.examined import exit_code, told  # noqa: PLC0415

        examined = examine(Layout.find(root))
        say(told(examined))
    raise typer.Exit(exit_code(examined))


def _chosen(layout: Layout, runs: list[str], *, every: bool) -> list[str]:
    from khacphuc.run.plan import existing_runs  # noqa: PLC0415

    known = existing_runs(layout)
    if every and not known:
        raise UsageError(f"there is no run yet: {layout.root / 'params'} holds no .yml file")
    chosen = [*runs, *(known if every else ())]
    if not chosen:
        there_are = f"the runs there are: {', '.join(known)}" if known else "there is no run yet"
        raise UsageError(f"which run? name one or more, or use --all; {there_are}")
    return list(dict.fromkeys(chosen))


@contextmanager
def _guarded(root: str) -> Iterator[None]:
    """Every error as its exit code; this is the one place that takes any exception."""
    try:
        with interruptible():
            yield
    except KhacphucError as error:
        complain(str(error))
        raise typer.Exit(error.exit_code) from error
    except Terminated as error:
        complain("terminated; what is published is as it was before")
        raise typer.Exit(_TERMINATED) from error
    except KeyboardInterrupt as error:
        complain("interrupted; what is published is as it was before")
        raise typer.Exit(_INTERRUPTED) from error
    except Exception as error:
        complain(
            f"unexpected {type(error).__name__}: {error}; this is a fault of the suite, "
            f"its traceback is in {_write_log(root)}"
        )
        raise typer.Exit(_UNEXPECTED) from error


def _write_log(root: str) -> str:
    told = traceback.format_exc()
    try:
        log = Layout.find(root).root / ".runs" / "error.log"
        write_text(log, told)
    except (KhacphucError, OSError):
        handle, name = tempfile.mkstemp(prefix="khacphuc-", suffix=".log", text=True)
        log = Path(name)
        with os.fdopen(handle, "w", encoding="utf-8") as stream:
            stream.write(told)
    return from_here(log)
