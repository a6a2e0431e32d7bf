"""Reads one cleaned text as a quantity, for `quantities.parse`."""

from __future__ import annotations

import re
from contextlib import contextmanager
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

from khacphuc.errors import QuantityError
from khacphuc.text.dates import YEARS
from khacphuc.text.letters import plain_d, search_key
from khacphuc.text.numbers import forms
from khacphuc.text.numbers.number_words import read_counted
from khacphuc.text.numbers.qualifiers import take_ending, take_qualifier
from khacphuc.text.numbers.quantity import Kind, Quantity, quotient
from khacphuc.text.numerals import Flag, Numeral, read_numeral, read_whole
from khacphuc.text.refusals import Quotation, is_not, phrase
from khacphuc.text.units import DONG, Unit, join_units, parse_unit, with_currency

if TYPE_CHECKING:
    from collections.abc import Iterator

# digits with whatever stands between them (read_numeral judges that), then the unit
_SHAPE = re.compile(r"(?P<number>[0-9](?:[0-9.,/ ]*[0-9])?)(?P<rest>.*)")
_SIGN = re.compile(r"([+\-−–±]) ?(?=[0-9])")
_DOCUMENT = re.compile(r"[0-9]+ ?[-–/].*[^\W\d_]")
_SIGNS = tuple("+-−–±")
_WHOLE = 100
# 6/2021 may be a month as well as a ratio
_MONTHS = 12


class QuantityReader:
    """Reads one text; what every form of it needs is kept here.

    >>> QuantityReader("3-5 buổi", "").read().value_to
    Decimal('5')
    """

    def __init__(self, whole: str, column: str) -> None:
        self._whole = whole
        self._cleaned, marked = forms.without_notes(forms.plain_per_mille(whole))
        self._column, marked_column = forms.without_notes(column)
        self._flags = {Flag.FOOTNOTE_MARK} if marked or marked_column else set()

    def read(self) -> Quantity:
        """Read the text.

        Raises:
            QuantityError: it is no quantity, or its unit contradicts the column.
        """
        qualifier, body = take_qualifier(self._cleaned)
        if qualifier.endswith("từ") and forms.RANGE.fullmatch(body):
            qualifier = qualifier.removesuffix("từ").rstrip()
        ending, shortened = take_ending(body)
        if qualifier.endswith("từ") != bool(ending):
            if body[:1].isdigit():
                raise _refusal(self._cleaned, "from_and_upward")
            raise _refusal(self._cleaned, "no_number")
        if ending:
            qualifier, body = qualifier.removesuffix("từ") + ending, shortened
        return replace(self._form(body), qualifier=qualifier, flags=frozenset(self._flags))

    def _form(self, body: str) -> Quantity:
        """Read a body without its qualifier by the first form that it has."""
        body = self._plain(body)
        if match := _SIGN.match(body):
            return self._signed(forms.PLUS_MINUS[match[1]], body[match.end() :])
        if not body[:1].isdigit() and (counted := read_counted(body)):
            return self._worded(*counted)
        if (shape := _SHAPE.match(body)) and shape["number"].count("/") > 1:
            raise _refusal(self._cleaned, "is_date")
        # the first pattern that takes the whole body decides
        for pattern, read in (
            (forms.RANK, self._rank),
            (forms.SUM_OVER_SUM, self._sums),
            (forms.SCALES_IN_TURN, self._in_turn),
            (forms.TIMES_IN_TURN, self._duration),
            (forms.RATE, self._rate),
            (forms.RANGE, self._range),
        ):
            if match := pattern.fullmatch(body):
                return read(match)
        return self._single_number(body)

    def _plain(self, body: str) -> str:
        """A body with its currency behind the number, and without words in brackets that repeat it."""
        if match := forms.CURRENCY_BEFORE.fullmatch(body):
            return f"{match['number']}{match['rest']} {match['sign']}"
        if (match := forms.REPEATED.fullmatch(body)) and (counted := read_counted(match["words"])):
            number, _, rest = counted
            if not rest and number == self._numeral(match["number"], Unit()).value:
                return f"{match['number']}{match['rest']}"
        return body

    def _signed(self, sign: str, body: str) -> Quantity:
        quantity = self._single_number(body)
        if quantity.kind is Kind.RATIO:
            raise _refusal(self._cleaned, "sign")
        return replace(quantity, sign=sign, value=-quantity.value if sign == "-" else quantity.value)

    def _single_number(self, body: str) -> Quantity:
        """Read one number, or the two sides of a ratio, with its unit."""
        if loose := forms.LOOSE_COMMA.match(body):
            body = f"{loose[1]},{loose[2]}{body[loose.end() :]}"
            self._flags.add(Flag.SPACED)
        shape = _SHAPE.fullmatch(body)
        if not shape:
            raise _refusal(self._cleaned, "sign" if body[:1] in _SIGNS else "no_number")
        number, tail = shape["number"], shape["rest"]
        if number.count("/") > 1:
            raise _refusal(self._cleaned, "is_date")
        if _DOCUMENT.match(body) and tail[:1] in {"-", "–", "/"}:
            raise _refusal(self._cleaned, "is_document")
        unit = self._unit(self._tail(tail))
        if "/" in number:
            return self._ratio(number, unit)
        return self._single(self._numeral(number, unit), unit)

    def _tail(self, tail: str) -> str:
        """What stands behind the digits, which must be a unit."""
        if tail[:1] in {"-", "–"} or (tail[:1] == " " and tail.strip()[0] in "-–"):
            raise _refusal(self._cleaned, "range")
        if tail[:1] not in {"", " ", "%", "‰", "₫", "$", "€"} and not forms.is_glued_unit(plain_d(tail)):
            raise _refusal(self._cleaned, "right_behind", tail=Quotation(tail))
        return tail.strip()

    def _unit(self, text: str) -> Unit:
        with part_of(self._whole):
            unit = parse_unit(text)
        with part_of(self._whole, self._column):
            of_column = parse_unit(self._column)
        with part_of(self._whole):
            measured = join_units(unit, of_column)
        if measured.scale and not measured.noun:
            measured = with_currency(measured)
            self._flags.add(Flag.IMPLIED_CURRENCY)
        return measured

    def _numeral(self, number: str, unit: Unit) -> Numeral:
        with part_of(self._whole, number):
            numeral = read_numeral(number, scaled=bool(unit.scale), percentage=unit.is_share)
        self._flags |= numeral.flags
        return numeral

    def _single(self, numeral: Numeral, unit: Unit) -> Quantity:
        kind = Kind.PERCENTAGE if unit.is_share else Kind.MONEY if unit.is_money else Kind.COUNT
        value = self._scaled(numeral, unit)
        return Quantity(kind, value, decimals=numeral.decimals, unit=str(unit))

    def _scaled(self, numeral: Numeral, unit: Unit) -> Decimal:
        value = numeral.value.scaleb(unit.exponent) if unit.scale else numeral.value
        if unit.per_mille:
            value /= 10
        if unit.scale or unit.is_money:
            whole = value == value.to_integral_value()
            if unit.currency == DONG and not whole:
                raise _refusal(self._whole, "part_of_dong")
            # no exponent left over from the scale: 13600000, not 1.36E+7
            value = Decimal(int(value)) if whole else value
        return value

    def _ratio(self, number: str, unit: Unit) -> Quantity:
        left, right = (self._numeral(side.strip(" "), Unit()) for side in number.split("/"))
        if not (unit.scale or unit.is_money or forms.is_measure(unit.noun)):
            # 9,4/94 xã is a slip of the finger; 12,5/20 ha is none
            with part_of(self._whole):
                for side in number.split("/"):
                    read_whole(side.strip(" "))
        if unit.is_share:
            raise _refusal(self._whole, "unit_of_ratio", unit=Quotation(str(unit)))
        if right.value == 0:
            raise _refusal(self._whole, "to_zero")
        if " /" in number or "/ " in number:
            self._flags.add(Flag.SPACED)
        if left.value in range(1, _MONTHS + 1) and right.value in YEARS and Flag.UNGROUPED in right.flags:
            self._flags.add(Flag.AMBIGUOUS_DATE)
        return quotient(Kind.RATIO, left, right, str(unit))

    def _rate(self, match: re.Match[str]) -> Quantity:
        with part_of(self._whole):
            texts = (match["own"], forms.ONE_OF.sub("/", match["rest"]))
            nouns = [with_currency(parse_unit(self._tail(text))) for text in texts]
        left, right = (self._numeral(match[side], Unit()) for side in ("left", "right"))
        if any(noun.is_share or not noun.noun for noun in nouns):
            raise _refusal(self._whole, "unit_of_ratio", unit=Quotation(str(nouns[0])))
        if right.value == 0:
            raise _refusal(self._whole, "to_zero")
        if nouns[0] == nouns[1]:
            return quotient(Kind.RATIO, left, right, str(self._unit(str(nouns[0]))))
        unit = "/".join(map(str, nouns))
        if search_key(self._column) != search_key(str(nouns[0])):  # a column may leave out per what
            self._unit(unit)
        return quotient(Kind.RATE, left, right, unit)

    def _sums(self, match: re.Match[str]) -> Quantity:
        left, right = (
            QuantityReader(f"{match[side]}{match['rest']}", self._column).read() for side in ("left", "right")
        )
        shares = left.kind == right.kind == Kind.PERCENTAGE
        # 80%/20% are the parts of one whole
        if (
            not (shares or left.kind == right.kind == Kind.MONEY)
            or not right.value
            or left.exact + right.exact == _WHOLE
        ):
            raise _refusal(self._whole, "two_numbers")
        if shares:
            sides = [self._numeral(match[side].rstrip(" %"), parse_unit("%")) for side in ("left", "right")]
            return quotient(Kind.RATIO, sides[0], sides[1], right.unit)
        noun = parse_unit(right.unit).noun
        return Quantity(Kind.RATIO, left.exact / right.exact, int(left.value), int(right.value), unit=noun)

    def _rank(self, match: re.Match[str]) -> Quantity:
        if not (match["verb"] or match["of"]):  # thứ 3 may be a day of the week, hạng 3 a class
            raise _refusal(self._cleaned, "no_number")
        place, total = int(match["place"]), int(match["of"]) if match["of"] else None
        if total is not None and not 1 <= place <= total:
            raise _refusal(self._whole, "no_rank")
        unit = str(self._unit(match["rest"].strip()))
        return Quantity(Kind.RANK, Decimal(place), place, total, unit=unit)

    def _range(self, match: re.Match[str]) -> Quantity:
        if _DOCUMENT.match(match[0]) and match["rest"][:1] in {"-", "–", "/"}:
            raise _refusal(self._cleaned, "is_document")
        unit = self._unit(self._tail(match["rest"]))
        lower_unit = parse_unit((match["own"] or match["noun"] or "").strip())
        low_text, high_text = match["low"], match["high"]
        low, high = (self._numeral(text, unit) for text in (low_text, high_text))
        if low.value in YEARS and high.value in YEARS and Flag.UNGROUPED in low.flags & high.flags:
            raise _refusal(self._cleaned, "is_date")
        if lower_unit.noun and search_key(lower_unit.noun) != search_key(unit.noun):
            raise _refusal(self._cleaned, "range")
        if lower_unit.percent and not unit.percent:
            raise _refusal(self._cleaned, "range")
        # 5-10 triệu: the scale behind is that of both bounds; 500 triệu - 1 tỷ: each has its own
        lower = replace(unit, scale=lower_unit.scale or unit.scale)
        values = self._scaled(low, lower), self._scaled(high, unit)
        if not values[0] < values[1]:
            raise _refusal(self._cleaned, "range")
        of = int(match["of"]) if match["of"] else None
        # 12-13/5 is two days
        if of is not None and (of <= _MONTHS or of < values[1] or unit.is_share or unit.scale or lower.scale):
            raise _refusal(self._cleaned, "is_date")
        smaller = min(lower, unit, key=lambda candidate: candidate.exponent)
        return Quantity(
            Kind.RANGE,
            values[0],
            denominator=of,
            value_to=values[1],
            decimals=max(low.decimals, high.decimals) if lower.scale == unit.scale else low.decimals,
            unit=str(smaller),
        )

    def _in_turn(self, match: re.Match[str]) -> Quantity:
        """Read ``1 tỷ 200 triệu đồng``: the smaller scale is that of the sum."""
        large = parse_unit(match["large"])
        unit = self._unit(f"{match['small']}{match['rest']}".strip())
        first, second = self._numeral(match["first"], large), self._numeral(match["second"], unit)
        if not large.exponent > unit.exponent or second.value >= 10 ** (large.exponent - unit.exponent):
            raise _refusal(self._cleaned, "two_numbers")
        if first.decimals:
            raise _refusal(self._cleaned, "two_numbers")
        value = int(first.value) * 10**large.exponent + int(second.value) * 10**unit.exponent
        return Quantity(Kind.MONEY if unit.is_money else Kind.COUNT, Decimal(value), unit=str(unit))

    def _duration(self, match: re.Match[str]) -> Quantity:
        large, small = match["large"].lower(), match["small"].lower()
        many, few = forms.PARTS_OF_TIME.get((large, small)), int(match["second"])
        if many is None or few >= many:
            raise _refusal(self._cleaned, "two_numbers")
        return Quantity(Kind.DURATION, Decimal(int(match["first"]) * many + few), unit=small)

    def _worded(self, value: int | Fraction, scaled: bool, rest: str) -> Quantity:
        unit = self._unit(rest)
        if isinstance(value, Fraction):
            return Quantity(Kind.RATIO, value, value.numerator, value.denominator, unit=str(unit))
        if scaled and not str(unit):
            unit = Unit(noun=DONG)
            self._flags.add(Flag.IMPLIED_CURRENCY)
        return self._single(Numeral(Decimal(value), 0, frozenset()), unit)


@contextmanager
def part_of(whole: str, part: str = "") -> Iterator[None]:
    """Say in a refusal of a part which text it is a part of, unless the part is all of it."""
    try:
        yield
    except QuantityError as error:
        if part == whole:
            raise
        raise is_not(whole, "a_quantity", error) from error


def _refusal(text: str, why: str, **parameters: object) -> QuantityError:
    return is_not(text, "a_quantity", phrase(why, **parameters))
