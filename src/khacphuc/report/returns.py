"""Figures that come from the reports of units: their totals by parent, and how many reports they rest on."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Any, Final

import pandas as pd

from khacphuc.data.gathered.printed_totals import reference_parts, total_decimals, unit_exponent
from khacphuc.data.returns.coverage import percent_of
from khacphuc.errors import ParameterError
from khacphuc.report.document import nodes
from khacphuc.report.notes import NumberNote
from khacphuc.report.words import document_words
from khacphuc.schema.row_dicts import row_dicts
from khacphuc.schema.tables import SEPARATOR
from khacphuc.text.formats import format_count, format_decimal, format_part, format_percentage
from khacphuc.text.numerals import decimal_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from khacphuc.report.prose.citable import Citable

_RIGHT: Final[tuple[nodes.Alignment, ...]] = ("right",)
_PARTIAL: Final = "partial"


@dataclass(frozen=True, slots=True)
class ReturnedTotal:
    """A total of one indicator: of all units, or of those below one parent.

    Attributes:
        value: in the indicator's unit; None where no report has a number.
        reported: how many reports, or units, it rests on.
        expected: how many were asked.
        counts_units: whether these are units; else they are reports.
        status: complete, partial or insufficient_data.
    """

    value: float | None
    reported: int
    expected: int
    counts_units: bool
    status: str


@dataclass(frozen=True, slots=True)
class ReturnedFigure:
    """A figure that comes from returns, with its total and those below each parent.

    Attributes:
        code: of the figure.
        label: what is counted.
        unit: as it is printed beside the figure.
        kind: what it measures by.
        total: of all units; None where nobody was asked.
        parents: the totals by parent.
        is_total: whether its number is the total; one that was typed may be another.
    """

    code: str
    label: str
    unit: str
    kind: str
    total: ReturnedTotal | None
    parents: Mapping[str, ReturnedTotal]
    is_total: bool


class ReturnedFigures:
    """The figures of a run that come from returns.

    Args:
        tables: the clean tables.
        totals: as ``05_returns`` gathered them; None in a run that asks its units for nothing.
        language: of our own words, and of numbers.
    """

    def __init__(
        self, tables: Mapping[str, pd.DataFrame], totals: pd.DataFrame | None, language: str
    ) -> None:
        self._tables = tables
        self._totals = totals
        self._language = language
        self.labels = document_words(language)
        indicators = tables["indicators"].drop_duplicates("indicator_id")
        self._indicators = {row["indicator_id"]: row for row in indicators.pipe(row_dicts)}
        units = tables["units"].drop_duplicates("unit_id")
        self._units = dict(zip(units["unit_id"], units["name"], strict=True))

    @property
    def codes(self) -> tuple[str, ...]:
        """The figures that come from returns, in the order of their table."""
        return tuple(row["figure_id"] for row in self._rows())

    def figures(self, codes: Iterable[str]) -> list[ReturnedFigure]:
        """Some of these figures.

        Raises:
            ParameterError: one of them does not come from returns.
        """
        rows = {row["figure_id"]: row for row in self._rows()}
        codes = tuple(codes)
        if strange := [code for code in codes if code not in rows]:
            raise ParameterError(
                f"no figure of the units' reports: {', '.join(strange)}",
                remedy="name the indicator in the column from_returns of figures, or leave the code out",
            )
        return [self._figure(rows[code]) for code in codes]

    def unit(self, code: str) -> str:
        """What a unit is called."""
        return str(self._units.get(code, code))

    def number(self, total: ReturnedTotal | None, figure: ReturnedFigure) -> str:
        """A total as a cell prints it, behind one of incomplete reports how many there are: ``45 (8/11)``."""
        if total is None or total.value is None:
            return "–"
        exact = Fraction(decimal_of(total.value))
        decimals = total_decimals(exact)
        if figure.kind == "percentage":
            text = format_percentage(exact, decimals, language=self._language)
        elif decimals:
            text = format_decimal(exact, decimals, language=self._language)
        else:
            text = format_count(exact, language=self._language)
        return f"{text}{self.coverage(total)}"

    def coverage(self, total: ReturnedTotal) -> str:
        """What stands behind a total of incomplete reports, in brackets; empty behind one of all."""
        if total.status != _PARTIAL:
            return ""
        return f" ({format_part(total.reported, total.expected, language=self._language)})"

    def notes(self, codes: Collection[str], citables: Mapping[str, Citable]) -> list[NumberNote]:
        """A note for each of these numbers that is a total of incomplete reports, or computed of some.

        A figure that was typed, and is another number than the total, has none: how the units reported says
        nothing about it.
        """
        partial = {figure.code: figure for figure in map(self._figure, self._rows()) if _is_partial(figure)}
        texts = {code: self._coverage_of(figure) for code, figure in partial.items()}
        for code, rests in self._computed_of(partial).items():
            totals = "; ".join(f"{figure.label}: {self._share_of(figure)}" for figure in rests)
            texts[code] = self.labels["coverage_computed"].format(totals=totals)
        return [
            NumberNote(code, citables[code].text, text)
            for code, text in texts.items()
            if code in codes and code in citables
        ]

    def _computed_of(self, figures: Mapping[str, ReturnedFigure]) -> dict[str, list[ReturnedFigure]]:
        """The computed numbers that rest on some of these figures, with those, whatever stands between."""
        computed = self._tables["computed"]
        operands = {
            str(code): [operand.partition(":")[0] for operand in str(cell).split(SEPARATOR)]
            for code, cell in zip(computed["computed_id"], computed["operands"], strict=True)
        }

        def rests(code: str, above: frozenset[str]) -> dict[str, ReturnedFigure]:
            if code in figures:
                return {code: figures[code]}
            below = {} if code in above else dict.fromkeys(operands.get(code, ()))
            return {name: figure for part in below for name, figure in rests(part, above | {code}).items()}

        resting = {code: [*rests(code, frozenset()).values()] for code in operands} if figures else {}
        return {code: totals for code, totals in resting.items() if totals}

    def _coverage_of(self, figure: ReturnedFigure) -> str:
        return self._of_reports(figure, "coverage_units", "coverage_reports")

    def _share_of(self, figure: ReturnedFigure) -> str:
        return self._of_reports(figure, "share_of_units", "share_of_reports")

    def _of_reports(self, figure: ReturnedFigure, of_units: str, of_reports: str) -> str:
        """How many reports, or units, a total rests on, in one of two wordings."""
        total = figure.total
        if total is None:
            return ""
        return self.labels[of_units if total.counts_units else of_reports].format(
            part=format_part(total.reported, total.expected, language=self._language),
            rate=percent_of(total.reported, total.expected, self._language),
        )

    def _rows(self) -> list[dict[Any, Any]]:
        figures = self._tables["figures"]
        if self._totals is None or "from_returns" not in figures:
            return []
        return figures[figures["from_returns"] != ""].drop_duplicates("figure_id").pipe(row_dicts)

    def _figure(self, row: Mapping[Any, Any]) -> ReturnedFigure:
        indicator, period = reference_parts(row["from_returns"])
        known = self._indicators.get(indicator, {})
        by_parent = self._by_parent(
            indicator, period, known.get("over_units") == "units_with" or bool(period)
        )
        total = by_parent.pop("", None)
        label = str(self._indicators.get(row["indicator"], known).get("name", row["indicator"]))
        is_total = total is None or total.value is None or self._is_total(row, total)
        return ReturnedFigure(
            row["figure_id"], label, row["unit"], str(row["kind"]), total, by_parent, is_total
        )

    def _by_parent(self, indicator: str, period: str, counts_units: bool) -> dict[str, ReturnedTotal]:
        totals = self._totals
        if totals is None:
            return {}
        chosen = totals[
            (totals["indicator"].astype("str") == indicator) & (totals["period"].astype("str") == period)
        ]
        return {
            str(row["parent"]): ReturnedTotal(
                None if pd.isna(row["value"]) else float(row["value"]),
                int(row["reported"]),
                int(row["expected"]),
                counts_units,
                str(row["status"]),
            )
            for row in chosen.pipe(row_dicts)
        }

    def _is_total(self, row: Mapping[Any, Any], total: ReturnedTotal) -> bool:
        """Whether the number of a figure is the total; of a ratio its first term."""
        if total.value is None:
            return False
        indicator, _ = reference_parts(row["from_returns"])
        size = 10 ** unit_exponent(str(self._indicators.get(indicator, {}).get("unit_of_measure", "")))
        numbers = [row["value"], row["numerator"]]
        return any(
            pd.notna(number) and float(number) in {total.value, total.value * size} for number in numbers
        )


def _is_partial(figure: ReturnedFigure) -> bool:
    return figure.total is not None and figure.total.status == _PARTIAL and figure.is_total


def returns_table(
    returned: ReturnedFigures, figures: list[ReturnedFigure], caption: str, cite: Any
) -> nodes.Table:
    """A row for each parent and one for all, a column for each figure.

    Args:
        returned: the figures of the run.
        figures: those that are columns.
        caption: what stands above the table.
        cite: gives the node for a code, None where nothing has it.
    """
    labels = returned.labels
    parents = sorted({parent for figure in figures for parent in figure.parents})
    rows: list[tuple[tuple[nodes.Inline, ...], ...]] = [
        (
            (nodes.Text(text=returned.unit(parent)),),
            *((nodes.Text(text=returned.number(figure.parents.get(parent), figure)),) for figure in figures),
        )
        for parent in parents
    ]
    totals = [(cite(figure.code) or nodes.Text(text="–"),) for figure in figures]
    rows.append(((nodes.Strong(children=(nodes.Text(text=labels["all_units"]),)),), *totals))
    bracketed = any("(" in nodes.plain(cell) for row in rows[:-1] for cell in row[1:])
    notes = [labels["coverage_brackets"]] if bracketed else []
    notes += [
        labels["total_differs"].format(label=figure.label, total=returned.number(figure.total, figure))
        for figure in figures
        if not figure.is_total
    ]
    return nodes.Table(
        id="-".join(("bang-returns", *(figure.code for figure in figures))),
        caption=(nodes.Text(text=caption),),
        columns=(labels["column_parent"], *(_head(figure) for figure in figures)),
        rows=tuple(rows),
        align=("left", *_RIGHT * len(figures)),
        widths=(3, *(2,) * len(figures)),
        note=(nodes.Text(text=" ".join(notes)),) if notes else (),
    )


def _head(figure: ReturnedFigure) -> str:
    return f"{figure.label} ({figure.unit})" if figure.unit else figure.label
