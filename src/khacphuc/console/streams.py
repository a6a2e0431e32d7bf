"""Standard streams that end no work: closed, without a reader (``khacphuc run … | head -1``), or full.

Whoever has read enough, or has no console, says nothing about the work: it goes on, and ends with its own
exit code. What a full disk did not take is lost, and is told when the work is done.
"""

from __future__ import annotations

import io
import os
import sys
from contextlib import suppress
from typing import IO, TYPE_CHECKING, TextIO

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer


class _Outlet(io.FileIO):
    """A stream of the system that is written to; once it takes no more, it leads to nowhere.

    Attributes:
        refusal: what the system said; empty while all is well, and where it is only the reader who left.
    """

    refusal = ""

    def write(self, data: ReadableBuffer, /) -> int:
        try:
            return super().write(data)
        except OSError as error:
            if not isinstance(error, BrokenPipeError):
                self.refusal = error.strerror or str(error)
            nowhere = os.open(os.devnull, os.O_WRONLY)
            os.dup2(nowhere, self.fileno())  # for the processes this one starts, too
            os.close(nowhere)
            return memoryview(data).nbytes


def secure_streams() -> None:
    """Have standard output and standard error take everything, and all three streams be open."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, _nowhere(mode))
    sys.stdout = _to_outlet(sys.stdout)
    sys.stderr = _to_outlet(sys.stderr)


def output_refusal() -> str:
    """Why standard output took no more, as the system says it; empty if it took all, or nobody reads."""
    sys.stdout.flush()
    raw = getattr(getattr(sys.stdout, "buffer", None), "raw", None)
    return raw.refusal if isinstance(raw, _Outlet) else ""


def _nowhere(mode: str) -> IO[str]:
    # the lowest free number is that of the closed stream, so that no file of ours gets it, and what a
    # library prints into it; it is for the processes this one starts, too
    handle = os.open(os.devnull, os.O_RDWR)
    os.set_inheritable(handle, True)
    return os.fdopen(handle, mode, encoding="utf-8", errors="replace", closefd=False)


def _to_outlet(stream: TextIO) -> TextIO:
    """The same stream, which never refuses; terminals, and what is no stream of the system, stay as is."""
    with suppress(AttributeError, OSError, ValueError):
        if not os.isatty(stream.fileno()):
            stream.flush()
            return io.TextIOWrapper(
                io.BufferedWriter(_Outlet(stream.fileno(), "wb", closefd=False)),
                encoding=stream.encoding,
                errors=stream.errors,
                line_buffering=bool(stream.line_buffering),
            )
    return stream
