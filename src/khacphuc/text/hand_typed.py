"""The quantities a text states by itself: ``94 đội``, ``1,4 tỷ đồng``, ``hai chỉ tiêu``. Pure.

What only looks like one is none: years, dates, numbers of documents and of their parts, ordinals, names
that hold a number (``Covid-19``, ``Sinh viên 5 tốt``), and words that are numbers by chance (``một số``).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from khacphuc.text.characters import BLANKS
from khacphuc.text.numbers.number_words import NOUNS, NUMBER_WORDS
from khacphuc.text.tokens import NEAR, WORDS, in_brackets, masked, printed_quantities

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_FLAGS = re.VERBOSE | re.IGNORECASE
_DAY = r"(?:0?[1-9]|[12]\d|3[01])/(?:0?[1-9]|1[0-2])(?![\d/])"
_YEAR = r"(?:19|20)\d{2}"
_CAPITALS = "".join(filter(str.isupper, map(chr, range(0x1EFA))))
_COUNTS = rf"(?!\d|[.,/]\d|\s*%|\s(?:phần\străm|nghìn|ngàn|triệu|tỷ|tỉ)(?!\w)|\s{NOUNS})"
"""Behind a number: it counts nothing."""
_AND = rf"(?:(?:,\s|\svà\s|,\svà\s|\shoặc\s|\sđến\s|\s?[–-]\s?)\d+(?:\.\d+)*{_COUNTS})*"
_PAPERS = (
    r"nghị\squyết|nghị\sđịnh|quyết\sđịnh|chỉ\sthị|kết\sluận|thông\stư|thông\stri|thông\sbáo|luật|công\svăn|"
    r"kế\shoạch|hướng\sdẫn|báo\scáo|tờ\strình|quy\sđịnh|quy\schế|đề\sán|dự\sán|chương\strình|văn\sbản"
)
_NUMBERED = (
    r"khuyết\sđiểm|hạn\schế|nội\sdung|chỉ\stiêu|giải\spháp|tiêu\schí|nhiệm\svụ|nhóm|bước|đợt|lần|kỳ|phiên|"
    r"khóa|khoá|hạng|loại|cấp|lớp|khối|tổ|đội|ấp|khu\sphố|phường|quận|vùng|khu\svực|đường|quốc\slộ|tỉnh\slộ|"
    r"(?<!trong\s)(?<!tổng\s)số|câu|dòng|cột|điểm|giai\sđoạn|quý|mùng|mồng|tầng|phòng"
)
_NOT_TYPED = re.compile(
    rf"""
      @[^\W_]+                                                    # a citation
    | [“"«][^\W\d_][^”"»%\n]{{0,80}}[”"»]                         # “Chi đoàn 3 chủ động”: a name
    | ^\s*(?:\d{{1,2}}[.)]|\d{{1,2}}(?:\.\d{{1,2}})+\.?(?=\s(?-i:[{_CAPITALS}])))\s   # 2.1. of a heading
    | \d{{1,2}}[-.]\d{{1,2}}[-.]{_YEAR}                           # 03-3-2021
    | (?:quý\s(?:\d|[ivx]+)|(?:0?[1-9]|1[0-2]))/{_YEAR}(?!\d)     # quý 1/2021, 3/2021
    | (?:ngày|dịp|lễ|mừng|niệm|trước|sau|đến|từ|đường|sáng|chiều|tối|hết|vào)\s{_DAY}{_COUNTS}
    | (?<![\d/])(?:0?9/0?1|0?3/0?2|0?8/0?3|26/0?3|30/0?4|0?1/0?5|15/0?5|19/0?5|0?1/0?6|27/0?7|0?2/0?9
        |15/10|20/10|20/11|22/12)(?![\d/%]|\.\d){_COUNTS}  # days a Youth Union keeps
    | (?<!mỗi\s)(?<!hàng\s)(?<!hằng\s)(?<!một\s)(?<!\d\s)(?:tháng|ngày|tuần)\s\d{{1,2}}(?![\d/]|[.,]\d){_AND}
    | (?<![\w.,/-]){_YEAR}(?![\d%/-]|[.,]\d){_COUNTS}             # 2021 alone
    | (?:\d{{1,2}}|ba|sáu|chín)\stháng\s(?:đầu|cuối)              # 6 tháng đầu năm
    | kỷ\sniệm\s(?:lần\sthứ\s)?\d+\s(?:năm|tuổi)
    | (?:lúc|hồi|vào|từ|đến)\s\d{{1,2}}\s(?:giờ|h)(?!\w)(?:\s\d{{1,2}}(?:\sphút)?)?
    | thứ\s\d+
    | (?:mục|tiểu\smục|tiết|khoản|điều|chương|phụ\slục|phụ\sbiểu|biểu|mẫu|bảng|hình|biểu\sđồ|sơ\sđồ
        |chú\sthích|trang|điểm(?=\s\d+\s(?:khoản|mục|điều)))\s(?:số\s)?\d+(?:\.\d+)*(?:[a-zđ](?!\w))?{_AND}
    | (?:{_PAPERS})\s(?:số\s)?\d{{1,4}}{_COUNTS}
    | (?:{_NUMBERED})\s\d{{1,2}}(?:\.\d+)?{_COUNTS}
    | \d\s(?:tốt|sạch|không|nhất|sẵn\ssàng|xung\skích|chủ\sđộng|trách\snhiệm|đảm\sđang)(?!\w)
    | (?<!\d)0\d(?:[\s.-]?\d){{7,9}}(?![\d.,]\d|\d)               # a telephone number
    | (?<![\d.,])(?:4\.0|24/7|24/24)(?![\d.,]\d|\d)
    | (?:office|windows|iso)\s\d[\d:]*
    """,
    _FLAGS,
)
_RANGE = re.compile(r"(?<![\w.,/–-])\d[\d.,]*\s?[–-]\s?\d+(?:[.,]\d+)?%?(?![\w/]|[–-]\d)")
_GLUED = re.compile(
    rf"(?<![\w.,/-])\d+(?:[.,]\d+)*(?:{NOUNS}|(?:tr|k|triệu|tỷ|tỉ|nghìn)(?!\w))", re.IGNORECASE
)
_WORDED = re.compile(
    rf"(?<!\w)(?P<number>{NUMBER_WORDS})"
    rf"(?:\s(?P<noun>{NOUNS})|(?P<part>\sphần\s(?:{NUMBER_WORDS}|trăm))|(?P<none>))",
    re.IGNORECASE,
)
_LARGE = re.compile(r"\s(?:nghìn|ngàn|triệu|tỷ|tỉ)\b", re.IGNORECASE)
# năm is a year, một an article: numbers only where one is expected
_EXPECTED = re.compile(
    r"(?<!\w)(?:có|còn|gồm|đạt|được|đủ|chỉ|thêm|hơn|gần|lập|mở|tặng|duy nhất|tối thiểu|ít nhất)\s$",
    re.IGNORECASE,
)
_ORDINAL = re.compile(
    r"(?<!\w)(?:thứ|(?<!mỗi )(?<!hàng )(?<!hằng )(?<!một )tháng|quý|khóa|hạng|mùng|mồng|bậc|chương|mục|điều"
    r"|khoản)\s$",
    re.IGNORECASE,
)
_ARTICLE = re.compile(r"\s(?:nào|khác|nữa|mới|riêng|chung|thống nhất|nhất định|cụ thể|quan trọng)(?!\w)")
_TIMES = {"ngày", "tuần", "tháng", "quý", "năm", "giờ", "em", "bạn", "bộ"}
_NOUN = re.compile(rf"\s{NOUNS}", re.IGNORECASE)
_NEXT_WORD = re.compile(r"\s[^\W\d]+")
_SPACES = dict.fromkeys(map(ord, f"{BLANKS}\n\t"), " ")


@dataclass(frozen=True, slots=True)
class HandTypedQuantity:
    """A quantity a text states.

    Attributes:
        words: the quantity and its noun, as typed.
        quote: it in brackets among the words around it.
        number: the number alone.
        after: the words behind the number, its unit first.
        offset: where it begins.
    """

    words: str
    quote: str
    number: str
    after: str
    offset: int


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
    listed = [re.compile(rf"(?<!\w){re.escape(name)}(?!\w)", re.IGNORECASE) for name in names]
    rest = masked(plain, *listed, _NOT_TYPED)
    quantities: list[HandTypedQuantity] = []
    end = 0
    for start, stop in sorted(_spans(rest), key=lambda span: (span[0], -span[1])):  # the longest first
        if start >= end:
            end = _with_noun(rest, stop)
            quantities.append(_quantity(plain, start, stop, end))
    return quantities


def _spans(rest: str) -> Iterator[tuple[int, int]]:
    for pattern in (_RANGE, _GLUED):
        yield from (match.span() for match in pattern.finditer(rest))
    yield from (match.span() for match in printed_quantities(rest))
    for match in _WORDED.finditer(rest):
        if _counts(match, rest):
            yield match.start(), match.end("part" if match["part"] else "number")


def _counts(match: re.Match[str], rest: str) -> bool:
    """Whether words that are a number are meant as one."""
    number, noun, before = match["number"].lower(), (match["noun"] or "").lower(), _ahead(rest, match.start())
    if match["none"] is not None:
        return bool(_LARGE.search(number))
    if match["part"]:
        return True
    if _ORDINAL.search(before):
        return False
    if number == "một":
        return bool(_EXPECTED.search(before)) and noun not in _TIMES and not _ARTICLE.match(rest, match.end())
    if number == "năm":
        return noun not in _TIMES and (not before.strip() or bool(_EXPECTED.search(before)))
    return True


def _ahead(text: str, start: int) -> str:
    return text[max(start - NEAR, 0) : start]


def _with_noun(rest: str, stop: int) -> int:
    following = _NOUN.match(rest, stop) or (rest[stop - 1].isdigit() and _NEXT_WORD.match(rest, stop))
    return following.end() if following else stop


def _quantity(plain: str, start: int, stop: int, end: int) -> HandTypedQuantity:
    return HandTypedQuantity(
        words=" ".join(plain[start:end].split()),
        quote=in_brackets(plain, start, end),
        number=" ".join(plain[start:stop].split()),
        after=" ".join(plain[stop : stop + NEAR].split()[:WORDS]),
        offset=start,
    )
