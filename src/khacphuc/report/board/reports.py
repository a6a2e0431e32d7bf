"""The reports of units that were due in the month: how many came, how many in time, whose are missing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pandas as pd

from khacphuc.data.records.due_reports import due_reports
from khacphuc.data.returns.period_names import period_name
from khacphuc.report.board.sentence import cell, in_paragraph

if TYPE_CHECKING:
    from collections.abc import Iterable

    from khacphuc.report.board.context import BoardContext
    from khacphuc.report.document import nodes

_MOST_UNITS: Final = 10
"""Units that are named; how many there are stands before them."""


def reports_section(context: BoardContext) -> list[nodes.Block]:
    """The rates of the reports that were due; nothing where units are asked for none."""
    if context.gathered is None:
        return []
    paper, labels = context.paper, context.labels
    reports = due_reports(
        *(context.gathered["expected"], context.gathered["forms"]),
        *(paper.first_day, paper.last_day, paper.last_day),
    )
    if reports.empty:
        return [in_paragraph(labels["no_reports_due"])]
    groups = {
        (str(code), str(period)): rows
        for (code, period), rows in reports.groupby(["collection", "period"], sort=False)
    }
    if len(groups) == 1:  # a table would say the same once more
        blocks: list[nodes.Block] = [_sentence(context, reports, "reports_due_of_one", *next(iter(groups)))]
    else:
        columns = {"form": 3.4, "period": 1.8, "expected": 1.3, "actual": 1.3, "on_time": 1.3, "rate": 1.2}
        lines = [
            (cell(_form(context, code)), cell(_period(context, period)), *_rates(context, rows))
            for (code, period), rows in groups.items()
        ]
        blocks = [_sentence(context, reports, "reports_due"), context.table("reports", columns, lines)]
    missing = reports[~reports["actual"].astype(bool)]
    if not missing.empty:
        blocks.append(_missing(context, missing))
    return blocks


def report_codes(reports: pd.DataFrame) -> list[str]:
    """What a report is called in a list of rows: collection, unit and period."""
    return [f"{row.collection}/{row.unit_id}/{row.period}" for row in reports.itertuples()]


def _form(context: BoardContext, code: str) -> str:
    """What a form is called."""
    titles = context.tables["collections"].set_index("collection_id")["title"]
    return str(titles.get(code, code))


def _period(context: BoardContext, code: str) -> str:
    """What a period is called."""
    return period_name(code, context.language)


def _sentence(
    context: BoardContext, reports: pd.DataFrame, key: str, form: str = "", period: str = ""
) -> nodes.Paragraph:
    numbers, labels = context.numbers, context.labels
    groups = {name: reports[rows] for name, rows in _groups(reports).items()}
    counts = {
        name: numbers.count(f"reports.{name}", labels[f"item_reports_{name}"], report_codes(rows))
        for name, rows in groups.items()
    }
    expected = ("reports.expected", len(reports))
    rate = numbers.share(
        "reports.rate", labels["item_reports_rate"], ("reports.actual", len(groups["actual"])), expected
    )
    names = {"form": _form(context, form), "period": _period(context, period)} if form else {}
    return in_paragraph(labels[key], rate=rate, **counts, **names)


def _rates(context: BoardContext, reports: pd.DataFrame) -> Iterable[tuple[nodes.Inline, ...]]:
    numbers, labels = context.numbers, context.labels
    first = reports.iloc[0]
    place = f"{first['collection']}.{first['period']}"
    groups = {name: reports[rows] for name, rows in _groups(reports).items()}
    for name, rows in groups.items():
        item = f"{labels[f'item_reports_{name}']}: {first['collection']}, {first['period']}"
        yield cell(numbers.count(f"reports.{name}.{place}", item, report_codes(rows)))
    part = (f"reports.actual.{place}", len(groups["actual"]))
    item = f"{labels['item_reports_rate']}: {first['collection']}, {first['period']}"
    yield cell(
        numbers.share(f"reports.rate.{place}", item, part, (f"reports.expected.{place}", len(reports)))
    )


def _groups(reports: pd.DataFrame) -> dict[str, pd.Series[bool]]:
    """Which rows are expected, came in complete, came in time."""
    return {
        "expected": pd.Series(data=True, index=reports.index),
        "actual": reports["actual"].astype(bool),
        "on_time": reports["on_time"].astype(bool),
    }


def _missing(context: BoardContext, missing: pd.DataFrame) -> nodes.Paragraph:
    units = context.tables["units"].drop_duplicates("unit_id").set_index("unit_id")["name"]
    codes = list(dict.fromkeys(missing["unit_id"]))
    names = ", ".join(str(units.get(code, code)) for code in codes[:_MOST_UNITS])
    key = "units_missing_more" if len(codes) > _MOST_UNITS else "units_missing"
    labels = context.labels
    number = context.numbers.count("reports.units_missing", labels["item_units_missing"], codes)
    return in_paragraph(labels[key], count=number, names=names)
