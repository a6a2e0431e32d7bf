"""A fork of this process that calls functions for it, where threads would wait for one another.

It has what is imported here without importing it, and takes kernels from the same zygote.
"""

from __future__ import annotations

import io
import multiprocessing
import os
import sys
import traceback
from contextlib import suppress
from typing import TYPE_CHECKING, Any, Literal

from khacphuc.errors import KhacphucError
from khacphuc.kernels.fork_safety import end_with_parent
from khacphuc.kernels.socket_folders import remove_folders
from khacphuc.kernels.zygote import lend_zygote

if TYPE_CHECKING:
    from collections.abc import Callable
    from multiprocessing.connection import Connection

    Message = tuple[Literal["text", "result", "error"], Any]


class ForkedWorker:
    """A process that calls functions, one after the other.

    Args:
        begin: called there first, to take signals as the worker shall.
    """

    def __init__(self, begin: Callable[[], None]) -> None:
        context = multiprocessing.get_context("fork")
        self._connection, theirs = context.Pipe()
        self._process = context.Process(target=_serve, args=(theirs, begin, os.getpid()), daemon=True)
        with lend_zygote():
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
            Exception: what the function raises, with its traceback in a note.
        """
        try:
            self._connection.send((function, arguments))
            while True:
                kind, value = self._connection.recv()
                if kind != "text":
                    break
                sys.stderr.write(value)
                sys.stderr.flush()
        except (EOFError, ConnectionError) as error:
            self.kill()
            raise KhacphucError(
                "the process that made it was lost (killed, or out of memory)", remedy="run again"
            ) from error
        except BaseException:  # the next answer would be the one to this call
            self.kill()
            raise
        if kind == "error":
            raise value
        return value

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


class _ParentsErrors(io.TextIOBase):
    """Standard error of a worker: lines for the process it was forked from."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._line = ""

    def write(self, text: str) -> int:
        self._line += text
        if "\n" in text:
            self.flush()
        return len(text)

    def flush(self) -> None:
        if self._line:
            line, self._line = self._line, ""
            self._connection.send(("text", line))


def _serve(connection: Connection, begin: Callable[[], None], parent: int) -> None:
    end_with_parent(parent)
    begin()
    sys.stderr = _ParentsErrors(connection)
    with suppress(EOFError, KeyboardInterrupt):  # the parent is gone, or has this process end
        while (call := connection.recv()) is not None:
            _send(connection, _answer(*call))


def _answer(function: Callable[..., Any], arguments: tuple[Any, ...]) -> Message:
    try:
        return "result", function(*arguments)
    except Exception as error:  # noqa: BLE001 - raised where the function was called from
        error.add_note("".join(traceback.format_exception(error)))
        return "error", error


def _send(connection: Connection, message: Message) -> None:
    try:
        connection.send(message)
    except (TypeError, AttributeError, ValueError) as error:  # what pickle raises, of many kinds
        _, value = message
        unsent = RuntimeError(f"{type(value).__name__}: {value}")
        unsent.add_note("\n".join([*getattr(value, "__notes__", ()), f"it cannot be pickled: {error}"]))
        connection.send(("error", unsent))
