"""How far a number is from its threshold: a bar for a cell, and the same in words.

The bar is made of letters, so that it stands in a terminal and on a page without styles as well; whoever
listens to a page hears the words beside it.
"""

from __future__ import annotations

from fractions import Fraction
from math import ceil, floor
from typing import TYPE_CHECKING, Final

from khacphuc.data.computed import print_number
from khacphuc.locale import words
from khacphuc.report.document import nodes
from khacphuc.text.formats import format_decimal, format_percentage

if TYPE_CHECKING:
    from khacphuc.data.values import Value

_CELLS: Final = 10
# above it a share says nothing but that it is far beyond
_LARGEST: Final = 100


def share_of(actual: Value, threshold: Value) -> Fraction | None:
    """A number as a share of its threshold; None where that means nothing."""
    if actual.kind != threshold.kind or threshold.exact <= 0 or actual.exact < 0:
        return None
    return actual.exact / threshold.exact


def gauge(share: Fraction, language: str = "vi") -> tuple[nodes.Inline, ...]:
    """A bar that is full at the threshold, and the share in words.

    >>> nodes.plain(gauge(Fraction(1805, 2000)))
    '█████████░ 90,2% mức phải đạt'
    """
    filled = min(floor(share * _CELLS), _CELLS)
    return (
        nodes.Text(text="█" * filled + "░" * (_CELLS - filled), tone="bar"),
        nodes.Text(text=f" {share_in_words(share, language)}"),
    )


def share_in_words(share: Fraction, language: str = "vi") -> str:
    """A share of a threshold; one that is not whole is never printed as 100%.

    >>> share_in_words(Fraction(9999, 10000)), share_in_words(Fraction(500), "en")
    ('99,9% mức phải đạt', 'more than 100 times the threshold')
    """
    labels = words(language, "gauge")
    if share > _LARGEST:
        return labels["beyond"].format(times=_LARGEST)
    tenths = floor(share * 1000) if share < 1 else ceil(share * 1000)
    percent = Fraction(tenths, 10)
    printed = format_percentage(percent, 0 if percent.denominator == 1 else 1, language=language)
    return labels["share"].format(percent=printed)


def gap_in_words(actual: Value, comparator: str, threshold: Value, language: str = "vi") -> str:
    """How far a number that misses its threshold is from it; empty where that cannot be put in a number.

    Args:
        actual: the number.
        comparator: how it must stand to the threshold.
        threshold: the threshold.
        language: of the run.
    """
    gap = abs(threshold.exact - actual.exact)
    printable = actual.kind != "ratio" and (actual.kind != "money" or gap.denominator == 1)
    if actual.kind != threshold.kind or not printable or not gap:
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
        return print_number("money", gap, 0, language)
    whole = gap.denominator == 1
    return format_decimal(gap, 0 if whole else decimals, language=language)
