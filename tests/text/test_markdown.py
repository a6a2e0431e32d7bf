"""Tests of `khacphuc.text.markdown`."""

import time

import pytest

from khacphuc.text.markdown import parse_markdown


def citations(text):
    """Code, words and whether it is glued, of every citation of a paragraph."""
    return [
        (node.content, node.meta["typed"], node.meta["glued"])
        for node in parse_markdown(text).root.walk()
        if node.type == "citation"
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("@SL041", [("SL041", "@SL041", False)]),
        ("(@sl041)", [("SL041", "@sl041", False)]),
        ("@SL041@KD1", [("SL041", "@SL041", False), ("KD1", "@KD1", False)]),
        ("@SL041.", [("SL041", "@SL041", False)]),
        ("@SL041-2", [("SL041", "@SL041", False)]),
        ("**@SL041**", [("SL041", "@SL041", False)]),
        ("@SL 041 a", [("SL 041", "@SL 041", False)]),
        ("@ SL041", [(" SL041", "@ SL041", False)]),
        ("đạt@SL041", [("SL041", "@SL041", True)]),
        ("a@SL041.vn", []),
        ("a@SL.vn", []),
        ("@ 5, @, @5, @-", []),
        (r"\@SL041", []),
        ("`@SL041`", []),
        ("```chart\n@SL041\n```", []),
    ],
)
def test_citations(text, expected):
    """A citation is seen with the code it means and the signs it was typed in."""
    assert citations(text) == expected


def test_notes():
    """Texts of notes and definitions of links are kept with their lines: the tree may leave them out."""
    parsed = parse_markdown("Một[^a].\n\n[^a]: Chú.\n\n[^b]: Thừa.\n\n[c]: x")
    assert parsed.notes == (("a", 3), ("b", 5))
    assert len(parsed.references) == 1


@pytest.mark.sampled(4)
@pytest.mark.parametrize("sign", ["@SL041 ", "@", "@ ", "@SL 04 ", "a@", "1 ", "“", "| "])
def test_long(sign):
    """A long line takes no longer than its length."""
    start = time.process_time()
    parse_markdown(sign * (100_000 // len(sign)))
    assert time.process_time() - start < 5
