"""The page of a document that was read: every number in its place, with its kind in words and in colour."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from markupsafe import Markup as Safe

from khacphuc.data.clean import locator
from khacphuc.locale import marks, words
from khacphuc.reading.parts import document_parts
from khacphuc.reading.table import plain_number
from khacphuc.reading.unread import unread_items
from khacphuc.render.html.page_template import render_page
from khacphuc.text.formats import format_decimal
from khacphuc.text.spans import QUANTITIES, SpanKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from khacphuc.data.source.coverage import Coverage
    from khacphuc.data.source.outline import Position
    from khacphuc.text.spans import Span

_TEMPLATE: Final = Path(__file__).parent / "templates" / "coverage.html.j2"
_NEAR: Final = 60
"""Characters that are quoted on either side of a number."""
_GOLDEN_ANGLE: Final = 137.5
"""Degrees between the colours of two kinds: neighbours differ most."""
_MOST_DECIMALS: Final = 4
"""Of a value as people read it; ``coverage.csv`` has all of them."""


@dataclass(frozen=True, slots=True)
class NumberRow:
    """A number in a list of the page.

    Attributes:
        index: of the number among all.
        before: the words before it.
        printed: it.
        after: the words behind it.
        kind: its kind in words.
        value: its value as people read it; empty where it has none.
        unit: its unit.
        qualifier: its qualifier.
        where: its section and paragraph in words.
        reasons: what is to be decided about it, in words.
    """

    index: int
    before: str
    printed: str
    after: str
    kind: str
    value: str
    unit: str
    qualifier: str
    where: str
    reasons: tuple[str, ...] = ()


def to_coverage_page(
    coverage: Coverage, doubts: Mapping[int, tuple[str, ...]], *, name: str, language: str = "vi"
) -> str:
    """The page of a document as HTML: one file, offline, without scripts.

    Args:
        coverage: the document and its numbers.
        doubts: what is to be decided, by the indices of its numbers.
        name: the document's name, for the title.
        language: of our words.
    """
    counts = Counter(span.kind for span in coverage.spans)
    kinds = words(language, "span_kind")
    rows = [_number_row(coverage, index, language, doubts) for index in range(len(coverage.spans))]
    quantities = [rows[index] for index in coverage.quantities]
    return render_page(
        _TEMPLATE,
        language,
        title=name,
        reading=words(language, "reading"),
        ours=Safe(marks(language)[1]),  # noqa: S704 - our own attribute
        kinds=[(kind, kinds[kind], counts[kind], kind in QUANTITIES) for kind in SpanKind if counts[kind]],
        kind_words=kinds,
        every_kind=[*SpanKind],
        hues={kind: round(number * _GOLDEN_ANGLE) % 360 for number, kind in enumerate(SpanKind)},
        quantity_kinds=QUANTITIES,
        numbers=len(rows),
        quantities=len(quantities),
        decisions=_by_reason([rows[index] for index in doubts]),
        undecided=len(doubts),
        unread=list(unread_items(coverage.document, language)),
        parts=list(document_parts(coverage, doubts)),
        tables=[
            (kind, kinds[kind], [row for row in quantities if coverage.spans[row.index].kind is kind])
            for kind in SpanKind
            if kind in QUANTITIES and counts[kind]
        ],
        values={row.index: f"{row.value} {row.unit}".strip() for row in quantities},
    )


def _number_row(
    coverage: Coverage, index: int, language: str, doubts: Mapping[int, tuple[str, ...]]
) -> NumberRow:
    span, position, text = coverage.spans[index], coverage.positions[index], coverage.document.text
    reasons = words(language, "doubt")
    before = text[max(span.start - _NEAR, 0) : span.start].rpartition("\n")[2]
    after = text[span.end : span.end + _NEAR].partition("\n")[0]
    return NumberRow(
        index=index,
        before=before if len(before) < _NEAR else f"…{before.partition(' ')[2]}",
        printed=text[span.start : span.end],
        after=after if len(after) < _NEAR else f"{after.rpartition(' ')[0]}…",
        kind=words(language, "span_kind")[span.kind],
        value=" – ".join(_values(span, language)),
        unit=span.unit,
        qualifier=span.qualifier,
        where=position_words(position, language),
        reasons=tuple(reasons[name] for name in doubts.get(index, ())),
    )


def _by_reason(rows: list[NumberRow]) -> list[tuple[str, list[NumberRow]]]:
    """Numbers by the gravest of what is to be decided about them, in the order they stand in."""
    groups: dict[str, list[NumberRow]] = {}
    for row in rows:
        groups.setdefault(row.reasons[0], []).append(row)
    return [*groups.items()]


def _values(span: Span, language: str) -> Iterator[str]:
    for value in (span.value, span.value_to):
        if value is not None:
            decimals = min(len(plain_number(value).partition(".")[2]), _MOST_DECIMALS)
            yield format_decimal(value, decimals, language=language)


def position_words(position: Position, language: str) -> str:
    """A section and paragraph in words: ``mục III.1, đoạn 2``."""
    if position.section:
        return locator(position.section, position.paragraph, "", language)
    labels = words(language, "place")
    return f"{labels['before_first']}, {labels['paragraph'].format(paragraph=position.paragraph)}"
