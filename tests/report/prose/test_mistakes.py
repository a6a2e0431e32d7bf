"""Tests of `khacphuc.report.prose.mistakes`: what is wrong with a prose whatever the tables hold."""

from __future__ import annotations

import pytest

from khacphuc.errors import ParameterError
from khacphuc.report.prose.mistakes import refuse_mistakes

HEAD = "# MỤC THỬ\n\n"
TABLE = "Bảng: T\n\n| A | B |\n|---|---|\n"
CHART = "```chart\nkind: criteria\ncaption: {}\n```\n\n"

MISTAKES = [
    # headings
    (f"{HEAD}### Sâu ngay\n\nchữ", 3, "level 3 (###) follows one of level 1 (#); write ##"),
    ("chữ\n\n## Hai", 3, "level 2 (##) comes first; write #:"),
    (f"{HEAD}## \n\nchữ", 3, "a heading without words"),
    (f"{HEAD}## &nbsp;\n\nchữ", 3, "a heading without words"),
    (f"{HEAD}## [^1]\n\n[^1]: chú", 3, "a heading without words"),
    (f"{HEAD}- # một", 3, "a heading stands inside a list"),
    (f"{HEAD}Đoạn này là đoạn văn thường.\n-----\n\nchữ", 4, "would become a heading because of this line"),
    (f"{HEAD}Đoạn này\nhai dòng.\n=====\n\nchữ", 5, "would become a heading because of this line"),
    (f"{HEAD}- một\n-\n- ba", 4, "a list item without words"),
    # notes in notes, wherever their marks stand
    (
        f"{HEAD}{TABLE}| x[^zz] | y |\n\n[^zz]: một[^yy]\n\n[^yy]: hai",
        9,
        "a footnote stands in another: [^yy]",
    ),
    (f"{HEAD}x[^zz]\n\n[^zz]: một^[hai]", 5, "a footnote stands in another: [^…]"),
    # letters and controls
    (f"{HEAD}Tốt 👍 và ✅", 3, "'👍' (U+1F44D), which the typeface Tinos lacks"),
    (f"{HEAD}Một\nhai ☐", 4, "'☐' (U+2610)"),
    (f"{HEAD}{TABLE}| x | y |\n| x | ☐ |", 8, "'☐' (U+2610)"),
    (HEAD + CHART.format("Tốt 👍"), 3, "'👍' (U+1F44D)"),
    (f"{HEAD}chữ \uf0fe", 3, "U+F0FE, which nobody can see"),
    (f"{HEAD}5 &#128; và", 3, "U+FFFD"),
    (f"{HEAD}5 &#x9F; và", 3, "U+FFFD"),
    (f"{HEAD}5 &#0; và", 3, "U+FFFD"),
    (f"{HEAD}5 &shy; và", 3, "U+00AD, which nobody can see"),
    (f"{HEAD}5 &#x202e; và", 3, "U+202E, which nobody can see"),
    # mark-up of other dialects
    (f"{HEAD}chữ\ncó $x_1 + y$ và", 4, "$x_1 + y$ reads as a formula"),
    (f"{HEAD}$$x$$", 3, "$$ reads as a formula"),
    (f"{HEAD}có ~~gạch~~ đi", 3, "~~ strikes words out"),
    (f"{HEAD}**Giải pháp: đã làm", 3, r"** opens or closes bold without its other end"),
    (f"{HEAD}**Giải pháp:**đã làm", 3, r"** opens or closes bold without its other end"),
    (f"{HEAD}{TABLE}| x | y** |", 7, r"** opens or closes bold without its other end"),
    (f"{HEAD}__Giải pháp: đã làm", 3, r"__ opens or closes bold without its other end"),
    # fences
    (HEAD + CHART.format("A") + CHART.format("B"), 8, "the fence of line 3 again"),
    (f"{HEAD}```chart\nkind: criteria\n```", 4, '"caption" is missing'),
    # what was refused in the report only
    (f"{HEAD}> trích", 3, "a quotation has no place"),
]


@pytest.mark.parametrize(("text", "line", "message"), MISTAKES)
def test_a_mistake_is_named_with_its_line(text, line, message):
    """Every mistake that needs no table to be seen is an error with file and line."""
    with pytest.raises(ParameterError) as caught:
        refuse_mistakes(text, filename="params/2021.md")
    assert str(caught.value).startswith(f"params/2021.md, line {line}: ")
    assert message in str(caught.value)


def test_what_the_tables_decide_is_no_mistake():
    """Whether there is a code is a finding of the checks, not a mistake of the prose."""
    text = f"{HEAD}@SL999[^1]\n\n```chart\nkind: bars\ncaption: x\nfigures: [SL998]\n```\n\n[^1]: chú"
    assert refuse_mistakes(text, filename="params/2021.md") is None


def test_a_note_in_a_table_is_read():
    """A note may stand in a cell."""
    text = f"{HEAD}{TABLE}| x[^1] | y |\n\n[^1]: chú"
    assert refuse_mistakes(text, filename="params/2021.md") is None
