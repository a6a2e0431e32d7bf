"""Exact numbers by code: printed figures, computed numbers, counts of tables, the terms of printed ratios.

In come the clean tables ``figures``, ``computed`` and ``table_counts``, out comes a lookup for assessment,
charts, citations and traces. Pure.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import pandas as pd

from khacphuc.errors import QuantityError
from khacphuc.locale import words
from khacphuc.schema.row_dicts import row_dicts
from khacphuc.schema.tables import SEPARATOR
from khacphuc.text.formats import format_count
from khacphuc.text.numerals import decimal_of, round_half_up
from khacphuc.text.quantities import parse
from khacphuc.text.units import DONG, POINTS, Unit, parse_unit, with_unit

if TYPE_CHECKING:
    from collections.abc import Hashable, Mapping

TABLE_COUNTS = "table_counts"
"""The frame of what was counted of tables (see ``data.records.counts``); a run without any has none."""
TERMS = ("numerator", "denominator")
QUOTIENTS = frozenset({"ratio", "rate"})
"""Kinds whose value is the exact quotient of two terms."""
_BY_UNIT = frozenset({"range", "money", "percentage"})
_SHARES = frozenset({"%", "‰", POINTS})
_TERMS_OF_A_QUOTIENT = len(TERMS)


def code_in_words(code: str, language: str) -> str:
    """The code of a number as people read it: a term of a ratio by its name, every other as it is.

    >>> code_in_words("SL010:numerator", "vi"), code_in_words("SL010", "vi")
    ('tử số của SL010', 'SL010')
    """
    name, _, term = code.partition(":")
    if term not in TERMS:
        return code
    return words(language, "place")["term"].format(term=words(language, "column")[term].lower(), code=name)


@dataclass(frozen=True, slots=True)
class Value:
    """A number and how it stands in print.

    ``exact`` is in the unit of the clean tables (percent, đồng, quotient; of a range its lower bound),
    ``exact_to`` the upper bound of a range, ``decimals`` as printed; ``indicator`` is empty unless it is a
    printed figure.
    """

    code: str
    kind: str
    exact: Fraction
    printed: str
    unit: str
    decimals: int
    indicator: str = ""
    exact_to: Fraction | None = None

    @property
    def bounds(self) -> tuple[Fraction, Fraction]:
        """The least and the largest number it may stand for: the same unless it is a range."""
        return self.exact, self.exact if self.exact_to is None else self.exact_to

    @property
    def measure(self) -> str:
        """What it can be compared with: its kind, of a range that of its bounds, with a foreign currency.

        >>> resolve = Values(pd.DataFrame()).resolve
        >>> [resolve(text).measure for text in ("95-98%", "3-5 buổi", "4 buổi", "120 USD", "4,3 điểm %")]
        ['percentage', 'count', 'count', 'money USD', 'percentage điểm %']
        """
        # of these alone the unit says more than the kind
        return measure_of(self.kind, self._measured) if self.kind in _BY_UNIT else self.kind

    @property
    def label(self) -> str:
        """As printed, with its unit where that is not printed already."""
        return with_unit(self.printed, self.unit)

    @property
    def base_unit(self) -> str:
        """The unit ``exact`` is in: ``đồng`` where ``triệu đồng`` is printed."""
        return str(replace(self._measured, scale="", per_mille=False))

    def restate(self, exact: Fraction) -> Fraction:
        """Another number rounded as this one is printed: to its decimals, in its scale; a ratio is not."""
        if self.kind in QUOTIENTS:
            return exact
        size = Fraction(10) ** self._measured.exponent
        return Fraction(round_half_up(exact / size, self.decimals)) * size

    @property
    def _measured(self) -> Unit:
        return parse_unit(parse(self.printed, unit=self.unit).unit)


class Values:
    """Looks numbers up by code: ``SL026``, ``TL01``, ``SL010:numerator``, ``measures.total``."""

    def __init__(
        self,
        figures: pd.DataFrame,
        computed: pd.DataFrame | None = None,
        counts: pd.DataFrame | None = None,
    ) -> None:
        """Take the clean tables ``figures``, once it has values ``computed``, and ``table_counts`` if any.

        Rows without a value are left out.
        """
        self._values: dict[str, Value] = {}
        # read when they are looked up: of a hundred thousand figures few are
        self._figures: dict[str, Mapping[Hashable, Any]] = {}
        if len(figures):
            records = figures[figures["value"].notna()].pipe(row_dicts)
            self._figures = {record["figure_id"]: record for record in records}
        for row in () if counts is None else counts.pipe(row_dicts):
            self._add_count(row)
        for row in () if computed is None else computed.pipe(row_dicts):
            self._add_computed(row)

    @classmethod
    def of_tables(cls, tables: Mapping[str, pd.DataFrame]) -> Values:
        """All numbers of a run, by its clean tables."""
        return cls(tables["figures"], tables["computed"], tables.get(TABLE_COUNTS))

    @classmethod
    def of_operands(cls, tables: Mapping[str, pd.DataFrame]) -> Values:
        """The numbers others are computed of: what is printed and what is counted."""
        return cls(tables["figures"], counts=tables.get(TABLE_COUNTS))

    def __contains__(self, code: str) -> bool:
        """Whether the code stands for a number."""
        return self.get(code) is not None

    def __getitem__(self, code: str) -> Value:
        """The number a code stands for.

        Raises:
            KeyError: it stands for none.
        """
        value = self.get(code)
        if value is None:
            raise KeyError(code)
        return value

    def get(self, code: str) -> Value | None:
        """The number a code stands for, or None."""
        if code not in self._values:
            row = self._figures.pop(code.partition(":")[0], None)
            if row is not None:
                self._add_figure(row)
        return self._values.get(code)

    def resolve(self, text: str) -> Value | None:
        """The number a code stands for, or that a text prints (``100%``, ``12``); None if neither.

        >>> import pandas as pd
        >>> Values(pd.DataFrame()).resolve("82,48%").exact
        Fraction(2062, 25)
        """
        if value := self.get(text):
            return value
        try:
            quantity = parse(text)
        except QuantityError:
            return None
        return Value(
            code="",
            kind=quantity.kind.value,
            exact=quantity.exact,
            printed=text,
            unit=quantity.unit,
            decimals=quantity.decimals,
            exact_to=None if quantity.value_to is None else Fraction(quantity.value_to),
        )

    def _add_figure(self, row: Mapping[Hashable, Any]) -> None:
        code, indicator, unit = row["figure_id"], row["indicator"], row["unit"]
        exact = Fraction(decimal_of(row["value"]))
        # a term with decimals is not kept: 12,5/20 ha is its quotient
        if row["kind"] in QUOTIENTS and not any(pd.isna(row[term]) for term in TERMS):
            terms = [int(row[term]) for term in TERMS]
            exact = Fraction(*terms)
            for term, number in zip(TERMS, terms, strict=True) if row["kind"] == "ratio" else ():
                self._values[f"{code}:{term}"] = Value(
                    code, "count", Fraction(number), format_count(number), unit, 0, f"{indicator}:{term}"
                )
        upper = row.get("value_to")
        exact_to = None if upper is None or pd.isna(upper) else Fraction(decimal_of(upper))
        self._values[code] = Value(
            code, row["kind"], exact, row["printed"], unit, int(row["decimals"]), indicator, exact_to
        )

    def _add_count(self, row: Mapping[Hashable, Any]) -> None:
        code, printed, unit = row["count_id"], row["printed"], row["unit"]
        kind = parse(printed, unit=unit).kind.value
        exact = Fraction(decimal_of(row["value"]))
        self._values[code] = Value(code, kind, exact, printed, unit, int(row["decimals"]))

    def _add_computed(self, row: Mapping[Hashable, Any]) -> None:
        if pd.isna(row["value"]):
            return
        operands = [self[operand] for operand in row["operands"].split(SEPARATOR)]
        exact = compute(row["formula"], [operand.exact for operand in operands])
        kind = kind_of(row["formula"], operands[0])
        unit = {"share": "%", "ratio": ""}.get(row["formula"], operands[0].base_unit)
        self._values[row["computed_id"]] = Value(
            row["computed_id"], kind, exact, row["printed"], unit, int(row["decimals"])
        )


def measure_of(kind: str, unit: Unit) -> str:
    """What numbers of a kind and a unit can be compared with (see ``Value.measure``)."""
    if kind == "range":
        kind = "percentage" if unit.is_share else "money" if unit.is_money else "count"
    if kind == "money" and unit.currency != DONG:
        return f"{kind} {unit.currency}"
    return f"{kind} {POINTS}" if unit.noun == POINTS else kind


def kind_of_unit(unit: str) -> str:
    """The kind a unit of measure settles; empty of a noun, and of one with a scale.

    >>> [kind_of_unit(unit) for unit in ("%", "điểm %", "đồng/suất", "USD", "xã", "triệu đồng")]
    ['percentage', 'percentage', 'money', 'money', '', '']
    """
    try:
        measured = parse_unit(unit)
    except QuantityError:
        return ""
    if measured.is_money and not measured.scale:
        return "money"
    return "percentage" if measured.is_share and str(measured) in _SHARES else ""


def kind_of(formula: str, first: Value) -> str:
    """The kind of what a formula gives, by its first operand."""
    return {"share": "percentage", "ratio": "ratio"}.get(formula, first.kind)


def compute(formula: str, operands: list[Fraction], language: str = "vi") -> Fraction:
    """Compute one formula exactly.

    ``ratio`` is a/b, ``share`` a/b in percent, ``sum`` a+b+…, ``difference`` a−b−…. A difference takes one
    operand at least. Messages are in ``language``: reviewers read them.

    Raises:
        QuantityError: the number of operands does not fit, or a divisor is zero.

    >>> compute("share", [Fraction(1805), Fraction(2000)])
    Fraction(361, 4)
    """
    if formula in {"ratio", "share"}:
        labels, name = words(language, "problem"), words(language, "code")[formula]
        if len(operands) != _TERMS_OF_A_QUOTIENT:
            raise QuantityError(labels["operands"].format(formula=name, count=len(operands)))
        if operands[1] == 0:
            raise QuantityError(labels["divisor"].format(formula=name))
        return operands[0] / operands[1] * (100 if formula == "share" else 1)
    if formula == "sum":
        return sum(operands, Fraction(0))
    return sum((-operand for operand in operands[1:]), operands[0])
