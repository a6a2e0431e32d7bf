"""Numbers written in words (``hai chỉ tiêu``), and words that are numbers by chance. Pure."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from khacphuc.text.numbers.number_words import NOUNS, NUMBER_WORDS
from khacphuc.text.span_patterns.kinds import SpanKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from khacphuc.text.span_patterns.pattern import TextLine

WORDED = re.compile(
    rf"(?<!\w)(?P<number>{NUMBER_WORDS})"
    rf"(?: (?P<noun>{NOUNS})|(?P<part> phần (?:{NUMBER_WORDS}|trăm))|(?P<none>))",
    re.IGNORECASE,
)
_LARGE = re.compile(r" (?:nghìn|ngàn|triệu|tỷ|tỉ)\b", re.IGNORECASE)
# năm is a year, một an article: numbers only where one is expected
_EXPECTED = re.compile(
    r"(?<!\w)(?:có|còn|gồm|đạt|được|đủ|chỉ|thêm|hơn|gần|lập|mở|tặng|duy nhất|tối thiểu|ít nhất) $",
    re.IGNORECASE,
)
_ORDINAL = re.compile(
    r"(?<!\w)(?:thứ|lần thứ|khóa|hạng|bậc|kỳ họp|phiên họp|cấp|đợt|vòng|loại|lớp|khối) $", re.IGNORECASE
)
_PART = re.compile(r"(?<!\w)(?:chương|mục|điều|khoản|phần) $", re.IGNORECASE)
_PERIOD = re.compile(r"(?<!\w)(?:(?<!mỗi )(?<!hàng )(?<!hằng )(?<!một )tháng|quý|mùng|mồng) $", re.IGNORECASE)
_HALF_YEAR = re.compile(r" tháng (?:đầu|cuối)(?: năm)?", re.IGNORECASE)
_ARTICLE = re.compile(r" (?:nào|khác|nữa|mới|riêng|chung|thống nhất|nhất định|cụ thể|quan trọng)(?!\w)")
_TIMES = {"ngày", "tuần", "tháng", "quý", "năm", "giờ", "em", "bạn", "bộ"}
#: Words that are a number only where they count: một chi đoàn is a cell, năm 2021 a year.
_HOMONYMS = {"một", "năm"}
# mấy chục, hàng trăm: nobody can compare such a number
_ROUGH = re.compile(r"(?:mấy|vài|hàng) ", re.IGNORECASE)


def worded(line: TextLine) -> Iterator[tuple[int, int, SpanKind, str]]:
    """The numbers in words of a line.

    Yields:
        Start and end, the kind, and for a number that counts its noun as printed, or empty. A kind `OTHER`
        counts nothing (``hai bên``) or says no exact number (``mấy chục người``).

    >>> from khacphuc.text.span_patterns.pattern import TextLine
    >>> [(kind.value, noun) for _, _, kind, noun in worded(TextLine("lần thứ hai, có hai chỉ tiêu, hai bên"))]
    [('ordinal', ''), ('count', 'chỉ tiêu'), ('other', '')]
    """
    for match in WORDED.finditer(line.text):
        number, start = match["number"].lower(), match.start()
        end = match.end("part" if match["part"] else "number")
        kind, noun = _kind(match, number, line), match["noun"] or ""
        if kind is SpanKind.PERIOD and (half := _HALF_YEAR.match(line.text, end)):
            end = half.end()
        if kind is not None:
            yield start, end, kind, noun if kind is SpanKind.COUNT else ""


def _kind(match: re.Match[str], number: str, line: TextLine) -> SpanKind | None:
    before = line.before(match.start())
    if number not in _HOMONYMS and _HALF_YEAR.match(line.text, match.end("number")):
        return SpanKind.PERIOD
    for pattern, kind in (
        (_ORDINAL, SpanKind.ORDINAL),
        (_PART, SpanKind.LEGAL_REFERENCE),
        (_PERIOD, SpanKind.PERIOD),
    ):
        if pattern.search(before) and not match["part"]:
            return kind if number not in _HOMONYMS or kind is not SpanKind.PERIOD else SpanKind.PERIOD
    if _ROUGH.match(number):
        return SpanKind.OTHER
    if counts(match, before, line.text):
        return SpanKind.RATIO if match["part"] else SpanKind.COUNT
    return None if number in _HOMONYMS else SpanKind.OTHER


def counts(match: re.Match[str], before: str, text: str) -> bool:
    """Whether words that are a number are meant as one."""
    number, noun = match["number"].lower(), (match["noun"] or "").lower()
    if match["none"] is not None:
        return bool(_LARGE.search(number))
    if match["part"]:
        return True
    if number == "một":
        return bool(_EXPECTED.search(before)) and noun not in _TIMES and not _ARTICLE.match(text, match.end())
    if number == "năm":
        return noun not in _TIMES and (not before.strip() or bool(_EXPECTED.search(before)))
    return True
