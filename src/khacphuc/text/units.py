"""Units of measure as printed behind a figure: ``%``, ``‰``, a scale (``triệu``), a noun (``lượt``)."""

from __future__ import annotations

import re
import unicodedata
from contextlib import suppress
from dataclasses import dataclass, replace

from khacphuc.errors import QuantityError
from khacphuc.text.letters import plain_d, search_key
from khacphuc.text.refusals import Phrase, Quotation, phrase, quantity_error

DONG = "đồng"
SCALES = {"": 0, "nghìn": 3, "triệu": 6, "tỷ": 9, "nghìn tỷ": 12}
_SCALE_SPELLINGS = {
    ("nghìn", "tỷ"): "nghìn tỷ",
    ("ngàn", "tỷ"): "nghìn tỷ",
    ("nghìn", "tỉ"): "nghìn tỷ",
    ("ngàn", "tỉ"): "nghìn tỷ",
    ("nghìn",): "nghìn",
    ("ngàn",): "nghìn",
    ("triệu",): "triệu",
    ("tỷ",): "tỷ",
    ("tỉ",): "tỷ",
    ("tr",): "triệu",
}
# tr begins too many words (trường): only as a word of its own
_SCALE_WORD = re.compile(
    "|".join(sorted({word for spelling in _SCALE_SPELLINGS for word in spelling} - {"tr"}))
    + r"|(?<!\w)tr(?!\w)"
)
_SHORT_MILLION = re.compile(r"^tr(?:\.? ?(?:đ|đồng|vnđ|vnd))(?![^\W\d_])", re.IGNORECASE)
# m2 as people type it
_TYPED_POWER = re.compile(r"^([kcdmh]?m)([23])(?!\w)")
_POWERS = {"2": "²", "3": "³"}
# words that make another word of the scale: tỷ lệ (rate), triệu chứng (symptom)
_NOT_A_SCALE = {"lệ", "số", "trọng", "suất", "phú", "giá", "chứng", "tập", "hồi"}
# exact: đồng chí (comrade, short đ/c) and đồng bào (compatriot) are people
_DONG = re.compile(r"(?:đồng|đ|vnđ|vnd|₫|đồng việt nam)(?P<per> ?/ ?(?!c$).+)?")
POINTS = "điểm %"
"""Percentage points: ``tăng 4,3 điểm %``. No share of a whole, so no percentage of anything."""
_POINTS = {"điểm %", "điểm phần trăm"}
# money of others by its code in ISO 4217, as offices spell it
_CURRENCIES = {
    "USD": ("usd", "us$", "$", "đô la", "đô la mỹ", "đô-la", "đô-la mỹ"),
    "EUR": ("eur", "euro", "€"),
    "JPY": ("jpy", "yên", "yên nhật", "¥"),
    "CNY": ("cny", "ndt", "rmb", "nhân dân tệ"),
    "KRW": ("krw", "won"),
    "GBP": ("gbp", "bảng anh", "£"),
    "KHR": ("khr", "riel"),
    "LAK": ("lak",),
    "THB": ("thb", "baht"),
    "AUD": ("aud",),
    "SGD": ("sgd",),
}
_CODES = {spelling: code for code, spellings in _CURRENCIES.items() for spelling in spellings}
_CURRENCY = re.compile(
    rf"(?P<code>{'|'.join(sorted(map(re.escape, _CODES), key=len, reverse=True))})(?P<per> ?/ ?.+)?"
)
# what may follow đồng behind a scale without being money
_PEOPLE = {"chí", "bào", "nghiệp"}
_PUNCTUATION = frozenset(" ,.-–/()&'’\"“”²³")
_LAST_PUNCTUATION = frozenset(")'’\"”²³")
_FIRST_NUMBER = re.compile(r"[^0-9]*[0-9](?:[0-9.,/ ]*[0-9])?")
# 18 em/1 máy is of em/máy
_NUMBER_BEHIND = re.compile(r" ?/ ?[0-9](?:[0-9.,]*[0-9])? ?(?=[^\W\d])")
_UNIT_WORD = re.compile(r"%|[^\s%]+")
_LOOSE_DIGIT = re.compile(r"(?<![^\W\d_])(?<![^\W\d_]-)(?<![0-9])[0-9]")


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit taken apart; ``str()`` puts it together again: ``% xã``, ``triệu đồng``, ``lượt``.

    Attributes:
        percent: whether it is a share: ``%``, or ``‰``.
        scale: ``triệu`` and its like.
        noun: what is counted; the code of a currency; ``điểm %`` of percentage points.
        per_mille: whether the share is printed per thousand.
    """

    percent: bool = False
    scale: str = ""
    noun: str = ""
    per_mille: bool = False

    @property
    def is_money(self) -> bool:
        """Whether the noun is a currency, alone or per something (``đồng/tháng``)."""
        return self.currency != ""

    @property
    def currency(self) -> str:
        """``đồng``, or the code of another currency; empty of what is no money.

        >>> parse_unit("triệu đồng/tháng").currency, parse_unit("đô la Mỹ").currency
        ('đồng', 'USD')
        """
        head = self.noun.partition("/")[0]
        return head if head == DONG or head in _CURRENCIES else ""

    @property
    def is_share(self) -> bool:
        """Whether it measures in percent or percentage points."""
        return self.percent or self.noun == POINTS

    @property
    def exponent(self) -> int:
        """The power of ten of the scale: 6 for triệu."""
        return SCALES[self.scale]

    def __str__(self) -> str:
        """Give the normalised text."""
        share = "‰" if self.per_mille else "%" if self.percent else ""
        return " ".join(part for part in (share, self.scale, self.noun) if part)


def parse_unit(text: str) -> Unit:
    """Take a cleaned unit apart.

    Args:
        text: the unit, already through `letters.clean`; may be empty.

    Returns:
        The unit with ``tỉ`` as ``tỷ``, ``ngàn`` as ``nghìn``, ``đ`` and ``VNĐ`` as ``đồng``, ``phần trăm``
        as ``%``, money of others as its code; other nouns as written.

    Raises:
        QuantityError: the text is no unit.

    >>> str(parse_unit("Triệu VNĐ")), parse_unit("tỉ đồng").exponent, parse_unit("đồng chí").is_money
    ('triệu đồng', 9, False)
    >>> str(parse_unit("trđ")), str(parse_unit("điểm phần trăm")), str(parse_unit("$"))
    ('triệu đồng', 'điểm %', 'USD')
    """
    # trđ, tr.đ, tr đồng: a scale and its currency run together
    text = _SHORT_MILLION.sub("triệu đồng", text)
    lower = text.lower()
    if lower in _POINTS:
        return Unit(noun=POINTS)
    if lower.startswith("phần trăm"):
        text, lower = f"%{text[9:]}", f"%{lower[9:]}"
    if lower.startswith(("‰", "phần nghìn")):
        tail = text.removeprefix("‰") if text[0] == "‰" else text[len("phần nghìn") :]
        if tail[:1] not in {"", " "}:
            raise _no_unit(text, phrase("blank_after_percent"))
        return Unit(percent=True, noun=_noun(tail.strip()), per_mille=True)
    if text.startswith("%"):
        if text[1:2] not in {"", " "}:
            raise _no_unit(text, phrase("blank_after_percent"))
        return Unit(percent=True, noun=_noun(text[1:].strip()))
    words = lower.split(" ")
    for count in (2, 1):
        scale = _SCALE_SPELLINGS.get(tuple(words[:count])) if len(words) >= count else None
        if scale and not _NOT_A_SCALE.intersection(words[count : count + 1]):
            return Unit(scale=scale, noun=_scaled_noun(" ".join(text.split(" ")[count:])))
    return Unit(noun=_noun(text))


def join_units(printed: Unit, column: Unit) -> Unit:
    """Join the unit printed with a figure and the unit of its table column.

    The column may add what was not printed (``13.6 triệu`` and ``đồng``) or say the same shorter or longer
    (``lượt cán bộ`` and ``lượt``: the column's noun is kept). It may not say another thing.

    Raises:
        QuantityError: the two contradict each other.

    >>> str(join_units(parse_unit("triệu"), parse_unit("đồng")))
    'triệu đồng'
    """
    noun = column.noun or printed.noun
    ours, theirs = (f"{search_key(unit.noun)} " for unit in (printed, column))
    same_noun = (
        not (printed.noun and column.noun)
        or ours.startswith(theirs)
        or (theirs.startswith(ours) and not printed.is_money)
    )
    if printed.currency != column.currency and printed.noun and column.noun:
        same_noun = False
    if POINTS in {printed.noun, column.noun} and (printed.percent or column.percent):
        same_noun = False
    # 13.600.000 đồng printed, triệu đồng in the column: one of the two is wrong a million times
    same_scale = printed.scale == column.scale or not (column.scale and (printed.scale or printed.noun))
    # 50 lượt is a count whatever the column says
    same_scale = same_scale and not (column.percent and not printed.percent and printed.noun)
    # 8,5% and a column in ‰ differ ten times
    same_scale = same_scale and not (
        printed.percent and column.percent and printed.per_mille != column.per_mille
    )
    joined = Unit(
        printed.percent or column.percent,
        printed.scale or column.scale,
        noun,
        printed.per_mille or column.per_mille,
    )
    if not (same_noun and same_scale) or (joined.percent and joined.scale):
        raise quantity_error("contradict", printed=Quotation(str(printed)), column=Quotation(str(column)))
    return joined


def with_currency(unit: Unit) -> Unit:
    """Make a scale of nothing a scale of đồng: ``13,6 triệu`` is money in every report of this kind.

    >>> str(with_currency(Unit(scale="triệu")))
    'triệu đồng'
    """
    return replace(unit, noun=DONG) if unit.scale and not unit.noun else unit


def may_be_scaled(text: str) -> bool:
    """Whether a number or its unit may be in a scale; quicker than to read it, and sometimes wrongly so.

    >>> may_be_scaled("1,4 Tỷ đồng"), may_be_scaled("3 tỷ lệ"), may_be_scaled("4 xã")
    (True, True, False)
    """
    return _SCALE_WORD.search(unicodedata.normalize("NFC", text).lower()) is not None


def with_unit(printed: str, unit: str) -> str:
    """A printed figure and the unit of its column, with no word of the unit twice.

    Args:
        printed: the figure as typed, perhaps with its unit or a part of it: ``1,25 tỷ đồng``, ``3,1%``.
        unit: the unit of its column; may be empty.

    >>> with_unit("05", "đội"), with_unit("05 đội", "đội"), with_unit("82,48%", "% xã")
    ('05 đội', '05 đội', '82,48% xã')
    >>> with_unit("1,25 tỷ đồng", "đồng"), with_unit("1,25 tỷ", "tỷ đồng"), with_unit("950.000đ", "đồng")
    ('1,25 tỷ đồng', '1,25 tỷ đồng', '950.000đ')
    >>> with_unit("18 em/1 máy", "em/máy"), with_unit("3-5", "buổi")
    ('18 em/1 máy', '3-5 buổi')
    """
    typed, column = _words(_NUMBER_BEHIND.sub("/", _FIRST_NUMBER.sub("", printed, count=1))), _words(unit)
    if any(typed[start : start + len(column)] == column for start in range(len(typed) - len(column) + 1)):
        return printed
    repeated = max(
        n for n in range(min(len(typed), len(column)) + 1) if typed[len(typed) - n :] == column[:n]
    )
    return " ".join([printed, *_UNIT_WORD.findall(unit)[repeated:]])


def _words(unit: str) -> list[str]:
    """The words of a unit, normalised where it can be read."""
    with suppress(QuantityError):
        unit = str(parse_unit(" ".join(unit.split())))
    return _UNIT_WORD.findall(search_key(unit))


def _scaled_noun(text: str) -> str:
    """Read the noun behind a scale, which may be neither another scale nor đồng with a tail."""
    words = text.lower().split(" ")
    if (words[0],) in _SCALE_SPELLINGS:
        raise _no_unit(text, phrase("second_scale"))
    if words[0] == DONG and len(words) > 1 and words[1] not in {*_PEOPLE, "việt", "/"}:
        raise _no_unit(text, phrase("dong_alone"))
    return _noun(text)


def _noun(text: str) -> str:
    text = _TYPED_POWER.sub(lambda match: match[1] + _POWERS[match[2]], text)
    lower = plain_d(text.lower())
    if lower.startswith("đồng tiền"):
        raise _no_unit(text, phrase("dong_alone"))
    if lower.endswith("trở lên"):
        raise _no_unit(text, phrase("upward_without_from"))
    if match := _DONG.fullmatch(lower):
        per = match["per"]
        return f"{DONG}/{_checked(per.strip(' /'))}" if per else DONG
    if match := _CURRENCY.fullmatch(lower):
        code, per = _CODES[match["code"]], match["per"]
        return f"{code}/{_checked(per.strip(' /'))}" if per else code
    return _checked(text) if text else ""


def _checked(text: str) -> str:
    if not (text[:1].isalpha() or text[:1] in '"“'):
        raise _no_unit(text, phrase("first_letter"))
    if not (text[-1].isalnum() or unicodedata.combining(text[-1]) or text[-1] in _LAST_PUNCTUATION):
        raise _no_unit(text, phrase("ends_in", character=Quotation(text[-1])))
    for character in text:
        letter = character.isalpha() or character in "0123456789" or unicodedata.category(character)[0] == "M"
        if not (letter or character in _PUNCTUATION):
            raise _no_unit(text, phrase("holds", character=Quotation(character)))
    if _LOOSE_DIGIT.search(text):
        raise _no_unit(text, phrase("second_number"))
    return text


def _no_unit(text: str, why: Phrase) -> QuantityError:
    return quantity_error("no_unit", text=Quotation(text), why=why)
