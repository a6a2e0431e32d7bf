"""Tests of `khacphuc.checks.views.returns`."""

import pandas as pd
import pytest

from khacphuc.checks.run import asked_suites
from khacphuc.checks.suites import load_suites
from khacphuc.checks.views.restatements import RESTATEMENTS
from khacphuc.checks.views.returns import (
    RETURN_SUITES,
    gathered_rows,
    gathered_totals,
    has_returns,
    return_views,
)
from khacphuc.data.clean import clean_table
from khacphuc.data.raw.cells import text_frame
from khacphuc.data.records.systems import unused_suites
from khacphuc.schema.tables import TABLES

from ... import run2021

INDICATORS = [
    {"indicator_id": "teams", "kind": "count", "over_time": "last", "over_units": "sum"},
    {"indicator_id": "members", "kind": "count", "distinct": "x", "over_time": "sum", "over_units": "sum"},
    {"indicator_id": "unsaid", "kind": "count"},
    {"indicator_id": "apart", "kind": "count", "over_time": "sum", "over_units": "none"},
]
TOTALS = pd.DataFrame(
    {
        "indicator": ["teams", "apart"],
        "period": "",
        "parent": "",
        "value": [94.0, 3.0],
        "reported": [94, 1],
        "expected": [94, 2],
        "status": ["complete", "partial"],
    }
)


def clean(name, rows):
    """Rows as the clean table; what they do not say is empty."""
    names = [field.name for field in TABLES[name].raw]
    raw = text_frame(TABLES[name], ([*(row.get(column, "") for column in names), "a", 2] for row in rows))
    return clean_table(TABLES[name], raw)


def tables(**changed):
    """The tables of 2021 with others in the place of some."""
    return {
        **run2021.tables(),
        "indicators": clean("indicators", INDICATORS),
        "units": clean("units", [{"unit_id": "DV1", "level": "commune"}]),
        **{name: clean(name, rows) for name, rows in changed.items()},
    }


def views(**changed):
    """The views of some tables."""
    frames = tables(**changed)
    return return_views(frames, frames["units"])


def test_a_run_that_asks_its_units_nothing_is_not_checked_for_it():
    """The rules about forms are those of runs that have some; all others are checked in every run."""
    suites = load_suites(run2021.LAYOUT.expectations)
    assert not has_returns(run2021.tables())
    unused = unused_suites(run2021.tables())
    assert set(suites) - set(asked_suites(suites, run2021.tables())) == {
        *unused,
        *RETURN_SUITES,
        RESTATEMENTS,
    }
    forms = tables(collections=[{"collection_id": "monthly"}])
    assert set(suites) - set(asked_suites(suites, forms)) == unused | {RESTATEMENTS}


@pytest.mark.parametrize(
    ("cells", "wrong"),
    [
        ({"cutoff": "15-14", "units": "commune"}, ["", "", "monthly"]),
        ({"cutoff": "15-13", "units": "communes"}, ["15-13", "communes", "monthly"]),
        ({"cutoff": "calendar", "units": "DV1; DV2"}, ["", "DV2", "monthly"]),
    ],
)
def test_what_a_collection_says(cells, wrong):
    """Its cut-off makes periods, its units are there, and it asks something."""
    view = views(collections=[{"collection_id": "monthly", "period_type": "month", **cells}])["collections"]
    assert view.loc[0, ["cutoff_wrong", "units_unknown", "asks_nothing"]].tolist() == wrong


def test_an_indicator_that_is_asked_must_add_up():
    """It says how; persons are not added over time. One that the list lacks is told by another rule."""
    codes = ("teams", "members", "unsaid", "nobody")
    items = [
        {"item_id": f"MB{n}", "collection": "monthly", "indicator": code} for n, code in enumerate(codes)
    ]
    view = views(collection_items=items)["collection_items"]
    assert view["not_added"].tolist() == ["", "", "over_time;over_units", ""]
    assert view["persons_added"].tolist() == ["", "members", "", ""]


def test_why_a_figure_has_no_total():
    """Nobody is asked, persons are added up, or how is not said; where there is a total nothing is wrong."""
    named = ["teams", "members", "unsaid", "apart", "elsewhere"]
    statuses = ["complete", "", "", "", ""]
    frames = tables(
        collection_items=[{"item_id": f"MB{n}", "indicator": code} for n, code in enumerate(named[:4])]
    )
    frames["indicators"] = clean("indicators", [*INDICATORS, {"indicator_id": "elsewhere"}])
    frames["return_figures"] = pd.DataFrame(
        {"figure_id": "SL001", "total_indicator": named, "total_period": "", "status": statuses}
    )
    view = return_views(frames, frames["units"])["return_figures"]
    assert view["refused"].tolist() == ["", "distinct_sum", "no_over_units", "no_over_units", "not_asked"]


def test_what_was_gathered_is_returned():
    """Totals that every unit reported are compared with figures, and who reported lacks no return."""
    frames = tables(returns=[{"return_id": "TH1", "unit_id": "DV1", "indicator": "teams"}])
    assert gathered_totals(frames) == {}
    assert gathered_rows(frames).to_numpy().tolist() == [["DV1", "teams"]]
    frames["return_totals"] = TOTALS
    frames["returned"] = pd.DataFrame({"unit_id": ["DV2"], "indicator": ["apart"]})
    assert gathered_totals(frames) == {"teams": 94.0}
    assert gathered_rows(frames).to_numpy().tolist() == [["DV1", "teams"], ["DV2", "apart"]]
