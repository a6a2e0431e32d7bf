"""How a run is to be made; small enough to be sent to another machine."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

#: Seconds a stage may take before it counts as stuck.
STAGE_LIMIT: Final = 1800.0


@dataclass(frozen=True)
class Options:
    """How a run is to be made.

    Attributes:
        wait: wait for another process that works on the same run.
        force: execute every stage, whether anything it reads has changed or not.
        explain: say for each stage why it is executed, or why not.
        limit: the most seconds a stage may take.
    """

    wait: bool = False
    force: bool = False
    explain: bool = False
    limit: float = STAGE_LIMIT
