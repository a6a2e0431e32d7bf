"""Read quantities as Vietnamese offices print them: counts, percentages, ratios, sums of money.

What is ambiguous or against the convention is read by the Vietnamese rule and flagged. What is no quantity
is refused. Negative figures are refused too: these reports print a decrease in words.
"""

from __future__ import annotations

import re
from contextlib import contextmanager
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import TYPE_CHECKING

from khacphuc.errors import QuantityError
from khacphuc.text.dates import YEARS
from khacphuc.text.legacy import detect_legacy
from khacphuc.text.letters import SUPERSCRIPTS, clean, plain_d
from khacphuc.text.numerals import Flag, Numeral, read_numeral, read_whole
from khacphuc.text.refusals import Quotation, is_not, phrase, quantity_error
from khacphuc.text.units import Unit, join_units, parse_unit, with_currency

if TYPE_CHECKING:
    from collections.abc import Iterator

FROM_UP = "từ … trở lên"
AIM = "phấn đấu"
QUALIFIERS = (AIM, "ít nhất", "tối thiểu", "chậm nhất", "khoảng", "hơn", "trên", "gần", FROM_UP)

_LEADING = re.compile(
    r"(?:(?P<aim>phấn đấu) )?(?:(?P<word>ít nhất|tối thiểu|chậm nhất|khoảng|hơn|trên|gần|từ) )?(?P<body>.*)",
    re.IGNORECASE,
)
_UPWARD = re.compile(r"(?:^|\s+)trở lên$", re.IGNORECASE)
# digits with whatever stands between them (read_numeral judges that), then the unit
_SHAPE = re.compile(r"(?P<number>[0-9](?:[0-9.,/ ]*[0-9])?)(?P<rest>.*)")
# the only nouns people write right behind the digits: 950.000đ
_GLUED_MONEY = re.compile(r"(?:đồng|đ|vnđ|vnd|₫)(?:/.*)?", re.IGNORECASE)
_DOCUMENT = re.compile(r"[0-9]+ ?[-–/].*[^\W\d_]")
# a superscript at the end of a word, a footnote mark unless the word is a square unit
_MARKS = re.compile(rf"(?<=[^\s{SUPERSCRIPTS}])[{SUPERSCRIPTS}]+(?=\s|$)")
_SQUARE_UNIT = re.compile(r"(?:^|[\s/])[kcdmh]?m[²³]$")
_LATIN1 = re.compile("[\u00a1-\u00ff]")
_SIGNS = tuple("+-−–±")
# 6/2021 may be a month as well as a ratio
_MONTHS = 12


class Kind(StrEnum):
    """What a quantity measures by."""

    COUNT = "count"
    PERCENTAGE = "percentage"
    RATIO = "ratio"
    MONEY = "money"


@dataclass(frozen=True, slots=True)
class Quantity:
    """A printed quantity.

    Two quantities are equal when they say the same with the same precision; ``flags`` and ``printed`` tell
    how it was written and are not compared.

    Attributes:
        kind: count, percentage, ratio or money.
        value: percentage in percent (3.1 for ``3,1%``), money in đồng, count exact, ratio as exact quotient.
        numerator: left side of a ratio, else None.
        denominator: right side of a ratio, never 0, else None.
        decimals: digits behind the comma as printed: 1 for ``1,4 tỷ đồng``; 0 for a ratio.
        unit: normalised unit with its scale, so that the figure can be printed back: ``triệu đồng``,
            ``% xã``, ``lượt``. The scale is already in ``value``.
        qualifier: ``hơn``, ``phấn đấu ít nhất``, ``từ … trở lên``; empty if none.
        flags: what is ambiguous or against the convention.
        printed: the text as it was given.
    """

    kind: Kind
    value: Decimal | Fraction
    numerator: int | None = None
    denominator: int | None = None
    decimals: int = 0
    unit: str = ""
    qualifier: str = ""
    flags: frozenset[Flag] = field(default=frozenset(), compare=False)
    printed: str = field(default="", compare=False)

    @property
    def exact(self) -> Fraction:
        """The value as a fraction, exact for every kind."""
        return Fraction(self.value)

    def as_float(self) -> float:
        """Give the double nearest to the value, as the clean tables keep it."""
        return float(self.value)


def parse(text: str, *, unit: str = "") -> Quantity:
    """Read one quantity.

    Args:
        text: what was printed, perhaps with qualifier and unit: ``hơn 19.732 lượt``, ``94/94``, ``82,48%``.
        unit: the unit column of its table, if any: ``triệu đồng``.

    Returns:
        The quantity, flagged where it is ambiguous or against the convention.

    Raises:
        QuantityError: the text is no quantity (a date, a document number, two numbers, a sign), or its unit
            contradicts the column. The message names the text, what was expected and how to mend it.

    >>> parse("hơn 19.732 lượt").value, parse("13.6", unit="triệu đồng").value, parse("82,48%").decimals
    (Decimal('19732'), Decimal('13600000'), 2)
    >>> parse("từ 10 thành viên trở lên").qualifier, parse("9/11").value
    ('từ … trở lên', Fraction(9, 11))
    >>> parse("03/3/2021")
    Traceback (most recent call last):
        ...
    khacphuc.errors.QuantityError: '03/3/2021' is not a quantity: it is a date. Leave it out of the figures.
    """
    whole = clean(text, "a_quantity")
    with _part_of(whole, unit):
        column = clean(unit, "a_unit") if unit != "" else ""
    _refuse_legacy(whole)
    with _part_of(whole, column):
        _refuse_legacy(column)
    return _read(whole, column, printed=text)


def _read(whole: str, column: str, *, printed: str) -> Quantity:
    cleaned, marked = _without_marks(whole)
    column, marked_column = _without_marks(column)
    qualifier, body = _take_qualifier(cleaned)
    shape = _SHAPE.fullmatch(body)
    if not shape:
        if body[:1] in _SIGNS:
            raise _refusal(cleaned, "sign")
        raise _refusal(cleaned, "no_number")
    number, tail = shape["number"], shape["rest"]
    if number.count("/") > 1:
        raise _refusal(cleaned, "is_date")
    if _DOCUMENT.match(body) and tail[:1] in {"-", "–", "/"}:
        raise _refusal(cleaned, "is_document")
    qualifier, tail = _take_upward(qualifier, tail, cleaned)
    _refuse_tail(tail, cleaned)
    with _part_of(whole):
        unit = parse_unit(tail.strip())
    with _part_of(whole, column):
        unit_of_column = parse_unit(column)
    with _part_of(whole):
        measured = join_units(unit, unit_of_column)
    flags = {Flag.FOOTNOTE_MARK} if marked or marked_column else set()
    if measured.scale and not measured.noun:
        measured = with_currency(measured)
        flags.add(Flag.IMPLIED_CURRENCY)
    if "/" in number:
        with _part_of(whole):
            sides = [read_whole(side.strip(" ")) for side in number.split("/")]
        if " /" in number or "/ " in number:
            flags.add(Flag.SPACED)
        return _ratio(sides, measured, qualifier, flags, printed)
    with _part_of(whole, number):
        numeral = read_numeral(number, scaled=bool(measured.scale), percentage=measured.percent)
    return _single(numeral, measured, qualifier, flags, printed)


@contextmanager
def _part_of(whole: str, part: str = "") -> Iterator[None]:
    """Say in a refusal of a part which text it is a part of, unless the part is all of it."""
    try:
        yield
    except QuantityError as error:
        if part == whole:
            raise
        raise is_not(whole, "a_quantity", error) from error


def _single(numeral: Numeral, unit: Unit, qualifier: str, flags: set[Flag], printed: str) -> Quantity:
    kind = Kind.PERCENTAGE if unit.percent else Kind.MONEY if unit.is_money else Kind.COUNT
    value = numeral.value.scaleb(unit.exponent) if unit.scale else numeral.value
    if unit.scale or kind is Kind.MONEY:
        if kind is Kind.MONEY and value != value.to_integral_value():
            raise _refusal(printed, "part_of_dong")
        # no exponent left over from the scale: 13600000, not 1.36E+7
        value = Decimal(int(value)) if value == value.to_integral_value() else value
    return Quantity(
        kind=kind,
        value=value,
        decimals=numeral.decimals,
        unit=str(unit),
        qualifier=qualifier,
        flags=numeral.flags | flags,
        printed=printed,
    )


def _ratio(
    sides: list[tuple[int, frozenset[Flag]]], unit: Unit, qualifier: str, flags: set[Flag], printed: str
) -> Quantity:
    (numerator, left_flags), (denominator, right_flags) = sides
    if denominator == 0:
        raise _refusal(printed, "to_zero")
    if unit.percent or unit.scale:
        raise _refusal(printed, "unit_of_ratio", unit=Quotation(str(unit)))
    if 1 <= numerator <= _MONTHS and denominator in YEARS and Flag.UNGROUPED in right_flags:
        flags.add(Flag.AMBIGUOUS_DATE)
    return Quantity(
        kind=Kind.RATIO,
        value=Fraction(numerator, denominator),
        numerator=numerator,
        denominator=denominator,
        unit=str(unit),
        qualifier=qualifier,
        flags=left_flags | right_flags | flags,
        printed=printed,
    )


def _take_qualifier(text: str) -> tuple[str, str]:
    # every part of the pattern is optional, so it always matches
    aim, word, body = _LEADING.fullmatch(text).groups()  # type: ignore[union-attr]
    return " ".join(part.lower() for part in (aim, word) if part), body


def _take_upward(qualifier: str, tail: str, text: str) -> tuple[str, str]:
    """Join ``từ`` before the figure and ``trở lên`` behind it into one qualifier."""
    begins = qualifier.endswith("từ")
    ends = _UPWARD.search(tail)
    if begins != bool(ends):
        raise _refusal(text, "from_and_upward")
    if not ends:
        return qualifier, tail
    return qualifier.replace("từ", FROM_UP), tail[: ends.start()]


def _refuse_tail(tail: str, text: str) -> None:
    """Refuse what no unit can be, right behind the digits."""
    if tail[:1] in {"-", "–"} or (tail[:1] == " " and tail.strip()[0] in "-–"):
        raise _refusal(text, "range")
    if tail[:1] not in {"", " ", "%"} and not _GLUED_MONEY.fullmatch(plain_d(tail)):
        raise _refusal(text, "right_behind", tail=Quotation(tail))


def _without_marks(text: str) -> tuple[str, bool]:
    """Leave footnote marks out; ``m²`` and its like are units."""
    marked = False

    def drop(match: re.Match[str]) -> str:
        nonlocal marked
        if _SQUARE_UNIT.search(text[: match.end()]):
            return match.group()
        marked = True
        return ""

    return _MARKS.sub(drop, text), marked


def _refuse_legacy(text: str) -> None:
    if _LATIN1.search(text) and (encoding := detect_legacy(text)):
        raise quantity_error("legacy", text=Quotation(text), encoding=encoding)


def _refusal(text: str, why: str, **parameters: object) -> QuantityError:
    return is_not(text, "a_quantity", phrase(why, **parameters))
