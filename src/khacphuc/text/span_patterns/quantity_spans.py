"""Quantities where they stand in a text, each read by `quantities.parse`: what it does not take is none."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from khacphuc.errors import QuantityError
from khacphuc.text.numbers.forms import CURRENCY, DASHES, MEASURE, SCALE, VULGAR
from khacphuc.text.numbers.number_words import NOUNS, NUMBER_WORDS
from khacphuc.text.quantities import parse
from khacphuc.text.span_patterns.pattern import splits_digits

if TYPE_CHECKING:
    from collections.abc import Iterator

    from khacphuc.text.quantities import Quantity
    from khacphuc.text.span_patterns.pattern import TextLine

_SHARE = r" ?(?:%[0oO](?!\w)|%|‰)| (?i:phần trăm)(?!\w)"
_SCALE = rf" ?(?i:{SCALE})(?!\w)(?! (?:lệ|số|trọng|suất|phú|giá|chứng|tập|hồi)(?!\w))"
_POINTS = r"(?i:điểm (?:%|phần trăm))"
_PER = r"(?: ?/ ?(?!c\b|C\b)[^\W\d_]+(?: (?:viên|tháng|năm|đội|đoàn|hội|sinh|dân|xã|bộ))?(?![\w])){0,2}"
_UNIT = rf"(?: ?{CURRENCY}{_PER}| ?{_POINTS}| ?{MEASURE}{_PER}| ?(?!(?i:đồng)(?!\w| chí))(?i:{NOUNS}){_PER})"
_PLAIN = r"(?:\d+(?:[.,]\d+)*|\d+)"
# 1 231 hội viên: a blank between thousands shows only by what is counted behind them
_APART = rf"(?:[1-9]\d{{0,2}}(?: \d{{3}})+(?![\d.,/])(?=(?:{_SHARE}|{_SCALE}|{_UNIT}))|{_PLAIN})"
_TO = rf"(?: ?[{DASHES}] ?| đến (?:khoảng )?| tới )"
_NOUN = r"[^\W\d_]+(?: [^\W\d_]+){0,3}"
_PER_WHAT = r"(?: ?/ ?[^\W\d_]+){0,2}"
# 6%/năm trở lên, 80 triệu đồng/người/năm trở lên; hoàn thành nhiệm vụ trở lên is of the mark, not the number
_MARKS = ("nhiệm vụ", "khá", "tốt", "giỏi", "trung bình", "xuất sắc", "tiên tiến", "vững mạnh", "cơ sở")
_UPWARD = re.compile(
    rf"{_PER_WHAT}(?: [^\W\d_]+,?){{0,6}}{_PER_WHAT}{''.join(f'(?<! {mark})' for mark in _MARKS)}"
    r" trở (lên|xuống)(?!\w)",
    re.IGNORECASE,
)
# behind từ the clause goes on: từ 80% tổ chức cơ sở Đảng hoàn thành tốt nhiệm vụ trở lên
_FAR_UPWARD = re.compile(r"[^\d;:.()\n]{0,120}? trở (lên|xuống)(?!\w)", re.IGNORECASE)


def _form(core: str, unit: str = f"(?P<unit>{_UNIT})?") -> re.Pattern[str]:
    return re.compile(rf"(?P<core>{core}){unit}")


@cache
def _forms(num: str) -> tuple[re.Pattern[str], ...]:
    """The forms of quantities whose numbers look so; those with thousands apart take long to compile."""
    return (
        # 83,2%/50%
        _form(rf"{num} ?% ?/ ?{num} ?%"),
        # 220 triệu/254 triệu 700 nghìn đồng
        _form(rf"{num}(?:{_SCALE})(?: \d{{1,3}}{_SCALE})? ?/ ?{num}(?:{_SCALE})(?: \d{{1,3}}{_SCALE})?"),
        # 50 ngàn/1 hội viên/1 năm
        _form(
            rf"{num}(?:{_SCALE})?(?: ?{CURRENCY}| {_NOUN})? ?/ ?0?1 (?!nữ|nam){_NOUN} ?/ ?0?1",
            rf"(?P<unit> {_NOUN})",
        ),
        # 12.500 lượt/25.000 người, 500.000đ/01 suất
        _form(
            rf"{num}(?:{_SCALE})?(?: ?{CURRENCY}| {_NOUN}| ?{MEASURE}|(?i:{NOUNS})) ?/ ?{num}",
            rf"(?P<unit> ?(?!nữ|nam){_NOUN})",
        ),
        _form(rf"{num}{_SCALE} \d{{1,3}}{_SCALE}"),
        # 12-13/18 tiêu chí; without what is counted it may be a day and month
        _form(rf"{num}-{num}/\d{{1,3}}", rf"(?P<unit> (?i:{NOUNS}))"),
        # 90%-95%, 500 triệu - 1 tỷ, 15 đội đến 20 đội
        _form(rf"{num}(?:{_SHARE}|{_SCALE})?{_TO}{num}(?![/:]|\.\d)(?:{_SHARE}|{_SCALE})?"),
        _form(
            rf"{num}(?:{_SCALE})? ?(?i:{NOUNS}|{CURRENCY})(?: đến | tới | - ){num}(?:{_SCALE})?",
            rf"(?P<unit>{_UNIT})",
        ),
        _form(rf"{num} ?/ ?{num}(?! ?/ ?\d)(?:{_SCALE})?"),
        _form(r"\d{1,4} (?:giờ|năm|phút|tuần) \d{1,2} (?:phút|tháng|giây|ngày)(?!\w)", "(?P<unit>)"),
        _form(rf"\d+, \d{{1,2}}(?:{_SCALE}| ?%)"),
        _form(rf"{num} ?\((?i:{NUMBER_WORDS})\)(?:{_SHARE}|{_SCALE})?"),
        _form(rf"{num}(?:{_SHARE}|{_SCALE})?"),
        _form(rf"[{''.join(VULGAR)}](?![^\W_])"),
    )


_RANK = re.compile(
    r"(?<!\w)(?:(?:xếp|đứng)(?: [^\W\d_]+){0,2} (?:thứ|hạng|vị trí|vị trí thứ|thứ hạng)|(?:vị |"
    r"hạng )?thứ(?: hạng)?|hạng|vị trí) $",
    re.IGNORECASE,
)
_RANKED = re.compile(r"(?P<core>\d{1,4}(?: ?/ ?\d{1,4})?)(?![.,/]?\d| ?%)")
# a sign is one behind a word that says so, in brackets, or alone; else it is a dash or a bullet
_SIGNED = re.compile(
    r"(?:(?:^|[ (:;,])([±])|(?:[(:;,] ?|[^\W\d_] )(\+)|(?:[(:] ?|(?<!\w)(?:tăng|giảm|âm|là|đạt|còn|mức|lệch|"
    r"trưởng|ở|khoảng) )([-−–])) ?$",
    re.IGNORECASE,
)
_LONE_SIGNED = re.compile(r"[-−–+±] ?\d+(?:[.,]\d+)* ?%?$")


_THOUSANDS = re.compile(r"(?:nghìn|ngàn)$", re.IGNORECASE)
_THOUSANDS_OF = re.compile(
    r" (?!(?:cho|để|và|là|trong|của|tại|với|được|theo|bằng|trên|còn|so|từ|đến|vào|ở|thì|mà|hoặc|do)(?!\w))"
    r"[^\W\d_]+"
)
_SHORT = 40
"""Characters of a line that may be a signed number alone, a cell of a table."""


class QuantityReading(NamedTuple):
    """A quantity of a line: where, what is printed of it, and how it is read."""

    start: int
    end: int
    printed: str
    quantity: Quantity


def read_rank(line: TextLine, start: int) -> QuantityReading | None:
    """Read a rank: ``xếp thứ 4/12``; None if the number is none.

    >>> from khacphuc.text.span_patterns.pattern import TextLine
    >>> read_rank(TextLine("xếp thứ 4/12"), 8).quantity.denominator
    12
    """
    rank, match = _RANK.search(line.before(start)), _RANKED.match(line.text, start)
    if not rank or not match:
        return None
    verb = "xếp " if rank[0].lower().startswith(("xếp", "đứng")) else ""
    quantity = _parsed(f"{verb}thứ {match['core']}")
    return QuantityReading(start, match.end(), match["core"], quantity) if quantity else None


def read_quantity(line: TextLine, start: int, behind: int) -> QuantityReading | None:
    """Read the quantity whose first digit stands at a place; None if there is none.

    >>> from khacphuc.text.span_patterns.pattern import TextLine
    >>> reading = read_quantity(TextLine("chi 1,4 tỷ đồng"), 4, 0)
    >>> reading.printed, reading.quantity.unit
    ('1,4 tỷ', 'tỷ đồng')
    """
    text, before = line.text, line.before(start)
    first, sign = _sign(text, before, start, behind)
    for form in _forms(_APART if line.has_blanks_in_numbers else _PLAIN):
        if not (match := form.match(text, start)):
            continue
        for end, quantity in _readings(match, sign):
            if not splits_digits(text, end):
                printed = re.sub(r" ?\(.*?\)", "", text[first : match.end("core")])
                return QuantityReading(first, end, printed, quantity)
    return None


def _readings(match: re.Match[str], sign: str) -> Iterator[tuple[int, Quantity]]:
    """The readings of one form: with its unit, then without."""
    core, unit = f"{sign}{match['core']}", match["unit"] or ""
    if not unit and (following := _THOUSANDS_OF.match(match.string, match.end())):
        unit = following[0]  # 1,2 nghìn quyển: not money, though no list has the noun
        if _THOUSANDS.search(core) and (quantity := _parsed(core + unit)):
            yield match.end("core"), quantity
        unit = ""
    if unit and (quantity := _parsed(core + unit)):
        # a unit belongs to the span where it is glued to the number or holds a digit itself
        glued = unit[0] != " " or any(map(str.isdigit, unit))
        yield match.end() if glued else match.end("core"), quantity
    if quantity := _parsed(core):
        yield match.end("core"), quantity


def _parsed(text: str) -> Quantity | None:
    try:
        return parse(text)
    except QuantityError:
        return None


def _sign(text: str, before: str, start: int, behind: int) -> tuple[int, str]:
    signed = _SIGNED.search(before)
    if not signed and start and text[start - 1] in "-−–+±" and len(text) < _SHORT:
        if not _LONE_SIGNED.fullmatch(text.strip()):
            return start, ""
        return start - 1, text[start - 1]
    if not signed:
        return start, ""
    sign = signed[1] or signed[2] or signed[3]
    place = start - (len(before) - before.rindex(sign))
    return (place, sign) if place >= behind else (start, "")


def upward(text: str, end: int, *, expected: bool) -> str:
    """``trở lên`` or ``trở xuống`` a few words behind a quantity, as the end of its qualifier."""
    match = (_FAR_UPWARD if expected else _UPWARD).match(text, end)
    return f"trở {match[1].lower()}" if match else ""
