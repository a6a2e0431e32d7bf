"""How a run tells how far it is."""

from __future__ import annotations

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khacphuc.console.progress import Lines, ProgressBar, Silent, printable


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("Tây Ninh\t1.231\n", "Tây Ninh\t1.231\n"),
        # colours and moves of the cursor
        ("\x1b[31;1mred\x1b[0m \x1b[2Jx", "red x"),
        # the title of a window, ended by BEL, by ST, not at all
        ("\x1b]0;title\x07a\x1b]0;t\x1b\\b\x1b]0;rest", "ab"),
        # eight-bit CSI, a lone escape, a bell, a carriage return that would hide what is before
        ("a\x9b31mb\x1b\x07c\rd", "ab��c�d"),
        # text told backwards
        ("a\u202eb\u200bc", "a�b�c"),
        ("a\r\nb", "a\nb"),
    ],
)
def test_what_moves_the_terminal_is_taken_out(text, printed):
    """Escape sequences go; what else cannot be seen is made visible."""
    assert printable(text) == printed


@given(st.text())
def test_nothing_but_lines_and_tabs_controls_the_terminal(text):
    """Whatever the text, no control character is left, and cleaning twice changes nothing."""
    printed = printable(text)
    assert all(c in "\n\t" or c.isprintable() or not ord(c) < 0xA0 for c in printed)
    assert printable(printed) == printed


def test_plain_lines_tell_each_stage_once():
    """One line for each stage, with its seconds, and what is said of it, printable."""
    stream = io.StringIO()
    lines = Lines(stream)
    for note in ("", "stopped: a\x1b[2Jb"):
        lines.start("2021", "10_clean", 3)
        lines.cell(1)
        lines.stop(note)
    first, second = stream.getvalue().splitlines()
    assert first.split() == ["2021", "10_clean", "0.0", "s"]
    assert second.endswith("s  stopped: ab")


def test_a_bar_leaves_a_line():
    """The bar is gone when the stage is over; the line stays."""
    stream = io.StringIO()
    bar = ProgressBar(stream)
    bar.cell(1)
    bar.start("2021", "10_clean", 3)
    bar.cell(2)
    bar.stop()
    assert "2021  10_clean" in stream.getvalue().splitlines()[-1]


def test_silence_says_nothing(capsys):
    """What reports nothing prints nothing."""
    silent = Silent()
    silent.start("2021", "10_clean", 3)
    silent.cell(1)
    silent.stop()
    assert capsys.readouterr() == ("", "")
