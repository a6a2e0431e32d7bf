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

``targets`` (every target, and parts against what was asked) and ``criteria`` (the state of each
shortcoming) take nothing but a caption; so do the tables ``targets`` and ``promises`` (what became of the
shortcomings the report of the year before was to remedy further). The table ``returns`` is as the chart; both
are left out in a run whose units send no forms. So are the chart and the table ``scores`` (the units of each
level by rank) in a run that scores none. One that shows a whole table is left out
where that has no rows: an office without targets has the same prose as one with them.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Final, Literal, Self

from pydantic import Field, model_validator

from khacphuc.config.yaml_models import Model, parse_model
from khacphuc.errors import ParameterError
from khacphuc.report.charts.figures import PanelRequest, bar_chart, panel_chart
from khacphuc.report.charts.returns import returns_chart
from khacphuc.report.charts.statuses import criteria_chart, document_chart, target_chart
from khacphuc.report.document import nodes
from khacphuc.report.promises import Promises
from khacphuc.report.records import RECORD_BLOCKS
from khacphuc.report.returns import ReturnedFigures, returns_table

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    import pandas as pd

    from khacphuc.assess.run import Assessment
    from khacphuc.report.charts.context import ChartContext

OPTIONS: Final = {
    "bars": "figures",
    "multiples": "panels",
    "targets": "",
    "criteria": "",
    "timeline": "documents",
    "returns": "figures",
    "scores": "",
}
"""What each kind of chart takes besides a caption."""
_MAY_LACK: Final = frozenset({"timeline", "returns"})
_RETURNS: Final = "returns"
_WHOLE_TABLES: Final = {"targets": "targets", "criteria": "shortcomings", "timeline": "documents"}
_KINDS: Final = {
    "chart": f"kind: {', '.join(list(OPTIONS)[:-1])} or {list(OPTIONS)[-1]}",
    "table": "kind: targets, promises, returns or scores",
}


class ChartRequest(Model):
    """A chart of one kind, with the option that kind takes."""

    kind: Literal["bars", "multiples", "targets", "criteria", "timeline", "returns", "scores"] = Field(
        description=_KINDS["chart"].removeprefix("kind: ")
    )
    caption: str = Field(min_length=1, description="what stands below the chart")
    figures: tuple[str, ...] = Field((), description="a list of codes, as in [SL047, SL049]")
    panels: tuple[PanelRequest, ...] = Field((), description="a list of panels with title and figures")
    documents: tuple[str, ...] = Field((), description="a list of codes, as in [VB300, VB301]")

    @property
    def codes(self) -> tuple[str, ...]:
        """Every code it lists, in order."""
        of_panels = (code for panel in self.panels for code in panel.figures)
        return (*self.figures, *of_panels, *self.documents)

    @model_validator(mode="after")
    def _takes_its_option(self) -> Self:
        option = OPTIONS[self.kind]
        present = [name for name in ("figures", "panels", "documents") if getattr(self, name)]
        if option and not present and self.kind not in _MAY_LACK:
            raise ValueError(f"kind {self.kind} needs {option}")
        if strange := [name for name in present if name != option]:
            raise ValueError(f"kind {self.kind} takes {option or 'only a caption'}, not {', '.join(strange)}")
        return self


class TableRequest(Model):
    """A table: targets and what was reached, last year's promises and what became of them, what units did."""

    kind: Literal["targets", "promises", "returns", "scores"] = Field(
        description=_KINDS["table"].removeprefix("kind: ")
    )
    caption: str = Field(min_length=1, description="what stands above the table")
    figures: tuple[str, ...] = Field((), description="a list of codes, as in [SL047, SL049]")

    @property
    def codes(self) -> tuple[str, ...]:
        """Every code it lists, in order."""
        return self.figures

    @model_validator(mode="after")
    def _takes_its_option(self) -> Self:
        if self.figures and self.kind != _RETURNS:
            raise ValueError(f"kind {self.kind} takes only a caption, not figures")
        return self


def read_request(kind: str, text: str, filename: str, line: int) -> ChartRequest | TableRequest:
    """Read what a fence asks for.

    Raises:
        ParameterError: the fence is not one of ours; with its place.
    """
    place = f"{filename}, line {line}"
    if not text.strip():
        raise ParameterError("the fence is empty; expected the keys kind and caption", place=place)
    if kind == "chart":
        return parse_model(text, ChartRequest, filename=filename, after_line=line)
    if kind == "table":
        return parse_model(text, TableRequest, filename=filename, after_line=line)
    known = ", ".join(f"```{name} ({what})" for name, what in _KINDS.items())
    raise ParameterError(f"a fence {kind!r} makes nothing; expected {known}", place=place)


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

        None where it would show a whole table that has no rows, of which the checks tell, or a system the run
        has nothing of.

        Raises:
            ParameterError: the fence is not one of ours, or asks for what is not there; with its place.
        """
        request = read_request(kind, text, filename, line)
        if self._shows_nothing(request):
            return None
        try:
            if request.kind in RECORD_BLOCKS:
                return self._records(request)
            return self._table(request) if isinstance(request, TableRequest) else self._chart(request)
        except ParameterError as error:
            raise error.at(f"{filename}, line {line}") from error

    def _shows_nothing(self, request: ChartRequest | TableRequest) -> bool:
        if request.kind == _RETURNS:
            return not self._returned.codes
        table = "" if request.codes else _WHOLE_TABLES.get(request.kind, "")
        return bool(table) and self.context.tables[table].empty

    def _chart(self, request: ChartRequest) -> nodes.Figure:
        match request.kind:
            case "bars":
                return bar_chart(self.context, request.figures, request.caption)
            case "multiples":
                return panel_chart(self.context, request.panels, request.caption)
            case "targets":
                return target_chart(self.context, self.assessment.targets, request.caption)
            case "criteria":
                return criteria_chart(self.context, self.assessment.criteria, request.caption)
            case "timeline":
                return document_chart(self.context, request.caption, request.documents)
            case _:  # the records have blocks of their own
                figures = self._returned.figures(request.figures or self._returned.codes)
                return returns_chart(self.context, self._returned, figures, request.caption)

    @cached_property
    def _returned(self) -> ReturnedFigures:
        return ReturnedFigures(self.context.tables, self.context.totals, self.context.language)

    def _records(self, request: ChartRequest | TableRequest) -> nodes.Block | None:
        blocks = RECORD_BLOCKS[request.kind](self.context)
        if blocks.is_empty:
            return None
        is_table = isinstance(request, TableRequest)
        return blocks.table(request.caption) if is_table else blocks.chart(request.caption)

    def _table(self, request: TableRequest) -> nodes.Table:
        if request.kind == _RETURNS:
            figures = self._returned.figures(request.figures or self._returned.codes)
            return returns_table(self._returned, figures, request.caption, self.context.citations.cite)
        if request.kind == "targets":
            return self._target_table(request.caption)
        before = self.before()
        if before is None:
            raise ParameterError(
                "there is no run of the year before", remedy='name it: the key "previous" of the parameters'
            )
        return Promises(self.context, self.assessment.criteria, before, self.class_names).table(
            request.caption
        )

    def _target_table(self, caption: str) -> nodes.Table:
        labels = self.context.labels
        rows = []
        parts = self.context.tables["target_parts"].drop_duplicates("part_id").set_index("part_id")
        for row in self.assessment.targets.to_dict("records"):
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
