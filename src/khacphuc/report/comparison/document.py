"""The whole comparison: years in, blocks out, in order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from khacphuc.report.board.sentence import in_paragraph
from khacphuc.report.comparison.numbers import indicator_section, target_section
from khacphuc.report.comparison.offices import office_section
from khacphuc.report.comparison.shortcomings import shortcoming_sections
from khacphuc.report.document import nodes

if TYPE_CHECKING:
    from khacphuc.config.parameters import RunParameters
    from khacphuc.report.comparison.context import ComparisonContext


def compose_comparison(context: ComparisonContext, parameters: RunParameters) -> list[nodes.Block]:
    """Make the blocks of a comparison: cover, sections, signature.

    Years of one office are compared shortcoming by shortcoming; of several offices there is one page.

    Args:
        context: the years.
        parameters: of the last run.
    """
    labels = context.labels
    runs = ", ".join(year.run for year in context.years)
    blocks: list[nodes.Block] = [
        _cover(context, parameters),
        in_paragraph(labels["sources"].format(runs=runs, last=context.years[-1].run)),
    ]
    if is_of_offices(context):
        blocks += office_section(context)
    else:
        blocks += [*shortcoming_sections(context), *target_section(context), *indicator_section(context)]
    return [*blocks, _signature(context, parameters)]


def is_of_offices(context: ComparisonContext) -> bool:
    """Whether several offices are compared."""
    return len({year.office for year in context.years}) > 1


def _cover(context: ComparisonContext, parameters: RunParameters) -> nodes.Cover:
    labels = context.labels
    years = f"{context.years[0].year}–{context.years[-1].year}"
    subject = labels["subject_offices" if is_of_offices(context) else "subject"]
    return nodes.Cover(
        profile=parameters.profile,
        language=parameters.language,
        superior=parameters.issuer.superior,
        body=parameters.issuer.body,
        symbol=parameters.issuer.symbol,
        # numbered and dated by hand: those of the parameters are the report's
        number="",
        place=parameters.issuer.place,
        date="",
        year=context.years[-1].year,
        kind=labels["kind"],
        subject=subject.format(years=years, year=context.years[-1].year),
        synthetic=parameters.synthetic,
    )


def _signature(context: ComparisonContext, parameters: RunParameters) -> nodes.Signature:
    return nodes.Signature(
        recipients=(context.labels["recipients"], parameters.recipients[-1]),
        authority=parameters.signatory.authority,
        office=parameters.signatory.office,
        name=parameters.signatory.name,
    )
