"""What computing and counting need to know besides the tables."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from khacphuc.data.records.rating_policy import RatingPolicy


@dataclass(frozen=True, slots=True)
class RecordSettings:
    """How records are looked at.

    Attributes:
        as_of: the day: what is late is late on it. Of a run the last day of its year; never today, for the
            same tables must give the same numbers on every day.
        language: of the words of policies.
        rating_roles: the offices that are rated, in their order.
        rating_policy: how points become a level; None where the project has none.
        is_within_year: whether the day is one of the year the run goes on in, as that of a board paper: what
            is of a later day is not known then. A run is made when its year is over, and knows of it.
    """

    as_of: date
    language: str = "vi"
    rating_roles: tuple[str, ...] = ()
    rating_policy: RatingPolicy | None = None
    is_within_year: bool = False
