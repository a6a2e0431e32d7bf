"""The forms of a quantity that hold more than one number: ranges, rates, ranks, sums in two scales. Pure.

Each pattern takes the whole body of a quantity, its qualifier gone, and names its parts. `quantities.parse`
reads the parts; which numbers they are is judged there.
"""

from __future__ import annotations

import re

from khacphuc.text.letters import SUPERSCRIPTS
from khacphuc.text.numbers.number_words import NOUNS

NUMBER = r"[0-9]+(?:[.,][0-9]+)*(?: [0-9]{3}(?![0-9]))*"
"""Digits with points, commas and blanks between thousands, as a pattern; `read_numeral` judges them."""
SCALE = r"(?:(?:nghìn|ngàn) (?:tỷ|tỉ)|nghìn|ngàn|triệu|tỷ|tỉ|tr(?!\w))"
DASHES = "-‐‑–—−~"
TO = rf"(?: ?[{DASHES}] ?| đến | tới | - )"
"""Between the bounds of a range."""
# a dash between numbers may be typed as any of these, and a sign as well
PLUS_MINUS = {"+": "+", "-": "-", "−": "-", "–": "-", "±": "±"}
VULGAR = {
    "½": "1/2", "⅓": "1/3", "⅔": "2/3", "¼": "1/4", "¾": "3/4", "⅕": "1/5", "⅖": "2/5", "⅗": "3/5",
    "⅘": "4/5", "⅙": "1/6", "⅚": "5/6", "⅛": "1/8", "⅜": "3/8", "⅝": "5/8", "⅞": "7/8",
}  # fmt: skip
"""Fractions in one character, as people write them."""

_FLAGS = re.IGNORECASE
# 3-5 buổi, 90%-95%, từ 15 đến 20 đội, 500 triệu đến 1 tỷ đồng, 15 đội đến 20 đội
RANGE = re.compile(
    # with a noun behind the first bound the dash has blanks around it: 0% ca Covid-19 is no range
    rf"(?:từ )?(?P<low>{NUMBER})(?:(?P<own>(?: ?(?:%|‰)| ?{SCALE})?){TO}"
    rf"|(?P<noun>(?: ?{SCALE})? [^\W\d_][^0-9%]{{0,40}}?)(?: [{DASHES}] | đến | tới ))(?:đến )?"
    # 12-13/18 tiêu chí: twelve or thirteen of eighteen
    rf"(?P<high>{NUMBER})(?:/(?P<of>[0-9]{{1,4}})(?![0-9/]))?(?P<rest>(?!/).*)",
    _FLAGS,
)
# 12.500 lượt/25.000 người, 18 em/1 máy, 50 ngàn/1 hội viên/1 năm: two numbers, each with its noun
RATE = re.compile(
    rf"(?P<left>{NUMBER})(?P<own> ?[^\W\d_][^0-9/]*?) ?/ ?(?P<right>{NUMBER})(?P<rest> ?[^\W\d_].*)", _FLAGS
)
ONE_OF = re.compile(r" ?/ ?0?1 (?=[^\W\d])")
"""Per what else a rate is: 50 ngàn/1 hội viên/1 năm."""
# thứ 4/12, xếp hạng 3: lower is better
RANK = re.compile(
    r"(?P<verb>xếp |đứng )?(?:(?:vị trí |vị |hạng )?thứ(?: hạng)?|hạng|vị trí) "
    r"(?P<place>[0-9]{1,4})(?:(?: ?/ ?| trên )(?P<of>[0-9]{1,4}(?![0-9])))?(?P<rest>(?![/,.0-9]).*)",
    _FLAGS,
)
# 1 tỷ 200 triệu đồng, 2 triệu 500 nghìn đồng
SCALES_IN_TURN = re.compile(
    rf"(?P<first>{NUMBER}) ?(?P<large>{SCALE}) (?P<second>[0-9]{{1,3}}) ?(?P<small>{SCALE})(?P<rest>.*)",
    _FLAGS,
)
# 220 triệu/254 triệu 700 nghìn đồng: a sum over another; 83,2%/50%: a share over the one that was planned
_SUM = rf"{NUMBER} ?(?:{SCALE}(?: [0-9]{{1,3}} ?{SCALE})?|%)"
SUM_OVER_SUM = re.compile(rf"(?P<left>{_SUM}) ?/ ?(?P<right>{_SUM})(?P<rest>.*)", _FLAGS)
_HOURS, _MINUTES, _YEARS, _MONTHS = "giờ", "phút", "năm", "tháng"
TIMES_IN_TURN = re.compile(
    rf"(?P<first>[0-9]{{1,4}}) (?P<large>{_HOURS}|{_YEARS}|{_MINUTES}|tuần) (?P<second>[0-9]{{1,2}}) "
    rf"(?P<small>{_MINUTES}|{_MONTHS}|giây|ngày)(?P<rest>)",
    _FLAGS,
)
PARTS_OF_TIME = {(_HOURS, _MINUTES): 60, (_YEARS, _MONTHS): 12, (_MINUTES, "giây"): 60, ("tuần", "ngày"): 7}
"""How many of the smaller unit the larger one has, where that is one number."""
# 03 (ba) đội: the words repeat the digits
REPEATED = re.compile(rf"(?P<number>{NUMBER}) ?\((?P<words>[^()0-9]+)\)(?P<rest>.*)")
# 7, 5 tỷ: a blank has come behind the comma; only a scale or % shows that it is one number
LOOSE_COMMA = re.compile(rf"([0-9]+), ([0-9]{{1,2}})(?= ?(?:%|{SCALE}(?!\w)))", _FLAGS)
# $1.000 and €500
CURRENCY_BEFORE = re.compile(
    rf"(?P<sign>US\$|[$€£¥]) ?(?P<number>{NUMBER})(?P<rest>(?: ?{SCALE}(?!\w))?)$", _FLAGS
)

# right behind the digits people write units of measure and money (48kg, 950.000đ); a noun only by a slip of
# the finger (94đội). Capitals count: 5G and 12M are names.
_MEASURES = (
    *("km²", "km2", "km", "m²", "m2", "m³", "m3", "cm²", "cm2", "cm", "dm²", "dm2", "dm", "mm", "mét", "m"),
    *("ha", "công", "sào", "kg", "mg", "tấn", "tạ", "g", "lít", "ml", "l", "kWh", "kwh", "kW", "kVA", "kV"),
    *("MW", "KB", "MB", "GB", "TB", "°C", "h", "giờ", "phút", "giây"),
)
_MONEY = r"(?:đồng|đ|VNĐ|VND|vnđ|vnd|USD|EUR|tr\.?đ)(?![^\W_])|[₫$€]"
MEASURE = rf"(?:{'|'.join(sorted(map(re.escape, _MEASURES), key=len, reverse=True))})(?![^\W_])"
"""A unit of measure, which may stand right behind its digits, as a pattern; capitals count."""
_DONG = r"(?i:đồng)(?!\w)(?! (?:chí|bào|nghiệp|phục|đội|hành|thuận|bộ|ý|thời|đều|tình)(?!\w))"
CURRENCY = (
    rf"(?:{_DONG}|(?i:tr\.?đ|vnđ|vnd|usd|eur|euro|ndt)(?!\w)|đ(?!\w|/c|/C)|(?i:đô la(?: mỹ)?)(?!\w)|₫|\$|€)"
)
"""A currency behind a number, as a pattern; đồng chí and đ/c are people."""
_GLUED = re.compile(rf"{MEASURE}|{_MONEY}|(?i:{SCALE}|k)(?!\w)|(?i:{NOUNS})|(?i:phần trăm)")
# a superscript at the end of a word, a footnote mark unless the word is a square unit
_TYPED_PER_MILLE = re.compile(r"(?<=[0-9])( ?)%[0oO](?!\w)")
_MARKS = re.compile(rf"(?<=[^\s{SUPERSCRIPTS}])[{SUPERSCRIPTS}]+(?=\s|$)")
_SQUARE_UNIT = re.compile(r"(?:^|[\s/]|[0-9])[kcdmh]?m[²³]$")
_VULGAR = re.compile(rf"(?<!\w)[{''.join(VULGAR)}](?![^\W\d_])")


def is_glued_unit(text: str) -> bool:
    """Whether what stands right behind digits is a unit.

    >>> is_glued_unit("kg/sào"), is_glued_unit("đội"), is_glued_unit("G")
    (True, True, False)
    """
    return _GLUED.match(text) is not None


def is_measure(unit: str) -> bool:
    """Whether a unit measures what can be cut anywhere, by itself or per something, or is averaged.

    >>> is_measure("ha"), is_measure("kg/sào"), is_measure("tiêu chí"), is_measure("xã")
    (True, True, True, False)
    """
    return re.match(rf"{MEASURE}|(?:điểm|tiêu chí)(?!\w)", unit) is not None


def plain_fractions(text: str) -> str:
    """A text with ``½`` written as ``1/2``, wherever it stands alone: in old fonts it is a letter.

    >>> plain_fractions("½ số xã")
    '1/2 số xã'
    """
    return _VULGAR.sub(lambda match: VULGAR[match[0]], text)


def plain_per_mille(text: str) -> str:
    """A text with ``%0`` behind a number written as the sign that few keyboards have.

    >>> plain_per_mille("0,30%0"), plain_per_mille("5%o dân số"), plain_per_mille("5%")
    ('0,30‰', '5‰ dân số', '5%')
    """
    return _TYPED_PER_MILLE.sub(r"\1‰", text)


def without_notes(text: str) -> tuple[str, bool]:
    """Leave footnote marks out; ``m²`` and its like are units.

    >>> without_notes("90%¹"), without_notes("5 m²")
    (('90%', True), ('5 m²', False))
    """
    marked = False

    def drop(match: re.Match[str]) -> str:
        nonlocal marked
        if _SQUARE_UNIT.search(text[: match.end()]):
            return match.group()
        marked = True
        return ""

    return _MARKS.sub(drop, text), marked
