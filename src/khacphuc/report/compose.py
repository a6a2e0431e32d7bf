"""The whole report: tables, assessment, parameters and prose in; its blocks out, in order.

The order is cover, prose, signature, annexes; the notebook ``40_report`` displays the blocks.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from khacphuc.data.decisions import RECONSTRUCTION
from khacphuc.report.anchors import findings_by_code
from khacphuc.report.annexes import figures_annex, method_annex
from khacphuc.report.awaited import awaited_numbers
from khacphuc.report.charts.context import ChartContext
from khacphuc.report.document import nodes
from khacphuc.report.document.office_form import report_cover, signature
from khacphuc.report.notes import number_notes, with_notes
from khacphuc.report.prose.citations import Citations, citables
from khacphuc.report.prose.fences import Fences
from khacphuc.report.prose.parse import parse_prose
from khacphuc.report.returns import ReturnedFigures

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    import pandas as pd

    from khacphuc.assess.classes import Policy
    from khacphuc.assess.run import Assessment
    from khacphuc.checks.findings import Finding
    from khacphuc.config.parameters import RunParameters


def compose(
    tables: Mapping[str, pd.DataFrame],
    assessment: Assessment,
    parameters: RunParameters,
    policy: Policy,
    prose: str,
    *,
    filename: str,
    findings: Iterable[Finding] = (),
    before: Callable[[], Mapping[str, pd.DataFrame] | None] = lambda: None,
    totals: pd.DataFrame | None = None,
) -> list[nodes.Block]:
    """Make the blocks of the report.

    Args:
        tables: the clean tables.
        assessment: targets, criteria and classes of the run.
        parameters: the run's parameters.
        policy: the decision table, for the words of classes.
        prose: the office's Markdown.
        filename: the prose's file name, as messages print it.
        findings: the findings of the checks, so that a cited value leads to those about it. None is
            printed, but the reason why numbers that disagree were answered to be not related, as a note.
        before: gives the clean tables of the year before, None where there is none; called only if the prose
            asks what became of its promises.
        totals: what units reported, added up; None in a run that asks its units for nothing. A figure that
            is a total of incomplete reports gets a note with how many there are.

    Returns:
        The blocks of the document in order.

    Raises:
        ParameterError: the prose cites what is not there, or holds what has no place in a document.
    """
    class_names, findings = policy.class_names(parameters.language), tuple(findings)
    citations = Citations(
        citables(tables, class_names, status=parameters.status, language=parameters.language),
        findings_by_code(findings),
        awaited=awaited_numbers(tables, parameters.year),
    )
    context = ChartContext(
        tables, citations, parameters.language, parameters.status, totals=totals, year=parameters.year
    )
    fences = Fences(context, assessment, before, class_names)
    body = parse_prose(prose, citations, fences, filename=filename)
    if parameters.status != RECONSTRUCTION:
        notes = number_notes(findings, citations.citables, parameters.language)
        body = with_notes(body, notes, parameters.language)
    if totals is not None:
        returned = ReturnedFigures(tables, totals, parameters.language)
        body = with_notes(body, returned.notes(citations.cited, citations.citables), parameters.language)
    cited = {node.id for node in nodes.inlines(tuple(body)) if isinstance(node, nodes.CitedValue)}
    annexes = {
        "figures": lambda: figures_annex(
            tables, citations, parameters.language, status=parameters.status, cited=cited
        ),
        "method": lambda: method_annex(tables, assessment, policy, parameters.language),
    }
    return [
        report_cover(parameters),
        *body,
        signature(parameters),
        *(block for name in parameters.annexes for block in annexes[name]()),
    ]
