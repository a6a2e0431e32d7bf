"""What is due in the month after."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from khacphuc.data.returns.period_names import period_name
from khacphuc.report.board.measures import dated_measures
from khacphuc.report.board.meetings import papers_ahead
from khacphuc.report.board.reports import report_codes
from khacphuc.report.board.sentence import in_paragraph
from khacphuc.report.document import nodes
from khacphuc.schema.row_dicts import row_dicts
from khacphuc.text.dates import format_date
from khacphuc.text.letters import search_key

if TYPE_CHECKING:
    from collections.abc import Iterator

    from khacphuc.report.board.context import BoardContext


def upcoming_section(context: BoardContext) -> list[nodes.Block]:
    """Measures and reports that are due in the month after; nothing where nothing has a day at all."""
    is_empty = context.tables["meetings"].empty and dated_measures(context.tables).empty
    if context.gathered is None and is_empty:
        return []
    lines = [*_measures(context), *_papers(context), *_reports(context)]
    if not lines:
        return [in_paragraph(context.labels["nothing_due"], month=context.next_month_name)]
    return [nodes.ItemList(items=tuple((line,) for line in lines))]


def _measures(context: BoardContext) -> Iterator[nodes.Paragraph]:
    measures = dated_measures(context.tables)
    for row in measures[_within(context, measures["due"])].pipe(row_dicts):
        key = "measure_next" if row["answerable"] else "measure_next_of_nobody"
        yield in_paragraph(
            context.labels[key],
            code=row["measure_id"],
            measure=row["description"].rstrip("."),
            answerable=row["answerable"],
            day=format_date(row["due"].date()),
        )


def _papers(context: BoardContext) -> Iterator[nodes.Paragraph]:
    labels = context.labels
    papers = papers_ahead(context)
    # however a department is capitalised or spaced; it is called as it stands first
    departments = papers["department"].map(search_key)
    for _, rows in papers.groupby([papers["due_on"], departments], sort=False):
        name = str(rows["department"].iloc[0]) or labels["no_department"]
        day = rows["due_on"].iloc[0].date()
        item = f"{labels['item_papers_next']}: {name}, {format_date(day)}"
        number = context.numbers.count(f"next.papers.{rows['paper_id'].iloc[0]}", item, rows["paper_id"])
        yield in_paragraph(labels["papers_next"], count=number, department=name, day=format_date(day))


def _reports(context: BoardContext) -> Iterator[nodes.Paragraph]:
    if context.gathered is None:
        return
    expected, labels = context.gathered["expected"], context.labels
    due = expected[_within(context, expected["due_on"])]
    titles = context.tables["collections"].set_index("collection_id")["title"]
    for (code, period), rows in due.groupby(["collection", "period"], sort=False):
        item = f"{labels['item_reports_next']}: {code}, {period}"
        number = context.numbers.count(f"next.reports.{code}.{period}", item, report_codes(rows))
        yield in_paragraph(
            labels["reports_next"],
            count=number,
            form=str(titles.get(code, code)),
            period=period_name(str(period), context.language),
            day=format_date(rows["due_on"].iloc[0].date()),
        )


def _within(context: BoardContext, days: pd.Series[pd.Timestamp]) -> pd.Series[bool]:
    first, last = context.next_month
    return (days >= pd.Timestamp(first)) & (days <= pd.Timestamp(last))
