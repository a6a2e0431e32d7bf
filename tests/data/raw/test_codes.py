"""Tests of `khacphuc.data.raw.codes`."""

import re
from dataclasses import replace
from functools import cache

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from khacphuc.checks.views.numbering import gaps
from khacphuc.data.raw.cells import text_frame
from khacphuc.data.raw.codes import with_codes
from khacphuc.data.raw.run import read_run
from khacphuc.data.store import clean_raw
from khacphuc.schema.codes import CODE_FORMS
from khacphuc.schema.tables import TABLES

from ... import run2021

ASSIGNABLE = [name for name, form in CODE_FORMS.items() if form.is_assignable]


@cache
def raw():
    """The raw tables of 2021."""
    return read_run(run2021.LAYOUT, "2021").tables


def measures(*rows):
    """Raw measures: code, shortcoming and description of each."""
    empty = dict.fromkeys((field.name for field in TABLES["measures"].raw), "")
    names = ("measure_id", "shortcoming_id", "description")
    cells = [{**empty, **dict(zip(names, row, strict=True))} for row in rows]
    return text_frame(TABLES["measures"], [[*row.values(), "measures.csv", 2] for row in cells])


def codes(*rows):
    """The codes such measures get."""
    return with_codes({"measures": measures(*rows)})["measures"]["measure_id"].tolist()


def test_what_has_codes_stays():
    """Tables without an empty code are the same frames."""
    tables = dict(raw())
    assert all(frame is tables[name] for name, frame in with_codes(tables).items())


@pytest.mark.parametrize("name", ASSIGNABLE)
def test_codes_that_are_made(name):
    """All of the form of their table, each once, beside those that stay; the table given is not changed."""
    frame, key = raw()[name].copy(), TABLES[name].key
    frame.loc[frame.index[::2], key] = ""
    before = frame.copy()
    filled = with_codes({name: frame})[name]
    pd.testing.assert_frame_equal(frame, before)
    pd.testing.assert_frame_equal(filled.drop(columns=key), frame.drop(columns=key))
    assert filled.dtypes.equals(frame.dtypes)
    assert filled[key].str.fullmatch(CODE_FORMS[name].pattern).all()
    assert filled[key].is_unique
    assert filled.loc[frame.index[1::2], key].equals(frame.loc[frame.index[1::2], key])


def test_a_code_names_its_owner():
    """``GP1.…`` is of ``KD1``, whatever the letters; where the owner is no code, none is made."""
    first, second, third, fourth = codes(
        ("", "KD1", "a"), ("", "KD12", "a"), ("", "khuyết điểm 1", "a"), ("", "", "")
    )
    assert re.fullmatch(r"GP1\.\d{4}", first)
    assert re.fullmatch(r"GP12\.\d{4}", second)
    assert (third, fourth) == ("", "")


@given(st.permutations([("", "KD1", letter) for letter in "abcdefg"]), st.integers(0, 7))
def test_codes_are_stable(rows, at):
    """Rows may be inserted, moved and taken away: those that stay keep their codes."""
    known = dict(zip("abcdefg", codes(*[("", "KD1", letter) for letter in "abcdefg"]), strict=True))
    rows.insert(at, ("", "KD1", "một dòng mới"))
    after = {row[2]: code for row, code in zip(rows, codes(*rows), strict=True)}
    assert {letter: after[letter] for letter in "abcdefg"} == known
    assert codes(*rows[:3]) == [after[row[2]] for row in rows[:3]]


def test_a_typed_code_is_never_given_again():
    """Not even where it is the very number the words come by; rows of the same words differ."""
    (code,) = codes(("", "KD1", "a"))
    typed, other = codes((code, "KD1", "b"), ("", "KD1", "a"))
    assert typed == code != other
    again, twice = codes(("", "KD1", "a"), ("", "KD1", "a"))
    assert again == code != twice


def test_the_code_is_the_same_on_every_machine():
    """The very number: answers given to findings about the row stand on it."""
    assert codes(("", "KD1", "Gộp hai bảng điểm")) == ["GP1.7553"]


def test_codes_that_are_made_leave_no_gap():
    """What counts on from one typed code to the next is not asked of them."""
    both = codes(("", "KD1", "a"), ("", "KD1", "b"))
    assert gaps(pd.Series(["GP1.1", *both, "GP1.3", "SL001", "SL483920"])).tolist() == [
        *["", "", "", "GP1.2"],
        *["", ""],
    ]


@pytest.mark.full
def test_a_run_with_empty_codes_has_no_new_finding():
    """Criteria and parts of targets of 2021 without their codes are checked and assessed as with them."""
    run = read_run(run2021.LAYOUT, "2021")
    tables = {name: frame.copy() for name, frame in run.tables.items()}
    for name in ("criteria", "target_parts"):
        tables[name][TABLES[name].key] = ""
    filled = clean_raw(replace(run, tables=with_codes(tables)))
    counts = [findings["rule"].value_counts() for findings in (run2021.findings(filled), run2021.findings())]
    pd.testing.assert_series_equal(*counts)
