"""Whether codes can be drawn together, before anything is: a mistake is said in the run's language. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import pandas as pd

from khacphuc.explore.mistakes import CallError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

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


def as_codes(codes: str | Sequence[str]) -> Sequence[str]:
    """Codes in a row, also where one is typed alone."""
    return [codes] if isinstance(codes, str) and codes else codes


def panel_codes(panels: object, language: str) -> dict[str, Sequence[str]]:
    """The codes of each panel, by its title.

    Raises:
        CallError: no titles are typed.
    """
    if not isinstance(panels, Mapping):
        raise CallError("no_panels", language=language, value=str(panels))
    return {str(title): as_codes(codes) for title, codes in panels.items()}
