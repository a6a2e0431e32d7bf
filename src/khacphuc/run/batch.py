"""Makes many runs at once on a ``concurrent.futures.Executor``, and returns their outcomes.

Locally that is a process for each job, forked once everything is imported, or a thread where no process can
safely fork; all kernels are forked from one zygote. A cluster's executor takes the same function elsewhere,
so everything it is given and gives back can be pickled.
"""

from __future__ import annotations

import logging
import os
import sys
import threading
import time
import traceback
from concurrent.futures import FIRST_COMPLETED, ThreadPoolExecutor, wait
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import TYPE_CHECKING, Any, Final

from khacphuc.console.progress import Lines, Silent
from khacphuc.errors import KhacphucError, UsageError
from khacphuc.kernels.fork_safety import why_not_to_fork
from khacphuc.kernels.forked_worker import ForkedWorker
from khacphuc.kernels.import_ahead import import_ahead
from khacphuc.kernels.zygote import ONE_THREAD, close_zygote, is_zygote_wanted, why_no_zygote
from khacphuc.project.files import write_text
from khacphuc.project.layout import Layout
from khacphuc.run.interrupts import check_interrupts, is_interrupted, take_termination
from khacphuc.run.outcome import Outcome
from khacphuc.run.run_one import make_run, up_to_date
from khacphuc.run.stages import CHECK, CLEAN, IN_A_BATCH, warm_up

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from concurrent.futures import Executor, Future

    from khacphuc.run.outcome import Options

_THREADS: Final = "khacphuc-run"
_WORDS: Final = ("babel.messages.pofile", "babel.numbers", "babel.dates")
# between two looks for kernels that still live after an interrupt
_LOOK_SECONDS: Final = 0.05
# until workers that do not end when they are asked to are killed
_PATIENCE_SECONDS: Final = 20
_log = logging.getLogger(__name__)


def unchanged_first(
    layout: Layout, runs: Sequence[str], options: Options, *, ended: Callable[[Outcome], None]
) -> list[Outcome]:
    """How the runs end that come before the first that must be made: nothing is imported for them.

    Args:
        layout: the project.
        runs: the runs.
        options: how they are to be made.
        ended: called with the outcome of each run as soon as it has ended.
    """
    outcomes: list[Outcome] = []
    for run in runs:
        try:
            outcome = up_to_date(layout, run, options)
        except Exception:  # noqa: BLE001 - whoever makes the run meets it again, and reports it
            break
        if not isinstance(outcome, Outcome):
            break
        outcomes.append(outcome)
        ended(outcome)
    return outcomes


def run_batch(
    layout: Layout,
    runs: Sequence[str],
    options: Options,
    *,
    executor: Executor,
    ended: Callable[[Outcome], None],
    fail_fast: bool = False,
    at_once: int = 0,
) -> list[Outcome]:
    """Have an executor make runs; one that fails does not stop the others.

    Args:
        layout: the project.
        runs: the runs.
        options: how they are to be made.
        executor: what makes them, wherever it is.
        ended: called with the outcome of each run as soon as it has ended.
        fail_fast: begin no further run once one has failed.
        at_once: the most runs the executor has at any time; 0 for all, where it knows how many it can make.

    Returns:
        How each run ended, in their order.
    """
    left = [*runs]
    futures: dict[Future[Outcome], str] = {}
    outcomes: dict[str, Outcome] = {}
    waiting: set[Future[Outcome]] = set()
    while left or waiting:
        check_interrupts()  # one may have been lost among imports
        while left and (not at_once or len(waiting) < at_once):
            future = executor.submit(_make_there, str(layout.root), left[0], options)
            futures[future] = left.pop(0)
            waiting.add(future)
        done, waiting = wait(waiting, return_when=FIRST_COMPLETED)
        for future in done:
            outcome = _outcome(future, layout, futures[future])
            outcomes[outcome.run] = outcome
            ended(outcome)
            if fail_fast and outcome.exit_code:
                for other in waiting:
                    other.cancel()
                for run in left:
                    outcomes[run] = Outcome(run, "not started", 0)
                    ended(outcomes[run])
                left.clear()
    return [outcomes[run] for run in runs]


@contextmanager
def local_executor(jobs: int, *, talks: bool = True) -> Iterator[Executor]:
    """Forks of this process that make runs, or threads where it is one at a time or cannot safely fork.

    An interrupt ends the kernels at work, and with them the runs; nothing is kept of those.

    Args:
        jobs: how many runs at once.
        talks: print a line on standard error for each stage.
    """
    import_ahead(_WORDS)  # every thread needs them, whether it makes a run or not
    _LocalState.stopping, _LocalState.talks = False, talks
    workers: list[ForkedWorker] = []
    executor = _LocalExecutor(jobs)
    try:
        if jobs > 1 and _may_fork():
            for _ in range(jobs):
                workers.append(ForkedWorker(_begin))
                executor.add(workers[-1])
        yield executor
    except BaseException:
        for worker in workers:
            worker.terminate()
        from khacphuc.kernels.manager import kill_kernels  # noqa: PLC0415 - imported by now, or none is there

        _LocalState.stopping = True
        executor.shutdown(wait=False, cancel_futures=True)
        patience = time.monotonic() + _PATIENCE_SECONDS
        while any(thread.name.startswith(_THREADS) for thread in threading.enumerate()):
            kill_kernels()  # again: one may just have been starting
            time.sleep(_LOOK_SECONDS)
            if time.monotonic() > patience:
                for worker in workers:
                    worker.kill()
        close_zygote()
        raise
    finally:
        executor.shutdown()
        for worker in workers:
            worker.close()


def _may_fork() -> bool:
    """Whether this process can safely fork once all is imported that workers share, which is done here."""
    if why_no_zygote() or not is_zygote_wanted():
        return False
    warm_up(CLEAN, CHECK)
    added = {name: value for name, value in ONE_THREAD.items() if name not in os.environ}
    os.environ.update(added)
    try:
        import_ahead(IN_A_BATCH)
    finally:  # it is read by imports, and kernels have the same environment whoever makes their run
        for name in added:
            del os.environ[name]
    if reason := why_not_to_fork():
        _log.warning("runs are made by threads, which is slower: %s", reason)
    return not reason


def _begin() -> None:
    """In a worker: end when the command asks it to, its kernels first.

    A kernel that is asked to end while it computes prints a traceback, so it is killed.
    """
    from khacphuc.kernels.manager import kill_kernels  # noqa: PLC0415 - imported by now

    take_termination(kill_kernels)


class _LocalExecutor(ThreadPoolExecutor):
    """Threads that have workers do what they are given, or do it themselves where there is none.

    Args:
        jobs: how many there are.
    """

    def __init__(self, jobs: int) -> None:
        super().__init__(jobs, thread_name_prefix=_THREADS)
        self._idle: SimpleQueue[ForkedWorker] = SimpleQueue()

    def add(self, worker: ForkedWorker) -> None:
        """Give a thread a worker."""
        self._idle.put(worker)

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        return super().submit(self._have_called, partial(fn, **kwargs), *args)

    def _have_called(self, function: Callable[..., Any], *arguments: Any) -> Any:
        try:
            worker = self._idle.get_nowait()
        except Empty:
            return function(*arguments)
        try:
            return worker.call(function, *arguments)
        finally:
            if worker.is_alive:  # else this thread does what comes next itself
                self._idle.put(worker)


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
        return Outcome(run, "failed", error.exit_code, messages=(f"run {run}: {error}",))
    log = layout.runs(run) / "error.log"
    write_text(log, "".join(traceback.format_exception(error)))
    message = f"unexpected {type(error).__name__}: {error}; its traceback is in {layout.relative(log)}"
    return Outcome(run, "failed", KhacphucError.exit_code, messages=(message,))
