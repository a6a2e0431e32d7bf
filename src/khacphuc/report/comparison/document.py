"""The whole comparison: years in, blocks out, in order."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from khacphuc.report.board.sentence import in_paragraph
from khacphuc.report.comparison.numbers import indicator_section, target_section
from khacphuc.report.comparison.offices import office_section
from khacphuc.report.comparison.shortcomings import overview, shortcoming_sections
from khacphuc.report.document import nodes
from khacphuc.report.document.office_form import paper_cover, signature
from khacphuc.text.formats import format_count

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
    labels, last = context.labels, context.years[-1]
    subject = labels["subject_offices" if is_of_offices(context) else "subject"]
    blocks: list[nodes.Block] = [
        paper_cover(
            parameters,
            kind=labels["kind"],
            subject=subject.format(years=context.span),
            year=last.year,
        ),
        in_paragraph(_sources(context)),
    ]
    if is_of_offices(context):
        blocks += office_section(context)
    else:
        blocks += [*overview(context), *shortcoming_sections(context)]
        blocks += _on_new_page([*target_section(context), *indicator_section(context)])
    return [*blocks, signature(parameters, (labels["recipients"],))]


def is_of_offices(context: ComparisonContext) -> bool:
    """Whether several offices are compared."""
    return len({year.office for year in context.years}) > 1


def _sources(context: ComparisonContext) -> str:
    """What is compared, and which of it is as published."""
    last = context.years[-1]
    if is_of_offices(context):
        names = context.office_names
        count = format_count(len(names), language=context.language)
        return context.labels["sources_offices"].format(count=count, last=names[last.office], year=last.year)
    runs = ", ".join(year.run for year in context.years)
    return context.labels["sources"].format(runs=runs, last=last.run)


def _on_new_page(blocks: list[nodes.Block]) -> list[nodes.Block]:
    """The blocks, whose first is a heading, at the head of a page."""
    match blocks:
        case [nodes.Heading() as heading, *others]:
            return [replace(heading, starts_page=True), *others]
    return blocks
