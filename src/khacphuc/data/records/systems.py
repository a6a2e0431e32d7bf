"""The systems of what an office records besides figures: their tables, and the frames computed of them."""

from __future__ import annotations

from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd


@dataclass(frozen=True, slots=True)
class RecordSystem:
    """One system. A run uses it if one of its tables has a row; else its suites are not asked.

    Attributes:
        tables: of the data dictionary.
        frames: those that are computed of them and have a suite, each with the column that names its rows.
        older: tables it rests on, too, whose own suites every run is asked.
    """

    tables: tuple[str, ...]
    frames: Mapping[str, str] = field(default_factory=dict)
    older: tuple[str, ...] = ()

    @property
    def suites(self) -> tuple[str, ...]:
        """The suites that are about it."""
        return (*self.tables, *self.frames)

    def is_used(self, tables: Mapping[str, pd.DataFrame]) -> bool:
        """Whether one of its clean tables has a row."""
        return any(len(tables[name]) for name in (*self.tables, *self.older))


RECORD_SYSTEMS: Final = (
    RecordSystem(("progress",), MappingProxyType({"plan_progress": "measure_id"})),
    RecordSystem(("papers",), MappingProxyType({"meeting_days": "meeting_id"}), older=("meetings",)),
    RecordSystem(("supervisions", "supervision_findings")),
    RecordSystem(("rating_sheets", "ratings"), MappingProxyType({"rating_rounds": "month"})),
    RecordSystem(("score_sheets", "scores"), MappingProxyType({"unit_scores": "unit_id"})),
)
RECORD_FRAMES: Final = MappingProxyType(
    {name: key for system in RECORD_SYSTEMS for name, key in system.frames.items()}
)
"""The column that names the rows of each computed frame."""


def unused_suites(tables: Mapping[str, pd.DataFrame]) -> frozenset[str]:
    """The suites about systems a run has no rows of."""
    return frozenset(
        suite for system in RECORD_SYSTEMS if not system.is_used(tables) for suite in system.suites
    )
