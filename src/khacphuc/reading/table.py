"""The numbers of a document as a table for programs: ``coverage.csv``."""

from __future__ import annotations

import csv
import io
from decimal import Decimal, localcontext
from fractions import Fraction
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from khacphuc.data.source.coverage import Coverage

COVERAGE_COLUMNS: Final = (
    "start", "end", "printed", "kind", "value", "value_to", "unit", "qualifier", "section", "paragraph",
    "decision",
)  # fmt: skip
_DIGITS: Final = 28
"""Of a quotient that has no end; every other value is printed whole."""


def coverage_rows(coverage: Coverage, doubts: Mapping[int, tuple[str, ...]]) -> Iterator[dict[str, str]]:
    """Every number of a document as a row with the columns COVERAGE_COLUMNS.

    Args:
        coverage: the document and its numbers.
        doubts: what is to be decided, by the indices of its numbers (``find_doubts``).
    """
    for index, (span, position) in enumerate(zip(coverage.spans, coverage.positions, strict=True)):
        cells = (
            span.start, span.end, span.printed, span.kind.value, plain_number(span.value),
            plain_number(span.value_to), span.unit, span.qualifier, position.section, position.paragraph,
            ";".join(doubts.get(index, ())),
        )  # fmt: skip
        yield dict(zip(COVERAGE_COLUMNS, map(str, cells), strict=True))


def coverage_csv(coverage: Coverage, doubts: Mapping[int, tuple[str, ...]]) -> str:
    """The table as CSV: UTF-8, commas, a line a number."""
    stream = io.StringIO()
    writer = csv.DictWriter(stream, COVERAGE_COLUMNS, lineterminator="\n")
    writer.writeheader()
    writer.writerows(coverage_rows(coverage, doubts))
    return stream.getvalue()


def plain_number(value: Decimal | Fraction | None) -> str:
    """A value as programs read it: digits with a point, no exponent, not rounded; empty if there is none.

    >>> plain_number(Decimal("1.4E+9")), plain_number(Fraction(1, 2)), plain_number(Fraction(2, 3))
    ('1400000000', '0.5', '0.6666666666666666666666666667')
    """
    if value is None:
        return ""
    if isinstance(value, Fraction):
        with localcontext() as context:
            context.prec = _DIGITS
            value = Decimal(value.numerator) / Decimal(value.denominator)
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
