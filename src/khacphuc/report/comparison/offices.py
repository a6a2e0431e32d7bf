"""Offices of one year side by side: classes and rates, in the order of their names, without ranks."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from khacphuc.assess.carrying import standing_class
from khacphuc.data.returns.coverage import percent_of
from khacphuc.report.board.sentence import in_paragraph
from khacphuc.text.formats import format_count, format_part

if TYPE_CHECKING:
    from khacphuc.report.comparison.context import ComparisonContext
    from khacphuc.report.document import nodes
    from khacphuc.report.document.nodes import Alignment
    from khacphuc.years.year import Year


def office_section(context: ComparisonContext) -> list[nodes.Block]:
    """The page of offices."""
    labels, names = context.labels, context.office_names
    places = {office: place for place, office in enumerate(names)}
    has_years = len({year.year for year in context.years}) > 1  # else the title says which it is
    rows = [
        (
            names[year.office],
            *([str(year.year)] if has_years else []),
            "; ".join(_classes(year, context)) or "–",
            _targets(year, context.language),
            _rate(year, context),
        )
        for year in sorted(context.years, key=lambda year: (places[year.office], year.year))
    ]
    year_column: tuple[str, float, Alignment] = (labels["column_year"], 1, "center")
    return [
        in_paragraph(labels["offices"]),
        context.table(
            "years-offices",
            labels["caption_offices"],
            [
                (labels["column_office"], 2, "left"),
                *([year_column] if has_years else []),
                (labels["column_classes"], 5, "left"),
                (labels["column_targets_met"], 1.4, "center"),
                (labels["column_rate"], 1.6, "center"),
            ],
            rows,
        ),
    ]


def _classes(year: Year, context: ComparisonContext) -> list[str]:
    """How many shortcomings have each class, in the order of the policy."""
    columns = (year.assessments[name] for name in ("declared_class", "computed_class"))
    counts = Counter(
        standing_class(str(declared), str(computed)) for declared, computed in zip(*columns, strict=True)
    )
    printed = {name: format_count(number, language=context.language) for name, number in counts.items()}
    return [f"{label}: {printed[name]}" for name, label in context.class_names.items() if counts[name]]


def _targets(year: Year, language: str) -> str:
    whole = year.targets[year.targets["part_id"] == ""]
    met = whole["status"].isin(["met", "declared_met"])
    counts = whole["count"].fillna(1).astype(int)
    return format_part(int(counts[met].sum()), int(counts.sum()), language=language) if len(whole) else "–"


def _rate(year: Year, context: ComparisonContext) -> str:
    """The reporting rate of the year over all collections; a dash where units report nothing."""
    rates = year.rates[(year.rates["period"] == "") & (year.rates["parent"] == "")]
    if rates.empty or not rates["expected"].sum():
        return "–"
    return percent_of(int(rates["actual"].sum()), int(rates["expected"].sum()), context.language)
