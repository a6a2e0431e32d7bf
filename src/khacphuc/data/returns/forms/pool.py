"""Reads batches of forms in several processes: this one, and workers beside it.

Workers are plain processes with pipes, not those of ``multiprocessing``: a notebook's kernel has threads, so
it must not be forked, and ``spawn`` would import the kernel anew in each of them.
"""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
import threading
from collections import deque
from contextlib import suppress
from pathlib import Path
from typing import IO, TYPE_CHECKING, Self, cast

from khacphuc.data.returns.forms.batch import FormBatch, read_batch

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from khacphuc.data.returns.forms.batch import ReceivedName
    from khacphuc.data.returns.forms.catalogue import FormCatalogue

_BATCH = 32  # files: some 20 ms of work, so that no process waits long for the last one
_FEWEST_BATCHES = 6  # fewer are read before a worker has started
_MOST_WORKERS = 16
_SOURCES = Path(__file__).parents[4]  # where workers find the package, installed or not
_SECONDS_TO_END = 5


def usual_workers() -> int:
    """How many processes read forms: one for each core this process may use."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return min(cores, _MOST_WORKERS)


class ReaderPool:
    """Processes that read forms; they start when there is enough to read, and stay until it is closed.

    Args:
        workers: how many processes read, this one among them.
    """

    def __init__(self, workers: int = 0) -> None:
        self._workers = workers or usual_workers()
        self._processes: list[subprocess.Popen[bytes]] = []

    def __enter__(self) -> Self:
        """Workers start when there is enough to read."""
        return self

    def __exit__(self, *_: object) -> None:
        """End the workers."""
        self.close()

    def close(self) -> None:
        """End the workers."""
        for process in self._processes:
            _end(process)
        self._processes.clear()

    def start(self) -> None:
        """Begin the workers that are not there yet."""
        paths = [str(_SOURCES), *filter(None, [os.environ.get("PYTHONPATH")])]
        environment = os.environ | {"PYTHONPATH": os.pathsep.join(paths)}
        while len(self._processes) < self._workers - 1:
            self._processes.append(
                subprocess.Popen(
                    [sys.executable, "-m", "khacphuc.data.returns.forms.worker"],
                    stdin=subprocess.PIPE,
                    stdout=subprocess.PIPE,
                    env=environment,
                )
            )

    def read(
        self,
        folder: Path,
        names: Sequence[ReceivedName],
        catalogue: FormCatalogue,
        *,
        advance: Callable[[int], None] | None = None,
    ) -> list[FormBatch]:
        """Read files, and give what they say in their order, whoever read them.

        Args:
            folder: of received files.
            names: of the files.
            catalogue: all forms of the run.
            advance: called in this thread with the number of files that were read since the last call.
        """
        chunks = [names[begin : begin + _BATCH] for begin in range(0, len(names), _BATCH)]
        requests = [(folder, chunk, catalogue) for chunk in chunks]
        if len(chunks) >= _FEWEST_BATCHES:
            self.start()
        waiting = deque(range(len(chunks)))
        batches: dict[int, FormBatch] = {}
        threads = [
            threading.Thread(target=_serve, args=(process, requests, waiting, batches), daemon=True)
            for process in self._processes
        ]
        for thread in threads:
            thread.start()
        is_told = 0

        def read_here() -> None:
            nonlocal is_told
            while True:
                try:
                    number = waiting.popleft()
                except IndexError:
                    return
                batches[number] = read_batch(*requests[number])
                if advance:
                    ready = sum(len(chunks[done]) for done in tuple(batches))
                    advance(ready - is_told)
                    is_told = ready

        read_here()
        for thread in threads:
            thread.join()
        read_here()  # what a worker that died had taken
        if advance and is_told < len(names):
            advance(len(names) - is_told)
        for process in [process for process in self._processes if process.poll() is not None]:
            _end(process)
            self._processes.remove(process)
        return [batches[number] for number in range(len(chunks))]


def _end(process: subprocess.Popen[bytes]) -> None:
    """End a worker: with its input, or, if it does not, at once."""
    with suppress(OSError):  # what it never took
        _pipe(process.stdin).close()
    with suppress(subprocess.TimeoutExpired):
        process.wait(_SECONDS_TO_END)
    process.kill()
    process.wait()
    _pipe(process.stdout).close()


def _serve(
    process: subprocess.Popen[bytes],
    requests: Sequence[tuple[Path, Sequence[ReceivedName], FormCatalogue]],
    waiting: deque[int],
    batches: dict[int, FormBatch],
) -> None:
    """Give one worker batch after batch; what it does not answer waits again, for others."""
    while True:
        try:
            number = waiting.popleft()
        except IndexError:
            return
        try:
            pickle.dump(requests[number], _pipe(process.stdin), protocol=pickle.HIGHEST_PROTOCOL)
            _pipe(process.stdin).flush()
            batches[number] = cast("FormBatch", pickle.load(_pipe(process.stdout)))  # noqa: S301 - our worker
        except (OSError, EOFError, pickle.UnpicklingError):
            waiting.append(number)
            process.kill()
            process.wait()
            return


def _pipe(stream: IO[bytes] | None) -> IO[bytes]:
    if stream is None:  # never: workers are begun with pipes
        raise OSError("no pipe")
    return stream
