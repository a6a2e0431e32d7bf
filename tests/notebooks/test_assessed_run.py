"""Tests of `khacphuc.notebooks.assessed_run`."""

import pandas as pd
import pytest

from khacphuc.errors import UsageError
from khacphuc.schema.tables import TABLES

from .. import run2021
from .runs import assessed


def test_numbers_are_printed_with_their_places():
    """A figure, a computed number, a term of a ratio and a quantity as typed; and where they stand."""
    run = assessed()
    assert (run.number("SL026"), run.place("SL026")) == ("1.805 đoàn viên ưu tú", "chú thích 1")
    assert (run.number("TL06"), run.place("TL06")) == ("81,82%", "mục III.1.2, đoạn 1")
    assert (run.number("100%"), run.place("100%"), run.number("")) == ("100%", "", "")
    assert (run.demand(">=", "SL012"), run.demand("=", "?")) == ("≥ 2.000", "= ?")
    assert assessed(language="en").number("SL026") == "1,805 đoàn viên ưu tú"


def test_a_number_that_was_chosen():
    """A final document assesses the number that was decided on, from its own place, and says so."""
    tables = run2021.tables()
    figures = tables["figures"]
    prints = figures[figures["figure_id"].isin(["SL031", "SL067"])]
    row = {
        "rule": "SL-10",
        "row_id": "SL031",
        "observed": "; ".join(f"{figure} «{text}»" for figure, text in prints[["figure_id", "printed"]].to_numpy()),
        "decision": "accepted",
        "uses": "SL067",
        "reason": "lý do",
        "role": "Bí thư",
        "date": pd.Timestamp("2022-01-05"),
        "problem": "",
    }
    columns = [field.name for field in TABLES["answers"].clean]
    tables |= {"answers": pd.DataFrame([row], columns=columns)}
    run = assessed(tables, status="final")
    assert run.bare_number("SL031") == "18"
    assert run.place("SL031") == assessed().place("SL067")
    (sentence,) = run.chosen(["SL031", "SL031", "SL026"])
    assert "«17»" in sentence
    assert sentence.endswith("lý do (Bí thư, 05/01/2022).")
    assert assessed(tables).chosen(["SL031"]) == ()


def test_a_shortcoming_that_is_not_there():
    """A wrong code is refused with those there are."""
    with pytest.raises(UsageError, match="KD9") as refused:
        assessed().shortcoming("KD9")
    assert "KD1, KD2, KD3, KD4" in refused.value.remedy
