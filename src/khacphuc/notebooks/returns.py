"""What ``05_returns`` displays: what came in from the units, the rates, who is missing, doubts, and totals.

>>> import khacphuc
>>> inputs = khacphuc.load_inputs("2021")  # doctest: +SKIP
>>> view = ReturnsView(inputs.gathered, inputs.tables, inputs.parameters)  # doctest: +SKIP
>>> view.summary()  # doctest: +SKIP
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import pandas as pd

from khacphuc.data.returns.report_states import ReportState
from khacphuc.locale import words
from khacphuc.outputs import save_gathered
from khacphuc.render.notebook.aside import Aside, aside, page_link
from khacphuc.report.cells import outcome
from khacphuc.report.document import nodes
from khacphuc.report.table import TableColumn, to_table
from khacphuc.review.returns_page import RETURNS_PAGE, write_returns_page
from khacphuc.review.returns_rows import ReturnRows

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from khacphuc.config.parameters import RunParameters
    from khacphuc.inputs import Inputs
    from khacphuc.report.cells import OutcomeTone
    from khacphuc.review.returns_rows import Group

_TONES: Final[Mapping[str, OutcomeTone]] = {
    "complete": "good",
    "partial": "warning",
    "insufficient_data": "quiet",
}
"""The tone of a total by its status."""
_TASKS: Final[Mapping[ReportState, OutcomeTone]] = {
    ReportState.MISSING: "bad",
    ReportState.LATE: "warning",
    ReportState.INCOMPLETE: "warning",
    ReportState.NOT_COUNTED: "bad",
    ReportState.RECEIVED: "warning",
}
"""The states somebody has to do something about, and their tones."""
_RIGHT: Final = frozenset({"expected", "actual", "rate", "on_time", "rate_on_time", "days_late", "total"})


class ReturnsView:
    """What units reported in a year, and what there is to say about it.

    Args:
        gathered: the frames expected, values, forms, faults, rates and totals.
        tables: collections, units and indicators, for what codes are called.
        parameters: of the run.
    """

    def __init__(
        self,
        gathered: Mapping[str, pd.DataFrame],
        tables: Mapping[str, pd.DataFrame],
        parameters: RunParameters,
    ) -> None:
        self._gathered = gathered
        self._language = parameters.language
        self._words = words(self._language, "returns")
        self._rows = ReturnRows(gathered, tables, self._language)
        self._count = self._rows.names.count

    @classmethod
    def of_run(cls, inputs: Inputs) -> ReturnsView:
        """Gather what the units of a run reported, and leave it with ``returns.html``."""
        gathered = inputs.gather()
        save_gathered(inputs, gathered)
        write_returns_page(inputs, gathered)
        return cls(gathered, inputs.typed_tables, inputs.parameters)

    def summary(self) -> Aside:
        """How many reports came, what was read of them, and what is to be done."""
        forms, states = self._gathered["forms"], self._rows.states
        came = states["state"].isin([ReportState.MISSING, ReportState.AWAITED])
        verdict = self._counted("verdict", len(states), came=self._count(int((~came).sum())))
        tasks = [
            (self._counted(f"todo_{state}", self._rows.count(state)), tone)
            for state, tone in _TASKS.items()
            if self._rows.count(state)
        ]
        if self._rows.doubtful:
            tasks.append((self._counted("todo_doubts", self._rows.doubtful), "warning"))
        read = self._words["read"].format(
            files=self._count(forms["file"].nunique()),
            forms=self._count(len(forms)),
            values=self._count(int(self._gathered["values"]["value"].notna().sum())),
        )
        before, _, after = self._words["see_page"].partition("{page}")
        link = page_link(self._words["page"], f"../{RETURNS_PAGE}")
        sentences: list[tuple[nodes.Inline, ...]] = [
            (nodes.Strong(children=(nodes.Text(text=f"{verdict}."),)),),
            *((outcome(text, tone),) for text, tone in tasks or [(self._words["todo_none"], "good")]),
            (nodes.Text(text=read),),
            (nodes.Text(text=before), link, nodes.Text(text=after)),
        ]
        return self._aside(*(nodes.Paragraph(children=sentence) for sentence in sentences))

    def rates(self) -> Aside:
        """How many reports were expected, complete and in time, by form and period."""
        names = self._rows.names
        rows = [
            (names.form(code), row.label or self._words["whole_year"], *_numbers(row))
            for code in self._rows.collections
            for row in (*self._rows.rates_of(code), *self._rows.rates_of(code, by="period"))
        ]
        return self._table("by_period", ("form", "period", *_RATES), rows)

    def by_parent(self) -> Aside:
        """The same through the year, by form and parent."""
        names = self._rows.names
        rows = [
            (names.form(code), row.label, *_numbers(row))
            for code in self._rows.collections
            for row in self._rows.rates_of(code, by="parent")
        ]
        return self._table("by_parent", ("form", "parent", *_RATES), rows, none="parents_none")

    def missing(self) -> Aside:
        """Who did not report, by parent, with the periods that are missing."""
        rows = [
            (parent, unit, form, ", ".join(periods))
            for parent, (unit, form, periods) in _flat(self._rows.missing())
        ]
        return self._table("missing", ("parent", "unit", "form", "periods"), rows, none="missing_none")

    def late(self) -> Aside:
        """Who was late: the day a report was due, the day it came, and the days between."""
        rows = [(parent, *row) for parent, row in _flat(self._rows.late())]
        columns = ("parent", "unit", "form", "period", "due", "received", "days_late")
        return self._table("late", columns, rows, none="late_none")

    def doubtful(self) -> Aside:
        """What is doubtful: in which report and item, what stands there, what should, and where."""
        rows = [row for _, row in _flat(self._rows.doubt_groups())]
        columns = ("unit", "period", "item", "fault", "observed", "expected_value", "place")
        return self._table("doubtful", columns, rows, none="doubts_none")

    def totals(self) -> Aside:
        """The totals of the year, each with how many reports it rests on."""
        rows = [
            (
                row["name"],
                row["value"] or self._words["no_total"],
                row["unit"],
                row["of"],
                outcome(self._words[f"total_{row['status']}"], _TONES[row["status"]]),
            )
            for row in self._rows.totals()
        ]
        columns = ("item", "total", "unit_of_measure", "of", "status")
        return self._table("totals", columns, rows, none="totals_none")

    def _table(
        self, name: str, columns: Sequence[str], rows: Sequence[tuple[Any, ...]], *, none: str = ""
    ) -> Aside:
        """A table of rows, or the sentence that says there are none."""
        if none and not rows:
            return self._aside(nodes.Paragraph(children=(nodes.Text(text=self._words[none]),)))
        frame = pd.DataFrame(list(rows), columns=list(columns), dtype=object)
        chosen = [
            TableColumn(
                column,
                label=self._words[f"column_{column}"],
                kind="text",
                align="right" if column in _RIGHT else "",
            )
            for column in columns
        ]
        caption = self._words[name]
        return self._aside(to_table(frame, chosen, name=name, caption=caption, language=self._language))

    def _counted(self, key: str, number: int, **others: str) -> str:
        count = self._count(number)
        return self._words.counted(key, number).format(count=count, expected=count, **others)

    def _aside(self, *blocks: nodes.Block) -> Aside:
        return aside(*blocks, language=self._language)


_RATES: Final = ("expected", "actual", "rate", "on_time", "rate_on_time")


def _numbers(row: Any) -> tuple[Any, ...]:
    """The five numbers of reporting."""
    return tuple(getattr(row, name) for name in _RATES)


def _flat(groups: Iterable[Group]) -> list[tuple[str, Any]]:
    """The rows of groups, each with the name of its parent."""
    return [(group.name, row) for group in groups for row in group.rows]
