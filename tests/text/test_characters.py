"""Tests of `khacphuc.text.characters`."""

import sys
import unicodedata

import pytest

from khacphuc.text.characters import (
    BLANKS,
    JOINERS,
    escape_unprintable,
    first_invisible,
    is_control,
    is_disguise,
    is_invisible,
    is_unprintable,
    not_xml,
    not_yaml,
    replaced,
)

EVERY = range(sys.maxunicode + 1)


def characters(holds):
    """Every character for which something holds."""
    return {c for c in map(chr, EVERY) if holds(c)}


@pytest.mark.full
def test_each_set_is_wider_than_the_one_before():
    """What acts on a terminal disguises words unless it joins them; what disguises words is invisible."""
    control, disguise, invisible = map(characters, (is_control, is_disguise, is_invisible))
    assert control - set(JOINERS) < disguise < invisible
    assert control < invisible


@pytest.mark.parametrize(
    ("character", "control", "disguise", "invisible"),
    [
        ("\x07", True, True, True),  # bell
        ("\x9b", True, True, True),  # CSI in one character
        ("\u200b", True, True, True),  # zero-width blank
        ("\u202e", True, True, True),  # turns the direction
        ("\ufeff", True, True, True),  # byte order mark
        ("\U000e0041", True, True, True),  # a tag
        ("\ud800", True, True, True),  # half a pair
        ("\u00ad", True, False, True),  # soft hyphen
        ("\u200d", True, False, True),  # joiner
        ("\u2028", False, True, True),  # line separator
        ("\uffff", False, True, True),  # no character
        ("\ufdd0", False, True, True),  # nor this
        ("\uf0b7", False, False, True),  # a bullet of Word's: private
        ("\ufe0f", False, False, True),  # variation selector
        ("\U000e0100", False, False, True),  # a rarer one
        ("\u2800", False, False, True),  # blank Braille cell
        ("\u3164", False, False, True),  # Hangul filler
        ("\u00a0", False, False, False),  # a blank is seen
        ("\u0323", False, False, False),  # a mark of a letter
        ("\u0378", False, False, False),  # not assigned yet
        ("đ", False, False, False),
    ],
)
def test_sets(character, control, disguise, invisible):
    """Each kind of character is in the sets it belongs to."""
    assert is_control(character) is control
    assert is_disguise(character) is disguise
    assert is_invisible(character) is invisible


def test_blanks_are_the_separators_of_words():
    """Every space of Unicode's but the plain one, and Ogham's, which is drawn as a line."""
    assert set(BLANKS) == characters(lambda c: unicodedata.category(c) == "Zs") - set(" \u1680")
    assert not any(map(is_invisible, BLANKS))


def test_formats():
    """YAML refuses what XML refuses, and the controls above ASCII but NEL."""
    xml, yaml = (characters(pattern.search) for pattern in (not_xml(), not_yaml()))
    assert yaml - xml == set(map(chr, range(0x7F, 0xA0))) - {"\x85"}
    assert xml == {*map(chr, range(0x20)), *map(chr, range(0xD800, 0xE000)), "\ufffe", "\uffff"} - set(
        "\t\n\r"
    )


def test_unprintable():
    """What repr escapes, quotes and backslashes aside."""
    assert all(is_unprintable(c) != (c in repr(c)) for c in map(chr, EVERY) if c not in "'\\")


@pytest.mark.parametrize(
    ("text", "allowed", "expected"),
    [
        ("Đoàn xã", "", ""),
        ("a\u00a0b", "", ""),  # not printable to Python, yet seen
        ("a\nb", "", "\n"),
        ("a\nb", "\n", ""),
        ("a\nb\u200bc\u202e", "\n", "\u200b"),  # the first one
        ("xã\ufe0f", "", "\ufe0f"),  # printable to Python, yet unseen
    ],
)
def test_first_invisible(text, allowed, expected):
    """The first one that is not allowed."""
    assert first_invisible(text, allowed=allowed) == expected


def test_replaced():
    """Every unwanted character, each by one sign; all else stays."""
    assert replaced("a\x07\x07\tb\n", is_control, allowed="\n\t") == "a��\tb\n"
    assert replaced("Đoàn xã", is_unprintable) == "Đoàn xã"


@pytest.mark.parametrize("unwanted", [is_control, is_disguise, is_unprintable, str.isdigit])
def test_a_page_is_looked_through_as_a_line_is(unwanted):
    """However long a text is, whatever it holds."""
    signs = "a7\x07\t\n\u200b\u00adĐ\ud800😀"
    assert replaced(signs * 2_000, unwanted) == replaced(signs, unwanted) * 2_000


def test_escape_unprintable():
    """Line breaks and invisible characters are spelled out."""
    assert escape_unprintable("Đoàn\nxã\u200b") == "Đoàn\\u000axã\\u200b"
