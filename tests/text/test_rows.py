"""Tests of `khacphuc.text.rows`, and that all who print rows print them so."""

from __future__ import annotations

import pytest

from khacphuc.checks.explain import Explanation, Failure, collect
from khacphuc.report.document import nodes
from khacphuc.report.prose.citations import citables
from khacphuc.review.places import PlaceViews
from khacphuc.text.rows import format_row, row_address
from khacphuc.trace.rows import items_of

from .. import run2021


def in_register(tables):
    """The tables as if each were a sheet of a register."""
    for name, table in tables.items():
        if "file" in table:
            folder = str(table["file"].iloc[0]).rpartition("/")[0] if len(table) else "data/raw"
            table["file"] = f"{folder}/register.xlsx#{name}"
    return tables


@pytest.mark.parametrize(
    ("file", "line", "language", "words", "address"),
    [
        ("a.csv", 3, "vi", "a.csv, dòng 3", "a.csv:3"),
        ("a.csv", 3, "en", "a.csv, line 3", "a.csv:3"),
        ("a.csv", None, "vi", "a.csv", "a.csv"),
        ("", 3, "vi", "", ""),
        ("b.xlsx#a", 3, "vi", "b.xlsx, trang tính a, dòng 3", "b.xlsx, trang tính a, dòng 3"),
        ("b.xlsx#a", None, "en", "b.xlsx, sheet a", "b.xlsx, sheet a"),
        # the sign in the name of a folder is no sheet
        ("b#c/a.csv", 3, "vi", "b#c/a.csv, dòng 3", "b#c/a.csv:3"),
    ],
)
def test_rows_in_words(file, line, language, words, address):
    """A row of a workbook is printed with its sheet, one of a file of lines with its line."""
    assert format_row(file, line, language) == words
    assert row_address(file, line, language) == address


@pytest.mark.parametrize(
    ("language", "row"), [("vi", "trang tính figures, dòng 32"), ("en", "sheet figures, row 32")]
)
def test_everybody_prints_a_row_of_a_register_alike(language, row):
    """Tooltip, finding and review page say sheet and row in the same words, in the run's language."""
    tables = in_register(run2021.tables())
    place = f"data/raw/2021/register.xlsx, {row}"
    names = run2021.policy().class_names(language)
    cited = citables(tables, names, status="reconstruction", language=language)
    position = tables["figures"]["figure_id"].tolist().index("SL031")
    failure = Failure("figures", "SL-10", "warning", "…", Explanation(), rows=(position,))
    findings = collect([failure], tables, language)
    (view,), _ = PlaceViews(tables, findings).places(findings[0])
    assert cited["SL031"].trace.splitlines()[-1].partition(": ")[2] == place
    assert findings[0].observed.endswith(f"; {place})")
    assert view.row == place
    assert not [code for code, citable in cited.items() if "#" in citable.trace]


def test_the_terminal_prints_a_row_of_a_register_in_words():
    """``khacphuc trace`` says sheet and row of every row of a register."""
    tables = in_register(run2021.tables())
    items = items_of(tables, run2021.assessment(tables), run2021.policy().class_names("en"), "en")
    rows = {code: dict(item.facts)["row"] for code, item in items.items() if "row" in dict(item.facts)}
    assert rows["SL031"] == "data/raw/2021/register.xlsx, sheet figures, row 32"
    assert not [row for row in rows.values() if "#" in row]


@pytest.mark.parametrize(("language", "words"), [("vi", "trang tính"), ("en", "sheet")])
def test_every_annex_row_of_a_register_has_its_sheet(language, words):
    """The annexes name file, sheet and row, and nothing that breaks within a word."""
    parameters = run2021.parameters().model_copy(update={"language": language})
    tables = in_register(run2021.tables())
    blocks = run2021.compose(
        tables, run2021.assessment(tables), parameters, run2021.policy(), "# A\n\nB", filename=""
    )
    annexes = [block for block in blocks if isinstance(block, nodes.Table) and block.row_ids]
    places = [nodes.plain(nodes.Paragraph(children=row[-1])) for table in annexes for row in table.rows]
    assert len(places) > 100
    assert [place for place in places if not place.startswith(f"register.xlsx, {words} ")] == []
