"""A fork of this process that calls functions for it, where threads would wait for one another.

It has what is imported here without importing it, and takes kernels from the same zygote.
"""

from __future__ import annotations

import io
import multiprocessing
import os
import pickle
import sys
import threading
import traceback
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any, Literal

from khacphuc.errors import KhacphucError
from khacphuc.kernels.fork_safety import end_with_parent, take_signals, without_signals
from khacphuc.kernels.socket_folders import remove_folders
from khacphuc.kernels.zygote import lend_zygote

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from multiprocessing.connection import Connection

    # the value of an error is the error with its traceback
    Message = tuple[Literal["text", "result", "error"], Any]


class ForkedWorker:
    """A process that calls functions, one after the other, and ends when this one does.

    Args:
        begin: called there first, to take signals as the worker shall.
    """

    def __init__(self, begin: Callable[[], None]) -> None:
        context = multiprocessing.get_context("fork")
        self._connection, theirs = context.Pipe()
        self._process = context.Process(target=_serve, args=(theirs, begin, os.getpid()), daemon=True)
        with lend_zygote(), without_signals():
            self._process.start()
        theirs.close()

    @property
    def is_alive(self) -> bool:
        """Whether it can call functions."""
        return self._process.is_alive()

    def call(self, function: Callable[..., Any], *arguments: Any) -> Any:
        """Call a function there; what it prints on standard error is printed here.

        Args:
            function: of a module.
            arguments: that can be pickled.

        Returns:
            What it returns.

        Raises:
            KhacphucError: the process was lost.
            Exception: what the function raises, with its traceback in a note; one that cannot be pickled
                is a RuntimeError with its words.
        """
        try:
            with _lost():
                self._connection.send((function, arguments))
            while (message := self._receive())[0] == "text":
                sys.stderr.write(message[1])
                sys.stderr.flush()
        except BaseException:  # the next answer would be the one to this call
            self.kill()
            raise
        kind, value = message
        if kind == "result":
            return value
        error, its_traceback = value
        error.add_note(its_traceback)
        raise error

    def _receive(self) -> Message:
        with _lost():
            message: Message = self._connection.recv()
        return message

    def terminate(self) -> None:
        """Ask it to end what it is at and itself."""
        self._process.terminate()

    def kill(self) -> None:
        """End it at once, if it has not ended."""
        self._process.kill()
        self._process.join()

    def close(self) -> None:
        """Let it end, and wait for that."""
        with suppress(OSError):  # it is gone
            self._connection.send(None)
        self._process.join()
        self._connection.close()
        if self._process.pid:
            remove_folders(self._process.pid)  # it could not if it was killed


@contextmanager
def _lost() -> Iterator[None]:
    """Say what it means that the other end of a pipe is closed."""
    try:
        yield
    except (EOFError, OSError) as error:
        raise KhacphucError(
            "the process that made it was lost (killed, or out of memory)", remedy="run again"
        ) from error


class _Answers(io.TextIOBase):
    """What a worker sends to the process it was forked from; as standard error, line by line."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._line = ""
        self._lock = threading.RLock()

    def write(self, text: str) -> int:
        with self._lock:
            self._line += text
            if "\n" in text:
                self.flush()
        return len(text)

    def flush(self) -> None:
        with self._lock:
            line, self._line = self._line, ""
            if line:
                self._connection.send(("text", line))

    def send(self, message: bytes) -> None:
        """Send the answer to a call, behind what was printed."""
        with self._lock:
            self.flush()
            self._connection.send_bytes(message)


def _serve(connection: Connection, begin: Callable[[], None], parent: int) -> None:
    end_with_parent(parent)
    begin()
    sys.stderr = answers = _Answers(connection)
    with suppress(KeyboardInterrupt):  # it is to end
        take_signals()
        while (call := connection.recv()) is not None:
            answers.send(_answer(*call))


def _answer(function: Callable[..., Any], arguments: tuple[Any, ...]) -> bytes:
    """The message with what a function returns or raises, pickled: that may fail as the function may."""
    try:
        return pickle.dumps(("result", function(*arguments)))
    except (Exception, SystemExit) as error:  # noqa: BLE001 - raised where the function was called from
        return pickle.dumps(("error", (_sendable(error), "".join(traceback.format_exception(error)))))


def _sendable(error: BaseException) -> BaseException:
    """The error, if it is the same on the other side; else one with its words."""
    try:
        copy = pickle.loads(pickle.dumps(error))  # noqa: S301 - our own
    except Exception:  # noqa: BLE001 - of many kinds, as its class pleases
        copy = None
    return error if type(copy) is type(error) else RuntimeError(f"{type(error).__name__}: {error}")
