"""The indicators over the years: small multiples, and a sentence for each gap."""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise
from typing import TYPE_CHECKING, Final

import pandas as pd

from khacphuc.report.board.sentence import in_paragraph
from khacphuc.report.document import nodes
from khacphuc.schema.row_dicts import row_dicts
from khacphuc.text.formats import format_count, format_share
from khacphuc.text.letters import search_key
from khacphuc.years.comparability import MERGER_YEAR, names_successors
from khacphuc.years.series import only_printed_once

if TYPE_CHECKING:
    from collections.abc import Sequence

    from khacphuc.report.comparison.context import ComparisonContext
    from khacphuc.years.comparability import Obstacle
    from khacphuc.years.series import Point, Series
    from khacphuc.years.year import Year

COMPARED_COLUMNS: Final = (
    *("indicator", "name", "unit", "run", "year", "figure", "value", "printed", "obstacles"),
    *("issued_before", "moved_because"),
)
"""The columns of ``compare.csv``: text, but for ``year`` (Int64) and ``value`` (float64)."""
PANELS: Final = 8
"""Panels of one chart: more do not fit a page."""
_NAMED: Final = 2
"""Indicators a caption names each."""


def indicator_section(context: ComparisonContext) -> list[nodes.Block]:
    """Charts of all indicators at least two years print, and what stands between years that have a gap."""
    labels, series = context.labels, context.series
    if not series:
        return [context.heading(labels["section_indicators"]), in_paragraph(labels["no_indicators"])]
    blocks: list[nodes.Block] = [context.heading(labels["section_indicators"])]
    gaps = _gap_rows(context)
    if not gaps:
        # in front: where a chart does not fit its page, text behind it flows on before it
        blocks.append(in_paragraph(labels["no_gaps"]))
    for number, first in enumerate(range(0, len(series), PANELS), start=1):
        blocks.append(_chart(number, series[first : first + PANELS], context))
    if gaps:
        blocks += [in_paragraph(labels["gaps"].format(count=len(gaps))), _gaps(gaps, context)]
    if merged := list(dict.fromkeys(_merged(context))):
        blocks.append(in_paragraph(labels["merged"].format(units="; ".join(merged))))
    blocks += _across_merger(context)
    if moved := _moved_rows(context):
        blocks.append(_moved(moved, context))
    return [*blocks, *_printed_once(context)]


def target_section(context: ComparisonContext) -> list[nodes.Block]:
    """The targets whose words are the same, with how they ended in each year."""
    labels = context.labels
    by_statement: dict[str, tuple[str, dict[str, str]]] = {}
    for year in context.years:
        rows = year.targets[year.targets["part_id"] == ""].pipe(row_dicts)
        for row in rows:
            statement = str(row["statement"])
            _, statuses = by_statement.setdefault(search_key(statement), (statement, {}))
            statuses[year.run] = context.codes[str(row["status"])] if row["status"] else "–"
    if not by_statement:
        return []
    return [
        context.heading(labels["section_targets"]),
        context.table(
            "years-targets",
            labels["caption_targets"],
            [
                (labels["column_target"], 4, "left"),
                *((str(year.year), 1.6, "left") for year in context.years),
            ],
            [
                (statement, *(statuses.get(year.run, "–") for year in context.years))
                for statement, statuses in by_statement.values()
            ],
        ),
    ]


def compared_values(series: Sequence[Series]) -> pd.DataFrame:
    """Every value that is compared, with the columns COMPARED_COLUMNS: a row for each indicator and year."""
    rows = [
        (
            *(line.indicator, line.name, line.unit, point.run, point.year, point.code, point.value),
            *(point.printed, ";".join(obstacle.reason for obstacle in point.obstacles)),
            *((point.moved.printed_before, point.moved.reason) if point.moved else ("", "")),
        )
        for line in series
        for point in line.points
    ]
    frame = pd.DataFrame(rows, columns=list(COMPARED_COLUMNS))
    types = {"year": "Int64", "value": "float64"}
    return frame.astype({name: types.get(name, "str") for name in COMPARED_COLUMNS})


def _chart(number: int, series: Sequence[Series], context: ComparisonContext) -> nodes.Figure:
    from khacphuc.report.charts.years import YearPanel, YearPoint, draw_years  # noqa: PLC0415 - slow to import

    labels, name = context.labels, f"hinh-years-{number}"
    panels = [
        YearPanel(
            f"{line.name} ({line.unit})" if line.unit else line.name,
            tuple(
                YearPoint(
                    point.year, point.value, point.printed.removesuffix(f" {line.unit}"), not point.obstacles
                )
                for point in line.points
            ),
        )
        for line in series
    ]
    apart = labels["apart"] if any(line.has_gap for line in series) else ""
    caption = labels["caption_indicators"].format(indicators=_names([line.name for line in series], context))
    sentences = [
        f"{panel.title}: " + "; ".join(f"{point.year}: {point.text}" for point in panel.points)
        for panel in panels
    ]
    svg = draw_years(panels, joined=labels["joined"], apart=apart, salt=name) if context.draws else ""
    alt = " ".join(f"{sentence.rstrip('.')}." for sentence in (caption, *sentences))
    return nodes.Figure(id=name, caption=(nodes.Text(text=caption),), alt=alt, svg=svg)


def _names(names: Sequence[str], context: ComparisonContext) -> str:
    """What the indicators of a chart are called; of many the first, the last, and how many."""
    if len(names) <= _NAMED:
        return "; ".join(names)
    return context.labels["indicator_range"].format(
        count=format_count(len(names), language=context.language), first=names[0], last=names[-1]
    )


def _gap_rows(context: ComparisonContext) -> list[tuple[str, str, str, str]]:
    """Indicator, year, what stands in the way, and what would make the years comparable."""
    return [
        (line.name, str(point.year), _hindrance(obstacle, context), context.labels[f"mend_{obstacle.reason}"])
        for line in context.series
        for point in line.points
        for obstacle in point.obstacles
    ]


def _hindrance(obstacle: Obstacle, context: ComparisonContext) -> str:
    """An obstacle as words: which of the six, what was, what is."""
    labels = context.labels
    then, now = (text or labels["nothing"] for text in (obstacle.then, obstacle.now))
    if obstacle.reason == "coverage":
        then, now = (format_share(Decimal(text), 1, language=context.language) for text in (then, now))
    reason = context.reasons[obstacle.reason]
    return labels["hindrance"].format(reason=reason[:1].upper() + reason[1:], then=then, now=now)


def _gaps(rows: Sequence[tuple[str, ...]], context: ComparisonContext) -> nodes.Table:
    labels = context.labels
    return context.table(
        "years-gaps",
        labels["caption_gaps"],
        [
            (labels["column_indicator"], 3, "left"),
            (labels["column_year"], 1, "center"),
            (labels["column_hindrance"], 4, "left"),
            (labels["column_mend"], 3.4, "left"),
        ],
        rows,
    )


def _merged(context: ComparisonContext) -> list[str]:
    return [
        f"{change.unit} → {change.successor}"
        for line in context.series
        for point in line.points
        for change in point.merged
    ]


def _across_merger(context: ComparisonContext) -> list[nodes.Block]:
    """What carries a comparison across the merger of 2025; that nothing does where no successor is named."""
    return [
        in_paragraph(
            context.labels["merger" if names_successors(then, now) else "merger_unrecorded"].format(
                then=then.year, now=now.year
            )
        )
        for then, now in pairwise(context.years)
        if then.year < MERGER_YEAR <= now.year
    ]


def _moved_rows(context: ComparisonContext) -> list[tuple[str, str, str, str, str]]:
    def why(point: Point) -> str:
        reason = point.moved.reason if point.moved else ""
        return context.reasons[reason] if reason else context.labels["no_reason"]

    return [
        (line.name, str(point.year), point.moved.printed_before, point.moved.printed, why(point))
        for line in context.series
        for point in line.points
        if point.moved
    ]


def _moved(rows: Sequence[tuple[str, ...]], context: ComparisonContext) -> nodes.Table:
    labels = context.labels
    return context.table(
        "years-moved",
        labels["caption_moved"],
        [
            (labels["column_indicator"], 3, "left"),
            (labels["column_year"], 1, "center"),
            (labels["column_before"], 1.8, "left"),
            (labels["column_now"], 1.8, "left"),
            (labels["column_reason"], 2, "left"),
        ],
        rows,
    )


def _printed_once(context: ComparisonContext) -> list[nodes.Block]:
    """The indicators only one year prints, or prints with two values: their names, year by year."""
    labels = context.labels
    alone = only_printed_once(context.years, context.series)
    items = [
        in_paragraph(
            labels["printed_once_year"].format(
                year=year.year,
                count=format_count(len(codes), language=context.language),
                indicators="; ".join(_indicator_names(year, codes)),
            )
        )
        for year in context.years
        if (codes := [code for code in alone[year.run] if code])  # a figure may be of no indicator
    ]
    if not items:
        return []
    return [in_paragraph(labels["printed_once"]), nodes.ItemList(items=tuple((item,) for item in items))]


def _indicator_names(year: Year, codes: Sequence[str]) -> list[str]:
    """What a year calls indicators; its code where it has no name for one."""
    indicators = year.tables["indicators"]
    names = dict(zip(indicators["indicator_id"], indicators["name"], strict=True))
    return [str(names.get(code) or code) for code in codes]
