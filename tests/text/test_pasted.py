"""Tests of `khacphuc.text.pasted`."""

import time
import unicodedata

import pytest

from khacphuc.errors import ParameterError
from khacphuc.text.pasted import LONGEST_LINE, plain_prose


def plain(text):
    """A text made plain."""
    return plain_prose(text, filename="params/x.md")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", ""),
        ("\ufeffMột", "Một"),  # a byte order mark
        ("Một\r\nhai\rba\n", "Một\nhai\nba\n"),
        (unicodedata.normalize("NFD", "Kết quả"), "Kết quả"),
        ("Một\u200b\u00ad\u2060hai\u200e", "Mộthai"),
        ("Một\vhai\u2028ba\fbốn", "Một hai ba bốn"),  # Word's line break in a paragraph
        ("＠SL041 ﹫KD1", "@SL041 @KD1"),
        # inside a line everything stays
        ("Một\u00a0hai\u202fba “bốn” – năm…", "Một\u00a0hai\u202fba “bốn” – năm…"),
        # blanks where Markdown asks for plain ones
        ("Một\n\u00a0\nhai", "Một\n\nhai"),
        ("#\u00a0Một", "# Một"),
        ("-\u00a0một", "- một"),
        ("1.\u00a0một", "1. một"),
        ("[^1]:\u00a0một", "[^1]: một"),
        ("|\u00a0---\u00a0|---|", "| --- |---|"),
        ("```chart\nkind:\u00a0bars\n```", "```chart\nkind: bars\n```"),
        ("\t- một", "\t- một"),  # a tab in front is a list in a list
        # bullets
        ("•\tmột", "- một"),
        ("•một", "- một"),
        ("\uf0b7\u00a0một", "- một"),  # Word's, from the font Symbol
        ("  ▪ một", "  - một"),
        ("– một\n– hai", "- một\n- hai"),
        ("Gồm:\n— một", "Gồm:\n- một"),
        ("# Một\n– hai", "# Một\n- hai"),
        ("Một\n– hai", "Một\n– hai"),  # a sentence that goes on
        ("–5 độ", "–5 độ"),
        ("-5 độ", "-5 độ"),
        # points a list makes itself, and points that stand apart
        ("1. một\n2. hai\n3. ba", "1. một\n2. hai\n3. ba"),
        ("1) một\n2) hai", "1) một\n2) hai"),
        ("a) một\n\nb) hai", "a) một\n\nb) hai"),
        ("# Một\na) hai", "# Một\na) hai"),
        ("Một\n1. hai\n2. ba", "Một\n1. hai\n2. ba"),
        # tabs
        ("-\tmột", "-\tmột"),
        ("| a\t| b |", "| a\t| b |"),
        ("Một\t", "Một\t"),
        # in a fence nothing is a list
        ("```chart\n-a\n• b\n```\n• c", "```chart\n-a\n• b\n```\n- c"),
        # a heading keeps its colon
        ("# Kết quả:", "# Kết quả:"),
        ("#1 và #2", "#1 và #2"),
    ],
)
def test_plain(text, expected):
    """What says the same is made plain; what is printed stays as typed."""
    assert plain(text) == expected
    assert plain(expected) == expected


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("Một\n\n-Hai", 3, "write '- …'"),
        ("- một\n–Hai", 2, "write '- …'"),
        ("Một\n\n##Hai", 3, "write '# …'"),
        ("a) một\nb) hai", 2, "leave an empty line between them"),
        ("Gồm:\na) một", 2, "leave an empty line between them"),
        ("1.1. Một\n1.2. Hai", 2, "leave an empty line between them"),
        ("Một\n2. hai", 2, "leave an empty line between them"),
        ("1/ Một\n2/ Hai", 2, "leave an empty line between them"),
        ("Một.\n\nHai\tBa", 3, "a table pasted from Word or Excel"),
        ("Một\x00", 1, r"the control character U\+0000"),
        ("Một\n\x1b[31m", 2, r"the control character U\+001B"),
        ("Một\u2029hai", 1, r"the control character U\+2029"),
        ("Một\nCéng hoµ x· héi chñ nghÜa ViÖt Nam", 2, "the old TCVN3 encoding"),
        ("Kết quả\nCoäng hoøa xaõ hoäi", 2, "the old VNI encoding"),  # one line in a text of Unicode
        ("a" * (LONGEST_LINE + 1), 1, "100,001 characters in one line"),
    ],
)
def test_refuses(text, line, message):
    """What cannot be read as it was meant is refused with file and line."""
    with pytest.raises(ParameterError, match=message) as caught:
        plain(text)
    assert str(caught.value).startswith(f"params/x.md, line {line}: ")


@pytest.mark.parametrize("sign", ["a", " ", "\t", "-", "\u00a0", "#", "|", "1.1", "`"])
def test_long(sign):
    """A long line takes no longer than its length."""
    start = time.process_time()
    plain(sign * (LONGEST_LINE // len(sign)))
    assert time.process_time() - start < 2
