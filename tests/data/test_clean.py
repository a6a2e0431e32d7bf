"""Tests of `khacphuc.data.clean`."""

import pandas as pd
import pytest

from khacphuc.data.clean import clean_table, clean_tables, link_targets, locator
from khacphuc.schema.tables import TABLES, Field, TableSchema

DTYPES = {"str": "str", "codes": "str", "date": "datetime64[us]"}


def raw_frame(table, *rows):
    """Give a raw frame of a table from what differs from empty cells."""
    columns = [field.name for field in table.raw]
    frame = pd.DataFrame([{**dict.fromkeys(columns, ""), **row} for row in rows], columns=columns).astype(
        "str"
    )
    frame["file"] = pd.Series(["x.csv"] * len(rows), index=frame.index, dtype="str")
    frame["line"] = pd.Series(range(2, len(rows) + 2), index=frame.index, dtype="Int64")
    return frame


def clean(name, *rows, **options):
    """Clean some rows of a declared table."""
    return clean_table(TABLES[name], raw_frame(TABLES[name], *rows), **options)


def clean_cell(dtype, cell, **options):
    """Clean one cell of a column ``c``; give its value and the row's problem."""
    table = TableSchema("t", "Test", (Field("k", "Key"), Field("c", "Cell", dtype, **options)))
    row = clean_table(table, raw_frame(table, {"k": "1", "c": cell})).iloc[0]
    return row["c"], row["problem"]


@pytest.mark.parametrize(
    ("dtype", "cell", "expected"),
    [
        ("str", "một", "một"),
        ("str", "", ""),
        ("Int64", "12", 12),
        ("Int64", "04", 4),
        ("Int64", "0", 0),
        ("Int64", "999999999999999", 999999999999999),  # the longest a double holds
        ("bool", "có", True),
        ("bool", "CÓ", True),
        ("bool", "x", True),
        ("bool", "1", True),
        ("bool", "không", False),
        ("bool", "0", False),
        ("bool", "", False),
        ("date", "03/3/2021", pd.Timestamp(2021, 3, 3)),
        ("date", "29/02/2020", pd.Timestamp(2020, 2, 29)),
        ("codes", "SL001", "SL001"),
        ("codes", "SL001 ; SL002,SL003", "SL001;SL002;SL003"),
        ("codes", "", ""),
    ],
)
def test_a_cell_of_each_type(dtype, cell, expected):
    """Every type is read from what people type for it."""
    assert clean_cell(dtype, cell) == (expected, "")


@pytest.mark.parametrize(("dtype", "missing"), [("Int64", pd.NA), ("date", pd.NaT)])
def test_an_empty_cell_is_missing(dtype, missing):
    """An empty number or date is missing, and that is no problem."""
    value, problem = clean_cell(dtype, "")
    assert value is missing
    assert problem == ""


@pytest.mark.parametrize(
    ("dtype", "cell", "rest"),
    [
        ("Int64", "mười", " không phải số nguyên"),
        ("Int64", "1.5", " không phải số nguyên"),
        ("Int64", "-1", " không phải số nguyên"),
        ("Int64", "٣", " không phải số nguyên"),  # a digit, but none of ours
        ("Int64", "１２", " không phải số nguyên"),  # full width
        ("Int64", "1234567890123456", " không phải số nguyên"),  # more than a double holds
        ("bool", "maybe", ", chỉ nhận có hoặc không"),
        ("date", "2021-03-03", " không phải ngày/tháng/năm"),
        ("date", "31/02/2021", " không phải ngày/tháng/năm"),
        ("date", "03/3/21", " không phải ngày/tháng/năm"),
    ],
)
def test_a_cell_of_the_wrong_type(dtype, cell, rest):
    """What cannot be read is missing (or false), and the problem names column, cell and what is expected."""
    value, problem = clean_cell(dtype, cell)
    assert problem == f"c: «{cell}»{rest}"
    assert pd.isna(value) or not value


def test_required_and_allowed():
    """An empty required cell and a value that is not allowed are problems; an empty optional one is none."""
    assert clean_cell("str", "", required=True)[1] == "c: trống, phải điền"
    assert clean_cell("Int64", "", required=True)[1] == "c: trống, phải điền"
    assert clean_cell("str", "c", allowed=("a", "b"))[1] == "c: «c», chỉ nhận a, b"
    assert clean_cell("str", "", allowed=("a", "b"))[1] == ""
    assert clean_cell("str", "b", allowed=("a", "b")) == ("b", "")


def test_of_several_codes_in_a_cell_each_must_be_allowed():
    """One that is not is a problem, and the cell is quoted whole."""
    assert clean_cell("codes", "a; b", allowed=("a", "b")) == ("a;b", "")
    assert clean_cell("codes", "a;c", allowed=("a", "b"))[1] == "c: «a;c», chỉ nhận a, b"


def test_a_number_that_is_awaited_from_returns_may_be_empty():
    """Beside from_returns no number need be typed; without it one must be."""
    row = {**FIGURE, "printed": ""}
    frame = clean("figures", {**row, "from_returns": "teams"}, {**row, "from_returns": ""})
    assert frame["problem"].tolist() == ["", "printed: trống, phải điền"]
    assert frame["value"].isna().all()


def test_a_row_tells_all_its_problems():
    """Problems of several columns stand in one text, each with its column; the other rows have none."""
    frame = clean(
        "shortcomings",
        {"shortcoming_id": "KD1", "order": "x", "title": ""},
        {"shortcoming_id": "KD2", "order": "2", "title": "Hai"},
    )
    assert frame["problem"].tolist() == ["order: «x» không phải số nguyên; title: trống, phải điền", ""]
    assert frame["order"].isna().tolist() == [True, False]


FIGURE = {"figure_id": "SL1", "section": "III.1", "paragraph": "2", "unit": "đội", "indicator": "teams"}


def test_a_figure_is_read():
    """A figure gets kind, value, terms, decimals, flags and a place for people."""
    frame = clean(
        "figures",
        {**FIGURE, "printed": "1.231"},
        {**FIGURE, "printed": "9/11", "section": "fn2"},
        {**FIGURE, "printed": "13.6", "unit": "triệu đồng", "paragraph": "x"},
        source="Báo cáo",
    )
    assert frame["kind"].tolist() == ["count", "ratio", "money"]
    assert frame["value"].tolist() == [1231, 9 / 11, 13_600_000]
    assert frame["numerator"].tolist() == [pd.NA, 9, pd.NA]
    assert frame["denominator"].tolist() == [pd.NA, 11, pd.NA]
    assert frame["decimals"].tolist() == [0, 0, 1]
    assert frame["flags"].tolist() == ["", "", "english_decimal"]
    assert frame["source"].tolist() == [
        "Báo cáo, mục III.1, đoạn 2",
        "Báo cáo, chú thích 2",
        "Báo cáo, mục III.1",  # its paragraph could not be read
    ]
    assert frame["problem"].tolist() == ["", "", "paragraph: «x» không phải số nguyên"]


def test_an_unreadable_figure_stays():
    """A figure that is no quantity stays as a row without value; its problem names the column."""
    frame = clean("figures", {**FIGURE, "printed": "nhiều"}, {**FIGURE, "printed": ""})
    assert frame["printed"].tolist() == ["nhiều", ""]
    assert frame[["kind", "value", "decimals"]].isna().all(axis=None)
    assert frame["flags"].tolist() == ["", ""]
    assert frame.loc[0, "problem"].startswith("printed: «nhiều» không phải số liệu: ")
    assert frame.loc[1, "problem"] == "printed: trống, phải điền"  # told once


def test_a_unit_that_contradicts_the_print():
    """A unit column that says another thing than the print is a problem of the row."""
    frame = clean("figures", {**FIGURE, "printed": "13.600.000 đồng", "unit": "triệu đồng"})
    assert "trái nhau" in frame.loc[0, "problem"]


def test_documents():
    """A document's number and register are read from its symbol; no symbol is no problem."""
    document = {"document_id": "V", "type": "Kế hoạch", "issuer": "BTV", "subject": "S"}
    frame = clean(
        "documents",
        {**document, "symbol": "300-KH/TĐTN-VP", "issued_on": "03/3/2021"},
        {**document, "symbol": ""},
        {**document, "symbol": "07/BC"},
    )
    assert frame["number"].tolist() == [300, pd.NA, pd.NA]
    assert frame["register"].tolist() == ["KH/TĐTN", "", ""]
    assert frame["issued_on"].tolist() == [pd.Timestamp(2021, 3, 3), pd.NaT, pd.NaT]
    assert frame["problem"].tolist()[:2] == ["", ""]
    assert frame.loc[2, "problem"].startswith("symbol: «07/BC» không phải số, ký hiệu văn bản")


@pytest.mark.parametrize("name", TABLES)
@pytest.mark.parametrize("rows", [0, 1])
def test_types_do_not_depend_on_rows(name, rows):
    """An empty table has the declared columns and types, like one whose cells are all empty."""
    frame = clean(name, *[{}] * rows)
    expected = {field.name: DTYPES.get(field.dtype, field.dtype) for field in TABLES[name].clean}
    assert {column: str(dtype) for column, dtype in frame.dtypes.items()} == expected
    assert len(frame) == rows


@pytest.mark.parametrize("name", TABLES)
def test_the_raw_frame_is_untouched(name):
    """Cleaning changes nothing of what was read."""
    raw = raw_frame(TABLES[name], {"printed": "x"} if name == "figures" else {})
    before = raw.copy(deep=True)
    clean_table(TABLES[name], raw)
    pd.testing.assert_frame_equal(raw, before)


def test_all_tables_at_once():
    """Each table is cleaned under its own name, with the name of its own source."""
    raw = {
        "figures": raw_frame(TABLES["figures"], {**FIGURE, "printed": "1"}),
        "declared": raw_frame(TABLES["declared"]),
    }
    tables = clean_tables(raw, {"figures": "Báo cáo A", "declared": ""}.__getitem__)
    assert list(tables) == ["figures", "declared"]
    assert tables["figures"].loc[0, "source"] == "Báo cáo A, mục III.1, đoạn 2"


def test_a_place_without_source():
    """Where the source has no name, the place begins with its section."""
    assert locator("I", None, "") == "mục I"


def targets(*rows, parts=()):
    """Link targets to their parts and to one ratio 01/03 and one count."""
    tables = {
        "targets": clean("targets", *rows),
        "target_parts": clean("target_parts", *({"target_id": target} for target in parts)),
        "figures": clean(
            "figures",
            {**FIGURE, "figure_id": "R", "printed": "01/03"},
            {**FIGURE, "figure_id": "N", "printed": "3"},
            {**FIGURE, "figure_id": "R", "printed": "01/02"},  # a second one of that name: the first counts
        ),
    }
    before = tables["targets"].copy(deep=True)
    linked = link_targets(tables)
    pd.testing.assert_frame_equal(tables["targets"], before)
    return linked[["parts_listed", "parts_counted"]].to_numpy().tolist()


def test_targets_are_linked():
    """Parts listed and parts counted stand side by side where a ratio is printed; else there is nothing."""
    ratio = {"target_id": "A", "parts_ratio": "R"}
    assert targets(ratio, parts=["A", "A", "B"]) == [[2, 3]]
    assert targets(ratio) == [[pd.NA, 3]]  # none listed
    assert targets({**ratio, "parts_ratio": ""}, parts=["A"]) == [[pd.NA, pd.NA]]
    assert targets({**ratio, "parts_ratio": "N"}, parts=["A"]) == [[1, pd.NA]]  # no ratio
    assert targets({**ratio, "parts_ratio": "?"}, parts=["A"]) == [[1, pd.NA]]  # no figure
    assert targets() == []


SECTIONS = {
    "I": 5,
    "II": 1,
    "III.1": 1,
    "III.1.1": 1,
    "III.1.2": 17,
    "fn1": 5,
    "fn2": 10,
    "III.2.1": 1,
    "III.2.2": 19,
    "III.3.2": 2,
    "III.4.2": 14,
    "III-bis.1": 1,
}


def test_the_figures_of_2021(tables):
    """The published table holds all 77 quantities, section by section and kind by kind."""
    figures = tables["figures"]
    assert len(figures) == 77
    assert figures.groupby("section", sort=False).size().to_dict() == SECTIONS
    assert figures["kind"].value_counts().to_dict() == {"count": 61, "percentage": 10, "ratio": 4, "money": 2}


def test_the_odd_figure_of_2021(tables):
    """13.6 triệu đồng is read as 13 600 000 and flagged; nothing else is odd."""
    figures = tables["figures"].set_index("figure_id")
    flagged = figures[figures["flags"] != ""]
    assert flagged[["printed", "unit", "value", "flags"]].to_numpy().tolist() == [
        ["13.6", "triệu đồng", 13_600_000.0, "english_decimal"]
    ]
    assert figures.loc["SL066", ["printed", "qualifier", "value"]].tolist() == ["1,4", "hơn", 1_400_000_000.0]


def test_2021_is_readable(tables):
    """No cell of the published tables is a problem."""
    assert list(tables) == list(TABLES)
    assert {name for name, frame in tables.items() if (frame["problem"] != "").any()} == set()


def test_the_parts_of_2021(tables):
    """One target lists three parts where its ratio counts two: a true finding."""
    linked = tables["targets"].set_index("target_id")[["parts_listed", "parts_counted"]]
    assert linked.loc[["CT01", "CT02"]].to_numpy().tolist() == [[3, 3], [3, 2]]


def test_returns_are_read_as_figures():
    """What a unit returned has a kind and a value; what cannot be read is a problem."""
    table = clean("returns", {"printed": "1.231", "unit": "lượt"}, {"printed": "nhiều", "unit": "lượt"})
    assert (table.loc[0, "kind"], table.loc[0, "value"]) == ("count", 1231)
    assert pd.isna(table.loc[1, "value"])
    assert "printed: " in table.loc[1, "problem"]


def test_days_papers_were_sent_ahead():
    """A meeting knows how many days before it the papers were sent; without either date it does not."""
    table = clean(
        "meetings",
        {"held_on": "10/3/2021", "papers_sent_on": "07/3/2021"},
        {"held_on": "01/3/2021", "papers_sent_on": "02/3/2021"},
        {"held_on": "10/3/2021"},
    )
    assert table["days_ahead"].tolist() == [3, -1, pd.NA]
