"""The chart of emulation: a panel for each level, a bar for each unit by rank."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from khacphuc.report.charts.context import ChartContext, figure

if TYPE_CHECKING:
    from khacphuc.report.document import nodes
    from khacphuc.report.scores import UnitScores

_NAME: Final = "hinh-scores"
_MOST: Final = 20  # bars of a level: more do not fit on a page


def score_chart(context: ChartContext, scores: UnitScores, caption: str) -> nodes.Figure:
    """Bars of the points of units; hatched where deadlines took some, which is written behind them.

    Of a level of many units only the first are drawn, and it says so.

    Args:
        context: the run.
        scores: the results; there is at least one unit.
        caption: what stands below the chart.
    """
    from khacphuc.report.charts.bars import ChartBar, Panel, draw_bars  # noqa: PLC0415 - matplotlib is slow

    panels = []
    for level in scores.levels:
        bars = []
        for row in scores.of_level(level)[:_MOST]:
            rank = "" if row["missing"] else f"{scores.rank(row)}. "
            lost = scores.labels["score_lost"].format(points=scores.points(row["lost"]))
            text = scores.points(row["points"]) + (f" ({lost})" if row["lost"] else "")
            # less than nothing is drawn as nothing: the words behind the bar say what it is
            bars.append(ChartBar(f"{rank}{row['name']}", max(row["points"], 0.0), text, bool(row["lost"])))
        title = scores.level_name(level)
        if len(scores.of_level(level)) > _MOST:
            title += scores.labels["score_first"].format(count=context.count(_MOST))
        panels.append(Panel(tuple(bars), title))
    sentences = [
        f"{panel.title}: {'; '.join(f'{bar.label}: {bar.text}' for bar in panel.bars)}" for panel in panels
    ]
    return figure(context, _NAME, caption, sentences, lambda: draw_bars(panels, salt=_NAME))
