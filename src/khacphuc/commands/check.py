"""Checking a run without making it: no kernels, nothing published.

What is found lies in ``.runs/<run>/check``, for people; the published report is not touched.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

from khacphuc.assess.classes import Policy
from khacphuc.assess.run import assess_run
from khacphuc.checks.findings import FINDING_COLUMNS, is_blocking
from khacphuc.checks.prose import read_prose
from khacphuc.checks.since_published import finding_changes, findings_of
from khacphuc.config.yaml_models import load_model
from khacphuc.data.raw.run import read_run
from khacphuc.data.store import clean_run, csv_text, previous_figures
from khacphuc.errors import SourceError
from khacphuc.project.files import read_text, write_bytes, write_text
from khacphuc.project.layout import check_run_id
from khacphuc.project.workspace import Workspace
from khacphuc.review.changes_page import to_changes
from khacphuc.review.page import to_review
from khacphuc.review.workbook import NAME, findings_workbook
from khacphuc.run.disk_errors import explained
from khacphuc.run.preconditions import check_preconditions
from khacphuc.run.result_tables import read_rows
from khacphuc.run.unrecorded_answers import keep_typed

if TYPE_CHECKING:
    from pathlib import Path

    from khacphuc.checks.run import Checked
    from khacphuc.project.layout import Layout

FINDINGS = "tables/findings.csv"


@dataclass(frozen=True)
class Review:
    """What a check found.

    Attributes:
        run: the run.
        folder: where the pages, the workbook and the table lie.
        findings: what was found (``FINDING_COLUMNS``).
        changes: the same beside what the published run found (``CHANGE_COLUMNS``); None if none is.
    """

    run: str
    folder: Path
    findings: pd.DataFrame
    changes: pd.DataFrame | None

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
    # imported here: Great Expectations takes seconds, and most mistakes are told before
    from khacphuc.checks import run as check  # noqa: PLC0415

    run = check_run_id(run)
    parameters = check_preconditions(layout, run)
    folder = layout.runs(run) / "check"
    workspace = Workspace(layout, run, folder, fallback=False)
    tables = clean_run(workspace, parameters.language)
    compared = (
        None if source is None else _compared(layout, run, source, tables["figures"], parameters.language)
    )
    policy = load_model(layout.policy, Policy, filename=layout.relative(layout.policy))
    assessment = assess_run(tables, policy)
    checked = check.check_run(
        tables,
        targets=assessment.targets,
        criteria=assessment.criteria,
        assessments=assessment.assessments,
        status=parameters.status,
        suites=layout.expectations,
        year=parameters.year,
        previous=previous_figures(workspace, parameters.previous),
        prose=read_prose(
            read_text(layout.prose(run)), filename=layout.relative(layout.prose(run)), names=parameters.names
        ),
        language=parameters.language,
    )
    if compared is not None:
        checked = check.with_source(checked, compared, tables, parameters.language)
    before = _published(layout, run)
    changes = None if before is None else finding_changes(before, checked.findings)
    names = policy.class_names(parameters.language)
    pages = {
        "review.html": to_review(checked, assessment.assessments, tables, names, parameters, run=run),
        "changes.html": to_changes(_or_all_new(changes, checked), parameters, names),
        FINDINGS: csv_text(checked.findings),
    }
    with explained(layout, layout.runs(run)):
        keep_typed(layout, run, (folder,))
        for name, text in pages.items():
            write_text(folder / name, text)
        write_bytes(folder / NAME, findings_workbook(checked.findings, checked.choices, parameters.language))
    return Review(run, folder, checked.findings, changes)


def _compared(layout: Layout, run: str, source: Path, figures: pd.DataFrame, language: str) -> pd.DataFrame:
    from khacphuc.checks.source.compare import compare, same_document  # noqa: PLC0415
    from khacphuc.data.source.text import read_source_text, source_sha256  # noqa: PLC0415
    from khacphuc.text.tokens import extract_tokens  # noqa: PLC0415

    tokens = extract_tokens(read_source_text(source))
    (document,) = (one for one in read_run(layout, run).documents if "figures" in one.tables)
    found = [
        compare(figures, tokens, document_name=source.name, language=language),
        same_document(document.sha256, source_sha256(source), document_name=source.name, language=language),
    ]
    return pd.concat(found, ignore_index=True)


def _published(layout: Layout, run: str) -> pd.DataFrame | None:
    file = layout.published_report(run) / FINDINGS
    if not file.is_file():
        return None
    try:
        return findings_of(read_rows(file, FINDING_COLUMNS))
    except SourceError:  # published by an earlier version: there is nothing to compare with
        return None


def _or_all_new(changes: pd.DataFrame | None, checked: Checked) -> pd.DataFrame:
    return finding_changes(checked.findings[:0], checked.findings) if changes is None else changes
