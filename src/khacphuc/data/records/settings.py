"""What computing and counting need to know besides the tables."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date


@dataclass(frozen=True, slots=True)
class RecordSettings:
    """How records are looked at.

    Attributes:
        as_of: the day: what is late is late on it. Of a run the last day of its year; never today, for the
            same tables must give the same numbers on every day.
    """

    as_of: date
