"""What one code prints, and its trace: the lines that say where the value comes from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import pandas as pd

from khacphuc.data.computed import printed_in
from khacphuc.report.words import document_words
from khacphuc.schema.tables import SEPARATOR
from khacphuc.text.dates import format_date
from khacphuc.text.rows import format_row
from khacphuc.text.units import with_unit

if TYPE_CHECKING:
    from collections.abc import Mapping

    from khacphuc.report.document.nodes import CitedKind

AWAITED: Final = "…"
"""What a draft prints for a number no unit has reported yet."""

_MOST_ROWS: Final = 12  # in a trace, which is the tip of a link; `khacphuc trace` lists all


@dataclass(frozen=True, slots=True)
class Citable:
    """What one code prints: the first time, and after that; and its trace.

    ``place`` is what is printed where, in a few words, to be named in the trace of another code.
    """

    code: str
    kind: CitedKind
    label: str
    text: str
    first: str
    trace: str
    place: str = ""


def count_citable(row: Mapping[str, object], language: str) -> Citable:
    """What the code of a count of tables prints; its trace names the first rows it rests on.

    Args:
        row: of the frame ``table_counts``.
        language: of our own words, and of numbers.
    """
    labels, code, label = document_words(language), str(row["count_id"]), str(row["label"])
    day = row["as_of"]
    text = printed_in(str(row["printed"]), language)
    trace = trace_lines(
        f"{code} · {label}",
        labels["trace_counted"].format(
            printed=with_unit(text, str(row["unit"])),
            date=format_date(day.date()) if isinstance(day, pd.Timestamp) else "",
        ),
        labels["trace_rows"].format(rows=_some_codes(str(row["rows"]), labels)) if row["rows"] else "",
    )
    return Citable(code, "count", label, text, text, trace)


def _some_codes(rows: str, labels: Mapping[str, str]) -> str:
    codes = rows.split(SEPARATOR)
    more = len(codes) - _MOST_ROWS
    listed = ", ".join(codes[:_MOST_ROWS])
    return labels["trace_more_rows"].format(rows=listed, more=more) if more > 0 else listed


def row_line(row: Mapping[str, object], language: str) -> str:
    """Where a row stands, as the last line of a trace."""
    return document_words(language)["trace_row"].format(
        row=format_row(str(row["file"]), str(row["line"]), language)
    )


def trace_lines(*lines: str) -> str:
    """The lines of a trace, without empty ones."""
    return "\n".join(filter(None, lines))
