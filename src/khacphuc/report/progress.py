"""The plan in the document: the measures of each shortcoming, how far they are and what was done."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any, Final

import pandas as pd

from khacphuc.data.records.months import months_between
from khacphuc.data.returns.period_names import period_name
from khacphuc.report.document import nodes
from khacphuc.report.words import document_words
from khacphuc.schema.row_dicts import row_dicts
from khacphuc.schema.tables import SEPARATOR
from khacphuc.text.dates import format_date

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    Row = Mapping[str, Any]

_PLAN: Final = "plan_progress"
_LEFT: Final[tuple[nodes.Alignment, ...]] = ("left",)
_ENDED: Final = ("done", "dropped")


def _listed(row: Row, column: str) -> list[str]:
    """The codes, months or statuses a cell lists."""
    return [code for code in str(row[column]).split(SEPARATOR) if code]


class PlanProgress:
    """How far the measures of a run are.

    Args:
        tables: the clean tables, with ``plan_progress`` where the run records progress.
        language: of our own words, and of numbers.
    """

    def __init__(self, tables: Mapping[str, pd.DataFrame], language: str) -> None:
        self._tables, self._language = tables, language
        self.labels = document_words(language)

    @cached_property
    def rows(self) -> list[dict[str, Any]]:
        """The rows of ``plan_progress``; none where nobody records progress."""
        frame = self._tables.get(_PLAN, pd.DataFrame())
        return [{str(name): cell for name, cell in row.items()} for row in frame.pipe(row_dicts)]

    @property
    def months(self) -> tuple[str, ...]:
        """The months of the year that is told of."""
        known = [month for row in self.rows for name in ("months", "silent") for month in _listed(row, name)]
        year = max(known)[:4] if known else ""
        return months_between(f"{year}-01", f"{year}-12") if year else ()

    def groups(self) -> Iterator[tuple[str, list[dict[str, Any]]]]:
        """The measures of each shortcoming with its name, in the order of the report."""
        shortcomings = self._tables["shortcomings"].sort_values(["order", "shortcoming_id"])
        for shortcoming in shortcomings.pipe(row_dicts):
            rows = [row for row in self.rows if row["shortcoming_id"] == shortcoming["shortcoming_id"]]
            if rows:
                yield self.labels["chart_shortcoming"].format(order=shortcoming["order"]), rows

    def status(self, status: str) -> str:
        """What a status is called: of a month without a word, too."""
        return self.labels["progress_silent" if status == "silent" else f"progress_{status or 'none'}"]

    def state(self, row: Row) -> str:
        """How far a measure is: ``đã xong (tháng 9/2021)``, ``đang làm, quá hạn``."""
        text = self.status(row["status"])
        if row["status"] in _ENDED:
            text = f"{text} ({period_name(row['since'], self._language)})"
        if row["late"]:
            return f"{text}, {self.labels['progress_late']}"
        if row["done_late"]:
            return f"{text}, {self.labels['progress_done_late']}"
        return text

    def works(self, row: Row) -> str:
        """What was done, and why it was dropped."""
        works = row["work_done"].split("\n") if row["work_done"] else []
        if row["reason"]:
            works.append(self.labels["progress_reason"].format(reason=row["reason"]))
        return "; ".join(works)

    def due(self, row: Row) -> str:
        """When a measure is due; a dash where nobody said."""
        return "–" if pd.isna(row["due"]) else format_date(row["due"].date())

    def in_words(self, row: Row) -> str:
        """A measure for who does not see the chart: how far it is, and the months without a word."""
        silent = [period_name(month, self._language) for month in _listed(row, "silent")]
        state = self.state(row)
        if row["reason"]:
            state = f"{state}, {self.labels['progress_reason'].format(reason=row['reason'])}"
        return f"{state}; {self.labels['progress_silent']}: {', '.join(silent)}" if silent else state


def progress_table(plan: PlanProgress, caption: str) -> nodes.Table:
    """A row for each measure below its shortcoming: who answers, when it is due, how far it is, what is done.

    Args:
        plan: how far the measures are; there is at least one.
        caption: what stands above the table.
    """
    rows: list[tuple[tuple[nodes.Inline, ...], ...]] = []
    for heading, measures in plan.groups():
        rows.append(((nodes.Strong(children=(nodes.Text(text=heading),)),), (), (), (), ()))
        for row in measures:
            cells = (row["description"], row["answerable"], plan.due(row), plan.state(row), plan.works(row))
            rows.append(tuple((nodes.Text(text=cell),) if cell else () for cell in cells))
    names = ("measure", "answerable", "due", "progress", "work_done")
    return nodes.Table(
        id="bang-progress",
        caption=(nodes.Text(text=caption),),
        columns=tuple(plan.labels[f"column_{name}"] for name in names),
        rows=tuple(rows),
        align=_LEFT * len(names),
        widths=(3.2, 1.9, 1.9, 2, 3.4),
    )
