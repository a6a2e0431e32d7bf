"""Tests of `khacphuc.checks.views.documents`."""

import pandas as pd

from khacphuc.checks.views.documents import document_columns

from ... import run2021


def row(code, year=2021):
    """One document of 2021."""
    return document_columns(run2021.tables(), year=year).set_index("document_id").loc[code]


def test_type_of_a_symbol():
    """The abbreviation in the symbol says the type, for law behind the year; without symbol nothing does."""
    assert row("VB300")["type_known"] == "Kế hoạch"
    assert row("VB94")["type_known"] == "Nghị định"
    assert row("VB04")["type_known"] == ""


def test_years():
    """Law has its year in the symbol; nothing is issued after the report's year, if that is known."""
    assert row("VB94")["symbol_year"] == row("VB94")["issued_year"] == 2010
    assert pd.isna(row("VB300")["symbol_year"])
    assert row("VB300")["latest_year"] == 2021
    assert pd.isna(row("VB300", year=None)["latest_year"])


def test_date_of_what_it_carries_out():
    """A document knows the date of the one it carries out, where that one has a date."""
    assert row("VB280")["carried_on"] == pd.Timestamp(2020, 3, 27)
    assert pd.isna(row("VB300")["carried_on"])  # the resolution has none
    assert pd.isna(row("VB301")["carried_on"])
