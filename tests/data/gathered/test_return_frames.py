"""Tests of `khacphuc.data.gathered.return_frames`."""

import datetime as dt
from functools import cache

import pandas as pd

from khacphuc.data.clean import clean_table
from khacphuc.data.gathered.return_frames import GATHERED_FRAMES, OF_THE_YEAR, faults_of_forms, return_frames
from khacphuc.data.raw.cells import text_frame
from khacphuc.data.returns.faults import Fault, FaultKind
from khacphuc.schema.tables import TABLES

from ..returns.worlds import typed
from .reporting_office import MONTHS, ROWS

FORM = {
    "file": "",
    "sheet": "T3",
    "sha256": "",
    "content": "",
    "collection": "monthly",
    "unit_id": "DV01",
    "period": MONTHS[0],
    "revision": 1,
    "form_version": "2",
    "declared_complete": True,
    "nil": False,
    "received_on": "2/2/2031",
    "state": "received",
}
NAMES = ("collections", "collection_items", "return_rules", "indicators", "units")


@cache
def tables():
    """The clean tables of the office."""
    frames = {}
    for name in NAMES:
        columns = [field.name for field in TABLES[name].raw]
        rows = ([*(row.get(column, "") for column in columns), "a", 2] for row in ROWS.get(name, []))
        frames[name] = clean_table(TABLES[name], text_frame(TABLES[name], rows))
    return frames


def frames(*forms, faults=(), is_draft=False, of_forms=False, today=None):
    """What becomes of some forms, each with twelve sessions."""
    rows = typed(
        [
            {"file": f"received/{number}.xlsx", "sha256": str(number), **form}
            for number, form in enumerate(forms)
        ],
        FORM,
    )
    values = rows[["file", "sheet", "collection", "unit_id", "period", "revision"]].assign(
        indicator="sessions", value=12.0, raw="12", status="normal", cell="D11"
    )
    months = pd.to_datetime(values["period"], format="%Y-%m").astype("datetime64[us]")
    values = values.assign(period_start=months, period_end=months + pd.offsets.MonthEnd(0))
    if of_forms:
        return faults_of_forms(values, rows, faults, tables(), year=2031)
    return return_frames(values, rows, faults, tables(), year=2031, is_draft=is_draft, today=today)


def total(frames_of):
    """The sessions of the year: value, reported, expected."""
    totals = frames_of["totals"].set_index(["indicator", "period", "parent"])
    return totals.loc[("sessions", "", ""), ["value", "reported", "expected"]].tolist()


def missing(frames_of):
    """Who is missing."""
    rows = frames_of["faults"][frames_of["faults"]["fault"] == "missing_form"]
    return rows[["unit_id", "period"]].to_numpy().tolist()


def test_what_does_not_count_is_in_no_total():
    """A revision that was replaced is a fault worth knowing, and its values stay in the frame of values."""
    replaced = frames({}, {"revision": 2})
    assert set(replaced) == set(GATHERED_FRAMES)
    assert total(replaced) == [12, 1, 4]
    assert len(replaced["values"]) == 2
    assert replaced["forms"]["counted"].tolist() == ["no", "yes"]
    assert "resubmitted" in set(replaced["faults"]["fault"])


def test_what_a_later_revision_put_right_is_not_told():
    """A mistake of a form that was replaced is nobody's any more; what came when stays as it was."""
    wrong = Fault(FaultKind.TEXT_IN_NUMBER, file="received/0.xlsx", sheet="T3", cell="D11")
    rows = ({"declared_complete": False}, {"revision": 2, "received_on": "9/2/2031"})
    replaced = frames(*rows, faults=[wrong])
    assert {*replaced["faults"]["fault"]} == {"missing_form", "resubmitted", "late"}
    assert {fault.kind for fault in frames(*rows, faults=[wrong], of_forms=True)} == {"resubmitted"}
    # of a file with a form for each month only that of the month
    other = {"file": "received/0.xlsx", "sheet": "T4", "period": MONTHS[1]}
    of_two = frames(*rows, other, faults=[wrong, wrong._replace(sheet="T4")])
    texts = of_two["faults"][of_two["faults"]["fault"] == "text_in_number"]
    assert texts["sheet"].tolist() == ["T4"]


def test_what_is_wrong_in_a_file_stands_beside_what_never_came():
    """All faults are in one frame."""
    kinds = frames({}, faults=[Fault(FaultKind.FORMULA, file="received/0.xlsx")])["faults"]["fault"]
    assert kinds.value_counts().to_dict() == {"missing_form": 3, "formula": 1}


def test_a_form_that_came_in_again_is_told_once():
    """Who keeps one file a year sends every month again: what is wrong in it is told of the first."""
    wrong = [
        Fault(FaultKind.FORMULA, file=f"received/{number}.xlsx", sheet="T3", cell=cell)
        for number in (0, 1)
        for cell in ("D11", "")
    ]
    both = frames({"content": "a"}, {"content": "a", "received_on": "3/3/2031"}, faults=wrong)
    assert total(both) == [12, 1, 4]
    kinds = both["faults"][both["faults"]["fault"] == "formula"]
    assert kinds[["file", "cell"]].to_numpy().tolist() == [
        ["received/0.xlsx", ""],
        ["received/0.xlsx", "D11"],
        ["received/1.xlsx", ""],
    ]
    assert "same_revision_differs" not in set(both["faults"]["fault"])


def test_what_items_ask_is_checked(monkeypatch):
    """A number above the most its item takes is told; a blank is none where the item is not asked."""
    items = tables()["collection_items"]
    most = items["max"].mask(items["indicator"] == "sessions", "10")
    unasked = items["relevant"].mask(items["indicator"] == "sessions", "${teams} > 0")
    monkeypatch.setitem(tables(), "collection_items", items.assign(max=most))
    assert "constraint_broken" in set(frames({})["faults"]["fault"])
    monkeypatch.setitem(tables(), "collection_items", items.assign(relevant=unasked))
    blank = Fault(FaultKind.BLANK_WITHOUT_REASON, indicator="sessions", file="received/0.xlsx", sheet="T3")
    assert "blank_without_reason" in set(frames({}, faults=[blank])["faults"]["fault"])


def test_what_comes_after_the_last_day_is_not_counted(monkeypatch):
    """It is told with both days, unless somebody approves it all the same."""
    collections = tables()["collections"]
    days = pd.array([1] * len(collections), dtype="Int64")
    monkeypatch.setitem(tables(), "collections", collections.assign(expiry_days=days))
    late = frames({})
    faults = late["faults"][late["faults"]["fault"] == "expired"]
    assert faults[["observed", "expected"]].to_numpy().tolist() == [["2031-02-02", "2031-02-01"]]
    assert total(late)[1:] == [0, 4]
    approved = frames({"state": "approved"})
    assert total(approved) == [12, 1, 4]
    assert "expired" not in set(approved["faults"]["fault"])


def test_what_is_told_of_some_forms_is_what_is_told_of_them_in_the_year(monkeypatch):
    """But for what takes the others: who is missing, who differs from before."""
    items = tables()["collection_items"]
    most = items["max"].mask(items["indicator"] == "sessions", "10")
    monkeypatch.setitem(tables(), "collection_items", items.assign(max=most))
    rows = ({"declared_complete": False}, {"unit_id": "DV99"}, {"period": "2030-01"})
    of_year, of_forms = frames(*rows), frames(*rows, of_forms=True)
    kinds = {fault.kind for fault in of_forms}
    assert kinds == {"constraint_broken", "not_declared_complete", "unknown_unit", "wrong_year"}
    assert kinds == {*of_year["faults"]["fault"]} - OF_THE_YEAR


def test_rules_call_items_what_people_call_them(monkeypatch):
    """Not by the codes of their indicators."""
    rule = {"rule_id": "R1", "collection": "monthly", "operator": "=", "left": "${sessions}", "right": "13"}
    columns = [field.name for field in TABLES["return_rules"].raw]
    rows = [[*(rule.get(column, "") for column in columns), "a", 2]]
    monkeypatch.setitem(
        tables(),
        "return_rules",
        clean_table(TABLES["return_rules"], text_frame(TABLES["return_rules"], rows)),
    )
    faults = frames({})["faults"]
    (observed,) = faults.loc[faults["fault"] == "rule_broken", "observed"]
    names = tables()["indicators"].set_index("indicator_id")["name"]
    assert observed == f"{names['sessions']} = 12"


def test_an_expression_that_cannot_be_read_stops_nothing(monkeypatch):
    """Suites tell of it; the forms are gathered all the same."""
    items = tables()["collection_items"]
    monkeypatch.setitem(tables(), "collection_items", items.assign(constraint=". <", min="nhiều"))
    assert total(frames({})) == [12, 1, 4]


def test_a_year_that_goes_on():
    """In a draft a report is missing once it was due on the day the last one came in."""
    late = {"unit_id": "DV01", "period": MONTHS[1], "received_on": "2/3/2031"}
    assert missing(frames({}, late, is_draft=True)) == [["DV02", MONTHS[0]]]
    # whoever asks later is told of what was due since, though nothing came in
    later = frames({}, late, is_draft=True, today=dt.date(2031, 12, 31))
    assert missing(later) == [["DV02", month] for month in MONTHS]
    assert missing(frames({}, late)) == [["DV02", month] for month in MONTHS]
    assert missing(frames(is_draft=True)) == [[unit, month] for unit in ("DV01", "DV02") for month in MONTHS]
