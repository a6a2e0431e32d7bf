"""The chart of monthly ratings: a panel for each role, its share of the points month by month."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from khacphuc.report.charts.context import ChartContext, figure
from khacphuc.report.ratings import month_number
from khacphuc.text.dates import format_month

if TYPE_CHECKING:
    from khacphuc.report.charts.drawing import Sign
    from khacphuc.report.document import nodes
    from khacphuc.report.ratings import MonthlyRatings


def rating_chart(context: ChartContext, ratings: MonthlyRatings, caption: str) -> nodes.Figure:
    """Shares of the points by month, with the thresholds of the levels that held in each.

    Args:
        context: the run.
        ratings: the results; there is at least one.
        caption: what stands below the chart.
    """
    labels, name = ratings.labels, "hinh-ratings"
    sentences = [
        f"{role}: "
        + "; ".join(
            labels["rating_month"].format(
                month=format_month(month_number(row["month"])), result=ratings.result(row)
            )
            for row in ratings.of_role(role)
            if pd.notna(row["percent"])
        )
        for role in ratings.roles
    ]
    sentences.append(labels["rating_held"].format(rounds=ratings.held_of_due()))
    sentences += [
        labels["rating_threshold"].format(
            level=line.level, share=ratings.share(line.share), basis=line.period.basis
        )
        for line in ratings.thresholds()
    ]
    return figure(context, name, caption, sentences, lambda: _draw(ratings, name))


def _draw(ratings: MonthlyRatings, name: str) -> str:
    from khacphuc.report.charts.month_lines import (  # noqa: PLC0415 - matplotlib is slow
        MonthPanel,
        Threshold,
        draw_month_lines,
    )

    panels = [
        MonthPanel(
            role,
            tuple(
                (month_number(row["month"]), None if pd.isna(row["percent"]) else float(row["percent"]))
                for row in ratings.of_role(role)
            ),
        )
        for role in ratings.roles
    ]
    lines = [
        Threshold(float(line.share), ratings.share(line.share), line.period.first, line.period.last)
        for line in ratings.thresholds()
    ]
    labels = ratings.labels
    key: list[tuple[Sign, str]] = [("full", labels["rating_mark"]), ("dashed", labels["rating_no_mark"])]
    return draw_month_lines(panels, lines, key, salt=name)
