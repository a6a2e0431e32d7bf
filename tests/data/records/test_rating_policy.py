"""Tests of `khacphuc.data.records.rating_policy`."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest
from pydantic import ValidationError

from khacphuc.config.yaml_models import load_model
from khacphuc.data.records.rating_policy import RatingPolicy

from ... import run2021

LEVELS = {"high": {"name": "cao", "short": "C"}, "low": {"name": "thấp", "short": "H"}}


def policy(*versions: dict[str, object]) -> RatingPolicy:
    """A policy of two levels with these versions."""
    common = {"basis": "quy định", "valid_from": "01/01/2021", "at_least": {"high": "50%", "low": 0}}
    return RatingPolicy.model_validate(
        {"levels": LEVELS, "versions": [common | version for version in versions]}
    )


def test_the_shipped_one_knows_three_regulations_and_no_threshold() -> None:
    """Each holds from its day to the day before the next; none gives a level."""
    file = run2021.LAYOUT.rating_policy
    shipped = load_model(file, RatingPolicy, filename="ratings.yml")
    days = {
        date(2021, 3, 31): "132",
        date(2023, 10, 3): "132",
        date(2023, 10, 4): "124",
        date(2025, 8, 30): "366",
    }
    for day, number in days.items():
        version = shipped.version(day)
        assert version is not None
        assert f"{number}-QĐ/TW" in version.basis
        assert version.level(Fraction(100)) == ""
    assert shipped.version(date(2018, 3, 7)) is None
    assert shipped.words("en")["good"].short == "G"
    assert shipped.words("vi")["good"].name == "hoàn thành tốt nhiệm vụ"


def test_a_level_begins_at_its_threshold() -> None:
    """50% is the higher level, a thousandth less is not."""
    version = policy({}).versions[0]
    assert [version.level(Fraction(share, 1000)) for share in (50_000, 49_999, 0)] == ["high", "low", "low"]


@pytest.mark.parametrize(
    ("versions", "message"),
    [
        ([{"at_least": {"low": "0%", "high": "50%"}}], "names the levels"),
        ([{"at_least": {"high": "50%", "low": ""}}], "or none has"),
        ([{"at_least": {"high": "50%", "low": "10%"}}], "the last is 0%"),
        ([{"at_least": {"high": "0%", "low": "0%"}}], "fall from level to level"),
        ([{"at_least": {"high": "120%", "low": "0%"}}], "between 0% and 100%"),
        ([{"at_least": {"high": "nhiều", "low": "0%"}}], "at_least"),
        ([{"valid_from": "hôm nay"}], "valid_from"),
        ([{}, {"valid_from": "01/6/2021"}], "begins before"),
        ([{"valid_to": "01/6/2021"}, {"valid_from": "01/6/2021"}], "begins before"),
    ],
)
def test_what_contradicts_itself_is_refused(versions: list[dict[str, object]], message: str) -> None:
    """Levels out of order, half-filled thresholds, versions that overlap."""
    with pytest.raises(ValidationError, match=message):
        policy(*versions)
