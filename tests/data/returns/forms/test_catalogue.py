"""What the reader knows of forms."""

from __future__ import annotations

import pickle
import unicodedata

import pandas as pd

from khacphuc.data.returns.forms.catalogue import form_catalogue, label_key

from .hand_forms import CATALOGUE


def test_the_catalogue_comes_from_the_tables():
    """A collection's items in their order, with the words of their indicators."""
    tables = {
        "collections": pd.DataFrame({"collection_id": ["monthly", "empty"], "form_version": ["2", "1"]}),
        "collection_items": pd.DataFrame(
            {
                "collection": ["monthly", "monthly", "monthly"],
                "indicator": ["money", "teams", "nobody"],
                "order": [2, 1, 3],
                "required": [False, True, True],
            }
        ),
        "indicators": pd.DataFrame(
            {
                "indicator_id": ["teams", "money"],
                "name": ["Đội", "Kinh phí"],
                "unit_of_measure": ["đội", "triệu đồng"],
                "kind": ["count", "money"],
            }
        ),
        "units": pd.DataFrame({"unit_id": ["DV01"]}),
        "units_of_measure": pd.DataFrame({"name": ["đội", "giờ"], "divisible": [False, True]}),
    }
    catalogue = form_catalogue(tables)
    teams, money = catalogue.forms["monthly"].items
    assert (teams.label, teams.is_required, teams.is_whole) == ("Đội", True, True)
    assert (money.unit, money.is_required, money.is_whole) == ("triệu đồng", False, False)
    assert catalogue.forms["empty"].items == ()


def test_labels_are_the_same_however_they_are_composed():
    """NFC and NFD, capitals and runs of blanks."""
    assert label_key(unicodedata.normalize("NFD", "Đã  HOÀN thành\u00a0")) == label_key("Đã hoàn thành")


def test_the_catalogue_goes_to_another_process():
    """It can be pickled."""
    copy = pickle.loads(pickle.dumps(CATALOGUE))  # noqa: S301 - our own
    assert copy == CATALOGUE
