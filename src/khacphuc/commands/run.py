"""The command ``khacphuc run``: makes one run and prints its outcome in full, or many with a line each."""

from __future__ import annotations

import sys
import time
from collections import Counter
from typing import TYPE_CHECKING

from khacphuc.commands.finding_counts import format_counts
from khacphuc.commands.front_page import refresh_after_runs
from khacphuc.commands.jobs import default_jobs
from khacphuc.console.output import from_here, print_error, print_output, wrapped
from khacphuc.console.progress import Lines, Progress, ProgressBar
from khacphuc.errors import UsageError
from khacphuc.locale import TOOL, words
from khacphuc.project.runs import NO_RUN, existing_runs
from khacphuc.run.outcome import Outcome
from khacphuc.run.run_one import make_run

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from concurrent.futures import Executor
    from contextlib import AbstractContextManager

    from khacphuc.locale import Words
    from khacphuc.project.layout import Layout
    from khacphuc.run.outcome import Options

_FILES = (
    *("report.html", "report.pdf", "report.docx", "review.html", "findings.xlsx"),
    *("run.json", "tables"),
)


def run_progress() -> Progress:
    """A bar on a terminal, plain lines elsewhere."""
    return ProgressBar(sys.stderr) if sys.stderr.isatty() else Lines(sys.stderr)


def choose_runs(layout: Layout, runs: Sequence[str], *, every: bool) -> list[str]:
    """The runs a command is about: those that are named, and every one there is if all are wanted.

    Raises:
        UsageError: there is none.
    """
    known = existing_runs(layout)
    if every and not known:
        raise UsageError(NO_RUN, place=str(layout.root / "params"))
    chosen = [*runs, *(known if every else ())]
    if not chosen:
        there_are = f"the runs there are: {', '.join(known)}" if known else NO_RUN
        raise UsageError("which run? name one or more, or use --all", remedy=there_are)
    return list(dict.fromkeys(chosen))


def make_runs(
    layout: Layout,
    runs: Sequence[str],
    options: Options,
    *,
    jobs: int | None = None,
    fail_fast: bool = False,
    cluster: str = "",
) -> int:
    """Make runs and print how they ended.

    Args:
        layout: the project.
        runs: the runs.
        options: how they are to be made.
        jobs: how many at once, on this machine; None for as many as it has cores and memory for.
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
        refresh_after_runs(layout, [outcome])
        return outcome.exit_code
    since = time.monotonic()
    jobs = jobs or default_jobs()
    if jobs == 1 and not cluster:
        outcomes = list(_one_by_one(layout, runs, options, fail_fast=fail_fast))
    else:
        # imported here: who makes one run needs no threads
        from khacphuc.run.batch import run_batch, unchanged_first  # noqa: PLC0415

        outcomes = [] if cluster else unchanged_first(layout, runs, options, ended=print_short_outcome)
        if left := runs[len(outcomes) :]:
            jobs = min(jobs, len(left))
            with _executor(layout, jobs, cluster) as executor:
                outcomes += run_batch(
                    layout,
                    left,
                    options,
                    executor=executor,
                    ended=print_short_outcome,
                    fail_fast=fail_fast,
                    at_once=0 if cluster else jobs,
                )
    print_output(format_summary(outcomes, time.monotonic() - since))
    refresh_after_runs(layout, outcomes)
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
    """Print how a run ended and where its files lie, in its language."""
    _print_errors(outcome)
    if outcome.status == "refused":
        return
    labels = words(outcome.language or TOOL, "terminal")
    lines = [_ending(outcome)]
    if outcome.folder is not None:
        front = outcome.folder / "notebooks" / "index.html"
        # a run that failed leaves a notebook, and no page
        there = [*(outcome.folder / name for name in _FILES), front if front.exists() else front.parent]
        lines += [f"  {from_here(file)}" for file in there if file.exists()]
    if outcome.findings:
        lines.append(format_counts(outcome.findings, outcome.answered, labels))
    lines += [wrapped(_verdict(row, labels)) for row in outcome.verdicts]
    if outcome.is_published:
        lines += [wrapped(labels["note"].format(text=message)) for message in outcome.messages]
    print_output("\n".join(lines))


def print_short_outcome(outcome: Outcome) -> None:
    """Print how one of many runs ended, in a line or two."""
    if outcome.status == "not started":
        return
    _print_errors(outcome)
    print_output(_ending(outcome))
    if outcome.folder is not None:
        print_output(f"  {from_here(outcome.folder)}")


def format_summary(outcomes: Sequence[Outcome], seconds: float) -> str:
    """How many runs ended how, and which are not published: in the language of the runs if all have the same.

    >>> print(format_summary([Outcome("2020", "unchanged", 0), Outcome("2021", "blocked", 1)], 2.0))
    2 runs in 2.0 s: 1 unchanged, 1 blocked
      not published: 2021 (blocked)
    """
    from decimal import Decimal  # noqa: PLC0415 - a run alone prints no number

    from khacphuc.text.formats import format_decimal  # noqa: PLC0415 - as above

    languages = {outcome.language for outcome in outcomes if outcome.language}
    language = languages.pop() if len(languages) == 1 else TOOL
    labels, endings = words(language, "terminal"), words(language, "ending")
    counts = Counter(outcome.status for outcome in outcomes)
    first = labels.counted("runs", len(outcomes)).format(
        count=len(outcomes),
        seconds=format_decimal(Decimal(seconds), 1, language=language),
        endings=", ".join(f"{count} {endings[status]}" for status, count in counts.items()),
    )
    left = [f"{outcome.run} ({endings[outcome.status]})" for outcome in outcomes if not outcome.is_published]
    return "\n".join([first, *([f"  {labels['runs_left'].format(runs=', '.join(left))}"] if left else ())])


def _print_errors(outcome: Outcome) -> None:
    """Print why a run is not published, a message each: those of files and machines are English."""
    if not outcome.is_published:
        for message in outcome.messages:
            print_error(message)


def _ending(outcome: Outcome) -> str:
    language = outcome.language or TOOL
    labels, ending = words(language, "terminal"), words(language, "ending")[outcome.status]
    if outcome.status == "unchanged":
        ending = labels["run_unchanged"]
    return labels["run"].format(run=outcome.run, ending=ending)


def _verdict(row: Mapping[str, str], labels: Words) -> str:
    code, computed, declared = row["shortcoming_id"], row["computed_name"], row["declared_name"]
    how = "alone" if not declared else "agrees" if computed == declared else "differs"
    return labels[f"verdict_{how}"].format(code=code, computed=computed, declared=declared)
