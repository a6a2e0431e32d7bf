"""How the records of a run are looked at, by its parameters."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Final

from khacphuc.data.records.settings import RecordSettings
from khacphuc.project.board_papers import board_paper_of

if TYPE_CHECKING:
    from khacphuc.config.parameters import RunParameters

_LAST_DAY: Final = (12, 31)


def record_settings(parameters: RunParameters, run: str) -> RecordSettings:
    """How the records of a run are looked at: on the last day of its year, or of the month of a board paper.

    Args:
        parameters: of the run.
        run: its id, or that of a board paper.
    """
    paper = board_paper_of(run)
    return RecordSettings(as_of=paper.last_day if paper else date(parameters.year, *_LAST_DAY))
