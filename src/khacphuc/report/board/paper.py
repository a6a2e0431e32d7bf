"""The whole board paper: what its run has, and its month, in; its blocks out, in order.

A section of which the run has no tables is left out without a word.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from khacphuc.report.board.findings import findings_section
from khacphuc.report.board.measures import measures_section
from khacphuc.report.board.meetings import papers_section
from khacphuc.report.board.reports import reports_section
from khacphuc.report.board.sentence import in_paragraph
from khacphuc.report.board.supervision import supervision_section
from khacphuc.report.board.upcoming import upcoming_section
from khacphuc.report.document import nodes
from khacphuc.report.document.office_form import paper_cover, signature
from khacphuc.text.dates import format_date

if TYPE_CHECKING:
    from collections.abc import Callable

    from khacphuc.config.parameters import RunParameters
    from khacphuc.report.board.context import BoardContext

    Section = Callable[[BoardContext], list[nodes.Block]]

SECTIONS: Final[dict[str, Section]] = {
    "measures": measures_section,
    "papers": papers_section,
    "reports": reports_section,
    "supervision": supervision_section,
    "findings": findings_section,
    "upcoming": upcoming_section,
}
"""By the key of its heading, what writes each section, in their order."""


def compose_board(context: BoardContext, parameters: RunParameters) -> list[nodes.Block]:
    """Make the blocks of a board paper: cover, sections, signature.

    Args:
        context: the month; its numbers are filled with what is printed.
        parameters: of the run.
    """
    blocks: list[nodes.Block] = [
        paper_cover(
            parameters,
            kind=context.labels["kind"],
            subject=context.labels["subject"].format(month=context.month_name),
            year=context.paper.year,
        ),
        in_paragraph(context.labels["as_of"], day=format_date(context.paper.last_day)),
    ]
    for name, section in SECTIONS.items():
        if body := section(context):
            title = context.labels[f"section_{name}"].format(
                month=context.month_name, next=context.next_month_name
            )
            blocks += [nodes.Heading(level=1, children=(nodes.Text(text=title),)), *body]
    return [*blocks, signature(parameters, (context.labels["recipients"],))]
