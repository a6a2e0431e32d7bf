"""Tests of `khacphuc.checks.fingerprint`."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from khacphuc.checks.fingerprint import LONGEST, fingerprint, seal, seal_fits

TWO = "SL031 «17 chi hội» (Báo cáo 2021, chú thích 2; f.csv:32) | SL067 «18 chi hội» (f.csv:68)"


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (TWO, TWO.replace(":32", ":33"), True),  # a row was inserted above
        (TWO, TWO.replace("f.csv:", "register.xlsx#figures:"), True),  # the table moved into the workbook
        (TWO, TWO.replace("Báo cáo 2021", "Báo cáo (nháp)"), True),  # the document has another short name
        (TWO, TWO.replace("17", "16"), False),  # another number
        (TWO, TWO.replace("SL067", "SL068"), False),  # another row
        (TWO, TWO.partition(" | ")[0], False),  # one place less
        ("VB1 «300-KH» ngày 03/3/2021 (d.csv:2)", "VB1 «300-KH» ngày 04/3/2021 (d.csv:2)", False),
        ("  a\n b ", "a b", True),
        ("", "–", True),  # never empty: the table answers asks for words
    ],
)
def test_what_an_answer_is_given_to(one, other, same):
    """Words and codes count, lines and files do not."""
    assert (fingerprint(one) == fingerprint(other)) is same


@settings(deadline=None)  # a busy machine is no fault
@given(st.text())
def test_a_fingerprint_is_its_own(text):
    """What is recorded can be compared again, is short and can be printed."""
    once = fingerprint(text)
    assert fingerprint(once) == once
    assert 0 < len(once) <= LONGEST
    assert once.isprintable()


def test_a_long_one_is_cut_and_still_tells_its_end():
    """Two long texts that differ at their end only are not the same."""
    assert fingerprint("x" * 3000 + "a") != fingerprint("x" * 3000 + "b")
    assert len(fingerprint("x" * 3000)) == LONGEST


def test_seals():
    """A code fits its rule, its row and its words, and nothing else."""
    code = seal("SL-10", "SL031", TWO)
    assert seal_fits(code, "SL-10", "SL031")
    assert seal_fits(code, "SL-10", "SL031", TWO)
    assert not seal_fits(code, "SL-10", "SL032")
    assert not seal_fits(code, "SL-10", "SL031", TWO.replace("17", "16"))
    assert not seal_fits("", "SL-10", "SL031")
