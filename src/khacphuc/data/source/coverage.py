"""Every number of a document with what it is and where it stands; proves that none is passed over.

A document that was read goes in, a `Coverage` comes out: for whoever shows it, compares it with tables, or
makes tables of it.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from khacphuc.data.source.outline import outline
from khacphuc.errors import KhacphucError
from khacphuc.text.spans import QUANTITIES, read_spans

if TYPE_CHECKING:
    from collections.abc import Sequence

    from khacphuc.data.source.document import SourceDocument
    from khacphuc.data.source.outline import Position
    from khacphuc.text.spans import Span

_DIGITS = re.compile(r"[0-9]+")  # other scripts have digits too; no office of ours prints them


@dataclass(frozen=True, slots=True)
class Coverage:
    """A document and all its numbers.

    Attributes:
        document: what was read.
        spans: its numbers, in order.
        positions: where each of them stands.
    """

    document: SourceDocument
    spans: tuple[Span, ...]
    positions: tuple[Position, ...]

    @property
    def quantities(self) -> tuple[int, ...]:
        """The indices of the spans that are quantities."""
        return tuple(index for index, span in enumerate(self.spans) if span.kind in QUANTITIES)


def cover_document(document: SourceDocument) -> Coverage:
    r"""Find every number of a document.

    Raises:
        KhacphucError: a run of digits is in no span, or in more than one: our failure, never the document's.

    >>> from khacphuc.data.source.document import lines_document
    >>> coverage = cover_document(lines_document("I. KẾT QUẢ\nNăm 2021 có 94 đội.\n"))
    >>> [(coverage.spans[index].printed, coverage.positions[index].section) for index in coverage.quantities]
    [('94', 'I')]
    """
    spans = read_spans(document.text, document.marks)
    prove_coverage(document.text, spans)
    return Coverage(document, spans, outline(document, spans))


def prove_coverage(text: str, spans: Sequence[Span]) -> None:
    """See that every run of digits of a text lies in exactly one of its spans.

    Raises:
        KhacphucError: one does not.
    """
    starts = [span.start for span in spans]
    for before, after in pairwise(spans):
        if after.start < before.end:
            raise _failure("two spans overlap", text, after.start)
    for run in _DIGITS.finditer(text):
        index = bisect_right(starts, run.start()) - 1
        if index < 0 or spans[index].end < run.end():
            raise _failure(f"the digits {run[0]} are in no span", text, run.start())


def _failure(observed: str, text: str, start: int) -> KhacphucError:
    line = text.count("\n", 0, start) + 1
    return KhacphucError(observed, place=f"line {line} of the text", remedy="this is a fault of the reader")
