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
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from khacphuc import __version__
from khacphuc.errors import KhacphucError, UsageError
from khacphuc.paths import Layout, write_text

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import FrameType

    from khacphuc.run.progress import Progress
    from khacphuc.run.runner import Outcome

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


class _Terminated(KeyboardInterrupt):
    """SIGTERM, taken like Ctrl-C so that kernels are ended and builds removed."""


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
def run(
    runs: Annotated[list[str] | None, typer.Argument(metavar="[RUN]...", help="Runs, such as 2021.")] = None,
    every: Annotated[bool, typer.Option("--all", help="Make every run there is.")] = False,
    wait: Annotated[
        bool, typer.Option("--wait", help="Wait while another process makes the same run.")
    ] = False,
    root: _Root = "",
) -> None:
    """Make and publish the report of one run or more."""
    codes = []
    with _guarded(root):
        layout = Layout.find(root)
        for name in _chosen(layout, runs or [], every=every):
            codes.append(_run_one(layout, name, wait=wait))  # noqa: PERF401  (an interrupt keeps what is done)
    raise typer.Exit(max(codes))


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
            typer.echo(_printable(f"  {_from_here(review.folder / name)}"))
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
        typer.echo(_printable(told(recorded, _from_here(recorded.file))))


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
        from khacphuc.run.verify import verify_run  # noqa: PLC0415

        verdict = verify_run(Layout.find(root), run, against=against, progress=_progress())
        typer.echo(_printable(verdict.told()))
    raise typer.Exit(verdict.exit_code)


def _chosen(layout: Layout, runs: list[str], *, every: bool) -> list[str]:
    from khacphuc.run.ready import existing_runs  # noqa: PLC0415

    known = existing_runs(layout)
    if every and not known:
        raise UsageError(f"there is no run yet: {layout.root / 'params'} holds no .yml file")
    chosen = [*runs, *(known if every else ())]
    if not chosen:
        there_are = f"the runs there are: {', '.join(known)}" if known else "there is no run yet"
        raise UsageError(f"which run? name one or more, or use --all; {there_are}")
    return list(dict.fromkeys(chosen))


def _run_one(layout: Layout, name: str, *, wait: bool) -> int:
    from khacphuc.run.runner import run_report  # noqa: PLC0415

    try:
        outcome = run_report(layout, name, progress=_progress(), wait=wait)
    except KhacphucError as error:
        _complain(str(error))
        return error.exit_code
    _tell(outcome)
    return outcome.exit_code


def _progress() -> Progress:
    from khacphuc.run.progress import Bar, Lines  # noqa: PLC0415

    return Bar(sys.stderr) if sys.stderr.isatty() else Lines(sys.stderr)


def _tell(outcome: Outcome) -> None:
    """Say how a run ended and where what it made lies."""
    if outcome.status != "published":
        _complain("\n".join(outcome.messages))
    lines = [f"run {outcome.run}: {outcome.status}"]
    if outcome.folder is not None:
        files = (
            *("report.html", "report.pdf", "report.docx", "review.html", "findings.xlsx"),
            *("run.json", "tables", "notebooks"),
        )
        lines += [
            f"  {_from_here(outcome.folder / name)}" for name in files if (outcome.folder / name).exists()
        ]
    if outcome.findings:
        lines.append("findings: " + ", ".join(f"{count} {name}" for name, count in outcome.findings.items()))
    for row in outcome.verdicts:
        declared = row["declared_class"] or "nothing"
        lines.append(f"{row['shortcoming_id']}: computed {row['computed_class']}, declared {declared}")
    if outcome.status == "published":
        lines += [f"note: {message}" for message in outcome.messages]
    typer.echo(_printable("\n".join(lines)))


def _from_here(path: Path) -> str:
    try:
        return os.path.relpath(path)
    except ValueError:  # another drive
        return str(path)


def _complain(message: str) -> None:
    typer.echo(_printable(f"khacphuc: {message}"), err=True)


def _printable(text: str) -> str:
    from khacphuc.run.progress import printable  # noqa: PLC0415

    return printable(text)


@contextmanager
def _guarded(root: str) -> Iterator[None]:
    """Every error as its exit code; this is the one place that takes any exception."""

    def terminate(_number: int, _frame: FrameType | None) -> NoReturn:
        raise _Terminated

    before = signal.signal(signal.SIGTERM, terminate)
    try:
        yield
    except KhacphucError as error:
        _complain(str(error))
        raise typer.Exit(error.exit_code) from error
    except _Terminated as error:
        _complain("terminated; what is published is as it was before")
        raise typer.Exit(_TERMINATED) from error
    except KeyboardInterrupt as error:
        _complain("interrupted; what is published is as it was before")
        raise typer.Exit(_INTERRUPTED) from error
    except Exception as error:
        _complain(
            f"unexpected {type(error).__name__}: {error}; this is a fault of the suite, "
            f"its traceback is in {_write_log(root)}"
        )
        raise typer.Exit(_UNEXPECTED) from error
    finally:
        signal.signal(signal.SIGTERM, before)


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
    return _from_here(log)
