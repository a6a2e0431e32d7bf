"""Tests of `khacphuc.notebooks.shortcomings`."""

import pandas as pd

from khacphuc.notebooks.shortcomings import records

from .runs import assessed, changed


def test_a_shortcoming_of_2021():
    """The third: its criteria in order, the class they propose, the one declared, and the rule."""
    third = assessed().shortcoming("KD3")
    assert third.name == "khuyết điểm 3"
    assert (third.computed, third.declared, third.stands) == ("not_thorough", "improved", "improved")
    assert (third.agrees, third.rule.id) == (False, "Q5")
    assert third.statuses == {
        "KD3.1": "improved",
        "KD3.2": "not_achieved",
        "KD3.3": "not_achieved",
        "KD3.4": "not_achieved",
    }
    assert [criterion.figure for criterion in third.criteria] == ["", "", "", "SL061"]


def test_an_order_that_could_not_be_read():
    """A shortcoming whose place is missing goes by its code."""
    assert changed("shortcomings", {("KD1", "order"): pd.NA}).shortcoming("KD1").name == "khuyết điểm KD1"


def test_without_a_declared_class():
    """The computed class stands until one is declared."""
    run = changed("declared", {("KD3", "class"): ""})
    assert run.shortcoming("KD3").stands == "not_thorough"


def test_rows_have_names():
    """A table becomes rows by the names of its columns."""
    assert records(pd.DataFrame({"a": [1]})) == [{"a": 1}]
