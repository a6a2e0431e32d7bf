"""What a form asks is what the tables say, and a row that cannot be asked is refused with its line."""

from __future__ import annotations

from decimal import Decimal

import pandas as pd
import pytest

from khacphuc.errors import UsageError
from khacphuc.inputs import load_inputs
from khacphuc.returns.form_tables import form_definitions

from . import worlds
from .office import make_office


@pytest.fixture(scope="module")
def office_tables(tmp_path_factory):
    """The clean tables of the office."""
    layout = make_office(tmp_path_factory.mktemp("office"))
    clean = load_inputs(worlds.RUN, root=str(layout.root)).typed_tables
    return clean | {"units_of_measure": pd.DataFrame({"name": ["người", "km"], "divisible": [False, True]})}


def test_items_are_those_of_the_collection_in_their_order(office_tables):
    """Labels and units of measure come from the indicators, bounds and messages from the items."""
    form = form_definitions(office_tables)[worlds.MONTHLY]
    assert [item.indicator for item in form.items] == list(worlds.VALUES)
    counselled = form.items[4]
    assert (counselled.label, counselled.unit, counselled.least) == ("Người được tư vấn", "người", Decimal(0))
    assert counselled.is_whole
    assert counselled.is_required
    assert counselled.constraint.names == ("attendances",)
    assert form.version == "2"
    assert len(form.rules) == len(worlds.tables()["return_rules"])


def test_what_can_be_halved_takes_decimals(office_tables):
    """Only what is counted in whole units must be whole."""
    whole = {item.indicator: item.is_whole for item in form_definitions(office_tables)[worlds.MONTHLY].items}
    assert not whole["gathered"]
    assert not whole["gift_spending"]


@pytest.mark.parametrize(
    ("table", "column", "cell", "message"),
    [
        ("collection_items", "constraint", ". >> 3", "collection_items.csv"),
        ("collection_items", "max", "nhiều", "collection_items.csv"),
        ("collection_items", "indicator", "nothing", "no indicator 'nothing'"),
        ("return_rules", "left", "${sessions", "return_rules.csv"),
    ],
)
def test_a_row_that_cannot_be_asked_is_refused(office_tables, table, column, cell, message):
    """The message has the file and the line, and every such row."""
    rows = office_tables[table].copy()
    rows.loc[rows.index[0], column] = cell
    with pytest.raises(UsageError, match="line 2") as caught:
        form_definitions({**office_tables, table: rows})
    assert message in str(caught.value)


def test_a_collection_that_asks_nothing_is_refused(office_tables):
    """A form without items would be a form nobody can fill in."""
    with pytest.raises(UsageError, match="no row in collection_items"):
        form_definitions({**office_tables, "collection_items": office_tables["collection_items"].iloc[:0]})
