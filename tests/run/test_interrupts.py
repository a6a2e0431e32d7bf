"""Signals that end a command."""

from __future__ import annotations

import signal
import sys
import threading
from contextlib import suppress

import pytest

from khacphuc.run.interrupts import (
    TerminationRequest,
    check_interrupts,
    ended_by_interrupt,
    interruptible,
    is_interrupted,
    take_termination,
)


@pytest.mark.parametrize(
    ("number", "kind"), [(signal.SIGINT, KeyboardInterrupt), (signal.SIGTERM, TerminationRequest)]
)
def test_a_signal_is_an_exception_even_if_it_was_lost(number, kind):
    """What a library has swallowed is raised at the end, and asked for before."""
    before = signal.getsignal(number)
    answers = []

    def work():
        answers.append(is_interrupted())
        with suppress(BaseException):
            signal.raise_signal(number)
        answers.append(is_interrupted())
        with suppress(kind):
            check_interrupts()
            answers.append("not raised")

    with pytest.raises(kind), interruptible():
        work()
    assert answers == [False, True]
    assert signal.getsignal(number) is before
    assert not is_interrupted()
    assert check_interrupts() is None


@pytest.mark.parametrize("swallowed", [(), (KeyboardInterrupt,)], ids=["raised", "lost"])
def test_what_is_ended_by_an_interrupt_ends_well(swallowed):
    """Wherever it comes, be it raised or lost; a termination is still one."""
    with interruptible(), ended_by_interrupt(), suppress(*swallowed):
        signal.raise_signal(signal.SIGINT)
    with pytest.raises(TerminationRequest), interruptible(), ended_by_interrupt(), suppress(*swallowed):
        signal.raise_signal(signal.SIGTERM)


def test_a_worker_is_ended_once_and_by_a_termination_only():
    """The terminal's Ctrl-C reaches it, too, and a second signal would break off what it clears away."""
    before = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)}
    threads = []
    try:
        take_termination(lambda: threads.append(threading.current_thread()))
        signal.raise_signal(signal.SIGINT)
        assert not is_interrupted()
        with pytest.raises(TerminationRequest):
            signal.raise_signal(signal.SIGTERM)
        signal.raise_signal(signal.SIGTERM)
        assert is_interrupted()
        assert len(threads) == 1
        assert threads[0] is not threading.main_thread()
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
        with interruptible():
            pass
    assert not is_interrupted()


def test_an_interrupt_that_nobody_can_be_given_is_raised_later_and_not_printed(capsys):
    """In a destructor or a callback of the import system Python prints what is raised, and goes on."""

    class Closing:
        def __init__(self, close):
            self.close = close

        def __del__(self):
            self.close()

    with pytest.raises(TerminationRequest), interruptible():
        Closing(lambda: signal.raise_signal(signal.SIGTERM))
    assert capsys.readouterr().err == ""
    with interruptible():
        lost = []
        sys.unraisablehook, report = lambda args: lost.append(args.exc_type), sys.unraisablehook
        with interruptible():
            Closing(lambda: 1 / 0)
        sys.unraisablehook = report
    assert lost == [ZeroDivisionError]
