"""The command ``khacphuc run``: makes one run and prints its outcome in full, or many with a line each."""

from __future__ import annotations

import sys
import time
from collections import Counter
from typing import TYPE_CHECKING

from khacphuc.console.output import from_here, print_error, print_output
from khacphuc.console.progress import Lines, Progress, ProgressBar
from khacphuc.run.outcome import Outcome
from khacphuc.run.run_one import make_run

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from concurrent.futures import Executor
    from contextlib import AbstractContextManager

    from khacphuc.project.layout import Layout
    from khacphuc.run.outcome import Options

_FILES = (
    *("report.html", "report.pdf", "report.docx", "review.html", "findings.xlsx"),
    *("run.json", "tables", "notebooks"),
)


def run_progress() -> Progress:
    """A bar on a terminal, plain lines elsewhere."""
    return ProgressBar(sys.stderr) if sys.stderr.isatty() else Lines(sys.stderr)


def make_runs(
    layout: Layout,
    runs: Sequence[str],
    options: Options,
    *,
    jobs: int = 1,
    fail_fast: bool = False,
    cluster: str = "",
) -> int:
    """Make runs and print how they ended.

    Args:
        layout: the project.
        runs: the runs.
        options: how they are to be made.
        jobs: how many at once, on this machine.
        fail_fast: begin no further run once one has failed.
        cluster: the address of a Dask scheduler whose workers make them; empty for this machine.

    Returns:
        The exit code: the worst there was.

    Raises:
        UsageError: the cluster cannot make runs.
    """
    if len(runs) == 1 and not cluster:
        outcome = make_run(layout, runs[0], options, progress=run_progress())
        print_outcome(outcome)
        return outcome.exit_code
    since = time.monotonic()
    if jobs == 1 and not cluster:
        outcomes = list(_one_by_one(layout, runs, options, fail_fast=fail_fast))
    else:
        # imported here: who makes one run needs no threads
        from khacphuc.run.batch import run_batch  # noqa: PLC0415

        with _executor(layout, jobs, cluster) as executor:
            outcomes = run_batch(
                layout, runs, options, executor=executor, ended=print_short_outcome, fail_fast=fail_fast
            )
    print_output(format_summary(outcomes, time.monotonic() - since))
    return max(outcome.exit_code for outcome in outcomes)


def _executor(layout: Layout, jobs: int, cluster: str) -> AbstractContextManager[Executor]:
    if cluster:
        from khacphuc.run.cluster import cluster_executor  # noqa: PLC0415

        return cluster_executor(cluster, layout)
    from khacphuc.run.batch import local_executor  # noqa: PLC0415

    return local_executor(jobs)


def _one_by_one(
    layout: Layout, runs: Iterable[str], options: Options, *, fail_fast: bool
) -> Iterator[Outcome]:
    failed = False
    for run in runs:
        if failed and fail_fast:
            yield Outcome(run, "not started", 0)
            continue
        outcome = make_run(layout, run, options, progress=run_progress())
        print_short_outcome(outcome)
        failed = failed or bool(outcome.exit_code)
        yield outcome


def print_outcome(outcome: Outcome) -> None:
    """Print how a run ended and where its files lie."""
    if not outcome.is_published:
        print_error("\n".join(outcome.messages))
    if outcome.status == "refused":
        return
    lines = [f"run {outcome.run}: {_in_words(outcome)}"]
    if outcome.folder is not None:
        there = [outcome.folder / name for name in _FILES]
        lines += [f"  {from_here(file)}" for file in there if file.exists()]
    if outcome.findings:
        lines.append("findings: " + ", ".join(f"{count} {name}" for name, count in outcome.findings.items()))
    for row in outcome.verdicts:
        declared = row["declared_class"] or "nothing"
        lines.append(f"{row['shortcoming_id']}: computed {row['computed_class']}, declared {declared}")
    if outcome.is_published:
        lines += [f"note: {message}" for message in outcome.messages]
    print_output("\n".join(lines))


def print_short_outcome(outcome: Outcome) -> None:
    """Print how one of many runs ended, in a line or two."""
    if outcome.status == "not started":
        return
    if not outcome.is_published:
        print_error("\n".join(outcome.messages))
    print_output(f"run {outcome.run}: {_in_words(outcome)}")
    if outcome.folder is not None:
        print_output(f"  {from_here(outcome.folder)}")


def format_summary(outcomes: Sequence[Outcome], seconds: float) -> str:
    """How many runs ended how, and which are not published.

    >>> print(format_summary([Outcome("2020", "unchanged", 0), Outcome("2021", "blocked", 1)], 2.0))
    2 runs in 2.0 s: 1 unchanged, 1 blocked
      not published: 2021 (blocked)
    """
    counts = Counter(outcome.status for outcome in outcomes)
    statuses = ", ".join(f"{count} {status}" for status, count in counts.items())
    number = "1 run" if len(outcomes) == 1 else f"{len(outcomes)} runs"
    lines = [f"{number} in {seconds:.1f} s: {statuses}"]
    left = [f"{outcome.run} ({outcome.status})" for outcome in outcomes if not outcome.is_published]
    if left:
        lines.append(f"  not published: {', '.join(left)}")
    return "\n".join(lines)


def _in_words(outcome: Outcome) -> str:
    if outcome.status == "unchanged":
        return "published, and nothing has changed since"
    return outcome.status
