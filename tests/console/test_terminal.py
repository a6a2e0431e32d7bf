"""Tests of `khacphuc.console.terminal`."""

from __future__ import annotations

import io

from khacphuc.console.terminal import open_console, print_line


def printed(text, **layout):
    """What one line of text prints where there is no terminal."""
    stream = io.StringIO()
    print_line(open_console(stream), text, **layout)
    return stream.getvalue()


def test_a_stream_that_is_no_terminal_has_80_columns():
    """Words are wrapped, and continued lines stand further in."""
    lines = printed("word " * 40, indent=2, hang=3).splitlines()
    assert max(map(len, lines)) <= 80
    assert lines[0].startswith("  word")
    assert lines[1].startswith("     word")
    assert " ".join(lines).split() == ["word"] * 40


def test_markup_and_escapes_are_text():
    """Nothing in a text moves the cursor or colours the line."""
    text = printed("[red]17[/red]\x1b[2J\u202e")
    assert "[red]17[/red]" in text
    assert "\x1b" not in text
    assert "\u202e" not in text
