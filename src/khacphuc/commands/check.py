"""Checking a run without making it: no kernels, nothing published.

What is found lies in ``.runs/<run>/check``, for people; the published report is not touched.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING

from khacphuc.checks.findings import is_blocking
from khacphuc.checks.since_published import finding_changes
from khacphuc.data.raw.run import read_documents, table_notes
from khacphuc.inputs import Inputs
from khacphuc.outputs import save_findings
from khacphuc.project.disk_errors import explained
from khacphuc.project.files import write_text
from khacphuc.project.layout import check_run_id
from khacphuc.project.workspace import FINDINGS, Workspace
from khacphuc.review.changes_page import to_changes
from khacphuc.review.files import write_review
from khacphuc.run.preconditions import check_preconditions
from khacphuc.run.prose_mistakes import refuse_prose_mistakes
from khacphuc.run.result_tables import read_result
from khacphuc.run.unrecorded_answers import save_unrecorded

if TYPE_CHECKING:
    from pathlib import Path

    from khacphuc.checks.findings import Finding
    from khacphuc.checks.result import CheckResult
    from khacphuc.checks.since_published import FindingChange
    from khacphuc.project.layout import Layout


@dataclass(frozen=True)
class Review:
    """What a check found.

    Attributes:
        run: the run.
        folder: where the pages, the workbook and the table lie.
        findings: what was found.
        changes: the same beside what the published run found; None if there is nothing to compare with.
        language: of the run.
        is_published: whether the run is published at all, be it by an earlier version.
        notes: how tables were read that people may not expect.
    """

    run: str
    folder: Path
    findings: tuple[Finding, ...]
    changes: tuple[FindingChange, ...] | None
    language: str = "vi"
    is_published: bool = False
    notes: tuple[str, ...] = ()

    @property
    def exit_code(self) -> int:
        """1 if a critical finding stops publication, else 0."""
        return int(is_blocking(self.findings))


def review_run(layout: Layout, run: object, *, source: Path | None = None) -> Review:
    """Clean and check a run, and write down what was found.

    Args:
        layout: the project.
        run: the run.
        source: the document the tables were typed from, to compare them with.

    Raises:
        UsageError: parameters, tables or the source cannot be read, or the folder cannot be written.
        CheckError: a suite cannot be built.
    """
    run = check_run_id(run)
    check_preconditions(layout, run)
    folder = layout.runs(run) / "check"
    inputs = Inputs(Workspace(layout, run, folder, fallback=False, report_part=""), from_raw=True)
    refuse_prose_mistakes(inputs)
    result = _check(inputs, source)
    before = _published(layout, run)
    changes = None if before is None else finding_changes(before, result.findings)
    with explained(layout, layout.runs(run)):
        save_unrecorded(layout, run, (folder,))
        save_findings(inputs, result)
        write_review(inputs, result, inputs.assessment)
        compared = finding_changes((), result.findings) if changes is None else changes
        page = to_changes(compared, inputs.parameters)
        write_text(inputs.workspace.report("changes.html"), page)
    is_published = layout.published_report(run).exists()
    notes = table_notes(layout, run, inputs.parameters)
    return Review(run, folder, result.findings, changes, inputs.parameters.language, is_published, notes)


def _check(inputs: Inputs, source: Path | None) -> CheckResult:
    compared = None if source is None else _compared(inputs, source)
    result = inputs.check(inputs.tables, inputs.assessment)
    if compared is None:
        return result
    from khacphuc.checks.run import with_source  # noqa: PLC0415 - Great Expectations takes seconds

    return with_source(result, compared, inputs.tables, inputs.parameters.language)


def _compared(inputs: Inputs, source: Path) -> tuple[Finding, ...]:
    from khacphuc.checks.source.compare import compare, same_document  # noqa: PLC0415
    from khacphuc.checks.source.inside import contradictions  # noqa: PLC0415
    from khacphuc.checks.source.published import annex_rows, compare_published  # noqa: PLC0415
    from khacphuc.data.source.coverage import cover_document  # noqa: PLC0415
    from khacphuc.data.source.document import read_document, source_sha256  # noqa: PLC0415
    from khacphuc.data.source.tokens import extract_tokens  # noqa: PLC0415

    named = {"document_name": source.name, "language": inputs.parameters.language}
    figures = inputs.tables["figures"]
    coverage = cover_document(read_document(source))
    tokens = extract_tokens(coverage)
    inside = contradictions(coverage, tokens, **named)
    if rows := annex_rows(coverage.document, figures):
        return *compare_published(inputs.tables, coverage.document, tokens, rows, **named), *inside
    documents = read_documents(inputs.workspace.layout, inputs.workspace.run)
    hashes = [document.sha256 for document in documents if "figures" in document.tables]
    sha256 = source_sha256(source)
    others = (same_document(known, sha256, **named) for known in hashes)
    return *compare(figures, tokens, **named), *inside, *chain.from_iterable(others)


def _published(layout: Layout, run: str) -> tuple[Finding, ...] | None:
    """What the published run found; None where none is, or an earlier version published it."""
    file = layout.published_clean(run) / FINDINGS
    return read_result(file).findings if file.is_file() else None
