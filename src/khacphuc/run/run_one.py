"""Makes one run unless nothing has changed since it was published.

What a run with nothing to do does not need is imported late, so that such a run ends at once.
"""

from __future__ import annotations

import threading
import time
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING

from khacphuc.errors import KhacphucError, RunLockedError
from khacphuc.kernels.import_ahead import import_ahead
from khacphuc.kernels.socket_folders import sweep_folders
from khacphuc.project.layout import check_run_id
from khacphuc.run.builds import HOLDER, left
from khacphuc.run.interrupts import check_interrupts, is_interrupted
from khacphuc.run.outcome import Outcome
from khacphuc.run.stages import CHECK, CLEAN, IN_A_BATCH, REPORT, warm_up
from khacphuc.run.staleness import unchanged

if TYPE_CHECKING:
    from collections.abc import Callable

    from khacphuc.console.progress import Progress
    from khacphuc.project.layout import Layout
    from khacphuc.run.outcome import Options


def make_run(
    layout: Layout,
    run: str,
    options: Options,
    *,
    progress: Progress,
    stopping: Callable[[], bool] = is_interrupted,
) -> Outcome:
    """Make one run unless nothing has changed; what keeps it from beginning is an outcome, too.

    Args:
        layout: the project.
        run: the run.
        options: how it is to be made.
        progress: what to report to.
        stopping: whether everything is being brought to an end; then an error means nothing.
    """
    since = time.monotonic()
    try:
        run = check_run_id(run)
        why = up_to_date(layout, run, options)
        if isinstance(why, Outcome):
            return why
        if options.explain:
            progress.start(run, "run", 0)
            progress.stop(f"made: {', '.join(why)}")
        prose = layout.relative(layout.prose(run))
        is_edit = all(reason.startswith(f"{prose}: ") for reason in why)
        if threading.current_thread() is threading.main_thread():
            warm_up(REPORT if is_edit else CLEAN)
            import_ahead(("khacphuc.run.attempt",))
        else:  # one of several, perhaps: what this process imports for all of them takes longer
            warm_up(*((REPORT,) if is_edit else (CLEAN, CHECK)))
            import_ahead(IN_A_BATCH)
        # imported here: what has not changed needs nothing of it
        from khacphuc.run.attempt import run_report  # noqa: PLC0415

        outcome = run_report(layout, run, progress=progress, options=options, stopping=stopping)
        return replace(outcome, seconds=time.monotonic() - since)
    except KhacphucError as error:
        check_interrupts()
        return Outcome(
            run, "refused", error.exit_code, messages=(str(error),), seconds=time.monotonic() - since
        )


def up_to_date(layout: Layout, run: str, options: Options) -> Outcome | tuple[str, ...]:
    """How a run ends in which nothing has changed, or why it must be made.

    What a killed run has left is cleared away, and what is published is kept as a version.

    Args:
        layout: the project.
        run: the run.
        options: how it is to be made.

    Returns:
        As ``run.staleness.unchanged``.

    Raises:
        KhacphucError: what keeps the run from beginning.
    """
    since = time.monotonic()
    if options.force:
        return ("--force",)
    result = unchanged(layout, run)
    if not isinstance(result, Outcome):
        return result
    _clear_away(layout, run)
    messages = (*result.messages, *_keep(layout, run, result.language))
    return replace(result, messages=messages, seconds=time.monotonic() - since)


def _clear_away(layout: Layout, run: str) -> None:
    """Remove what a killed run left; a process at work on the run right now does it itself."""
    sweep_folders()
    if left(layout, run) or (layout.runs(run) / HOLDER).exists():
        from khacphuc.run.lock import run_lock  # noqa: PLC0415 - there seldom is anything
        from khacphuc.run.publish import recover  # noqa: PLC0415

        with suppress(RunLockedError), run_lock(layout, run):
            recover(layout, run)


def _keep(layout: Layout, run: str, language: str) -> tuple[str, ...]:
    """Keep the published version where a run was killed, or met a full disk, before it was kept."""
    from khacphuc.history.publication import is_kept  # noqa: PLC0415 - imports no pandas

    if is_kept(layout, run):
        return ()
    from khacphuc.run.keep_current import keep_or_explain  # noqa: PLC0415 - as above
    from khacphuc.run.lock import run_lock  # noqa: PLC0415 - slow, and seldom needed

    with suppress(RunLockedError), run_lock(layout, run):
        return tuple(filter(None, [keep_or_explain(layout, run, language)]))
    return ()
