"""Makes many runs at once on a ``concurrent.futures.Executor``, and returns their outcomes.

Locally that is one process with threads: each run's kernels are processes of their own, all forked from
one zygote. A cluster's executor takes the same function elsewhere, so everything it is given and gives
back can be pickled.
"""

from __future__ import annotations

import sys
import threading
import time
import traceback
from concurrent.futures import FIRST_COMPLETED, ThreadPoolExecutor, wait
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from khacphuc.console.progress import Lines, Silent
from khacphuc.errors import KhacphucError, UsageError
from khacphuc.kernels.import_ahead import import_ahead
from khacphuc.kernels.zygote import close_zygote
from khacphuc.project.files import write_text
from khacphuc.project.layout import Layout
from khacphuc.run.interrupts import is_interrupted
from khacphuc.run.outcome import Outcome
from khacphuc.run.run_one import make_run

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from concurrent.futures import Executor, Future

    from khacphuc.run.outcome import Options

_THREADS: Final = "khacphuc-run"
_WORDS: Final = ("babel.messages.pofile", "babel.numbers", "babel.dates")
# between two looks for kernels that still live after an interrupt
_LOOK_SECONDS: Final = 0.05


def run_batch(
    layout: Layout,
    runs: Sequence[str],
    options: Options,
    *,
    executor: Executor,
    ended: Callable[[Outcome], None],
    fail_fast: bool = False,
) -> list[Outcome]:
    """Have an executor make runs; one that fails does not stop the others.

    Args:
        layout: the project.
        runs: the runs.
        options: how they are to be made.
        executor: what makes them, wherever it is.
        ended: called with the outcome of each run as soon as it has ended.
        fail_fast: begin no further run once one has failed.

    Returns:
        How each run ended, in their order.
    """
    futures = {executor.submit(_make_there, str(layout.root), run, options): run for run in runs}
    outcomes: dict[str, Outcome] = {}
    waiting = set(futures)
    while waiting:
        done, waiting = wait(waiting, return_when=FIRST_COMPLETED)
        for future in done:
            outcome = _outcome(future, layout, futures[future])
            outcomes[outcome.run] = outcome
            ended(outcome)
            if fail_fast and outcome.exit_code:
                for other in waiting:
                    other.cancel()
    return [outcomes[run] for run in runs]


@contextmanager
def local_executor(jobs: int, *, talks: bool = True) -> Iterator[Executor]:
    """Threads of this process that make runs.

    An interrupt ends the kernels at work, and with them the runs; nothing is kept of those.

    Args:
        jobs: how many runs at once.
        talks: print a line on standard error for each stage.
    """
    import_ahead(_WORDS)  # every thread needs them, whether it makes a run or not
    _LocalState.stopping, _LocalState.talks = False, talks
    executor = ThreadPoolExecutor(jobs, thread_name_prefix=_THREADS)
    try:
        yield executor
    except BaseException:
        from khacphuc.kernels.manager import kill_kernels  # noqa: PLC0415 - imported by now, or none is there

        _LocalState.stopping = True
        executor.shutdown(wait=False, cancel_futures=True)
        while any(thread.name.startswith(_THREADS) for thread in threading.enumerate()):
            kill_kernels()  # again: one may just have been starting
            time.sleep(_LOOK_SECONDS)
        close_zygote()
        raise
    finally:
        executor.shutdown()


def make_within(layout: Layout, run: str, options: Options, *, seconds: float) -> Outcome:
    """Make a run on this machine, and bring it to an end where it takes longer.

    Args:
        layout: the project.
        run: the run.
        options: how it is to be made.
        seconds: the most it may take in all.

    Returns:
        How it ended; of one that took longer nothing is kept, and what is published is as it was.
    """
    with suppress(_TooLongError), local_executor(1) as executor:
        future = executor.submit(_make_there, str(layout.root), run, options)
        _wait(future, seconds)
        return _outcome(future, layout, run)
    message = f"run {run}: took longer than {seconds:g} seconds, and was ended"
    return Outcome(run, "failed", UsageError.exit_code, messages=(message,))


def _wait(future: Future[Outcome], seconds: float) -> None:
    if not wait([future], timeout=seconds).done:
        raise _TooLongError


class _TooLongError(Exception):
    """A run took longer than it may."""


class _LocalState:
    """What the threads of this process share."""

    stopping = False
    talks = False


def _make_there(root: str, run: str, options: Options) -> Outcome:
    """Make a run wherever this is called: in a thread here, or in a worker of a cluster."""
    progress = Lines(sys.stderr) if _LocalState.talks else Silent()
    try:
        return make_run(
            Layout(Path(root)),
            run,
            options,
            progress=progress,
            stopping=lambda: _LocalState.stopping or is_interrupted(),
        )
    finally:
        _close_loop()


def _close_loop() -> None:
    """Close the event loop nbclient has made for this thread; it does not do so itself."""
    jupyter: Any = sys.modules.get("jupyter_core.utils")
    if jupyter and threading.current_thread() is not threading.main_thread():
        jupyter.ensure_event_loop().close()


def _outcome(future: Future[Outcome], layout: Layout, run: str) -> Outcome:
    if future.cancelled():
        return Outcome(run, "not started", 0)
    error = future.exception()
    if error is None:
        return future.result()
    if isinstance(error, KhacphucError):  # whoever executes it says what was lost
        return Outcome(run, "failed", error.exit_code, messages=(str(error),))
    log = layout.runs(run) / "error.log"
    write_text(log, "".join(traceback.format_exception(error)))
    message = f"unexpected {type(error).__name__}: {error}; its traceback is in {layout.relative(log)}"
    return Outcome(run, "failed", KhacphucError.exit_code, messages=(message,))
