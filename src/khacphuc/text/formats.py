"""Print quantities as the house prints them; Babel knows the points and commas of each language.

Words of the grammar (``triệu``, ``hơn``) are printed as the group ``quantity`` of the catalogue says. Values
are exact; a float is refused.
"""

from __future__ import annotations

from contextlib import suppress
from decimal import Decimal, localcontext
from fractions import Fraction

from babel.numbers import format_decimal as babel_format

from khacphuc.errors import QuantityError
from khacphuc.locale import HOUSE, LANGUAGES, words
from khacphuc.text.numbers.forms import PARTS_OF_TIME
from khacphuc.text.numbers.qualifiers import AIMS
from khacphuc.text.numerals import exact_fraction, round_half_up
from khacphuc.text.quantities import Kind, Quantity, parse
from khacphuc.text.refusals import quote
from khacphuc.text.units import DONG, POINTS, SCALES, Unit, parse_unit, with_unit

_ONE_DIGIT = range(1, 10)
_MOST_MONEY_DECIMALS = 2
_GROUP = 1000
_WHOLE = 100


def format_decimal(value: Decimal | Fraction | int, decimals: int, *, language: str = "vi") -> str:
    """Print a number with that many decimals, rounded half up, thousands grouped.

    Args:
        value: an exact number, of any size and sign.
        decimals: digits behind the decimal mark.
        language: ``vi`` or ``en``.

    Raises:
        QuantityError: the value is a float, NaN or infinite, the decimals are negative, or the language is
            unknown.

    >>> format_decimal(Decimal("1231.5"), 1), format_decimal(Fraction(1, 8), 2, language="en")
    ('1.231,5', '0.13')
    """
    if language not in LANGUAGES:
        raise QuantityError(f"{quote(language)} is not a language of these reports. Expected vi or en.")
    if decimals < 0:
        raise QuantityError(f"{decimals} is not a number of decimals. Expected 0 or more.")
    rounded = round_half_up(value, decimals)
    pattern = f"#,##0.{'0' * decimals}" if decimals else "#,##0"
    with localcontext() as context:
        # Babel quantizes in the current context, which keeps 28 digits unless told
        context.prec = len(rounded.as_tuple().digits) + decimals + 2
        return str(babel_format(rounded, format=pattern, locale=language))


def format_count(value: Decimal | Fraction | int, *, language: str = "vi") -> str:
    """Print a count; one digit gets a zero before it in Vietnamese (``04``), 0 itself does not.

    Raises:
        QuantityError: the value is not a whole number, or not exact.

    >>> format_count(4), format_count(1231), format_count(4, language="en")
    ('04', '1.231', '4')
    """
    whole = _whole(value, "a count")
    padding = "0" if language == HOUSE and whole in _ONE_DIGIT else ""
    return padding + format_decimal(whole, 0, language=language)


def format_percentage(value: Decimal | Fraction | int, decimals: int, *, language: str = "vi") -> str:
    """Print a percentage given in percent.

    Raises:
        QuantityError: as `format_decimal`.

    >>> format_percentage(Decimal("82.48"), 2), format_percentage(Fraction(900, 11), 1, language="en")
    ('82,48%', '81.8%')
    """
    return f"{format_decimal(value, decimals, language=language)}%"


def format_ratio(numerator: int, denominator: int, *, language: str = "vi") -> str:
    """Print a ratio as it stands, neither reduced nor padded.

    Raises:
        QuantityError: the denominator is 0, or a side is not a whole number.

    >>> format_ratio(9, 11), format_ratio(1, 3), format_ratio(1900, 2000)
    ('9/11', '1/3', '1.900/2.000')
    """
    if denominator == 0:
        raise QuantityError(f"{numerator}/0 is not a ratio. Expected a whole other than 0 behind the slash.")
    sides = (_whole(side, "a side of a ratio") for side in (numerator, denominator))
    return "/".join(format_decimal(side, 0, language=language) for side in sides)


def format_part(part: int, whole: int, *, language: str = "vi") -> str:
    """Print how many of how many: sides of one digit are padded as counts are, but only both alike.

    >>> format_part(3, 4), format_part(9, 11), format_part(0, 4), format_part(3, 4, language="en")
    ('03/04', '9/11', '0/04', '3/4')
    """
    if max(part, whole) not in _ONE_DIGIT:
        return format_ratio(part, whole, language=language)
    return "/".join(format_count(number, language=language) for number in (part, whole))


def format_share(percent: Decimal | Fraction | int, decimals: int, *, language: str = "vi") -> str:
    """Print a share in per cent: what is exactly all, or nothing, without decimals.

    >>> format_share(Fraction(100), 1), format_share(Fraction(0), 1), format_share(Decimal("99.97"), 1)
    ('100%', '0%', '100,0%')
    """
    is_plain = exact_fraction(percent) in {0, _WHOLE}
    return format_percentage(percent, 0 if is_plain else decimals, language=language)


def format_money(dong: Decimal | Fraction | int, *, language: str = "vi") -> str:
    """Print an amount exactly, in the largest unit that shows it shortly.

    That is the largest of nghìn tỷ, tỷ and triệu of which the amount holds at least one and needs two
    decimals at most; otherwise đồng. Three decimals are not used: ``1,231 tỷ`` and ``1.231 triệu`` can both
    be misread, so that amount prints as ``1.231.000.000 đồng``. No đồng is ever lost.

    Args:
        dong: a whole number of đồng.
        language: ``vi`` or ``en``.

    Raises:
        QuantityError: the amount is not a whole number of đồng, or not exact.

    >>> format_money(13_600_000), format_money(1_400_000_000), format_money(950_000)
    ('13,6 triệu đồng', '1,4 tỷ đồng', '950.000 đồng')
    >>> format_money(13_600_000, language="en")
    '13.6 million dong'
    """
    amount = _whole(dong, "a sum of money")
    for scale in ("nghìn tỷ", "tỷ", "triệu"):
        size = 10 ** SCALES[scale]
        for decimals in range(_MOST_MONEY_DECIMALS + 1):
            if abs(amount) >= size and amount * 10**decimals % size == 0:
                in_scale = Fraction(amount, size)
                # 5.000 tỷ can be misread too, as 5,000
                if decimals or not _GROUP <= abs(in_scale) < _GROUP**2:
                    return _money(in_scale, decimals, scale, language)
                break
    return _money(Fraction(amount), 0, "", language)


def format_quantity(
    quantity: Quantity, *, with_qualifier: bool = True, with_unit: bool = True, language: str = "vi"
) -> str:
    """Print a quantity as the house does, in its own scale and with its own decimals.

    Reading the Vietnamese result again gives an equal quantity: ``parse(format_quantity(q)) == q``.

    Args:
        quantity: what `quantities.parse` gave.
        with_qualifier: print ``hơn`` and its like too.
        with_unit: print the noun too; ``%``, scale and đồng are part of the figure and always printed.
        language: ``vi`` or ``en``; English prints nouns as they are.

    Raises:
        QuantityError: the unit is none, or the language is unknown.

    >>> from khacphuc.text.quantities import parse
    >>> format_quantity(parse("hơn 13.6 triệu đồng")), format_quantity(parse("từ 5 người trở lên"))
    ('hơn 13,6 triệu đồng', 'từ 05 người trở lên')
    >>> format_quantity(parse("4 xã"), with_unit=False), format_quantity(parse("gần 1,4 tỷ"), language="en")
    ('04', 'nearly 1.4 billion dong')
    """
    text = _figure(quantity, language)
    unit = parse_unit(quantity.unit)
    has_unit = quantity.kind in {Kind.RATE, Kind.DURATION} or unit.noun == POINTS
    printed = has_unit or (unit.is_money and not unit.percent)
    if with_unit and unit.noun and not printed:
        text = f"{text} {unit.noun}"
    return qualified(text, quantity.qualifier, language=language) if with_qualifier else text


def reprint(printed: str, unit: str = "", *, language: str = "vi") -> str:
    """A text that was printed, with its unit: as it stands, or as another language prints the same.

    What is no quantity stays as it is.

    >>> reprint("1.805", "đoàn viên"), reprint("1.805", "đoàn viên", language="en"), reprint("5", "%")
    ('1.805 đoàn viên', '1,805 đoàn viên', '5%')
    >>> reprint("01/03", language="en"), reprint("hơn 1,4 tỷ", "đồng", language="en")
    ('1/3', 'over 1.4 billion dong')
    """
    if language != HOUSE:
        with suppress(QuantityError):
            return format_quantity(parse(printed, unit=unit), language=language)
    return with_unit(printed, unit).replace(" %", "%")


def _figure(quantity: Quantity, language: str) -> str:
    unit = parse_unit(quantity.unit)
    if quantity.kind in {Kind.RATIO, Kind.RATE, Kind.RANK}:
        return _sides(quantity, unit, language)
    if quantity.kind is Kind.DURATION:
        return _in_turn(quantity)
    if quantity.value_to is not None:
        bounds = (quantity.value, quantity.value_to)
        printed = "-".join(_number(bound, quantity.decimals, unit, language) for bound in bounds)
        of = f"/{quantity.denominator}" if quantity.denominator else ""
        return f"{printed}{of}{_behind(unit, language)}"
    sign = quantity.sign if quantity.sign != "-" else ""  # the value has it
    return sign + _single_number(quantity, unit, language)


def _sides(quantity: Quantity, unit: Unit, language: str) -> str:
    """Print what has two numbers: ``94/94``, ``18 em/1 máy``, ``xếp thứ 4/12``."""
    decimals = {True: quantity.decimals, False: 0}
    left, right = (
        "" if side is None else format_decimal(side, decimals[isinstance(side, Decimal)], language=language)
        for side in (quantity.numerator, quantity.denominator)
    )
    if quantity.kind is Kind.RANK:
        return words(language, "quantity")["thứ"].format(quantity=f"{left}/{right}".rstrip("/"))
    if quantity.kind is Kind.RATE:
        of, _, per = quantity.unit.partition("/")
        return f"{left} {of}/{right} {per}"
    behind = _behind(unit, language)
    return f"{left}{behind if unit.percent else ''}/{right}{behind}"


def _in_turn(quantity: Quantity) -> str:
    """Print a time in two units: ``2 giờ 30 phút``."""
    large, many = next(
        (large, many) for (large, small), many in PARTS_OF_TIME.items() if small == quantity.unit
    )
    first, second = divmod(int(quantity.value), many)
    return f"{first} {large} {second} {quantity.unit}"


def _number(value: Decimal | Fraction, decimals: int, unit: Unit, language: str) -> str:
    exact = Fraction(value) / 10**unit.exponent * (10 if unit.per_mille else 1)
    return format_decimal(exact, decimals, language=language)


def _behind(unit: Unit, language: str) -> str:
    """What belongs to a figure behind its numbers, even where its noun is left out."""
    labels = words(language, "quantity")
    if unit.percent:
        return "‰" if unit.per_mille else "%"
    noun = unit.noun.replace(DONG, labels[DONG], 1) if unit.is_money or unit.noun == POINTS else ""
    return "".join(f" {part}" for part in (unit.scale and labels[unit.scale], noun) if part)


def _single_number(quantity: Quantity, unit: Unit, language: str) -> str:
    if unit.is_share:
        return f"{_number(quantity.value, quantity.decimals, unit, language)}{_behind(unit, language)}"
    in_scale = quantity.exact / 10**unit.exponent
    if quantity.kind is Kind.MONEY:
        return _money(in_scale, quantity.decimals, unit.scale, language, noun=unit.noun)
    if quantity.decimals == 0 and not unit.scale and not quantity.sign:
        return format_count(quantity.value, language=language)
    number = format_decimal(in_scale, quantity.decimals, language=language)
    return f"{number} {words(language, 'quantity')[unit.scale]}" if unit.scale else number


def _money(amount: Fraction, decimals: int, scale: str, language: str, noun: str = DONG) -> str:
    number = format_decimal(amount, decimals, language=language)
    labels = words(language, "quantity")
    parts = (number, scale and labels[scale], noun.replace(DONG, labels[DONG], 1))
    return " ".join(part for part in parts if part)


def qualified(text: str, qualifier: str, *, language: str = "vi") -> str:
    """Put a qualifier to a quantity as printed.

    >>> qualified("19.732 lượt", "hơn"), qualified("10 thành viên", "từ … trở lên", language="en")
    ('hơn 19.732 lượt', '10 thành viên or more')
    """
    labels = words(language, "quantity")
    aim = next((word for word in AIMS if qualifier.startswith(f"{word} ") and qualifier not in labels), "")
    rest = qualifier.removeprefix(f"{aim} ") if aim else qualifier
    phrase = labels[rest].format(quantity=text) if rest in labels else f"{rest} {text}".strip()
    return labels[aim].format(quantity=phrase) if aim else phrase


def _whole(value: Decimal | Fraction | int, what: str) -> int:
    exact = exact_fraction(value)
    if exact.denominator != 1:
        raise QuantityError(
            f"{value} is not {what}: it is not a whole number. Round it first, or use format_decimal()."
        )
    return exact.numerator
