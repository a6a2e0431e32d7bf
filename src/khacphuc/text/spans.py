"""Every number of a document, in order, each with what it is: the spans a reader of any office's text needs.

Every run of digits lies in exactly one span, and so does every number in words; nothing is passed over in
silence. What a file reader knows better than its letters tell (a list number of Word's, a raised note mark,
the foot of a page) goes in as a mark and wins.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from khacphuc.errors import QuantityError
from khacphuc.text.quantities import parse
from khacphuc.text.tokens import masked, printed_quantities

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from decimal import Decimal
    from fractions import Fraction

    from khacphuc.text.quantities import Quantity


class SpanKind(StrEnum):
    """What a number of a document is: a closed list, quantities first."""

    COUNT = "count"
    PERCENTAGE = "percentage"
    RATIO = "ratio"
    MONEY = "money"
    RANGE = "range"
    """``3-5 buổi``, ``90%-95%``, ``từ 15 đến 20 đội``: one quantity with two bounds."""
    RANK = "rank"
    """``xếp thứ 4/12``: 4 of 12, lower is better."""
    DURATION = "duration"
    """``trong 03 ngày``, ``16 tuổi``."""
    RATE = "rate"
    """``12.500 lượt/25.000 người``, ``18 em/1 máy``: so many of this for so many of that."""
    YEAR = "year"
    DATE = "date"
    TIME = "time"
    PERIOD = "period"
    """``9 tháng đầu năm``, ``quý 2``, ``giai đoạn 2021-2025``."""
    DOCUMENT = "document"
    """The number of a document: ``648/SGDĐT-XY``, ``300-KH/TĐTN-VP``."""
    LEGAL_REFERENCE = "legal_reference"
    """A part of a document or a short citation: ``Điều 9``, ``Nghị quyết 27``."""
    SECTION = "section"
    """The number of a heading, list item or table row."""
    ORDINAL = "ordinal"
    NAME = "name"
    """A number within a name: ``lớp 8``, ``ấp 4``, ``Covid-19``."""
    ADDRESS = "address"
    PHONE = "phone"
    NOTE_MARK = "note_mark"
    PAGE = "page"
    """A page number, or the number of a table, a picture, an annex."""
    STAMP = "stamp"
    """Printed by an office system: time of signature, file path."""
    OTHER = "other"


QUANTITIES = frozenset(
    {
        SpanKind.COUNT,
        SpanKind.PERCENTAGE,
        SpanKind.RATIO,
        SpanKind.MONEY,
        SpanKind.RANGE,
        SpanKind.RANK,
        SpanKind.DURATION,
        SpanKind.RATE,
    }
)
"""The kinds that can be rows of a table of figures."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A place of a text whose kind the reader of the file knows.

    Attributes:
        start: its first code point in the text.
        end: behind its last.
        kind: what it is.
    """

    start: int
    end: int
    kind: SpanKind


@dataclass(frozen=True, slots=True)
class Span:
    """A number of a document.

    Attributes:
        start: its first code point in the text.
        end: behind its last, and behind a unit glued to it (``200m2``).
        printed: the number as it stands, with sign, ``%``, scale words and both bounds of a range; never
            the unit.
        kind: what it is.
        value: of a quantity: plain, in percent, in units of its currency; of a range, its lower bound.
        value_to: the upper bound of a range, else None.
        unit: what a quantity counts, as it is printed behind it; empty if none is known.
        qualifier: ``hơn``, ``từ … trở lên``; empty if none.
        quantity: what ``parse`` gives for a quantity, else None.
    """

    start: int
    end: int
    printed: str
    kind: SpanKind
    value: Decimal | Fraction | None = None
    value_to: Decimal | Fraction | None = None
    unit: str = ""
    qualifier: str = ""
    quantity: Quantity | None = None


_DIGITS = re.compile(r"[0-9]+")


def read_spans(text: str, marks: Sequence[Mark] = ()) -> tuple[Span, ...]:
    r"""Read every number of a text.

    Args:
        text: of a whole document, its paragraphs separated by ``\n``.
        marks: places whose kind is known; they win.

    Returns:
        The spans, in order; none overlaps another.

    >>> [(span.printed, span.kind.value) for span in read_spans("Năm 2021 có 94 đội, đạt 82,48%")]
    [('2021', 'other'), ('94', 'count'), ('82,48%', 'percentage')]
    """
    spans: list[Span] = []
    free = list(text)
    for mark in sorted(marks, key=lambda mark: mark.start):
        spans.append(Span(mark.start, mark.end, text[mark.start : mark.end], mark.kind))
        free[mark.start : mark.end] = "·" * (mark.end - mark.start)
    rest = "".join(free)
    place = 0
    for line in rest.split("\n"):
        spans.extend(_in_line(line, place))
        place += len(line) + 1
    return tuple(sorted(spans, key=lambda span: span.start))


def _in_line(line: str, place: int) -> Iterator[Span]:
    end = 0
    matches = iter([*printed_quantities(masked(line)), None])
    for match in matches:
        stop = match.start() if match else len(line)
        for digits in _DIGITS.finditer(line, end, stop):
            yield Span(place + digits.start(), place + digits.end(), digits[0], SpanKind.OTHER)
        if match:
            last = next(group for group in ("scale", "percent", "number") if match[group])
            end = match.end(last)
            try:
                quantity = parse(match[0].strip())
            except QuantityError:
                yield Span(place + match.start(), place + end, line[match.start() : end], SpanKind.OTHER)
                continue
            yield Span(
                place + match.start(),
                place + end,
                line[match.start() : end],
                SpanKind(quantity.kind.value),
                quantity.value,
                quantity=quantity,
            )
