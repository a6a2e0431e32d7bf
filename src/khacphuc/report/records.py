"""What the report prints of the systems an office records besides figures: a table and a chart each.

A fence of a system a run has no rows of is left out.
"""

from __future__ import annotations

from datetime import date
from types import MappingProxyType
from typing import TYPE_CHECKING, Final, Protocol

from khacphuc.data.records.papers import DUE_STATES, paper_states
from khacphuc.data.records.supervision import supervision_found
from khacphuc.report.charts.papers import papers_chart
from khacphuc.report.charts.progress import progress_chart
from khacphuc.report.charts.ratings import rating_chart
from khacphuc.report.charts.scores import score_chart
from khacphuc.report.charts.supervision import supervision_chart
from khacphuc.report.papers import papers_table
from khacphuc.report.progress import PlanProgress, progress_table
from khacphuc.report.ratings import MonthlyRatings, rating_table
from khacphuc.report.scores import UnitScores, score_table
from khacphuc.report.supervision import supervision_table

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from khacphuc.report.charts.context import ChartContext
    from khacphuc.report.document import nodes


_BEFORE_ALL: Final = 1900


class RecordBlocks(Protocol):
    """The blocks of one system in one run."""

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to print."""

    def table(self, caption: str) -> nodes.Table:
        """Its table."""

    def chart(self, caption: str) -> nodes.Figure:
        """Its chart."""


class ProgressBlocks:
    """The blocks of the plan.

    Args:
        context: the run.
    """

    def __init__(self, context: ChartContext) -> None:
        self._context = context
        self._plan = PlanProgress(context.tables, context.language)

    @property
    def is_empty(self) -> bool:
        """Whether nobody records progress."""
        return not self._plan.rows

    def table(self, caption: str) -> nodes.Table:
        """The measures of each shortcoming, and what was done."""
        return progress_table(self._plan, caption)

    def chart(self, caption: str) -> nodes.Figure:
        """How far each was in each month."""
        return progress_chart(self._context, self._plan, caption)


class ScoreBlocks:
    """The blocks of emulation.

    Args:
        context: the run.
    """

    def __init__(self, context: ChartContext) -> None:
        self._context = context
        self._scores = UnitScores(context.tables, context.year, context.language)

    @property
    def is_empty(self) -> bool:
        """Whether no unit is scored."""
        return not self._scores.rows

    def table(self, caption: str) -> nodes.Table:
        """The units of each level by rank."""
        return score_table(self._scores, caption)

    def chart(self, caption: str) -> nodes.Figure:
        """Their points as bars."""
        return score_chart(self._context, self._scores, caption)


class RatingBlocks:
    """The blocks of monthly ratings.

    Args:
        context: the run.
    """

    def __init__(self, context: ChartContext) -> None:
        self._context = context
        self._ratings = MonthlyRatings(context.tables, context.language)

    @property
    def is_empty(self) -> bool:
        """Whether nobody is rated."""
        return self._ratings.is_empty

    def table(self, caption: str) -> nodes.Table:
        """The months with what each role got."""
        return rating_table(self._ratings, caption)

    def chart(self, caption: str) -> nodes.Figure:
        """The shares of the points by month."""
        return rating_chart(self._context, self._ratings, caption)


class PaperBlocks:
    """The blocks of papers of meetings.

    Args:
        context: the run.
    """

    def __init__(self, context: ChartContext) -> None:
        self._context = context
        self._papers = paper_states(context.tables, year_end(context))

    @property
    def is_empty(self) -> bool:
        """Whether no paper was due."""
        return not self._papers["state"].isin(DUE_STATES).any()

    def table(self, caption: str) -> nodes.Table:
        """How punctual each department was."""
        return papers_table(self._context, self._papers, caption)

    def chart(self, caption: str) -> nodes.Figure:
        """The share of papers in time as bars."""
        return papers_chart(self._context, self._papers, caption)


class SupervisionBlocks:
    """The blocks of social supervision.

    Args:
        context: the run.
    """

    def __init__(self, context: ChartContext) -> None:
        self._context = context
        self._findings = supervision_found(context.tables, year_end(context))

    @property
    def is_empty(self) -> bool:
        """Whether nothing was found."""
        return self._findings.empty

    def table(self, caption: str) -> nodes.Table:
        """What was found, whom it was sent to, and what was answered."""
        return supervision_table(self._context, self._findings, caption)

    def chart(self, caption: str) -> nodes.Figure:
        """The days to each answer as bars.

        Raises:
            ParameterError: no letter was sent about any finding.
        """
        return supervision_chart(self._context, self._findings, caption)


def year_end(context: ChartContext) -> date:
    """The day records of a report are looked at; where its year is not known, one before any record."""
    return date(context.year or _BEFORE_ALL, 12, 31)


RECORD_BLOCKS: Final[Mapping[str, Callable[[ChartContext], RecordBlocks]]] = MappingProxyType(
    {
        "progress": ProgressBlocks,
        "papers": PaperBlocks,
        "supervision": SupervisionBlocks,
        "scores": ScoreBlocks,
        "ratings": RatingBlocks,
    }
)
"""By the kind of a fence what makes its blocks."""
