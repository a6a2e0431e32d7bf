"""The chart of a way on which each number is a part of the one before: a bar a step, all from one zero."""

from __future__ import annotations

from typing import TYPE_CHECKING

from khacphuc.report.charts.context import ChartContext, figure

if TYPE_CHECKING:
    from collections.abc import Sequence

    from khacphuc.report.admission import AdmissionStep
    from khacphuc.report.document import nodes


def admission_chart(context: ChartContext, way: Sequence[AdmissionStep], caption: str) -> nodes.Figure:
    """Bars that grow shorter, each with its number and its share of the one before."""
    from khacphuc.report.charts.bars import ChartBar, Panel, draw_bars  # noqa: PLC0415 - matplotlib is slow

    texts = [context.printed(step.code) + (f" ({step.share})" if step.share else "") for step in way]
    bars = tuple(
        ChartBar(step.label, float(step.number), text) for step, text in zip(way, texts, strict=True)
    )
    name = "-".join(("hinh-admission", *(step.code for step in way)))
    sentences = [f"{bar.label}: {bar.text}" for bar in bars]
    sentences.append(context.labels["admission_brackets"])
    return figure(context, name, caption, sentences, lambda: draw_bars([Panel(bars)], salt=name))
