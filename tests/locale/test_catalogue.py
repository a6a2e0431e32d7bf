"""Tests of `khacphuc.locale.catalogue`: fields, further lines, escapes, and lines that are none of these."""

from __future__ import annotations

import pytest

from khacphuc.errors import DocumentError
from khacphuc.locale.catalogue import Message, parse_messages

HEADING = 'msgctxt "page"\nmsgid "title"\n'


def test_plural_forms_stand_in_their_order() -> None:
    """The second ``msgid`` is no key."""
    block = 'msgid "row"\nmsgid_plural "row"\nmsgstr[0] "{n} row"\nmsgstr[1] "{n} rows"\n'
    assert list(parse_messages([block])) == [Message("", "row", ("{n} row", "{n} rows"))]


def test_escapes_are_those_of_gettext() -> None:
    """A quotation mark, a backslash, a line and a tab."""
    assert list(parse_messages([HEADING + r'msgstr "a \"b\" \\ c\nd\te"'])) == [
        Message("page", "title", ('a "b" \\ c\nd\te',))
    ]


def test_comments_alone_are_no_message() -> None:
    """Such as what was translated once (``#~``)."""
    assert list(parse_messages(['#~ msgid "old"\n#~ msgstr "cũ"', "", "# a remark"])) == []


@pytest.mark.parametrize(
    "line",
    ["what is this", 'msgstr "open', 'msgstr "a" "b"', 'msgid "twice"', "5", 'mgsstr "x"', r'msgstr "\x41"'],
)
def test_a_line_that_is_nothing_is_named(line: str) -> None:
    """A slip of a translator is no word that is missing."""
    with pytest.raises(DocumentError, match="a catalogue of words has the line") as caught:
        list(parse_messages([HEADING + line]))
    assert repr(line) in str(caught.value)


def test_a_text_before_every_field_is_refused() -> None:
    """It belongs to nothing."""
    with pytest.raises(DocumentError, match="has the line"):
        list(parse_messages(['"a"\nmsgid "b"']))
