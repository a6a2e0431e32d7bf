"""The options a run is made with, and its outcome; both can be pickled, to be sent to another machine."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, Literal

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

#: Seconds a stage may take before it counts as stuck: far more than any takes on a slow machine.
STAGE_LIMIT: Final = 1800.0


@dataclass(frozen=True)
class Options:
    """How a run is to be made.

    Attributes:
        wait: wait for another process that works on the same run.
        force: execute every stage, whether anything it reads has changed or not.
        explain: report for each stage why it is executed, or why not.
        limit: the most seconds a stage may take.
        drafts_only: refuse to make what is no draft, whatever the parameters were when it was asked for.
    """

    wait: bool = False
    force: bool = False
    explain: bool = False
    limit: float = STAGE_LIMIT
    drafts_only: bool = False


#: ``unchanged``: what is published is what the run would make. ``refused``: it could not be started.
#: ``not started``: another run failed before its turn came.
Ending = Literal["published", "unchanged", "blocked", "failed", "refused", "not started"]


@dataclass(frozen=True)
class Outcome:
    """How a run ended.

    Attributes:
        run: the run.
        status: published, unchanged since it was, blocked by critical findings, failed or not begun.
        exit_code: what the process returns for it.
        folder: where its report lies; the folder of the attempt if nothing was published. It is empty
            (None) where not even that could be written.
        findings: the number of findings by severity.
        verdicts: the verdict on each shortcoming, as rows of ``assessments.csv`` with the names of classes.
        messages: for the user, one line or a few each.
        seconds: what it took.
        language: of the run; empty where it could not be read.
        answered: how many of the findings have an answer, by severity.
    """

    run: str
    status: Ending
    exit_code: int
    folder: Path | None = None
    findings: Mapping[str, int] = field(default_factory=dict)
    verdicts: tuple[Mapping[str, str], ...] = ()
    messages: tuple[str, ...] = ()
    seconds: float = 0.0
    language: str = ""
    answered: Mapping[str, int] = field(default_factory=dict)

    @property
    def is_published(self) -> bool:
        """Whether what it stands for is what readers find."""
        return self.status in {"published", "unchanged"}
