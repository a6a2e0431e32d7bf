"""From outstanding members to those admitted to the Party: each number is a part of the one before."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Any, Final

import pandas as pd

from khacphuc.data.records.admission import STEPS, steps, unit_numbers
from khacphuc.errors import ParameterError
from khacphuc.report.document import nodes
from khacphuc.schema.row_dicts import row_dicts
from khacphuc.text.formats import format_count, format_part, format_share
from khacphuc.text.numerals import decimal_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from khacphuc.report.charts.context import ChartContext

_RIGHT: Final[tuple[nodes.Alignment, ...]] = ("right",)
_SHARE_DECIMALS: Final = 1  # as the source prints them: 35,7%


@dataclass(frozen=True, slots=True)
class AdmissionStep:
    """One number of the way.

    Attributes:
        code: of the figure that is used for it.
        indicator: what it counts.
        label: what that is called.
        number: how many.
        share: of the step before, as printed; empty of the first.
    """

    code: str
    indicator: str
    label: str
    number: Fraction
    share: str


def admission_steps(context: ChartContext, codes: Sequence[str]) -> list[AdmissionStep]:
    """The steps of a run, from the whole down to the last part.

    Args:
        context: the run.
        codes: the figures to choose from; all of them if there are none.

    Raises:
        ParameterError: the figures named are no such way, or one of them has no number.
    """
    figures, indicators = context.tables["figures"], context.tables["indicators"]
    chain = steps(figures, indicators, codes)
    if codes and set(chain) != set(codes):
        raise ParameterError(
            f"not each a part of the one before: {', '.join(codes)}",
            expected=f"{STEPS} figures or more, whose indicators name each other in the column part_of",
        )
    counted = dict(zip(figures["figure_id"], figures["indicator"], strict=True))
    names = dict(zip(indicators["indicator_id"], indicators["name"], strict=True))
    way: list[AdmissionStep] = []
    for code in chain:
        number = context.value(code).exact
        share = _share(number, way[-1].number, context.language) if way else ""
        way.append(AdmissionStep(code, counted[code], names[counted[code]], number, share))
    return way


def admission_table(context: ChartContext, way: Sequence[AdmissionStep], caption: str) -> nodes.Table:
    """A column for each step; a row for each unit that reported, one for all, and one of shares."""
    labels = context.labels
    rows: list[tuple[tuple[nodes.Inline, ...], ...]] = [
        (_text(unit), *(_text(numbers.get(step.indicator, "–")) for step in way))
        for unit, numbers in _units(context, way).items()
    ]
    bracketed = any("(" in nodes.plain(cell) for row in rows for cell in row[1:])
    totals = tuple((context.citations.cite(step.code) or nodes.Text(text="–"),) for step in way)
    rows.append(((nodes.Strong(children=_text(labels["all_units"])),), *totals))
    rows.append((_text(labels["admission_share"]), *(_text(step.share or "–") for step in way)))
    notes = [*([labels["coverage_brackets"]] if bracketed else []), *_definitions(context, way)]
    return nodes.Table(
        id="-".join(("bang-admission", *(step.code for step in way))),
        caption=_text(caption),
        columns=(labels["column_parent"], *(step.label for step in way)),
        rows=tuple(rows),
        align=("left", *_RIGHT * len(way)),
        widths=(2, *(1.6 for _ in way)),
        note=_text(" ".join(notes)) if notes else (),
    )


def _units(context: ChartContext, way: Sequence[AdmissionStep]) -> dict[str, dict[str, str]]:
    """What each unit reported of each step, by its name and the indicator, in the order of the units."""
    tables = context.tables
    numbers = unit_numbers([step.indicator for step in way], tables["returns"], context.totals)
    names = dict(zip(tables["units"]["unit_id"], tables["units"]["name"], strict=True))
    order = {code: place for place, code in enumerate(names)}
    by_unit: dict[str, dict[str, str]] = {}
    for row in sorted(numbers.pipe(row_dicts), key=lambda row: order.get(row["unit_id"], len(order))):
        cells = by_unit.setdefault(str(names.get(row["unit_id"], row["unit_id"])), {})
        cells[row["indicator"]] = _number(row, context)
    return by_unit


def _number(row: Mapping[Any, Any], context: ChartContext) -> str:
    if pd.isna(row["value"]):
        return "–"
    text = format_count(Fraction(decimal_of(row["value"])), language=context.language)
    if row["reported"] == row["expected"]:
        return text
    part = format_part(int(row["reported"]), int(row["expected"]), language=context.language)
    return f"{text} ({part})"


def _definitions(context: ChartContext, way: Sequence[AdmissionStep]) -> list[str]:
    """That two steps are counts of one thing by two definitions, so that neither stands for the other."""
    indicators = context.tables["indicators"]
    variants = dict(zip(indicators["indicator_id"], indicators["variant_of"], strict=True))
    labels = {step.indicator: step.label for step in way}
    return [
        context.labels["admission_definitions"].format(
            first=step.label, second=labels[variants[step.indicator]]
        )
        for step in way
        if variants.get(step.indicator, "") in labels
    ]


def _share(part: Fraction, whole: Fraction, language: str) -> str:
    return format_share(part * 100 / whole, _SHARE_DECIMALS, language=language) if whole else "–"


def _text(words: str) -> tuple[nodes.Text, ...]:
    return (nodes.Text(text=words),)
