"""What a fence in the prose may ask for: a table or a chart made from the run's tables.

::

    ```chart
    kind: bars                  # figures that share a unit, in this order
    caption: Lượt tham dự theo hình thức
    figures: [SL047, SL049]
    ```

    ```chart
    kind: multiples             # several panels, a unit and an axis each
    caption: Tổ chức lập mới và thành viên
    panels:
      - title: Tổ chức lập mới
        unit: tổ chức           # only where the figures' own units are kinds of it
        figures: [SL067, SL069]
      - title: Lượt tham dự
        figures: [SL047]
    ```

    ```chart
    kind: timeline              # documents by their date; without documents: all that have one
    caption: Các văn bản đã ban hành
    documents: [VB300, VB301]
    ```

    ```chart
    kind: returns               # totals of the units' reports by parent; without figures: all that are
    caption: Số buổi tuyên truyền theo huyện
    figures: [SL022]
    ```

    ```chart
    kind: admission             # numbers each of which is a part of the one before (part_of of indicators);
    caption: Từ giới thiệu đến kết nạp Đảng             # without figures: the longest such way there is
    figures: [SL026, SL027, SL029, SL076]
    ```

``targets`` (every target, and parts against what was asked) and ``criteria`` (the state of each
shortcoming) take nothing but a caption; so do the tables ``targets`` and ``promises`` (what became of the
shortcomings the report of the year before was to remedy further). The tables ``returns`` and ``admission``
are as the charts; ``figures`` lists what each figure counts, its number and its unit, and ``documents`` is
the register of documents, or of those listed. Of what the office records besides figures there are a table
and a chart each (``records.RECORD_BLOCKS``): ``progress``, the measures of the plan month by month,
``papers``, how punctual departments were with papers of meetings, ``supervision``, what was found and
answered, ``scores``, the units of each level by rank, and ``ratings``, what each role got in each month. A
fence is left out where the run has no rows for it (``fence_requests.lacking_table``): an office without
targets has the same prose as one with them.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Final

from khacphuc.errors import ParameterError
from khacphuc.report.admission import admission_steps, admission_table
from khacphuc.report.charts.admission import admission_chart
from khacphuc.report.charts.figures import bar_chart, panel_chart
from khacphuc.report.charts.returns import returns_chart
from khacphuc.report.charts.statuses import criteria_chart, document_chart, target_chart
from khacphuc.report.document import nodes
from khacphuc.report.listed_rows import document_table, figure_table
from khacphuc.report.promises import Promises
from khacphuc.report.prose.fence_requests import TableRequest, lacking_table, read_request
from khacphuc.report.records import RECORD_BLOCKS
from khacphuc.report.returns import ReturnedFigures, returns_table
from khacphuc.schema.row_dicts import row_dicts

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    import pandas as pd

    from khacphuc.assess.run import Assessment
    from khacphuc.report.charts.context import ChartContext
    from khacphuc.report.prose.fence_requests import ChartRequest


@dataclass
class Fences:
    """Makes the blocks of fences from the tables of a run and its assessment.

    Args:
        context: the run.
        assessment: its targets, criteria and classes.
        before: gives the clean tables of the year before, None where there is none; called only if asked for.
        class_names: how each class is printed.
    """

    context: ChartContext
    assessment: Assessment
    before: Callable[[], Mapping[str, pd.DataFrame] | None] = lambda: None
    class_names: Mapping[str, str] = field(default_factory=dict)

    def __call__(self, kind: str, text: str, filename: str, line: int) -> nodes.Block | None:
        """Make one block of a fence that begins in ``line`` of the file ``filename``.

        None where it would show a whole table that has no rows: that it has none is a finding of the checks.

        Raises:
            ParameterError: the fence is not one of ours, or asks for what is not there; with its place.
        """
        request = read_request(kind, text, filename, line)
        if lacking_table(request, self.context):
            return None
        try:
            if request.kind in RECORD_BLOCKS:
                blocks = RECORD_BLOCKS[request.kind](self.context)
                is_table = isinstance(request, TableRequest)
                return blocks.table(request.caption) if is_table else blocks.chart(request.caption)
            if isinstance(request, TableRequest):
                return _TABLES[request.kind](self, request)
            return _CHARTS[request.kind](self, request)
        except ParameterError as error:
            raise error.at(f"{filename}, line {line}") from error

    @cached_property
    def returned(self) -> ReturnedFigures:
        """The figures of the run that come from returns."""
        return ReturnedFigures(self.context.tables, self.context.totals, self.context.language)

    def target_table(self, caption: str) -> nodes.Table:
        """Every target and part, with what was asked and reached."""
        labels = self.context.labels
        rows = []
        parts = self.context.tables["target_parts"].drop_duplicates("part_id").set_index("part_id")
        for row in self.assessment.targets.pipe(row_dicts):
            whole = row["part_id"] == ""
            statement = (nodes.Text(text=row["statement"]),)
            figure = "" if whole else parts.loc[row["part_id"], "figure"]
            threshold_code = "" if whole else parts.loc[row["part_id"], "threshold"]
            threshold = self._cell(threshold_code, row["threshold"])
            actual = self._cell(figure, row["actual"])
            name = nodes.Strong(children=statement) if whole else statement[0]
            extra = not row["count"] and row["status"] == "met"
            status = labels["target_not_counted" if extra else f"target_{row['status']}"]
            rows.append(((name,), threshold, actual, (nodes.Text(text=status),)))
        return nodes.Table(
            id="bang-chi-tieu",
            caption=(nodes.Text(text=caption),),
            columns=tuple(labels[f"column_{name}"] for name in ("target", "asked", "done", "status")),
            rows=tuple(rows),
            align=("left", "right", "right", "left"),
            widths=(5, 1.6, 1.6, 2),
        )

    def _cell(self, code: str, printed: str) -> tuple[nodes.Inline, ...]:
        bound = self.context.citations.cite(code) if code else None
        return (bound or nodes.Text(text=printed or "–"),)

    def promise_table(self, caption: str) -> nodes.Table:
        """What became of the shortcomings the report of the year before was to remedy further.

        Raises:
            ParameterError: there is no run of the year before.
        """
        before = self.before()
        if before is None:
            raise ParameterError(
                "there is no run of the year before", remedy='name it: the key "previous" of the parameters'
            )
        return Promises(self.context, self.assessment.criteria, before, self.class_names).table(caption)


def _returns_chart(fences: Fences, request: ChartRequest) -> nodes.Figure:
    figures = fences.returned.figures(request.figures or fences.returned.codes)
    return returns_chart(fences.context, fences.returned, figures, request.caption)


def _returns_table(fences: Fences, request: TableRequest) -> nodes.Table:
    figures = fences.returned.figures(request.figures or fences.returned.codes)
    return returns_table(fences.returned, figures, request.caption, fences.context.citations.cite)


def _admission_chart(fences: Fences, request: ChartRequest) -> nodes.Figure:
    way = admission_steps(fences.context, request.figures)
    return admission_chart(fences.context, way, request.caption)


def _admission_table(fences: Fences, request: TableRequest) -> nodes.Table:
    way = admission_steps(fences.context, request.figures)
    return admission_table(fences.context, way, request.caption)


_CHARTS: Final[Mapping[str, Callable[[Fences, ChartRequest], nodes.Figure]]] = {
    "bars": lambda fences, request: bar_chart(fences.context, request.figures, request.caption),
    "multiples": lambda fences, request: panel_chart(fences.context, request.panels, request.caption),
    "targets": lambda fences, request: target_chart(
        fences.context, fences.assessment.targets, request.caption
    ),
    "criteria": lambda fences, request: criteria_chart(
        fences.context, fences.assessment.criteria, request.caption
    ),
    "timeline": lambda fences, request: document_chart(fences.context, request.caption, request.documents),
    "returns": _returns_chart,
    "admission": _admission_chart,
}
_TABLES: Final[Mapping[str, Callable[[Fences, TableRequest], nodes.Table]]] = {
    "targets": lambda fences, request: fences.target_table(request.caption),
    "promises": lambda fences, request: fences.promise_table(request.caption),
    "figures": lambda fences, request: figure_table(fences.context, request.figures, request.caption),
    "documents": lambda fences, request: document_table(fences.context, request.documents, request.caption),
    "returns": _returns_table,
    "admission": _admission_table,
}
