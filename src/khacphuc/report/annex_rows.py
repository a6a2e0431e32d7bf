"""Which rows of a table an annex prints: all, or of a long table those that are cited. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, TypeAlias

from khacphuc.data.values import TABLE_COUNTS
from khacphuc.report.document import nodes
from khacphuc.report.words import document_words
from khacphuc.schema.row_dicts import row_dicts
from khacphuc.schema.tables import SEPARATOR
from khacphuc.text.formats import format_count

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    import pandas as pd

    from khacphuc.report.prose.citations import Citations

AnnexRow: TypeAlias = "tuple[str | tuple[nodes.Inline, ...], ...]"
"""A row of a table, its code first: words, or nodes where something is cited."""

LONGEST_TABLE: Final = 500
"""A table of an annex with more rows is not printed whole: it has 20 pages, which nobody reads on paper, and
each row costs the documents 20 ms and 0.5 MB. ``tables/`` has all rows."""

_MOST_CODES: Final = 30
"""Codes of rows that a cell of the annex lists: about as many lines as a page has room for beside others."""


def printed_rows(frame: pd.DataFrame, cited: Collection[str]) -> pd.DataFrame:
    """All rows of a table, or of a long one those whose code, in its first column, is cited."""
    return frame if len(frame) <= LONGEST_TABLE else frame[frame.iloc[:, 0].isin([*cited])]


def codes(rows: Sequence[AnnexRow]) -> set[str]:
    """The codes that rows cite."""
    cells = [cell for row in rows for cell in row if not isinstance(cell, str)]
    return {node.id for cell in cells for node in nodes.inlines(cell) if isinstance(node, nodes.CitedValue)}


def count_rows(
    tables: Mapping[str, pd.DataFrame], citations: Citations, codes: Collection[str], language: str
) -> list[AnnexRow]:
    """What was counted of tables: code, label, number, unit and the rows it rests on.

    Args:
        tables: the clean tables.
        citations: what codes print.
        codes: of the counts that are cited, or computed with; no others are printed.
        language: of our own words.
    """
    rows = tables[TABLE_COUNTS].pipe(row_dicts) if TABLE_COUNTS in tables else []
    labels = document_words(language)
    return [
        (
            row["count_id"],
            row["label"],
            citations.citables[row["count_id"]].text,
            row["unit"],
            _listed(row["rows"].split(SEPARATOR), labels),
        )
        for row in rows
        if row["count_id"] in codes
    ]


def _listed(codes: list[str], labels: Mapping[str, str]) -> str:
    """The codes of rows; of many the first and the last: ``table_counts.csv`` has all."""
    if len(codes) <= _MOST_CODES:
        return ", ".join(codes)
    return labels["counted_rows_more"].format(first=codes[0], last=codes[-1], count=len(codes))


def shortened_note(file: str, rows: int, printed: int, language: str) -> list[nodes.Paragraph]:
    """The sentence that a table is not printed whole, and where it is; none where it is.

    Args:
        file: the table, in ``tables/``.
        rows: how many it has.
        printed: how many of them are in the annex.
        language: of our own words.
    """
    if rows == printed:
        return []
    sentence = document_words(language)["annex_left_out"].format(
        all=format_count(rows, language=language),
        printed=format_count(printed, language=language),
        file=f"tables/{file}",
    )
    return [nodes.Paragraph(children=(nodes.Text(text=sentence),))]
