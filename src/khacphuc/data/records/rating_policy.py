"""How points of a rating become a level, ``params/policy/ratings.yml``: versions by date, with their basis.

A policy is data: which level a share of the points gives stands in a regulation, or in what a committee
decided by it. Where a version has no thresholds no level is computed.
"""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from itertools import pairwise
from typing import TYPE_CHECKING, Annotated, Literal, Self

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from khacphuc.errors import QuantityError
from khacphuc.locale import HOUSE
from khacphuc.text.dates import parse_date
from khacphuc.text.quantities import parse
from khacphuc.text.typeface import typeset

if TYPE_CHECKING:
    from collections.abc import Mapping

_ALL = 100


def _day(value: object) -> object:
    if not isinstance(value, str):
        return value
    try:
        return parse_date(value) if value else None
    except QuantityError as error:
        raise ValueError(str(error)) from error


def _percent(value: object) -> object:
    if value is None or value == "":
        return None
    try:
        share = parse(str(value), unit="%").exact
    except QuantityError as error:
        raise ValueError(str(error)) from error
    if not 0 <= share <= _ALL:
        raise ValueError("a share of the points lies between 0% and 100%")
    return share


class _Strict(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


_Words = Annotated[str, AfterValidator(typeset), Field(min_length=1)]
_Day = Annotated[date, BeforeValidator(_day)]
_LastDay = Annotated[date | None, BeforeValidator(_day)]
_Percent = Annotated[Fraction | None, BeforeValidator(_percent)]
_LEVEL_WORDS = "by level, the keys name and short"


class LevelWords(_Strict):
    """How a level is printed: whole in sentences, in short in a table."""

    name: _Words = Field(description="how the level is called")
    short: _Words = Field(description="a sign of it for tables and charts")


class RatingVersion(_Strict):
    """What held from one day to another.

    ``at_least`` gives for every level the least share of the points, in percent; ``None`` for all of them
    where nobody has decided any.
    """

    basis: _Words = Field(description="the regulation it follows")
    valid_from: _Day = Field(description="the first day it holds, such as 04/10/2023")
    valid_to: _LastDay = Field(None, description='the last day it holds, or ""')
    at_least: dict[str, _Percent] = Field(
        description='by level, the least share of the points, such as 90%; "" for all where none is decided'
    )

    @property
    def has_thresholds(self) -> bool:
        """Whether points give a level by it."""
        return all(least is not None for least in self.at_least.values())

    def holds(self, day: date) -> bool:
        """Whether it holds on a day."""
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)

    def level(self, percent: Fraction) -> str:
        """The level of a share of the points; empty where it has no thresholds."""
        if not self.has_thresholds:
            return ""
        return next((level for level, least in self.at_least.items() if percent >= (least or 0)), "")


class RatingPolicy(_Strict):
    """The levels, the best one first, and the versions of their thresholds."""

    levels: Annotated[dict[str, LevelWords], Field(min_length=1)] = Field(description=_LEVEL_WORDS)
    levels_in: dict[Literal["en"], dict[str, LevelWords]] = Field(
        {}, description="by language (en), how each level is called in it"
    )
    versions: Annotated[tuple[RatingVersion, ...], Field(min_length=1)] = Field(
        description="a list of versions, each with basis, valid_from, valid_to and at_least"
    )

    @model_validator(mode="after")
    def _fits_together(self) -> Self:
        for version in self.versions:
            if list(version.at_least) != list(self.levels):
                raise ValueError(f"{version.basis}: at_least names the levels as they stand, in their order")
            shares = list(version.at_least.values())
            if any(share is None for share in shares) and any(share is not None for share in shares):
                raise ValueError(f"{version.basis}: every level has a share, or none has")
            known = [share for share in shares if share is not None]
            if known and (known[-1] != 0 or any(more <= less for more, less in pairwise(known))):
                raise ValueError(f"{version.basis}: shares fall from level to level, the last is 0%")
        for earlier, later in pairwise(self.versions):
            if earlier.valid_to is None or earlier.valid_to >= later.valid_from:
                raise ValueError(f"{later.basis}: begins before {earlier.basis} ends")
        return self

    def version(self, day: date) -> RatingVersion | None:
        """The version that holds on a day, None where none does."""
        return next((version for version in self.versions if version.holds(day)), None)

    def words(self, language: str) -> Mapping[str, LevelWords]:
        """How each level is printed in a language; in the words of ``levels`` where it has no others."""
        others = {} if language == HOUSE else self.levels_in.get("en", {})
        return {**self.levels, **others}
