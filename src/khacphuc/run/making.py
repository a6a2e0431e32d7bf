"""One run, made unless nothing has changed. Light: this decides how long nothing takes."""

from __future__ import annotations

import time
from dataclasses import replace
from typing import TYPE_CHECKING

from khacphuc.errors import KhacphucError
from khacphuc.paths import check_run_id
from khacphuc.run.outcome import Outcome
from khacphuc.run.unchanged import unchanged

if TYPE_CHECKING:
    from collections.abc import Callable

    from khacphuc.paths import Layout
    from khacphuc.run.options import Options
    from khacphuc.run.progress import Progress


def make_run(
    layout: Layout, run: str, options: Options, *, progress: Progress, stopping: Callable[[], bool] = bool
) -> Outcome:
    """Make one run unless nothing has changed; what keeps it from beginning is an outcome, too.

    Args:
        layout: the project.
        run: the run.
        options: how it is to be made.
        progress: what is told how far it is.
        stopping: whether everything is being brought to an end; then an error means nothing.
    """
    since = time.monotonic()
    try:
        run = check_run_id(run)
        why: tuple[str, ...] = ("--force",)
        if not options.force:
            found = unchanged(layout, run)
            if isinstance(found, Outcome):
                return replace(found, seconds=time.monotonic() - since)
            why = found
        if options.explain:
            progress.start(run, "run", 0)
            progress.stop(f"made: {', '.join(why)}")
        # imported here: what has not changed needs nothing of it
        from khacphuc.run.runner import run_report  # noqa: PLC0415

        outcome = run_report(layout, run, progress=progress, options=options, stopping=stopping)
        return replace(outcome, seconds=time.monotonic() - since)
    except KhacphucError as error:
        return Outcome(
            run, "refused", error.exit_code, messages=(str(error),), seconds=time.monotonic() - since
        )
