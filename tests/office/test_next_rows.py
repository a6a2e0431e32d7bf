"""Tests of `khacphuc.office.next_rows`."""

import datetime as dt

from khacphuc.data.clean import clean_table
from khacphuc.data.raw.cells import text_frame
from khacphuc.office.next_rows import NextRows
from khacphuc.schema.tables import TABLES

from .. import run2021

DAY = dt.date(2022, 12, 31)


def test_only_what_goes_on_hands_on_its_rows():
    """Criteria and declared classes of one shortcoming, the figures it measures, and those of the targets."""
    following = NextRows(run2021.clean(), ("KD3",), "2021", DAY)
    rows = following.rows()
    assert (following.orders, following.remedied) == ({"KD3": (3, 1)}, ("KD1", "KD2", "KD4"))
    assert {row["shortcoming_id"] for row in (*rows["criteria"], *rows["declared"])} == {"KD3"}
    assert rows["declared"][0]["section"] == "III.1.3"
    assert rows["computed"] == []
    assert rows["figures"][-1]["section"] == "III.1.2"
    assert following.judged == ("KD3.1", "KD3.2", "KD3.3")


def test_a_threshold_of_a_figure_is_read_as_the_same_number():
    """Whatever kind of number it is, its text stands for it without the figure."""
    tables = run2021.clean()
    following = NextRows(tables, ("KD1", "KD2", "KD3", "KD4"), "2021", DAY)
    parts = {row["part_id"]: row["threshold"] for row in following.rows()["target_parts"]}
    assert parts == {
        "CT01.1": "2.000",
        "CT01.2": "5%",
        "CT01.3": "10%",
        "CT02.1": "02",
        "CT02.2": "1",
        "CT02.3": "20%",
    }


def test_a_part_of_a_whole_that_goes_on_keeps_it():
    """The code of the whole is counted anew; one that stays behind is left out."""
    tables = run2021.clean()
    figures = tables["figures"]
    tables["figures"] = figures.assign(
        parent=figures["parent"]
        .mask(figures["figure_id"] == "SL028", "SL026")
        .mask(figures["figure_id"] == "SL030", "SL027")
    )
    rows = NextRows(tables, ("KD1",), "2021", DAY).rows()["figures"]
    assert {row["figure_id"]: row["parent"] for row in rows if row["indicator"].endswith("_share")} == {
        "SL003": "SL002",
        "SL004": "",
    }


def test_a_figure_of_a_remedied_section_stands_in_the_one_around_it():
    """A target may need a figure that stood at a shortcoming which does not go on."""
    tables = run2021.clean()
    figures = tables["figures"]
    tables["figures"] = figures.assign(
        section=figures["section"].mask(figures["figure_id"] == "SL026", "III.1.2")
    )
    rows = NextRows(tables, ("KD2", "KD3"), "2021", DAY).rows()["figures"]
    assert next(row["section"] for row in rows if row["indicator"] == "introduced") == "III"
    assert {row["section"] for row in rows} == {"III", "fn1", "fn2", "III.1.2", "III.2.2"}


def test_forms_that_still_hold_go_on_with_their_items():
    """As they were typed; the period of a total moves to the next year."""
    tables = run2021.clean()
    forms = {
        "collections": [
            {"collection_id": "monthly", "due_days": "5", "valid_from": "1/1/2021", "includes_children": "x"},
            {"collection_id": "ended", "due_days": "5", "valid_to": "30/6/2022"},
        ],
        "collection_items": [
            {"item_id": f"MB{n}", "collection": name} for n, name in enumerate(("monthly", "ended"))
        ],
        "return_rules": [{"rule_id": "QT01", "collection": "ended", "left": "1"}],
    }
    for name, rows in forms.items():
        tables[name] = clean_table(TABLES[name], raw_table(name, rows))
    figures = tables["figures"]
    tables["figures"] = figures.assign(
        from_returns=figures["from_returns"].mask(figures["figure_id"] == "SL026", "introduced;2021-03")
    )
    rows = NextRows(tables, ("KD1",), "2021", DAY).rows()
    (monthly,) = rows["collections"]
    assert [monthly[name] for name in ("valid_from", "valid_to", "due_days", "includes_children")] == [
        "01/01/2021",
        "",
        "5",
        "có",
    ]
    assert [row["item_id"] for row in rows["collection_items"]] == ["MB0"]
    assert rows["return_rules"] == []
    assert {row["from_returns"] for row in rows["figures"]} == {"", "introduced;2022-03"}


def test_score_sheets_go_on():
    """Deadlines are to be set anew; what feeds a criterion has its new code, if it goes on."""
    tables = run2021.clean()
    feeding = ("introduced", "SL026", "SL999", "")
    sheets = [
        {"score_criterion_id": f"BD0{n}", "points": "20", "deadline": "30/11/2021", "fed_by": code}
        for n, code in enumerate(feeding)
    ]
    tables["score_sheets"] = clean_table(TABLES["score_sheets"], raw_table("score_sheets", sheets))
    rows = NextRows(tables, ("KD1",), "2021", DAY)
    codes = {figure.was: figure.code for figure in rows.awaited}
    assert [row["fed_by"] for row in rows.rows()["score_sheets"]] == [
        "introduced",
        codes["SL026"],
        "SL999",
        "",
    ]
    assert not any(row.get("deadline") for row in rows.rows()["score_sheets"])


def test_rating_sheets_go_on():
    """A sheet stays in force until the office changes it: all of it, as it was typed."""
    tables = run2021.clean()
    sheet = [
        {"rating_criterion_id": f"XC0{n}", "rating_sheet": "A", "criterion": "Nề nếp", "points": "07,5"}
        | {"order": str(n)}
        for n in (1, 2)
    ]
    tables["rating_sheets"] = clean_table(TABLES["rating_sheets"], raw_table("rating_sheets", sheet))
    assert NextRows(tables, ("KD1",), "2021", DAY).rows()["rating_sheets"] == sheet


def raw_table(name, rows):
    """Rows as they are typed; what they do not say is empty."""
    names = [field.name for field in TABLES[name].raw]
    return text_frame(TABLES[name], ([*(row.get(column, "") for column in names), "a", 2] for row in rows))
