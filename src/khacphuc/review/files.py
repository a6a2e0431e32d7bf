"""The review page and the workbook of findings, written once when a run or a check ends."""

from __future__ import annotations

from typing import TYPE_CHECKING

from khacphuc.checks.answers import answer_printed
from khacphuc.inputs import ASSESSMENT, Inputs
from khacphuc.outputs import save_findings
from khacphuc.project.files import write_bytes, write_text
from khacphuc.project.workspace import FINDINGS, FINDINGS_PRINTED, Workspace
from khacphuc.report.charts.context import ChartContext
from khacphuc.report.prose.citations import Citations
from khacphuc.report.prose.left_out import LeftOutFence, left_out_fences
from khacphuc.review.page import to_review
from khacphuc.review.returns_page import RETURNS_PAGE
from khacphuc.review.workbook import WORKBOOK, findings_workbook

if TYPE_CHECKING:
    from collections.abc import Collection
    from pathlib import Path

    from khacphuc.assess.run import Assessment
    from khacphuc.checks.result import CheckResult
    from khacphuc.project.layout import Layout

REVIEW = "review.html"


def write_review(
    inputs: Inputs,
    result: CheckResult,
    assessment: Assessment | None,
    *,
    cited: Collection[str] = (),
    has_notebooks: bool = False,
) -> None:
    """Write ``review.html`` and ``findings.xlsx`` of a run.

    Args:
        inputs: the run.
        result: what the checks found, with answers.
        assessment: of the run; None where there is none.
        cited: the codes the report beside the page cites; empty where there is no report.
        has_notebooks: whether the pages of the notebooks lie in a folder beside the page.
    """
    workspace, parameters = inputs.workspace, inputs.parameters
    page = to_review(
        result,
        None if assessment is None else assessment.assessments,
        inputs.tables,
        inputs.class_names,
        parameters,
        run=workspace.run,
        cited=cited,
        has_notebooks=has_notebooks,
        has_returns=workspace.report(RETURNS_PAGE).is_file(),
        left_out=_left_out(inputs),
    )
    write_text(workspace.report(REVIEW), page)
    workbook = findings_workbook(
        result.findings, parameters.language, run=workspace.run, synthetic=parameters.synthetic
    )
    write_bytes(workspace.report(WORKBOOK), workbook)


def _left_out(inputs: Inputs) -> tuple[LeftOutFence, ...]:
    parameters = inputs.parameters
    context = ChartContext(
        inputs.tables,
        Citations({}),
        parameters.language,
        parameters.status,
        draws=False,
        totals=(inputs.gathered or {}).get("totals"),
        year=parameters.year,
    )
    return left_out_fences(inputs.prose, context, filename=inputs.prose_name)


def write_review_of_build(
    layout: Layout, run: str, build: Path, *, cited: Collection[str] = (), has_notebooks: bool = False
) -> None:
    """Write ``review.html`` and ``findings.xlsx`` of a build from what its stages have left.

    Where the assessment is missing, the findings about what was printed get their answers here, and the page
    says so; where nothing was checked, nothing is written.

    Args:
        layout: the project.
        run: the run.
        build: its private folder.
        cited: the codes the report of the build cites; empty where it has none.
        has_notebooks: whether the pages of its notebooks are kept beside the review page.
    """
    workspace = Workspace(layout, run, build, fallback=False)
    inputs = Inputs(workspace)
    if workspace.clean(FINDINGS).is_file():
        assessed = all(workspace.clean(file).is_file() for file in ASSESSMENT.values())
        assessment = inputs.assessment if assessed else None
        write_review(inputs, inputs.checked, assessment, cited=cited, has_notebooks=has_notebooks)
    elif workspace.clean(FINDINGS_PRINTED).is_file():
        parameters = inputs.parameters
        result = answer_printed(inputs.printed, inputs.tables, parameters.status, parameters.language)
        save_findings(inputs, result)
        write_review(inputs, result, None, has_notebooks=has_notebooks)
