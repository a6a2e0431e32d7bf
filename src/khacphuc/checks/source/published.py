"""A report of ours beside the run it was published from: it prints the figures in places of its own. Pure.

Such a report is known by its annex, which has a row for each figure, with its code. The annex must agree row
by row; what the body prints must be a number of the run.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from contextlib import suppress
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from khacphuc.checks.findings import Finding, in_order
from khacphuc.checks.source.compare import printed_place, row_place, source_finding
from khacphuc.checks.source.pairing import Row, differences
from khacphuc.errors import QuantityError
from khacphuc.locale import words
from khacphuc.schema.tables import TABLES
from khacphuc.text.cells import readable_cell
from khacphuc.text.quantities import parse

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    import pandas as pd

    from khacphuc.data.source.document import SourceDocument, TextBlock
    from khacphuc.text.tokens import Token

_MOST = 0.5
"""The share of the codes of the figures from which on a document is a report of ours."""
_COLUMNS, _PRINTED = 5, 3
"""Of the annex: code, name, printed, section, row of data."""
# mục III.1.2: where a number is printed, which is no number itself
_PLACE = re.compile(r"(?:mục|section)\s+(?:\S+\.)?$", re.IGNORECASE)

AnnexRows = dict[str, tuple["TextBlock", ...]]
"""The cells of each row of an annex, by the code of its figure."""


def annex_rows(document: SourceDocument, figures: pd.DataFrame) -> AnnexRows:
    """The rows of the annex of a report of ours.

    Args:
        document: what was read.
        figures: the clean table.

    Returns:
        The cells of each row by its code; nothing where the document is none of ours.
    """
    codes = {readable_cell(code) for code in figures["figure_id"]}
    blocks = document.blocks
    words_of = [document.text[block.start : block.end].strip() for block in blocks]
    rows: AnnexRows = {}
    for place, block in enumerate(blocks):
        if words_of[place] in codes and words_of[place] not in rows:
            cells = [block]
            for other in range(place + 1, min(place + _COLUMNS, len(blocks))):
                # a file that keeps no tables has its cells one below the other
                if words_of[other] in codes or blocks[other].row != block.row:
                    break
                cells.append(blocks[other])
            rows[words_of[place]] = tuple(cells)
    return rows if codes and len(rows) >= _MOST * len(codes) else {}


def compare_published(
    tables: Mapping[str, pd.DataFrame],
    tokens: Sequence[Token],
    rows: AnnexRows,
    *,
    document_name: str,
    language: str = "vi",
) -> tuple[Finding, ...]:
    """Compare a report of ours with the run it was published from.

    Args:
        tables: the clean tables of the run, ``figures`` and ``computed`` among them.
        tokens: what the document prints.
        rows: the rows of its annex (``annex_rows``).
        document_name: its name in the findings.
        language: of the findings.

    Returns:
        A finding for each row of the annex whose number is not that of the table (NG-03), and for each
        number of the document that is none of the run (NG-01); none where all agree.
    """
    records = [
        {str(name): cell for name, cell in cells.items()} for cells in tables["figures"].to_dict("records")
    ]
    report = _PublishedReport(tokens, rows, document_name, language)
    known = _known_values(records, tables)
    return in_order([*report.wrong_rows(records), *report.strange_numbers(known)])


class _PublishedReport:
    """What a report of ours prints, in its annex and elsewhere."""

    def __init__(self, tokens: Sequence[Token], rows: AnnexRows, document_name: str, language: str) -> None:
        self._rows = rows
        self._name = document_name
        self._language = language
        self._labels = words(language, "checks")
        starts = sorted((block.start, block.end) for cells in rows.values() for block in cells)
        self._annexed: dict[int, list[Token]] = {}
        self._others: list[Token] = []
        for token in tokens:
            place = bisect_right(starts, (token.offset, float("inf"))) - 1
            if place >= 0 and token.offset < starts[place][1]:
                self._annexed.setdefault(starts[place][0], []).append(token)
            else:
                self._others.append(token)

    def wrong_rows(self, records: Sequence[dict[str, Any]]) -> Iterator[Finding]:
        for position, cells in enumerate(records):
            row = Row.read(position, cells)
            annex = self._rows.get(row.code, ())
            if len(annex) < _PRINTED:
                continue
            printed = self._annexed.get(annex[_PRINTED - 1].start, [])
            if not any(_agrees(row, token) for token in printed):
                places = [printed_place(token, self._name, self._language) for token in printed]
                yield source_finding(
                    self._labels,
                    "NG-03",
                    [row_place(row, self._language), *places],
                    rows=[row],
                    expected=self._labels["number"].format(printed=readable_cell(cells["printed"])),
                )

    def strange_numbers(self, known: set[tuple[str, Fraction]]) -> Iterator[Finding]:
        for token in self._others:
            if (token.kind, token.value) not in known and not _PLACE.search(token.before):
                place = printed_place(token, self._name, self._language)
                yield source_finding(
                    self._labels,
                    "NG-01",
                    [place],
                    expected=self._labels["number_of_run"],
                    location=place.location,
                )


def _agrees(row: Row, token: Token) -> bool:
    return not {"number", "unit"} & set(differences(row, token))


def _known_values(
    records: Sequence[Mapping[str, Any]], tables: Mapping[str, pd.DataFrame]
) -> set[tuple[str, Fraction]]:
    """The numbers of a run by kind: printed ones, the two of each ratio, computed ones, last year's."""
    known: set[tuple[str, Fraction]] = set()
    printed = [(readable_cell(cells["printed"]), readable_cell(cells["unit"])) for cells in records]
    printed += [(readable_cell(text), "") for text in tables["computed"]["printed"]]
    printed += [
        (readable_cell(text), "")
        for name, table in tables.items()
        for field in (TABLES[name].fields if name in TABLES else ())
        if field.quantity and field.name in table.columns
        for text in table[field.name].unique()
    ]
    for text, unit in printed:
        with suppress(QuantityError):
            quantity = parse(text, unit=unit)
            known.add((quantity.kind.value, quantity.exact))
            for part in (quantity.numerator, quantity.denominator):
                if part is not None:
                    known.add(("count", Fraction(part)))
    counts = {value for kind, value in known if kind == "count"}
    return known | {("ratio", part / whole) for part in counts for whole in counts if whole}
