"""Tests of `khacphuc.checks.views.numbering`."""

import pandas as pd
import pytest

from khacphuc.checks.views.numbering import gaps, preceded


@pytest.mark.parametrize(
    ("codes", "expected"),
    [
        (["SL001", "SL002"], ["", ""]),
        (["SL002", "SL003"], ["SL001", ""]),  # the first is missing
        (["SL001", "SL005", "SL006"], ["", "SL002…SL004", ""]),  # several are
        (["SL003", "SL001", "SL002"], ["", "", ""]),  # in any order of rows
        (["SL001", "SL001", "SL003", "SL003"], ["", "", "SL002", "SL002"]),  # codes that stand twice
        (["KD1.1", "KD2.1", "KD2.3"], ["", "", "KD2.2"]),  # each group counts for itself
        (["", "abc", "SL1"], ["", "", ""]),  # what has no number breaks other rules
        ([], []),
    ],
)
def test_gaps(codes, expected):
    """A code before which others are missing names them; the index is kept."""
    missing = gaps(pd.Series(codes, dtype="str", index=range(5, 5 + len(codes))))
    assert missing.tolist() == expected
    assert missing.index.tolist() == list(range(5, 5 + len(codes)))


@pytest.mark.parametrize(
    ("places", "expected"),
    [
        ([("I", 1), ("I", 2), ("II", 1), ("III.1", 1), ("III.1.2", 1), ("III.2", 1)], [""] * 6),
        ([("III.2", 1), ("III.1.2", 1)], ["", "r0"]),
        ([("I", 2), ("I", 1)], ["", "r0"]),  # paragraphs of one section
        ([("IX", 1), ("X", 1), ("IV", 1)], ["", "", "r1"]),  # Roman numerals
        ([("III.4", 1), ("III-bis.1", 1), ("III.1", 1)], ["", "", "r1"]),  # the second section III
        ([("III.4", 1), ("fn1", 1), ("III.5", 1), ("fn2", 1)], [""] * 4),  # notes stand anywhere
        ([("fn2", 1), ("I", 1), ("fn1", 1)], ["", "", "r0"]),  # but not before one another
        ([("Mở đầu", 1), ("II", None), ("I", 1)], ["", "", ""]),  # what cannot be read has no place
        ([("Phần I", 1), ("Phần I.A", 1), ("P2.1", 1), ("Phụ lục", 1)], [""] * 4),
        ([("A.II", 1), ("A.I", 1), ("1.2", 1), ("1.1", 1)], ["", "r0", "", "r2"]),
        ([("I", 1), ("II", 1), ("I-bis", 1)], [""] * 3),  # one list, or the list of another part
        ([], []),
    ],
)
def test_preceded(places, expected):
    """A figure below one that is printed further down names it."""
    figures = pd.DataFrame(
        {
            "figure_id": pd.Series([f"r{row}" for row in range(len(places))], dtype="str"),
            "section": pd.Series([section for section, _ in places], dtype="str"),
            "paragraph": pd.Series([paragraph for _, paragraph in places], dtype="Int64"),
        }
    )
    assert preceded(figures).tolist() == expected
