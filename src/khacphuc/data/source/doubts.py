"""What a person must decide about the numbers of a document before anything is made of them. Pure."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Final

from khacphuc.data.source.relations import changes_without_unit, unlike_numbers, wrong_shares
from khacphuc.text.numerals import Flag
from khacphuc.text.spans import SpanKind

if TYPE_CHECKING:
    from collections.abc import Mapping

    from khacphuc.data.source.coverage import Coverage

_FLAGS: Final = (
    Flag.ENGLISH_DECIMAL, Flag.AMBIGUOUS_GROUPING, Flag.AMBIGUOUS_DECIMAL, Flag.AMBIGUOUS_DATE,
)  # fmt: skip
"""Ways to write a number that can be meant otherwise."""
UNKNOWN, SHARE, NO_UNIT, UNLIKE, OLD_FONT = "unknown", "share", "no_unit", "unlike", "old_font"
DOUBTS: Final = (SHARE, NO_UNIT, UNLIKE, *(flag.value for flag in _FLAGS), UNKNOWN, OLD_FONT)
"""Every doubt there is, gravest first."""


def find_doubts(coverage: Coverage) -> Mapping[int, tuple[str, ...]]:
    r"""Find what a person must decide first.

    Args:
        coverage: a document and its numbers.

    Returns:
        Doubts by the indices of spans, of `DOUBTS`, gravest first: a share that is not that of its ratio
        (``share``), a change of nothing (``no_unit``), a number written unlike others (``unlike``), one that
        can be read in two ways (the name of its flag), one of which nobody knows what it is (``unknown``),
        one among words in a font from before Unicode (``old_font``).

    >>> from khacphuc.data.source.coverage import cover_document
    >>> from khacphuc.data.source.document import lines_document
    >>> find_doubts(cover_document(lines_document("Có 9/11 chỉ tiêu (đạt 90%), chi 13.6 triệu đồng")))
    {1: ('share',), 2: ('english_decimal',)}
    """
    doubts: dict[int, set[str]] = defaultdict(set)
    for share in wrong_shares(coverage):
        doubts[share.percentage].add(SHARE)
    for index in changes_without_unit(coverage):
        doubts[index].add(NO_UNIT)
    for index, _ in unlike_numbers(coverage):
        doubts[index].add(UNLIKE)
    legacy = [coverage.document.blocks[paragraph.block] for paragraph in coverage.document.legacy_paragraphs]
    for index, span in enumerate(coverage.spans):
        if span.quantity is not None:
            doubts[index].update(flag.value for flag in _FLAGS if flag in span.quantity.flags)
        if span.kind is SpanKind.OTHER and span.printed[:1].isdigit():  # m2 alone is a unit
            doubts[index].add(UNKNOWN)
        if any(block.start <= span.start < block.end for block in legacy):
            doubts[index].add(OLD_FONT)
    known = {index: tuple(filter(reasons.__contains__, DOUBTS)) for index, reasons in sorted(doubts.items())}
    return {index: reasons for index, reasons in known.items() if reasons}
