"""Tests of `khacphuc.errors`."""

from __future__ import annotations

import copyreg
import doctest
import pickle

import pytest

from khacphuc import errors
from khacphuc.errors import KhacphucError, QuantityError, SourceError, UsageError


def test_the_examples_hold():
    """Those of the docstrings."""
    assert doctest.testmod(errors).failed == 0


@pytest.mark.parametrize(
    ("parts", "printed"),
    [
        ({}, "no such file"),
        ({"place": "a.csv"}, "a.csv: no such file"),
        ({"remedy": "put it there"}, "no such file; put it there"),
        (
            {"place": "a.csv", "expected": "a table", "remedy": "x"},
            "a.csv: no such file, expected a table; x",
        ),
    ],
)
def test_an_error_prints_its_parts(parts, printed):
    """Those that are empty leave no mark."""
    assert str(SourceError("no such file", **parts)) == printed


def test_an_error_comes_whole_through_a_pickle():
    """Workers of a cluster send it."""
    error = SourceError("x", place="a", expected="b", remedy="c")
    again = pickle.loads(pickle.dumps(error))  # noqa: S301 - our own
    assert (type(again), vars(again)) == (SourceError, vars(error))


def test_an_error_is_never_endless():
    """Data that was put into an error is cut in its middle, once, wherever the error is seen from."""
    error = SourceError("đầu " + "x" * 50_000_000 + " cuối", place="a.csv")
    assert len(str(error)) < 20_100
    assert "[49980049 characters cut]" in str(error)
    assert error.at("b").observed == pickle.loads(pickle.dumps(error)).observed == error.observed  # noqa: S301
    assert (error.observed[:5], error.observed[-5:]) == ("đầu x", " cuối")


def test_an_error_seen_from_further_out_keeps_its_kind():
    """Its place grows at the front; the error itself is left as it was."""
    error = QuantityError("x", place="cell B2", remedy="y")
    outer = error.at("register.xlsx")
    assert (type(outer), str(outer), str(error)) == (
        QuantityError,
        "register.xlsx: cell B2: x; y",
        "cell B2: x; y",
    )


def test_exit_codes():
    """2 where the user can mend it, 3 where the suite is at fault."""
    assert (UsageError.exit_code, KhacphucError.exit_code) == (2, 3)


def test_an_error_is_left_as_it_was_however_others_copy_errors(monkeypatch):
    """Dask registers a way of its own to copy errors, and gives the same one back."""
    monkeypatch.setitem(copyreg.dispatch_table, QuantityError, lambda _: "itself")
    error = QuantityError("x", place="cell B2")
    assert str(error.at("a.csv")) == "a.csv: cell B2: x"
    assert str(error) == "cell B2: x"
