"""How the records of a run are looked at, by its parameters."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Final

from khacphuc.data.records.settings import RecordSettings

if TYPE_CHECKING:
    from khacphuc.config.parameters import RunParameters

_LAST_DAY: Final = (12, 31)


def record_settings(parameters: RunParameters) -> RecordSettings:
    """How the records of a run are looked at.

    Args:
        parameters: of the run.
    """
    return RecordSettings(as_of=date(parameters.year, *_LAST_DAY))
