"""Tests of `khacphuc.checks.views.figures`."""

import pandas as pd
import pytest

from khacphuc.checks.views.figures import accepted_units, assessed_figure_columns, figure_columns

from ... import run2021


def figures(tables=None, **others):
    """The figures of 2021 as the rules see them."""
    tables = tables or run2021.tables()
    assessed = {name: others.pop(name) for name in ("targets", "cited") if name in others}
    defaults = {"units": tables["units"], "previous": None}
    printed = figure_columns(tables, **defaults | others)
    targets = {"targets": run2021.assessment().targets, "cited": None}
    columns = assessed_figure_columns(tables, **targets | assessed)
    return printed.join(columns[columns.columns.difference(printed.columns)]).set_index("figure_id")


def test_what_indicators_say():
    """Accepted units, kind, largest value and comparator come from the indicator."""
    frame = figures()
    assert frame.loc["SL071", "units_known"] == "tổ chức Đoàn;chi đoàn"
    assert frame.loc["SL058", "kind_known"] == "money"
    assert frame.loc["SL007", "at_most"] == 100
    assert pd.isna(frame.loc["SL018", "at_most"])  # more than asked may be introduced
    assert (frame.loc["SL012", "bound"], frame.loc["SL012", "bound_printed"]) == (">=", ">=")


def test_what_is_counted():
    """A ratio is compared by its first term; the denominator is the number of units of its level."""
    frame = figures()
    assert (frame.loc["SL010", "measured"], frame.loc["SL010", "counted"]) == (9, 9)
    assert (frame.loc["SL051", "units_all"], frame.loc["SL060", "units_most"]) == (94, 9)
    assert pd.isna(frame.loc["SL051", "units_most"])
    assert pd.isna(frame.loc["SL060", "units_all"])
    without = figures(units=run2021.tables()["units"].head(0))
    assert without["units_all"].isna().all()


def test_wholes():
    """The operands of a printed sum are parts of it; terms of ratios have no parent."""
    frame = figures()
    assert frame.loc["SL003", "whole"] == "SL001"
    assert frame.loc["SL036", "whole"] == "SL035"
    assert frame.loc["SL027", "whole"] == ""


@pytest.mark.parametrize(("cited", "expected"), [(None, {""}), (["SL001"], {"yes", "no"})])
def test_cited(cited, expected):
    """Without a prose nobody misses a citation."""
    frame = figures(cited=cited)
    assert set(frame["cited"]) == expected
    if cited:
        assert frame.loc["SL001", "cited"] == "yes"


def test_last_year():
    """Last year's value is that of the same indicator, unless last year printed several."""
    frame = figures(previous=run2021.tables()["figures"])
    assert frame.loc["SL001", "previous"] == 4
    assert pd.isna(frame.loc["SL031", "previous"])  # 17 and 18


def test_one_period_is_not_the_year():
    """The total of a month is compared with no number of a year: not of this one, nor of the last."""
    tables, figures_2021 = run2021.tables(), run2021.tables()["figures"]
    is_month = figures_2021["figure_id"] == "SL057"
    tables["figures"] = figures_2021.assign(
        from_returns=figures_2021["from_returns"].mask(is_month, "gifts;2021-03")
    )
    tables["indicators"] = tables["indicators"].assign(per_year=12)
    this_year = figures(tables, previous=figures_2021)
    assert this_year.loc["SL057", ["year_value", "per_year", "previous"]].isna().all()
    assert this_year.loc["SL002", ["year_value", "per_year"]].notna().all()
    assert pd.isna(figures(previous=tables["figures"]).loc["SL057", "previous"])


def test_returns_are_added_up():
    """What the units returned is added up per indicator."""
    tables = run2021.tables()
    tables["returns"] = pd.DataFrame(
        {"unit_id": ["a", "b"], "indicator": "gifts", "kind": "count", "value": [10.0, 22.0]}
    )
    frame = figures(tables)
    assert frame.loc["SL057", "returned"] == 32
    assert frame["returned"].notna().sum() == 1


def test_accepted_units():
    """An indicator is printed with its own unit and the others it names."""
    indicators = pd.DataFrame(
        {"indicator_id": ["a", "b"], "unit_of_measure": ["đồng", "lượt"], "printed_units": ["triệu đồng", ""]}
    )
    assert accepted_units(indicators) == {"a": "đồng;triệu đồng", "b": "lượt"}


@pytest.mark.parametrize(
    ("qualifier", "bound"),
    [
        ("ít nhất", ">="),
        ("phấn đấu", ">="),
        ("phấn đấu ít nhất", ">="),
        ("≥", ">="),
        ("từ … trở lên", ">="),
        ("không quá", "<="),
        ("phấn đấu không quá", "<="),
        ("từ … trở xuống", "<="),
        ("hơn", ""),
        ("chậm nhất", ""),
        ("", ""),
    ],
)
def test_what_a_qualifier_bounds(qualifier, bound):
    """It makes a number a floor or a ceiling, or only describes it."""
    tables = run2021.tables()
    tables["figures"] = tables["figures"].head(1).assign(qualifier=qualifier)
    frame = figure_columns(tables, units=tables["units"], previous=None)
    assert frame["bound_printed"].item() == bound


def test_what_bounds_a_ratio():
    """A ratio of targets, of parts of one, or of all units of a level has a whole; another may exceed it."""
    tables = run2021.tables()
    frame = figure_columns(tables, units=tables["units"], previous=None).set_index("figure_id")
    assert frame["denominator"].dropna().to_dict() == {"SL010": 11, "SL015": 3, "SL024": 2, "SL051": 94}
    other = tables["figures"]["figure_id"] == "SL010"
    tables["figures"].loc[other, "indicator"] = "gifts"  # which counts nothing of ours
    frame = figure_columns(tables, units=tables["units"], previous=None).set_index("figure_id")
    assert pd.isna(frame.loc["SL010", "denominator"])
    tables["indicators"].loc[tables["indicators"]["indicator_id"] == "gifts", "at_most"] = 1
    frame = figure_columns(tables, units=tables["units"], previous=None).set_index("figure_id")
    assert frame.loc["SL010", "denominator"] == 11
