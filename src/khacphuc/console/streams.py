"""Standard output and standard error that outlive their reader, as in ``khacphuc run … | head -1``.

Who has read enough says nothing about the work: it goes on, and ends with its own exit code.
"""

from __future__ import annotations

import io
import os
import stat
import sys
from contextlib import suppress
from typing import TYPE_CHECKING, TextIO

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer


class _Pipe(io.FileIO):
    """The end of a pipe that is written to; once nobody reads it, it leads to nowhere."""

    def write(self, data: ReadableBuffer, /) -> int:
        try:
            return super().write(data)
        except BrokenPipeError:
            nowhere = os.open(os.devnull, os.O_WRONLY)
            os.dup2(nowhere, self.fileno())  # for the processes this one starts, too
            os.close(nowhere)
            return memoryview(data).nbytes


def outlive_readers() -> None:
    """Have standard output and standard error take everything, whether anybody still reads it or not."""
    sys.stdout = _to_pipe(sys.stdout)
    sys.stderr = _to_pipe(sys.stderr)


def _to_pipe(stream: TextIO) -> TextIO:
    """The same stream, which outlives its reader if it is a pipe; files and terminals stay as they are."""
    with suppress(AttributeError, OSError, ValueError):  # closed, or no stream of the system
        mode = os.fstat(stream.fileno()).st_mode
        if stat.S_ISFIFO(mode) or stat.S_ISSOCK(mode):
            stream.flush()
            return io.TextIOWrapper(
                io.BufferedWriter(_Pipe(stream.fileno(), "wb", closefd=False)),
                encoding=stream.encoding,
                errors=stream.errors,
                line_buffering=bool(stream.line_buffering),
            )
    return stream
