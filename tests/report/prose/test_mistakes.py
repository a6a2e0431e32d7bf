"""Tests of `khacphuc.report.prose.mistakes`: what is wrong with a prose whatever the tables hold."""

from __future__ import annotations

import pytest

from khacphuc.errors import ParameterError
from khacphuc.project.files import read_text
from khacphuc.report.prose.mistakes import refuse_mistakes, refuse_mistakes_with_tables

from ... import run2021
from .. import returned

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
    (HEAD + CHART.format("Tốt 👍"), 5, "'👍' (U+1F44D)"),
    (
        f"{HEAD}```chart\nkind: multiples\ncaption: x\npanels:\n  - title: 中\n    figures: [SL001]\n```",
        7,
        "'中' (U+4E2D)",
    ),
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


def test_two_tables_of_one_kind_are_two():
    """Where they list other codes; the same codes again are a mistake."""
    table = "```table\nkind: figures\ncaption: x\nfigures: [{}]\n```\n\n"
    assert refuse_mistakes(HEAD + table.format("SL001") + table.format("SL002"), filename="a.md") is None
    with pytest.raises(ParameterError, match="the fence of line 3 again"):
        refuse_mistakes(HEAD + table.format("SL001") * 2, filename="a.md")


def test_a_note_in_a_table_is_read():
    """A note may stand in a cell."""
    text = f"{HEAD}{TABLE}| x[^1] | y |\n\n[^1]: chú"
    assert refuse_mistakes(text, filename="params/2021.md") is None


BARS = "```chart\nkind: bars\ncaption: Bars\nfigures: [{}]\n```\n\n"
TIMELINE = "```chart\nkind: timeline\ncaption: Time\ndocuments: [{}]\n```\n\n"
WITH_TABLES = [
    (f"{HEAD}chữ\ncó SL041 đội", 4, "the code SL041 stands without its sign; write @SL041"),
    (f"{HEAD}chữ[^1]\n\n[^1]: có KD1", 5, "the code KD1 stands without its sign"),
    (f"{HEAD}{TABLE}| TL01 | y |", 7, "the code TL01 stands without its sign"),
    (HEAD + BARS.format("SL047, SL052"), 3, "one axis, one unit; found lượt, thanh thiếu niên"),
    (
        f"{HEAD}```chart\nkind: multiples\ncaption: x\npanels:\n  - figures: [SL045, SL046]\n```",
        3,
        "one axis, one unit",
    ),
    (HEAD + BARS.format("VB300"), 3, "no number has the code VB300"),
    (HEAD + BARS.format("KD1"), 3, "no number has the code KD1"),
    (HEAD + TIMELINE.format("SL041"), 3, "no document has the code SL041"),
]


def refuse(text, **changed):
    """Look for mistakes with the tables of 2021, some of them changed."""
    tables = run2021.tables() | changed
    refuse_mistakes_with_tables(
        tables,
        run2021.assessment(tables),
        run2021.parameters(),
        run2021.policy(),
        text,
        filename="params/2021.md",
    )


@pytest.mark.sampled(3)
@pytest.mark.parametrize(("text", "line", "message"), WITH_TABLES)
def test_a_mistake_that_only_tables_show_is_named_with_its_line(text, line, message):
    """It is told as the report tells it, before there is one."""
    assert refuse_mistakes(text, filename="params/2021.md") is None
    with pytest.raises(ParameterError) as caught:
        refuse(text)
    assert str(caught.value).startswith(f"params/2021.md, line {line}: ")
    assert message in str(caught.value)
    with pytest.raises(ParameterError) as composed:
        run2021.document(text)
    assert str(composed.value) == str(caught.value)


def test_a_figure_that_is_no_total_of_returns_is_named_with_its_line():
    """In a run that asks its units, as the report tells it; one that is a total is none."""
    frames, added = returned.tables(), returned.totals(("propaganda_sessions", "DV703", 250, 11, 12))

    def refuse_returns(kind, code):
        return refuse_mistakes_with_tables(
            *(frames, run2021.assessment(frames), run2021.parameters(), run2021.policy()),
            f"{HEAD}```{kind}\nkind: returns\ncaption: x\nfigures: [{code}]\n```",
            filename="params/2021.md",
            totals=added,
        )

    for kind in ("table", "chart"):
        with pytest.raises(ParameterError, match="line 3: no figure of the units' reports: SL047"):
            refuse_returns(kind, "SL047")
        assert refuse_returns(kind, returned.SESSIONS) is None


def test_what_the_rows_of_tables_keep_from_being_drawn():
    """A document without a date has no place in time; a fence of an empty table shows nothing."""
    tables = run2021.tables()
    documents = tables["documents"]
    documents.loc[documents["document_id"] == "VB300", "issued_on"] = None
    with pytest.raises(ParameterError, match="line 3: the document VB300 has no date of issue"):
        refuse(HEAD + TIMELINE.format("VB300"), documents=documents)
    empty = {"targets": tables["targets"].head(0), "target_parts": tables["target_parts"].head(0)}
    assert refuse(f"{HEAD}```chart\nkind: targets\ncaption: x\n```", **empty) is None


def test_an_unknown_code_is_left_to_the_checks():
    """In the text, in a chart, and where its row has a number nobody can read: each is a finding."""
    text = f"{HEAD}@SL999 và @SL041\n\n{BARS.format('SL047, SL998')}{TIMELINE.format('VB999')}"
    assert refuse(text) is None
    figures = run2021.tables()["figures"]
    figures.loc[figures["figure_id"] == "SL047", ["value", "kind"]] = [None, None]
    assert refuse(HEAD + BARS.format("SL047"), figures=figures) is None
    documents = run2021.tables()["documents"]
    documents.loc[documents["document_id"] == "VB300", ["issued_on", "problem"]] = [None, "issued_on: 10/29"]
    assert refuse(HEAD + TIMELINE.format("VB300"), documents=documents) is None


def test_rows_with_mistakes_hide_no_finding():
    """What is wrong in the rows of a chart is a finding of the checks, and no mistake of the prose."""
    criteria = run2021.tables()["criteria"]
    criteria.loc[0, "kind"] = ""
    criteria.loc[1, "criterion_id"] = criteria.loc[0, "criterion_id"]
    assert refuse(HEAD + CHART.format("x"), criteria=criteria) is None


def test_the_prose_of_2021_has_no_mistake():
    """Every chart of it is looked at, and none is drawn."""
    assert refuse(read_text(run2021.LAYOUT.prose("2021"))) is None
