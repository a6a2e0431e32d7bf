"""The quantities a text states by itself: ``94 đội``, ``1,4 tỷ đồng``, ``hai chỉ tiêu``. Pure.

What only looks like one is none: years, dates, numbers of documents and of their parts, ordinals, names
that hold a number (``Covid-19``, ``Sinh viên 5 tốt``), and words that are numbers by chance (``một số``).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from khacphuc.text.characters import BLANKS
from khacphuc.text.numbers.forms import CURRENCY
from khacphuc.text.numbers.hand_typed_quantity import HandTypedQuantity
from khacphuc.text.numbers.number_words import NOUNS
from khacphuc.text.spans import QUANTITIES, Mark, Span, SpanKind, read_spans
from khacphuc.text.tokens import WORDS, WORDS_NEAR, in_brackets

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_CITATION = re.compile(r"@[^\W_]+")
# mấy chục người, hàng trăm lượt: no number a table could hold, and stated all the same
_ROUGH = re.compile(r"(?:mấy|vài|hàng) ", re.IGNORECASE)
_LARGE = re.compile(r" (?:nghìn|ngàn|triệu|tỷ|tỉ)\b", re.IGNORECASE)
_MONEY = re.compile(rf" ?{CURRENCY}")
_NOUN = re.compile(rf" {NOUNS}", re.IGNORECASE)
_NEXT_WORD = re.compile(r" [^\W\d]+")
_SPACES = dict.fromkeys(map(ord, f"{BLANKS}\n\t"), " ")


def hand_typed(text: str, *, names: Iterable[str] = ()) -> list[HandTypedQuantity]:
    """Find the quantities a text states.

    Args:
        text: one paragraph, heading or cell in NFC; citations stand in it as ``@SL041``.
        names: names that hold a number, as the office writes them.

    Returns:
        Them in order.

    >>> stated = hand_typed("Năm 2021 có 94 đội, chi 1,4 tỷ đồng; hai chỉ tiêu chưa đạt")
    >>> [quantity.words for quantity in stated]
    ['94 đội', '1,4 tỷ đồng', 'hai chỉ tiêu']
    >>> hand_typed("Mục 2.1: dịch Covid-19, một số đơn vị, Đội 14", names=["Đội 14"])
    []
    """
    plain = text.translate(_SPACES)
    return [
        _quantity(plain, span.start, stop := _stop(span, plain), _with_noun(plain, stop))
        for span in read_spans(plain, list(_marks(plain, names)))
        if span.kind in QUANTITIES or _is_rough(span, plain)
    ]


def _marks(plain: str, names: Iterable[str]) -> Iterator[Mark]:
    """What is no quantity whatever its number: citations, and the names an office lists."""
    listed = [re.compile(rf"(?<!\w){re.escape(name)}(?!\w)", re.IGNORECASE) for name in names]
    for pattern in (_CITATION, *listed):
        for match in pattern.finditer(plain):
            yield Mark(*match.span(), SpanKind.NAME)


def _is_rough(span: Span, plain: str) -> bool:
    return bool(_ROUGH.match(span.printed) and (_NOUN.match(plain, span.end) or _LARGE.search(span.printed)))


def _stop(span: Span, plain: str) -> int:
    """Where a number ends, with its share, scale and currency."""
    money = _MONEY.match(plain, span.end) if plain[span.start].isdigit() and span.kind in QUANTITIES else None
    return money.end() if money else span.end


def _with_noun(rest: str, stop: int) -> int:
    following = _NOUN.match(rest, stop) or (rest[stop - 1].isdigit() and _NEXT_WORD.match(rest, stop))
    return following.end() if following else stop


def _quantity(plain: str, start: int, stop: int, end: int) -> HandTypedQuantity:
    return HandTypedQuantity(
        words=" ".join(plain[start:end].split()),
        quote=in_brackets(plain, start, end),
        number=" ".join(plain[start:stop].split()),
        after=" ".join(plain[stop : stop + WORDS_NEAR].split()[:WORDS]),
        offset=start,
    )
