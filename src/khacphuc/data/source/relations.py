"""What the numbers of one document say against each other, without any table. Pure.

A share printed behind its part and whole is the best proof that a reading is right: ``9/11 chỉ tiêu (đạt
81,8%)``. Indices of spans come out; what is made of them (findings, decisions) is made elsewhere.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from typing import TYPE_CHECKING

from khacphuc.text.numerals import round_half_up
from khacphuc.text.spans import SpanKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from khacphuc.data.source.coverage import Coverage
    from khacphuc.text.spans import Span

_NEAR = 120
"""Characters between a ratio and its percentage at most: a noun and a verb."""
_VERB = r"(?:đạt|chiếm|bằng|tương (?:đương|ứng)|t[ỷỉ] lệ|đạt t[ỷỉ] lệ|chiếm t[ỷỉ] lệ)"
_NOUN = r"(?:\s+[^\W\d_]+){0,8}?"
# 9/11 chỉ tiêu (đạt 81,8%), 9/11 (81,8%), 9/11 chỉ tiêu đạt 81,8%, 9/11 = 81,8%
_SHARE_BEHIND = re.compile(
    rf"{_NOUN}\s*(?:(?P<opened>\()\s*(?:{_VERB}\s*:?\s*)?|\s{_VERB}\s+|=\s*)", re.IGNORECASE
)
# 9/11 chỉ tiêu, đạt 81,8%. Only where nothing else follows that the share may be of: đạt 100% kế hoạch
_SHARE_APART = re.compile(rf"{_NOUN}\s*[,–-]\s*{_VERB}\s+", re.IGNORECASE)
_ENDS = re.compile(r"\s*(?:[.;,)]|$)", re.MULTILINE)
_CLOSES = re.compile(r"\s*[),;]")
# đạt 81,8% (9/11 chỉ tiêu)
_SHARE_BEFORE = re.compile(rf"{_NOUN}\s*\(\s*", re.IGNORECASE)
_AT_LEAST, _AT_MOST = "hơn|trên|ít nhất|tối thiểu", "gần|dưới|không quá|tối đa"
_ABOUT = "khoảng|ước|ước đạt|xấp xỉ"
_QUALIFIER = re.compile(
    rf"(?<!\w)(?:(?P<least>{_AT_LEAST})|(?P<most>{_AT_MOST})|(?P<about>{_ABOUT}))\s*$", re.IGNORECASE
)
_CHANGE = re.compile(
    r"(?:tăng|giảm|vượt|cao hơn|thấp hơn)(?: (?:thêm|lên|xuống|được|là))?\s*$", re.IGNORECASE
)
_COMPARED = re.compile(r"\s*(?:so với|so cùng kỳ|cùng kỳ)", re.IGNORECASE)
_NUMBER = re.compile(r"[+\-−±]?\d(?:[\d.,]*\d)?")
_THREE_DECIMALS = re.compile(r"[1-9]\d{0,2},\d{3}")
_GROUPED = re.compile(r"[1-9]\d{0,2}(?:\.\d{3})+")


@dataclass(frozen=True, slots=True)
class Share:
    """A ratio and the percentage printed with it, by their indices among the spans."""

    ratio: int
    percentage: int


def wrong_shares(coverage: Coverage) -> Iterator[Share]:
    """Ratios whose percentage, printed right beside them, is another.

    It may be rounded or cut, and ``hơn``, ``gần`` allow what they say.
    """
    for index, (first, second) in enumerate(pairwise(coverage.spans)):
        kinds = first.kind, second.kind
        if kinds == (SpanKind.RATIO, SpanKind.PERCENTAGE) and _is_share_behind(coverage, first, second):
            share = Share(index, index + 1)
        elif kinds == (SpanKind.PERCENTAGE, SpanKind.RATIO) and _is_share_before(coverage, first, second):
            share = Share(index + 1, index)
        else:
            continue
        ratio, percentage = coverage.spans[share.ratio], coverage.spans[share.percentage]
        if not _agree(ratio, percentage, _qualifier(coverage, percentage)):
            yield share


def changes_without_unit(coverage: Coverage) -> Iterator[int]:
    """Changes by a broken number of nothing: ``tăng 4,3 so với năm 2020`` says neither % nor points."""
    text = coverage.document.text
    for index, span in enumerate(coverage.spans):
        if "," not in span.printed and "." not in span.printed:
            continue
        number = _NUMBER.match(text, span.start, span.end)
        if number is None or span.kind not in {SpanKind.COUNT, SpanKind.OTHER}:
            continue
        line = text.rfind("\n", 0, span.start) + 1
        if _CHANGE.search(text[line : span.start]) and _COMPARED.match(text, number.end()):
            yield index


def unlike_numbers(coverage: Coverage) -> Iterator[tuple[int, int]]:
    """Numbers with three decimals among grouped ones of the same unit: ``20,624 triệu``, ``50.000 triệu``.

    Yields:
        The index of the number, and of the nearest one in its section that is written the other way. A
        section in which numbers with decimals are usual gives none.
    """
    groups: dict[tuple[str, str], list[int]] = {}
    for index in coverage.quantities:
        span, section = coverage.spans[index], coverage.positions[index].section
        if span.quantity is not None and span.quantity.unit:
            groups.setdefault((section, span.quantity.unit.lower()), []).append(index)
    for members in groups.values():
        numbers = {index: _number(coverage.spans[index]) for index in members}
        grouped = [index for index, number in numbers.items() if _GROUPED.fullmatch(number)]
        unlike = [index for index, number in numbers.items() if _THREE_DECIMALS.fullmatch(number)]
        broken = sum("," in number for number in numbers.values())
        if broken == len(unlike) <= len(grouped):
            for index in unlike:
                yield index, min((abs(other - index), other) for other in grouped)[1]


def _number(span: Span) -> str:
    match = _NUMBER.match(span.printed)
    return match[0] if match else ""


def _is_share_behind(coverage: Coverage, ratio: Span, percentage: Span) -> bool:
    text = coverage.document.text
    if percentage.start - ratio.end > _NEAR:
        return False
    between = text[ratio.end : percentage.start]
    if qualifier := _QUALIFIER.search(between):
        between = between[: qualifier.start()]
    if match := _SHARE_BEHIND.fullmatch(between):
        return not match["opened"] or bool(_CLOSES.match(text, percentage.end))
    apart = _SHARE_APART.fullmatch(between)
    return bool(apart and _ENDS.match(text, percentage.end))


def _is_share_before(coverage: Coverage, percentage: Span, ratio: Span) -> bool:
    return bool(_SHARE_BEFORE.fullmatch(coverage.document.text, percentage.end, ratio.start))


def _qualifier(coverage: Coverage, span: Span) -> str:
    """What the word before a number lets its value be: ``least``, ``most``, ``about``; empty if nothing."""
    line = coverage.document.text.rfind("\n", 0, span.start) + 1
    match = _QUALIFIER.search(coverage.document.text, line, span.start)
    return str(match.lastgroup) if match else ""


def _agree(ratio: Span, percentage: Span, qualifier: str) -> bool:
    if ratio.value is None or percentage.value is None:
        return True
    exact, printed = Fraction(ratio.value) * 100, Fraction(percentage.value)
    decimals = len(_number(percentage).partition(",")[2])
    if qualifier:
        return qualifier == "about" or (printed <= exact if qualifier == "least" else exact <= printed)
    scale = 10**decimals
    return printed in {Fraction(round_half_up(exact, decimals)), Fraction(int(exact * scale), scale)}
