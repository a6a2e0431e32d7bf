"""Raises the signals that end a command as exceptions, and remembers them.

An exception that a handler raises is lost where it meets a library that takes any (some do, while they
are imported); whoever works on calls ``check_interrupts`` between one piece of work and the next.
"""

from __future__ import annotations

import signal
import sys
import threading
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Final, NoReturn

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from types import FrameType

_received: list[int] = []
# what is done first when a worker is ended: to kill processes takes no time
_LONGEST_SECONDS: Final = 1.0


class TerminationRequest(KeyboardInterrupt):
    """SIGTERM, taken like Ctrl-C so that kernels are ended and builds removed."""


_RAISED: Final = {signal.SIGINT: KeyboardInterrupt, signal.SIGTERM: TerminationRequest}


def is_interrupted() -> bool:
    """Whether a signal has come that ends the command."""
    return bool(_received)


def check_interrupts() -> None:
    """Raise what a signal has raised before, if it was lost.

    Raises:
        KeyboardInterrupt: SIGINT or SIGTERM has come.
    """
    if _received:
        raise _RAISED[signal.Signals(_received[0])]


@contextmanager
def interruptible() -> Iterator[None]:
    """Take SIGINT and SIGTERM while a command works, and give them back after it.

    Raises:
        KeyboardInterrupt: one of them has come; for SIGTERM it is ``TerminationRequest``.
    """

    def end(number: int, _frame: FrameType | None) -> NoReturn:
        _received.append(number)
        raise _RAISED[signal.Signals(number)]

    _received.clear()
    before = {number: signal.signal(number, end) for number in _RAISED}
    report = sys.unraisablehook

    def report_others(lost: sys.UnraisableHookArgs) -> None:
        if not isinstance(lost.exc_value, KeyboardInterrupt):  # that is remembered, and raised again
            report(lost)

    sys.unraisablehook = report_others
    try:
        yield
        check_interrupts()
    finally:
        sys.unraisablehook = report
        for number, handler in before.items():
            signal.signal(number, handler)
        _received.clear()


def take_termination(first: Callable[[], None]) -> None:
    """In a worker: SIGTERM ends it, once; Ctrl-C in the terminal is the business of who started it.

    Args:
        first: called before the exception is raised, in a thread: what is at work here may hold its locks.

    Raises:
        TerminationRequest: wherever it is, when SIGTERM has come.
    """

    def end(number: int, _frame: FrameType | None) -> None:
        if _received:
            return
        _received.append(number)
        thread = threading.Thread(target=first, daemon=True)
        thread.start()
        thread.join(_LONGEST_SECONDS)
        raise TerminationRequest

    _received.clear()
    signal.signal(signal.SIGINT, lambda *_: None)  # what is ignored, programs started here would ignore, too
    signal.signal(signal.SIGTERM, end)


@contextmanager
def ended_by_interrupt() -> Iterator[None]:
    """Take Ctrl-C for the ordinary end of what would go on for ever; SIGTERM ends it as anything else.

    Raises:
        TerminationRequest: SIGTERM has come.
    """
    try:
        with suppress(KeyboardInterrupt):
            yield
    finally:
        _received[:] = [number for number in _received if number != signal.SIGINT]
    check_interrupts()
