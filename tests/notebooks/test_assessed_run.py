"""Tests of `khacphuc.notebooks.assessed_run`."""

from dataclasses import replace

import pandas as pd
import pytest

from khacphuc.errors import UsageError
from khacphuc.schema.tables import COMPARATORS, TABLES

from .. import run2021
from ..findings import ACCEPTED, finding
from .runs import assessed


def test_numbers_are_printed_with_their_places():
    """A figure, a computed number, a term of a ratio and a quantity as typed; and where they stand."""
    run = assessed()
    assert (run.number("SL026"), run.place("SL026")) == ("1.805 đoàn viên ưu tú", "chú thích 1")
    assert (run.number("TL06"), run.place("TL06")) == ("81,82%", "mục III.1.2, đoạn 1")
    assert (run.number("100%"), run.place("100%"), run.number("")) == ("100%", "", "")
    assert (run.demand(">=", "SL012"), run.demand("=", "?")) == ("ít nhất 2.000", "đúng ?")
    assert assessed(language="en").number("SL026") == "1,805 đoàn viên ưu tú"


def test_a_number_that_was_chosen():
    """A final document assesses the number that was decided on, from its own place, and says so."""
    tables = run2021.tables()
    figures = tables["figures"]
    prints = figures[figures["figure_id"].isin(["SL031", "SL067"])]
    row = {
        "rule": "SL-10",
        "row_id": "SL031",
        "observed": "; ".join(
            f"{figure} «{text}»" for figure, text in prints[["figure_id", "printed"]].to_numpy()
        ),
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


def test_numbers_stand_as_they_are_printed():
    """A count typed without a zero before it stays so, money keeps its scale; English prints its own way."""
    run = assessed()
    assert (run.number("SL008"), run.number("SL058")) == ("2 cấp", "13.6 triệu đồng")
    english = assessed(language="en")
    assert (english.number("SL008"), english.number("SL058")) == ("2 cấp", "13.6 million dong")
    # a draft prints the numbers that disagree behind it, which is no evidence
    assert assessed(status="draft").number("SL031") == assessed(language="en", status="draft").number("SL031")


def test_what_is_asked_in_words():
    """Every comparison has its words, whole shares theirs; a threshold without a unit takes the number's."""
    run = assessed()
    assert [run.demand(comparator, "12", "SL061") for comparator in COMPARATORS] == [
        "ít nhất 12 lần",
        "trên 12 lần",
        "không quá 12 lần",
        "dưới 12 lần",
        "đúng 12 lần",
    ]
    assert (run.demand(">=", "100%"), run.demand("=", "100%")) == ("đủ 100%", "đúng 100%")
    assert assessed(language="en").demand(">=", "SL012", "SL026") == "at least 2,000 đoàn viên ưu tú"


def test_how_a_number_is_computed():
    """In the numbers of the language; a printed one has no working."""
    assert (assessed().working("TL01"), assessed().working("SL026")) == ("1.805 / 2.000", "")
    assert assessed(language="en").working("TL01") == "1,805 / 2,000"


def test_open_findings_on_a_number():
    """On the number and on those it is computed from; closed ones and others are left out."""
    on_term = finding("SL-12", "SL010:numerator")
    closed = replace(finding("SL-13", "SL010"), answer=ACCEPTED)
    run = replace(assessed(), findings=(finding("SL-10", "SL026"), on_term, closed))
    assert run.open_findings("TL06") == run.open_findings("SL010") == (on_term,)
    assert run.open_findings("SL027") == ()
