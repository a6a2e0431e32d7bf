"""Tests of `khacphuc.data.returns.answers_in_order`."""

import numpy as np
import pandas as pd
import pytest

from khacphuc.data.returns import answers_in_order
from khacphuc.data.returns.answers_in_order import answers_by_indicator, numbers_in

from .worlds import expected, items, values

UNITS = [{"unit_id": "A"}, {"unit_id": "B"}, {"unit_id": "D", "level": "district"}]
COLLECTING = [{"collection_id": "d", "period_type": "half", "units": "district"}, {"period_type": "half"}]
ITEMS = items(("monthly", "sessions"), ("monthly", "teams"), ("d", "teams"), ("gone", "gifts"))


def answers(rows, as_categories):
    """The numbers of each indicator by unit and period, and the units that declare nil."""
    reports = expected(COLLECTING, UNITS)
    frame = values(rows)
    if as_categories:
        texts = ["collection", "unit_id", "period", "indicator", "status"]
        frame = frame.astype(dict.fromkeys(texts, "category"))
    laid_out = {}
    for indicator, of_it in answers_by_indicator(frame, reports, ITEMS):
        places = reports.take(of_it.rows)
        keys = zip(places["unit_id"], places["period"], strict=True)
        laid_out[indicator] = dict(zip(keys, zip(of_it.numbers, of_it.nil, strict=True), strict=True))
    return laid_out


def report(unit_id, period, indicator, value=np.nan, **cells):
    """A row of values."""
    return {"unit_id": unit_id, "period": period, "indicator": indicator, "value": value, **cells}


ROWS = [
    report("B", "2021-H2", "teams", 4),
    report("D", "2021-H1", "teams", 7, collection="d"),
    report("A", "2021-H1", "sessions", 0),
    report("A", "2021-H1", "sessions", 9),  # once more: the first counts
    report("A", "2021-H1", "teams", status="nil"),
    report("B", "2021-H1", "teams", status="missing"),
    report("A", "2021-H2", "sessions", 3, status="nil"),  # a number is a number
    # of nobody, of no period, of no item, of an item of another collection, of no collection
    *(
        report("X", "2021-H1", "teams", 1),
        report("A", "2021-Q1", "teams", 1),
        report("A", "2021-H1", "gifts", 1),
    ),
    report("D", "2021-H1", "sessions", 1, collection="d"),
    report("A", "2021-H1", "gifts", 1, collection="gone"),
    report("D", "2021-H1", "teams", 1),
]


@pytest.mark.parametrize("as_categories", [True, False])
@pytest.mark.parametrize("block", [2**20, 3])
def test_every_number_comes_to_its_report(monkeypatch, as_categories, block):
    """Whatever the order of the values and however they are cut into blocks; others come nowhere."""
    monkeypatch.setattr(answers_in_order, "_BLOCK", block)
    blank, nil = (None, False), (None, True)
    laid_out = {
        indicator: {
            key: (None if np.isnan(number) else number, bool(declared))
            for key, (number, declared) in column.items()
        }
        for indicator, column in answers(ROWS, as_categories).items()
    }
    assert laid_out == {
        "sessions": {
            ("A", "2021-H1"): (0, False),
            ("B", "2021-H1"): blank,
            ("A", "2021-H2"): (3, False),
            ("B", "2021-H2"): blank,
        },
        "teams": {
            ("D", "2021-H1"): (7, False),
            ("D", "2021-H2"): blank,
            ("A", "2021-H1"): nil,
            ("B", "2021-H1"): blank,
            ("A", "2021-H2"): blank,
            ("B", "2021-H2"): (4, False),
        },
    }


def test_without_values_all_is_blank():
    """Nobody has declared anything either."""
    assert {
        (np.isnan(number), bool(nil))
        for column in answers([], as_categories=False).values()
        for number, nil in column.values()
    } == {(True, False)}


def test_texts_are_found_in_a_list_or_not():
    """A missing text is none of them."""
    column = pd.Series(["b", None, "a", "x", "b"])
    names = pd.Index(["a", "b"])
    assert numbers_in(column, names).tolist() == [1, -1, 0, -1, 1]
    assert numbers_in(column.astype("category"), names).tolist() == [1, -1, 0, -1, 1]
