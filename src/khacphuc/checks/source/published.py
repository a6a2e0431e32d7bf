"""A report of ours beside the run it was published from: it prints the figures in places of its own. Pure.

Such a report is known by its annex, which has a row for each figure, with its code. The annex must agree row
by row; what the body prints must be a number of the run.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from contextlib import suppress
from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from khacphuc.checks.findings import Finding, in_order
from khacphuc.checks.source.compare import printed_place, row_place, source_finding
from khacphuc.checks.source.pairing import Row, differences
from khacphuc.errors import QuantityError
from khacphuc.locale import HOUSE, words
from khacphuc.schema.row_dicts import row_dicts
from khacphuc.schema.tables import TABLES
from khacphuc.text.cells import readable_cell
from khacphuc.text.formats import reprint
from khacphuc.text.letters import search_key
from khacphuc.text.quantities import parse
from khacphuc.text.spans import read_spans
from khacphuc.text.units import with_unit

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    import pandas as pd

    from khacphuc.data.source.document import SourceDocument, TextBlock
    from khacphuc.text.tokens import Token

_MOST = 0.5
"""The share of the codes of the figures from which on a document is a report of ours."""
_COLUMNS, _PRINTED = 5, 3
"""Of the annex: code, name, printed, section, row of data."""
_SIGN = re.compile(r"([+\-−±])\s?\Z")
_SIGN_AND_BLANK = 2
# what makes a number that stands before or behind it another number: 1.232 is no 232, 9/11 is no 9
_PART = re.compile(r"(?:[0-9][.,/]?|[+\-−±])\Z")
_REST = re.compile(r"[.,/]?[0-9]|[%‰]")
_BACK = "↑"
# mục III.1.2: where a number is printed, which is no number itself; and the second of several links back
_PLACE = re.compile(rf"(?:(?:mục|section)\s+(?:\S+\.)?|{_BACK}\s?)$", re.IGNORECASE)

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
    # behind a code a page has links back to where it is cited: SL006 ↑1 ↑2
    words_of = [document.text[block.start : block.end].partition(_BACK)[0].strip() for block in blocks]
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
    document: SourceDocument,
    tokens: Sequence[Token],
    rows: AnnexRows,
    *,
    document_name: str,
    language: str = "vi",
) -> tuple[Finding, ...]:
    """Compare a report of ours with the run it was published from.

    Args:
        tables: the clean tables of the run, ``figures`` and ``computed`` among them.
        document: what was read.
        tokens: what the document prints.
        rows: the rows of its annex (``annex_rows``).
        document_name: its name in the findings.
        language: of the run: that of its report and of the findings.

    Returns:
        A finding for each row of the annex whose number is not that of the table (NG-03), and for each
        number of the document that is none of the run (NG-01); none where all agree.
    """
    records = [
        {str(name): cell for name, cell in cells.items()} for cells in tables["figures"].pipe(row_dicts)
    ]
    report = _PublishedReport(document, tokens, rows, document_name, language)
    known = _known_values(records, tables, language)
    return in_order([*report.wrong_rows(records), *report.strange_numbers(known)])


class _PublishedReport:
    """What a report of ours prints, in its annex and elsewhere."""

    def __init__(
        self,
        document: SourceDocument,
        tokens: Sequence[Token],
        rows: AnnexRows,
        document_name: str,
        language: str,
    ) -> None:
        self._text = document.text
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
            cell = annex[_PRINTED - 1]
            printed = [self._signed(token) for token in self._annexed.get(cell.start, [])]
            if not _prints(row, self._text[cell.start : cell.end]) and not any(
                _agrees(row, token) for token in printed
            ):
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

    def _signed(self, token: Token) -> Token:
        """A quantity of a cell with its sign, which at the head of a line is read as the dash of a list."""
        sign = _SIGN.search(self._text, max(token.offset - _SIGN_AND_BLANK, 0), token.offset)
        return replace(token, printed=f"{sign[1]}{token.printed}") if sign else token


def _prints(row: Row, cell: str) -> bool:
    """Whether the cell of an annex prints the number and the unit of a row, however the lines are broken."""
    typed = with_unit(readable_cell(row.cells["printed"]), readable_cell(row.cells["unit"]))
    wanted, text = ("".join(search_key(words).split()) for words in (typed, cell))
    start = text.find(wanted) if wanted else -1
    end = start + len(wanted)
    return start >= 0 and not _PART.search(text[:start]) and not _REST.match(text[end:])


def _agrees(row: Row, token: Token) -> bool:
    return not {"number", "unit"} & set(differences(row, token))


def _known_values(
    records: Sequence[Mapping[str, Any]], tables: Mapping[str, pd.DataFrame], language: str
) -> set[tuple[str, Fraction]]:
    """The numbers of a run by kind: printed ones, the two of each ratio, computed ones, last year's.

    Of a report in another language than its source's also what our rules of reading make of its numbers:
    ``120,000 USD`` is 120 to them.
    """
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
    reprinted: list[str] = []
    for text, unit in printed:
        with suppress(QuantityError):
            quantity = parse(text, unit=unit)
            known.add((quantity.kind.value, quantity.exact))
            reprinted.append(reprint(text, unit, language=language))
            for part in (quantity.numerator, quantity.denominator):
                if part is not None:
                    known.add(("count", Fraction(part)))
    counts = {value for kind, value in known if kind == "count"}
    known |= {("ratio", part / whole) for part in counts for whole in counts if whole}
    if language != HOUSE:
        spans = (span for text in reprinted for span in read_spans(text))
        known |= {(span.quantity.kind.value, span.quantity.exact) for span in spans if span.quantity}
    return known
