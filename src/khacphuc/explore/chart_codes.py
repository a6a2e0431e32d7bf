"""Whether codes can be drawn together, before anything is: a mistake is said in the run's language. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from khacphuc.explore.mistakes import CallError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from khacphuc.report.charts.context import ChartContext


def check_numbers(context: ChartContext, codes: Iterable[str], unit: str = "") -> None:
    """Look whether codes stand for numbers of one unit.

    Args:
        context: the run.
        codes: of one panel.
        unit: what all of them are kinds of, where their units differ.

    Raises:
        CallError: a code stands for no number, or the units differ.
    """
    units = set()
    for code in codes:
        value = context.resolve(code) if code in context.citations.citables else None
        if value is None:
            near = context.citations.nearest(code)
            raise CallError("no_number", language=context.language, near=near, code=code)
        units.add(value.base_unit)
    if len(units) > 1 and not unit:
        raise CallError("several_units", language=context.language, units=", ".join(sorted(units)))


def check_documents(context: ChartContext, codes: Iterable[str]) -> None:
    """Look whether codes are of documents with a date.

    Raises:
        CallError: a code is no document's, or it has no date.
    """
    documents = context.tables["documents"]
    days = dict(zip(documents["document_id"], documents["issued_on"], strict=True))
    for code in codes:
        if code not in days:
            near = context.citations.nearest(code)
            raise CallError("no_document", language=context.language, near=near, code=code)
        if pd.isna(days[code]):
            raise CallError("no_date", language=context.language, code=code)
