"""The quantities a document prints, section by section and in order, as a table of figures is compared with.

Every number of the document goes in (`Coverage`); years, dates and numbers of sections stay out. Pure.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from contextlib import suppress
from typing import TYPE_CHECKING

from khacphuc.errors import QuantityError
from khacphuc.text.letters import SUPERSCRIPTS
from khacphuc.text.numbers.qualifiers import AIM
from khacphuc.text.quantities import Kind
from khacphuc.text.tokens import WORDS, WORDS_NEAR, Token
from khacphuc.text.units import parse_unit

if TYPE_CHECKING:
    from khacphuc.data.source.coverage import Coverage
    from khacphuc.text.quantities import Quantity
    from khacphuc.text.spans import Span

_NUMBER = re.compile(r"[+\-−±]?\s?[0-9][0-9.,/]*")
_ONE_NUMBER = re.compile(rf"(?P<number>{_NUMBER.pattern}(?:\s?/\s?[0-9.]+)?)(?P<rest>.*)", re.DOTALL)
_PER_CENT = re.compile(r"\s*(?:%|phần trăm)", re.IGNORECASE)
_CLAUSE_ENDS = re.compile(r"[;:()!?]|[.,](?=\s)")
# phấn đấu kết nạp được 10%: an aim holds to the end of its clause, a bound over a few words
_AIM = re.compile(rf"\b({AIM})\b\D*$", re.IGNORECASE)
_BOUND = re.compile(r"\b(ít nhất|tối thiểu|chậm nhất)(?:\s+[^\W\d]+){1,3}\s*$", re.IGNORECASE)
_PRINT = str.maketrans("", "", "*")
"""Bold and italic in a text file."""


def extract_tokens(coverage: Coverage) -> list[Token]:
    r"""Take the quantities of a document.

    Args:
        coverage: the document and its numbers.

    Returns:
        Them in reading order.

    >>> from khacphuc.data.source.coverage import cover_document
    >>> from khacphuc.data.source.document import lines_document
    >>> coverage = cover_document(lines_document("I. MỞ ĐẦU\nTrong quý đã\nchi hơn 1,4 tỷ đồng"))
    >>> [token] = extract_tokens(coverage)
    >>> token.paragraph, token.qualifier, token.scale, token.context
    (1, 'hơn', 'tỷ', '…Trong quý đã chi hơn [1,4] tỷ đồng…')
    """
    ordinals: dict[str, int] = {}
    surroundings = _Surroundings(coverage)
    tokens = []
    for index in coverage.quantities:
        span, position = coverage.spans[index], coverage.positions[index]
        if span.quantity is None:
            continue
        ordinals[position.section] = ordinals.get(position.section, 0) + 1
        printed, length = _number_of(span)
        before, after, heads = surroundings.words(index, span.start + length)
        tokens.append(
            Token(
                section=position.section,
                ordinal=ordinals[position.section],
                printed=printed,
                kind=span.quantity.kind.value,
                paragraph=position.paragraph,
                qualifier=_qualifier(span.qualifier, before),
                scale=_scale(span.quantity),
                before=before,
                after=after,
                offset=span.start,
                unit=span.quantity.unit,
                heads=heads,
                value=span.quantity.exact,
            )
        )
    return tokens


class _Surroundings:
    """The words around the numbers of a document, over the lines of one paragraph."""

    def __init__(self, coverage: Coverage) -> None:
        self._coverage = coverage
        self._text = coverage.document.text
        self._blocks = coverage.document.blocks
        self._starts = [block.start for block in self._blocks]

    def words(self, index: int, end: int) -> tuple[str, str, str]:
        """The words before a number, those from a place on, and those at the head of its row and column."""
        start = self._coverage.spans[index].start
        place = max(bisect_right(self._starts, start) - 1, 0)
        block = self._blocks[place]
        if block.kind == "cell":
            heads = [words for words in (block.row_head, block.column_head) if words]
            # a cell that is its own head says nothing of itself
            heads = [words for words in heads if words != self._text[block.start : block.end]]
            return self._before(block.start, start), self._after(end, block.end), ", ".join(heads)
        first, last = place, place
        while first > 0 and self._goes_on(first):
            first -= 1
        while last + 1 < len(self._blocks) and self._goes_on(last + 1):
            last += 1
        return self._before(self._starts[first], start), self._after(end, self._blocks[last].end), ""

    def _goes_on(self, place: int) -> bool:
        """Whether a block goes on with the paragraph before it, as ``outline`` sees it."""
        block, above = self._blocks[place], self._blocks[place - 1]
        line = self._text[block.start : block.end].lstrip()
        return (
            block.kind == above.kind == "paragraph" and line[:1].islower() and not line[1:2].startswith(")")
        )

    def _before(self, start: int, end: int) -> str:
        words = self._text[max(start, end - WORDS_NEAR) : end].translate(_PRINT).split()
        return " ".join(words[-WORDS:]).lstrip(f"{SUPERSCRIPTS} ")

    def _after(self, start: int, end: int) -> str:
        return " ".join(self._text[start : min(end, start + WORDS_NEAR)].translate(_PRINT).split()[:WORDS])


def _number_of(span: Span) -> tuple[str, int]:
    """The number of a span without its scale and unit, and how many characters of the text it takes."""
    match = _ONE_NUMBER.fullmatch(span.printed)
    if match is None or _NUMBER.search(match["rest"]):
        return " ".join(span.printed.split()), len(span.printed)
    number = " ".join(match["number"].split())
    length = match.end("number")
    if per_cent := _PER_CENT.match(match["rest"]):
        return f"{number}%", length + per_cent.end()
    if span.quantity is not None and span.quantity.kind in {Kind.RATE, Kind.RANK, Kind.DURATION}:
        return " ".join(span.printed.split()), len(span.printed)
    if match["rest"].strip() == "‰":
        return f"{number}‰", len(span.printed)
    return number, length


def _qualifier(beside: str, before: str) -> str:
    """The qualifier a number is printed with: the one beside it, or one further off in its clause."""
    clause = _CLAUSE_ENDS.split(before)[-1]
    words = beside or ((match := _BOUND.search(clause)) and match[1].lower()) or ""
    aim = _AIM.search(clause)
    return f"{AIM} {words}".strip() if aim and AIM not in words else words


def _scale(quantity: Quantity) -> str:
    with suppress(QuantityError):
        return parse_unit(quantity.unit).scale
    return ""
