"""Tests of `khacphuc.review.wording`."""

import pytest

from khacphuc.render.html.environment import count
from khacphuc.review.wording import with_labels

from .. import run2021

CLASSES = run2021.policy().class_names("vi")


@pytest.mark.parametrize(
    ("text", "table", "expected"),
    [
        ("improved", "assessments", CLASSES["improved"]),
        ("improved", "criteria", "có chuyển biến"),
        ("tính được not_met", "targets", "tính được chưa đạt"),  # never half a code
        ("metro not_met.x met-5", "targets", "metro not_met.x met-5"),  # other words stay
        ("accepted", "answers", "chấp nhận"),
        ("not_thorough", "figures", "not_thorough"),  # printed text of figures holds no classes
    ],
)
def test_labels(text, table, expected):
    """Codes become words by the table they are about."""
    assert with_labels(text, table, CLASSES) == expected


def test_labels_without_names():
    """Where no class has a name a text stays."""
    assert with_labels("improved", "declared", {}) == "improved"


@pytest.mark.parametrize(
    ("number", "expected"), [(0, "0"), (999, "999"), (1231, "1.231"), (1234567, "1.234.567")]
)
def test_count(number, expected):
    """Digits are grouped as Vietnamese groups them."""
    assert count(number) == expected


def test_in_english():
    """Codes and digits follow the language of the page."""
    assert with_labels("was not_met", "targets", {}, "en") == "was not met"
    assert count(1231, "en") == "1,231"
