"""How far a number is from its threshold: a bar for a cell, and the same in words.

The bar is made of letters, so that it stands in a terminal and on a page without styles as well; whoever
listens to a page hears the words beside it.
"""

from __future__ import annotations

from fractions import Fraction
from math import floor
from typing import TYPE_CHECKING, Final

from khacphuc.data.computed import NO_AMOUNTS, print_number
from khacphuc.data.values import QUOTIENTS
from khacphuc.locale import words
from khacphuc.report.document import nodes
from khacphuc.text.formats import format_count, format_decimal, format_percentage
from khacphuc.text.numerals import round_half_up
from khacphuc.text.units import with_unit

if TYPE_CHECKING:
    from khacphuc.data.values import Value

_CELLS: Final = 10
# above it a share says nothing but that it is far beyond
_LARGEST: Final = 100
# in percent: the threshold itself, and the least that one decimal prints
_WHOLE: Final = 100
_LEAST: Final = Fraction(1, 10)


def share_of(actual: Value, threshold: Value) -> Fraction | None:
    """A number as a share of its threshold; None where that means nothing, as of places and of ranges."""
    no_amount = {actual.kind, threshold.kind}.intersection(NO_AMOUNTS)
    if no_amount or actual.measure != threshold.measure or threshold.exact <= 0 or actual.exact < 0:
        return None
    return actual.exact / threshold.exact


def gauge(share: Fraction, language: str = "vi", comparator: str = ">=") -> tuple[nodes.Inline, ...]:
    """A bar that is full at the threshold, and the share in words.

    >>> nodes.plain(gauge(Fraction(1805, 2000)))
    '█████████░ 90,3% mức phải đạt'
    """
    filled = min(floor(share * _CELLS), _CELLS)
    return (
        nodes.Text(text="█" * filled + "░" * (_CELLS - filled), tone="bar"),
        nodes.Text(text=f" {share_in_words(share, language, comparator)}"),
    )


def share_in_words(share: Fraction, language: str = "vi", comparator: str = ">=") -> str:
    """A share of a threshold, rounded half up as documents print it.

    What is not whole is never called 100%, nor what is not nothing 0%. What a number must not exceed is a
    limit, not something to reach.

    >>> share_in_words(Fraction(5, 12)), share_in_words(Fraction(9999, 10000))
    ('41,7% mức phải đạt', 'chưa đến 100% mức phải đạt')
    >>> share_in_words(Fraction(500), "en")
    'more than 100 times the threshold'
    >>> share_in_words(Fraction(1805, 2000), comparator="<=")
    '90,3% mức cho phép'
    """
    labels = words(language, "gauge")
    threshold = labels["limit" if comparator.startswith("<") else "threshold"]
    if share > _LARGEST:
        return labels["beyond"].format(times=_LARGEST, threshold=threshold)
    key, percent = "share", Fraction(round_half_up(share * 100, 1))
    if percent == _WHOLE != share * _WHOLE:
        key = "under" if share < 1 else "above"
    elif share and not percent:
        key, percent = "under", _LEAST
    printed = format_percentage(percent, 0 if percent.denominator == 1 else 1, language=language)
    percent_in_words = printed if key == "share" else labels[key].format(percent=printed)
    return labels["share"].format(percent=percent_in_words, threshold=threshold)


def gap_in_words(actual: Value, comparator: str, threshold: Value, language: str = "vi") -> str:
    """How far a number that misses its threshold is from it, with its unit: ``thiếu 07 lần``.

    Empty where that cannot be put in a number.

    Args:
        actual: the number.
        comparator: how it must stand to the threshold.
        threshold: the threshold.
        language: of the run.
    """
    gap = abs(threshold.exact - actual.exact)
    printable = not {actual.kind, threshold.kind} & {*NO_AMOUNTS, *QUOTIENTS}
    printable = printable and (actual.measure != "money" or gap.denominator == 1)
    if actual.measure != threshold.measure or not printable or not gap:
        return ""
    labels = words(language, "gauge")
    key = "off" if comparator == "=" else "short" if comparator.startswith(">") else "over"
    return labels[key].format(gap=_gap(gap, actual, threshold, language))


def _gap(gap: Fraction, actual: Value, threshold: Value, language: str) -> str:
    decimals = max(actual.decimals, threshold.decimals)
    if actual.kind == "percentage":
        points = format_decimal(gap, decimals, language=language)
        return words(language, "gauge")["points"].format(points=points)
    if actual.kind == "money":
        return print_number("money", gap, decimals, language, unit=actual.base_unit)
    if gap.denominator == 1:
        return with_unit(format_count(gap, language=language), actual.base_unit)
    return with_unit(format_decimal(gap, decimals, language=language), actual.base_unit)
