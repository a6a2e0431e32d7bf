"""What a figure that is cited prints: a row of the clean figures in, a text out. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from khacphuc.locale import HOUSE
from khacphuc.text.formats import format_quantity
from khacphuc.text.numbers.forms import SCALES_IN_TURN
from khacphuc.text.quantities import Quantity, parse
from khacphuc.text.units import with_unit

if TYPE_CHECKING:
    from collections.abc import Mapping

_LAST_DIGIT = 9
"""Up to here a term of a ratio is padded with a zero: official documents write ``02/05``, not ``2/5``."""


def house_print(row: Mapping[str, object], language: str = HOUSE) -> str:
    """A clean figure as the house prints it: ``13.6`` triệu đồng as ``13,6 triệu đồng``, ``2`` as ``02``.

    A ratio, a rank and a sum of money in two scales stand as printed; another language than the house's pads
    nothing with zeros.
    """
    printed = str(row["printed"])
    quantity = parse(printed, unit=str(row["unit"]))
    if language == HOUSE and quantity.kind == "rank":
        return printed
    is_money = quantity.kind == "money"
    if language == HOUSE and is_money and SCALES_IN_TURN.match(printed):
        return with_unit(printed, quantity.unit)
    if quantity.kind == "ratio" and (language == HOUSE or not {".", ","} & set(printed)):
        is_padded = language == HOUSE and _short(quantity) and "/" in printed  # not in ½
        return f"{quantity.numerator:02}/{quantity.denominator:02}" if is_padded else printed
    has_unit = is_money or quantity.kind == "percentage"
    return format_quantity(quantity, with_qualifier=False, with_unit=has_unit, language=language)


def _short(quantity: Quantity) -> bool:
    """Whether both terms of a ratio have one digit: then they are padded alike."""
    return max(quantity.numerator or 0, quantity.denominator or 0) <= _LAST_DIGIT
