"""Every number of a document, in order, each with what it is: the spans a reader of any office's text needs.

Every run of digits lies in exactly one span, and so does every number in words; nothing is passed over in
silence. What a file reader knows better than its letters tell (a list number of Word's, a raised note mark,
the foot of a page) goes in as a mark and wins.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from khacphuc.errors import QuantityError
from khacphuc.text.numbers.forms import VULGAR
from khacphuc.text.numbers.qualifiers import AIMS, LIMITS, with_qualifier
from khacphuc.text.quantities import Kind, parse
from khacphuc.text.span_patterns import PATTERNS
from khacphuc.text.span_patterns.kinds import QUANTITIES, SpanKind
from khacphuc.text.span_patterns.pattern import COUNTED, DASH, TextLine
from khacphuc.text.span_patterns.plain_text import PlainText
from khacphuc.text.span_patterns.quantity_spans import read_quantity, read_rank, upward
from khacphuc.text.span_patterns.sections import numbers_at_heads
from khacphuc.text.span_patterns.worded import worded
from khacphuc.text.span_patterns.written_tokens import written_token
from khacphuc.text.units import parse_unit

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from decimal import Decimal
    from fractions import Fraction

    from khacphuc.text.quantities import Quantity

__all__ = ["QUANTITIES", "Mark", "Span", "SpanKind", "read_spans"]


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


_NUMBER = re.compile(rf"[0-9]|[{''.join(VULGAR)}](?![^\W_])")
_RUN = re.compile(r"[0-9]+(?:[.,/:-][0-9]+)*")
_TIME_UNITS = frozenset({"giây", "phút", "giờ", "ngày", "tuần", "tháng", "năm", "tuổi", "h"})
# what goes on with a list goes on with its kind: Điều 3, 4 và 5; khối 6, 7; ngày 8 và 9
_AND = re.compile(rf"(?:, ?| và |, và | hoặc | đến | ?{DASH} ?| & |;? )$")
_LISTED = frozenset(
    {SpanKind.DATE, SpanKind.PERIOD, SpanKind.LEGAL_REFERENCE, SpanKind.NAME, SpanKind.ORDINAL, SpanKind.PAGE}
)
_LIST_ITEM = re.compile(r"\d{1,4}[A-Z]?(?![\w%]|[.,/]\d| ?%)")
_NEXT_DAY = re.compile(r"\d{1,2} ?[/.-] ?\d{1,2}(?:[/.-]\d{4})?(?![\w%/]|[.,]\d| ?%)")
_WORDS = sorted({limit.partition(" …")[0] for limit in LIMITS if limit[0].isalpha()}, key=len, reverse=True)
_QUALIFIER = re.compile(
    rf"(?<!\w)(?:(?P<aim>{'|'.join(sorted(AIMS, key=len, reverse=True))})(?: |(?= ?[<>≤≥]))(?:đạt )?)?"
    rf"(?:(?P<word>{'|'.join(_WORDS)}) |(?P<sign>[<>≤≥]) ?)?$",
    re.IGNORECASE,
)


def read_spans(text: str, marks: Sequence[Mark] = ()) -> tuple[Span, ...]:
    r"""Read every number of a text.

    Args:
        text: of a whole document, its paragraphs separated by ``\n``.
        marks: places whose kind is known; they win.

    Returns:
        The spans, in order; none overlaps another.

    >>> [(span.printed, span.kind.value) for span in read_spans("Năm 2021 có 94 đội, đạt 82,48%")]
    [('2021', 'year'), ('94', 'count'), ('82,48%', 'percentage')]
    """
    return tuple(_Reading(text, marks).spans())


class _Reading:
    """Reads one text, line by line."""

    def __init__(self, text: str, marks: Sequence[Mark]) -> None:
        self._plain = PlainText(text)
        self._marks = sorted(marks, key=lambda mark: (mark.start, -mark.end))

    def spans(self) -> Iterator[Span]:
        lines = self._plain.text.split("\n")
        sections = numbers_at_heads(lines)
        place, marks = 0, iter([*self._marks, None])
        mark = next(marks)
        for number, text in enumerate(lines):
            line_marks: list[tuple[int, int, SpanKind]] = []
            while mark and self._plain.plain(mark.start) <= place + len(text):
                start = self._plain.plain(mark.start) - place
                line_marks.append((max(0, start), self._plain.plain(mark.end) - place, mark.kind))
                mark = next(marks)
            if number in sections and not line_marks:
                line_marks.append((*sections[number], SpanKind.SECTION))
            for span in _LineReader(TextLine(text), line_marks).spans():
                yield replace(
                    span,
                    start=self._plain.original(place + span.start),
                    end=self._plain.end(place + span.end),
                )
            place += len(text) + 1


class _LineReader:
    """Reads the numbers of one line, each by the first that claims it."""

    def __init__(self, line: TextLine, marks: list[tuple[int, int, SpanKind]]) -> None:
        self._line = line
        self._marks = marks
        self._spans: list[Span] = []

    def spans(self) -> list[Span]:
        text, end = self._line.text, 0
        words = list(worded(self._line))
        starts = {start: (end, kind, noun) for start, end, kind, noun in words}
        marked = {start: (end, kind) for start, end, kind in self._marks}
        places = {*starts, *marked, *(match.start() for match in _NUMBER.finditer(text))}
        for start in sorted(places):
            if start < end:
                continue
            if start in marked:
                stop, kind = marked[start]
                span = Span(start, max(stop, start), text[start:stop], kind)
            elif start in starts:
                span = self._worded(start, *starts[start])
            else:
                span = self._number(start, end)
            self._spans.append(span)
            end = max(span.end, start)
        return self._spans

    def _number(self, start: int, behind: int) -> Span:
        text = self._line.text
        if word := written_token(text, start, behind):
            return Span(word[0], word[1], text[word[0] : word[1]], word[2])
        if rank := read_rank(self._line, start):
            return self._figure(*rank)
        for pattern in PATTERNS:
            if stop := pattern.end(self._line, start):
                return Span(start, stop, text[start:stop], pattern.kind)
        if listed := self._listed(start):
            return listed
        if any(first < start < last for first, last in self._line.quoted):
            stop = _run_end(text, start)
            return Span(start, stop, text[start:stop], SpanKind.NAME)
        return self._quantity(start, behind)

    def _listed(self, start: int) -> Span | None:
        """A number that goes on with the list of the span before: Điều 3, 4."""
        before = self._spans[-1] if self._spans else None
        if (
            before is None
            or before.kind not in _LISTED
            or not _AND.fullmatch(self._line.text[before.end : start])
        ):
            return None
        match = _LIST_ITEM.match(self._line.text, start)
        if before.kind is SpanKind.DATE:
            match = _NEXT_DAY.match(self._line.text, start) or match
        if not match or COUNTED.match(self._line.text, match.end()):
            return None
        return Span(start, match.end(), match[0], before.kind)

    def _quantity(self, start: int, behind: int) -> Span:
        text = self._line.text
        reading = read_quantity(self._line, start, behind)
        if reading is None or not _is_amount(reading.printed, reading.quantity):
            stop = _run_end(text, start)
            return Span(start, stop, text[start:stop], SpanKind.OTHER)
        return self._figure(reading.start, reading.end, reading.printed, reading.quantity)

    def _figure(self, start: int, end: int, printed: str, quantity: Quantity) -> Span:
        qualifier = self._qualifier(start, end)
        unit = quantity.unit if quantity.kind is Kind.RATE else parse_unit(quantity.unit).noun
        kind = SpanKind(quantity.kind.value)
        if kind is SpanKind.COUNT and unit in _TIME_UNITS:
            kind = SpanKind.DURATION
        if qualifier:
            quantity = replace(
                quantity, qualifier=qualifier, printed=with_qualifier(quantity.printed, qualifier)
            )
        return Span(start, end, printed, kind, quantity.value, quantity.value_to, unit, qualifier, quantity)

    def _qualifier(self, start: int, end: int) -> str:
        # every part of the pattern is optional, so it always matches
        match = _QUALIFIER.search(self._line.before(start))
        aim, word, sign = match.groups() if match else (None, None, None)
        words = [part.lower() for part in (aim, word, sign) if part]
        begins = bool(words) and words[-1] == "từ"
        ending = upward(self._line.text, end, expected=begins)
        if begins:
            words.pop()
        if ending:
            words = [*words[:1], f"từ … {ending}"] if words and aim else [f"từ … {ending}"]
        return " ".join(words)

    def _worded(self, start: int, end: int, kind: SpanKind, noun: str) -> Span:
        text = self._line.text
        if kind in QUANTITIES:
            printed = text[start:end]
            try:
                quantity = parse(f"{printed} {noun}".strip())
            except QuantityError:
                return Span(start, end, printed, SpanKind.OTHER)
            return self._figure(start, end, printed, quantity)
        return Span(start, end, text[start:end], kind)


def _run_end(text: str, start: int) -> int:
    """Where digits end with whatever joins them: 1.2.3, 07-08."""
    run = _RUN.match(text, start)
    return run.end() if run else start + 1


_LONGEST_COUNT = 7
"""Digits without points from which on a bare number is a code: 1234567 is one, 286813000 đồng are money."""


def _is_amount(printed: str, quantity: Quantity) -> bool:
    digits = re.sub(r"\D", "", printed)
    bare = printed.isdigit() and not quantity.unit
    return not (bare and (len(digits) >= _LONGEST_COUNT or (len(digits) > 2 and digits[0] == "0")))  # noqa: PLR2004
