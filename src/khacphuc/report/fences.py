"""What a fence in the prose may ask for: a table or a chart made from the run's tables.

::

    ```chart
    kind: bars                 # or: targets
    caption: Lượt tham dự theo hình thức
    figures: [SL047, SL049]    # bars only: one unit, in this order
    ```
"""

from __future__ import annotations

import base64
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

from khacphuc.assess.criteria import holds
from khacphuc.data.values import Values
from khacphuc.data.yamls import parse_model
from khacphuc.errors import ParameterError
from khacphuc.report import nodes
from khacphuc.report.charts import Bar, bars_png, bars_svg
from khacphuc.report.words import words

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd

    from khacphuc.report.citations import Citable, Citations

_KINDS = {"chart": "kind: bars or targets", "table": "kind: targets"}


class ChartRequest(BaseModel):
    """A chart: bars of figures that share a unit, or targets against their thresholds."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    kind: Literal["bars", "targets"]
    caption: str = Field(min_length=1)
    figures: tuple[str, ...] = ()

    @model_validator(mode="after")
    def _figures_for_bars(self) -> ChartRequest:
        if (self.kind == "bars") != bool(self.figures):
            raise ValueError("kind bars needs figures, kind targets takes none")
        return self


class TableRequest(BaseModel):
    """A table: targets and their parts, with what was asked and what was done."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    kind: Literal["targets"]
    caption: str = Field(min_length=1)


@dataclass
class Fences:
    """Makes the blocks of fences from the tables of a run."""

    tables: Mapping[str, pd.DataFrame]
    targets: pd.DataFrame
    citations: Citations
    language: str = "vi"

    def __call__(self, kind: str, text: str, shown: str, line: int) -> Any:
        """Make one block of a fence that begins in ``line`` of the file ``shown``.

        Raises:
            ParameterError: the fence is not one of ours, or asks for what is not there; with its place.
        """
        place = f"{shown}, line {line}"
        if not text.strip():
            raise ParameterError(f"{place}: the fence is empty; expected the keys kind and caption")
        if kind == "chart":
            return self._chart(parse_model(text, ChartRequest, shown=shown, after_line=line), place)
        if kind == "table":
            request = parse_model(text, TableRequest, shown=shown, after_line=line)
            return self._target_table(request.caption)
        known = ", ".join(f"```{name} ({what})" for name, what in _KINDS.items())
        raise ParameterError(f"{place}: a fence {kind!r} makes nothing; expected {known}")

    def _chart(self, request: ChartRequest, place: str) -> nodes.Figure:
        bars, line = (
            self._target_bars() if request.kind == "targets" else self._figure_bars(request.figures, place)
        )
        if not bars:
            raise ParameterError(f"{place}: no target has both a figure and a threshold; leave the chart out")
        name = f"hinh-{request.kind}-{'-'.join(request.figures) or 'tat-ca'}"
        listed = "; ".join(f"{bar.label}: {bar.text}" for bar in bars)
        return nodes.Figure(
            id=name,
            caption=(nodes.Text(text=request.caption),),
            alt=f"{request.caption}. {listed}.",
            svg=bars_svg(bars, salt=name, line=line),
            png=base64.b64encode(bars_png(bars, line=line)).decode("ascii"),
        )

    def _figure_bars(self, codes: tuple[str, ...], place: str) -> tuple[list[Bar], None]:
        values = Values(self.tables["figures"], self.tables["computed"])
        bars, units = [], set()
        for code in codes:
            value, citable = values.get(code), self.citations.citables.get(code)
            if value is None or citable is None:
                near = self.citations.nearest(code)
                raise ParameterError(
                    f"{place}: nothing has the code {code}" + (f"; did you mean {near}?" if near else "")
                )
            units.add("đồng" if value.kind == "money" else value.unit)
            bars.append(Bar(citable.label, float(value.exact), _with_unit(citable, value.unit)))
        if len(units) > 1:
            raise ParameterError(
                f"{place}: one chart, one unit; found {', '.join(sorted(units))}; make two charts of it"
            )
        return bars, None

    def _target_bars(self) -> tuple[list[Bar], tuple[float, str]]:
        values = Values(self.tables["figures"], self.tables["computed"])
        bars = []
        for part in self.tables["target_parts"].to_dict("records"):
            actual, threshold = values.get(part["figure"]), values.resolve(part["threshold"])
            if actual is None or threshold is None or not threshold.exact or part["count"] == 0:
                continue
            reached = holds(actual, part["comparator"], threshold)
            if reached is None:  # not of one kind: a finding says so
                continue
            bars.append(
                Bar(
                    part["statement"],
                    float(actual.exact / threshold.exact),
                    " / ".join(
                        self._print(part[name]) or value.printed
                        for name, value in (("figure", actual), ("threshold", threshold))
                    ),
                    falls_short=not reached,
                )
            )
        return bars, (1.0, words(self.language)["threshold"])

    def _print(self, code: str) -> str:
        citable = self.citations.citables.get(code)
        return citable.text if citable else ""

    def _target_table(self, caption: str) -> nodes.Table:
        say = words(self.language)
        rows, ids = [], []
        parts = self.tables["target_parts"].drop_duplicates("part_id").set_index("part_id")
        for row in self.targets.to_dict("records"):
            whole = row["part_id"] == ""
            statement = (nodes.Text(text=row["statement"]),)
            figure = "" if whole else parts.loc[row["part_id"], "figure"]
            threshold = "" if whole else parts.loc[row["part_id"], "threshold"]
            asked, done = self._cell(threshold, row["threshold"]), self._cell(figure, row["actual"])
            name = nodes.Strong(children=statement) if whole else statement[0]
            extra = not row["count"] and row["status"] == "met"
            status = say["target_not_counted" if extra else f"target_{row['status']}"]
            rows.append(((name,), asked, done, (nodes.Text(text=status),)))
            ids.append(row["part_id"] or row["target_id"])
        return nodes.Table(
            id="bang-chi-tieu",
            caption=(nodes.Text(text=caption),),
            columns=(say["column_target"], say["column_asked"], say["column_done"], say["column_status"]),
            rows=tuple(rows),
            align=("left", "right", "right", "left"),
            widths=(5, 1.6, 1.6, 2),
        )

    def _cell(self, code: str, printed: str) -> tuple[Any, ...]:
        bound = self.citations.cite(code) if code else None
        return (bound or nodes.Text(text=printed or "–"),)


def _with_unit(citable: Citable, unit: str) -> str:
    return citable.text if unit in {"", "%"} or unit.endswith("đồng") else f"{citable.text} {unit}"
