"""What the sections of a board paper are written from."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import timedelta
from functools import cached_property
from typing import TYPE_CHECKING, Final

from khacphuc.data.returns.period_names import period_name
from khacphuc.locale import words
from khacphuc.report.board.sentence import sentence
from khacphuc.report.document import nodes
from khacphuc.text.formats import format_count

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    import pandas as pd

    from khacphuc.checks.findings import Finding
    from khacphuc.locale import Words
    from khacphuc.project.board_papers import BoardPaper
    from khacphuc.report.board.numbers import BoardNumbers
    from khacphuc.report.cells import Cell

PRINTED_ROWS: Final = 3
"""Rows of a table of the paper: all of it fills a page or two. The numbers say how many there are."""


@dataclass(frozen=True)
class BoardContext:
    """A month of a run.

    Attributes:
        paper: the run and the month.
        tables: the clean tables of the run.
        gathered: what its units reported; None where they are asked for nothing.
        findings: all findings, with their answers.
        numbers: collects what is printed.
    """

    paper: BoardPaper
    tables: Mapping[str, pd.DataFrame]
    gathered: Mapping[str, pd.DataFrame] | None
    findings: Sequence[Finding]
    numbers: BoardNumbers

    @property
    def language(self) -> str:
        """Of our own words."""
        return self.numbers.language

    @cached_property
    def labels(self) -> Words:
        """Our words in a board paper."""
        return words(self.language, "board")

    @property
    def next_month(self) -> tuple[date, date]:
        """The first and the last day of the month after."""
        first = self.paper.last_day + timedelta(days=1)
        return first, first.replace(day=monthrange(first.year, first.month)[1])

    @property
    def month_name(self) -> str:
        """What the month is called: ``tháng 3/2021``."""
        return period_name(self.paper.month, self.language)

    @property
    def next_month_name(self) -> str:
        """What the month after is called."""
        first, _ = self.next_month
        return period_name(f"{first:%Y-%m}", self.language)

    def table(self, name: str, columns: Mapping[str, float], rows: Sequence[Sequence[Cell]]) -> nodes.Table:
        """A table of the paper, of its first rows; a note says how many more there are.

        Args:
            name: its id, and the key of its caption.
            columns: the keys of its columns, and their relative widths.
            rows: all of its rows.
        """
        left = len(rows) - PRINTED_ROWS
        count = format_count(max(left, 0), language=self.language)
        note = sentence(self.labels["rows_left"], count=count) if left > 0 else ()
        return nodes.Table(
            id=f"board-{name}",
            caption=(nodes.Text(text=self.labels[f"caption_{name}"].format(month=self.month_name)),),
            columns=tuple(self.labels[f"column_{column}"] for column in columns),
            rows=tuple(tuple(cell or _NOTHING for cell in row) for row in rows[:PRINTED_ROWS]),
            align=tuple("center" if column in _CENTRED else "left" for column in columns),
            widths=tuple(columns.values()),
            note=note,
        )


_NOTHING: Final = (nodes.Text(text="–"),)
_CENTRED: Final = frozenset(
    {"expected", "actual", "on_time", "rate", "due", "sent", "asked", "days", "number"}
)
