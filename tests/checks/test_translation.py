"""Tests of `khacphuc.checks.translation`."""

from __future__ import annotations

import warnings

import pytest

from khacphuc.errors import DocumentError

from .. import run2021

with warnings.catch_warnings():
    warnings.simplefilter("ignore", DeprecationWarning)
    from khacphuc.checks.suites import load_suites
from khacphuc.checks.translation import translated

SUITES = load_suites(run2021.LAYOUT.expectations)


def by_rule(suites):
    """Every expectation of some suites by its rule."""
    return {
        expectation.meta.rule: expectation for suite in suites.values() for expectation in suite.expectations
    }


def test_their_own_language_changes_nothing():
    """Suites are written in Vietnamese."""
    assert translated(SUITES, "vi") == SUITES


def test_sentences_are_translated_and_nothing_else():
    """What is asked of the data, and what reviewers may do, stays."""
    before, after = by_rule(SUITES)["SL-10"], by_rule(translated(SUITES, "en"))["SL-10"]
    assert after.meta.expected == "one value in every place"
    assert before.meta.expected == "một giá trị ở mọi nơi"
    assert after.description != before.description
    same = {"description": before.description, "meta": before.meta}
    assert after.model_copy(update=same) == before
    texts = {name: getattr(before.meta, name) for name in ("observed", "expected", "holds")}
    assert after.meta.model_copy(update=texts) == before.meta


def test_an_unknown_sentence_stays():
    """An office's own rule may have no translation: better in its words than not at all."""
    units = SUITES["units"]
    expectation = units.expectations[0].model_copy(
        update={"description": "Một câu của riêng cơ quan; giữ nguyên."}
    )
    suite = units.model_copy(update={"expectations": (expectation,)})
    assert translated({"units": suite}, "en")["units"].expectations[0].description == expectation.description


def test_unknown_language():
    """A language without a catalogue is refused."""
    with pytest.raises(DocumentError, match="'fr'"):
        translated(SUITES, "fr")
