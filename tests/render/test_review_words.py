"""Tests of `khacphuc.render.review_words`."""

import pytest

from khacphuc import fields
from khacphuc.data.answer_sheets import DECISIONS as OFFERED
from khacphuc.render.review_words import CLASSES, CODES, DECISIONS, TABLES, count, spoken

from .. import run2021  # noqa: TID252 - tests are no package to import from


def test_every_code_has_words():
    """What the data dictionary allows, people read in Vietnamese."""
    assert set(CLASSES) == set(fields.CLASSES)
    assert dict(run2021.policy().classes) == dict(CLASSES)
    assert set(fields.STATUSES) <= set(CODES)
    assert set(fields.TABLES) <= set(TABLES)
    assert {suite.stem for suite in run2021.LAYOUT.expectations.glob("*.yml")} <= set(TABLES)


def test_decisions_are_called_as_the_workbook_calls_them():
    """The page and the workbook say the same."""
    assert {code: word for word, code in OFFERED.items()} == dict(DECISIONS)


@pytest.mark.parametrize(
    ("text", "table", "expected"),
    [
        ("improved", "assessments", CLASSES["improved"]),
        ("improved", "criteria", "có chuyển biến"),
        ("tính được not_met", "targets", "tính được chưa đạt"),  # never half a code
        ("metro not_met.x met-5", "targets", "metro not_met.x met-5"),  # other words stay
        ("accepted: đủ", "answers", "chấp nhận: đủ"),
        ("not_thorough", "figures", "not_thorough"),  # printed text of figures holds no classes
    ],
)
def test_spoken(text, table, expected):
    """Codes become words by the table they are about."""
    assert spoken(text, table, CLASSES) == expected


def test_spoken_without_names():
    """Where no class has a name a text stays."""
    assert spoken("improved", "declared", {}) == "improved"


@pytest.mark.parametrize(
    ("number", "expected"), [(0, "0"), (999, "999"), (1231, "1.231"), (1234567, "1.234.567")]
)
def test_count(number, expected):
    """Digits are grouped as Vietnamese groups them."""
    assert count(number) == expected
