"""Read quantities as Vietnamese offices print them, of every kind a table of figures knows.

What is ambiguous or against the convention is read by the Vietnamese rule and flagged. What is no quantity
is refused. The forms are taken apart in `numbers`, the units in `units`.
"""

from __future__ import annotations

import re
from dataclasses import replace

from khacphuc.text.legacy import detect_legacy
from khacphuc.text.letters import clean
from khacphuc.text.numbers.forms import plain_fractions
from khacphuc.text.numbers.quantity import Kind, Quantity
from khacphuc.text.numbers.reader import QuantityReader, part_of
from khacphuc.text.refusals import Quotation, quantity_error

__all__ = ["Kind", "Quantity", "parse"]

_LATIN1 = re.compile("[\u00a1-\u00ff]")


def parse(text: str, *, unit: str = "") -> Quantity:
    """Read one quantity.

    Args:
        text: what was printed, perhaps with qualifier and unit: ``hơn 19.732 lượt``, ``94/94``, ``82,48%``,
            ``3-5 buổi``, ``1 tỷ 200 triệu đồng``, ``-1,2%``, ``hai chỉ tiêu``.
        unit: the unit column of its table, if any: ``triệu đồng``.

    Returns:
        The quantity, flagged where it is ambiguous or against the convention.

    Raises:
        QuantityError: the text is no quantity (a date, a document number, two numbers), or its unit
            contradicts the column. The message names the text, what was expected and how to mend it.

    >>> parse("hơn 19.732 lượt").value, parse("13.6", unit="triệu đồng").value, parse("82,48%").decimals
    (Decimal('19732'), Decimal('13600000'), 2)
    >>> parse("từ 10 thành viên trở lên").qualifier, parse("9/11").value
    ('từ … trở lên', Fraction(9, 11))
    >>> week = parse("3-5 buổi")
    >>> week.kind.value, week.value, week.value_to
    ('range', Decimal('3'), Decimal('5'))
    >>> parse("03/3/2021")
    Traceback (most recent call last):
        ...
    khacphuc.errors.QuantityError: '03/3/2021' is not a quantity: it is a date. Leave it out of the figures.
    """
    plain = plain_fractions(text) if isinstance(text, str) else text
    whole = clean(plain, "a_quantity")
    with part_of(whole, unit):
        column = clean(unit, "a_unit") if unit != "" else ""
    _refuse_legacy(whole)
    with part_of(whole, column):
        _refuse_legacy(column)
    return replace(QuantityReader(whole, column).read(), printed=text)


def _refuse_legacy(text: str) -> None:
    if _LATIN1.search(text) and (encoding := detect_legacy(text)):
        raise quantity_error("legacy", text=Quotation(text), encoding=encoding)
