"""Bar charts of figures and computed numbers: codes in, a chart as a block out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pydantic import Field

from khacphuc.config.yaml_models import Model
from khacphuc.errors import ParameterError
from khacphuc.report.charts.context import ChartContext, figure

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from khacphuc.data.values import Value
    from khacphuc.report.charts.bars import ChartBar
    from khacphuc.report.document import nodes

_ATTENDANCES: Final = "lượt"
_NO_BARS: Final[Mapping[str, Callable[[Value], bool]]] = {
    "below zero": lambda value: value.exact < 0,
    "a range, from one number to another": lambda value: value.kind == "range",
    "a place, of which the first is the best": lambda value: value.kind == "rank",
}
"""What has no length, and how it is recognised."""


class PanelRequest(Model):
    """Figures that share an axis.

    ``unit`` names what they all are where their own units are kinds of it: ``chi đoàn`` and ``chi hội``
    are ``tổ chức``. Attendances are never persons, so they are a kind of nothing else.
    """

    figures: tuple[str, ...] = Field(min_length=1, description="a list of codes, as in [SL047, SL049]")
    title: str = Field("", description="what the panel shows")
    unit: str = Field("", description="what all its figures are kinds of, as in tổ chức")


def bar_chart(context: ChartContext, codes: Sequence[str], caption: str) -> nodes.Figure:
    """Bars of figures that share a unit, in the order given.

    Raises:
        ParameterError: a code stands for no number, or the figures do not share a unit.
    """
    return _chart(context, [PanelRequest(figures=tuple(codes))], caption, "bars")


def panel_chart(context: ChartContext, panels: Sequence[PanelRequest], caption: str) -> nodes.Figure:
    """Panels of bars, each with a unit and an axis of its own.

    Raises:
        ParameterError: as ``bar_chart``.
    """
    return _chart(context, panels, caption, "multiples")


def _chart(context: ChartContext, requests: Sequence[PanelRequest], caption: str, kind: str) -> nodes.Figure:
    from khacphuc.report.charts.bars import Panel, draw_bars  # noqa: PLC0415 - matplotlib is slow to import

    drawn_panels = [Panel(tuple(_bars(context, request)), _title(context, request)) for request in requests]
    name = "-".join(("hinh", kind, *(code for request in requests for code in request.figures)))
    sentences = [
        f"{panel.title}. {_ranking(context, panel.bars)}" if panel.title else _ranking(context, panel.bars)
        for panel in drawn_panels
    ]
    return figure(context, name, caption, sentences, lambda: draw_bars(drawn_panels, salt=name))


def _title(context: ChartContext, panel: PanelRequest) -> str:
    if panel.title and panel.unit:
        return context.labels["chart_panel_unit"].format(title=panel.title, unit=panel.unit)
    return panel.title


def _bars(context: ChartContext, panel: PanelRequest) -> list[ChartBar]:
    from khacphuc.report.charts.bars import ChartBar  # noqa: PLC0415

    awaited = {code for code in panel.figures if context.is_awaited(code)}
    values = {code: context.value(code) for code in panel.figures if code not in awaited}
    for what, is_so in _NO_BARS.items():
        codes = [f"{code} ({value.printed})" for code, value in values.items() if is_so(value)]
        if codes:
            raise ParameterError(
                f"{what}, which no bar can show", place=", ".join(codes), remedy="leave it out"
            )
    units = sorted({value.base_unit for value in values.values()})
    counted = {value.kind for value in values.values()} <= {"count"} and _ATTENDANCES not in units
    if len(units) > 1 and not (panel.unit and counted):
        raise ParameterError(
            f"one axis, one unit; found {', '.join(units)}",
            remedy="give each a panel of its own (kind: multiples), "
            "or name what is counted as the panel's unit where all of them are kinds of it",
        )
    labels = context.citations.citables
    return [
        ChartBar(labels[code].label, 0, labels[code].text)
        if code in awaited
        else ChartBar(labels[code].label, float(values[code].exact), context.printed(code))
        for code in dict.fromkeys(panel.figures)
    ]


def _ranking(context: ChartContext, bars: Sequence[ChartBar]) -> str:
    """What can be read off bars: which is longer than which."""
    ordered = sorted(bars, key=lambda bar: -bar.value)
    listed = "; ".join(f"{bar.label}: {bar.text}" for bar in ordered)
    differ = ordered[0].value != ordered[-1].value
    return context.labels["chart_ranking"].format(bars=listed) if differ else listed
