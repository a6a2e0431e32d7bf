"""Findings as a table people read: ``findings.csv``, and what notebooks show. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from khacphuc.schema.tables import SEPARATOR

if TYPE_CHECKING:
    from collections.abc import Iterable

    from khacphuc.checks.findings import Finding

FINDING_COLUMNS = (
    "severity",
    "rule",
    "table",
    "row_id",
    "related",
    "file",
    "line",
    "source",
    "observed",
    "expected",
    "description",
    "answer",
)
_FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r")


def print_findings(findings: Iterable[Finding], language: str = "vi") -> pd.DataFrame:
    """Findings as people read them in a table.

    Args:
        findings: in the order they are to stand.
        language: of the words of answers.

    Returns:
        ``FINDING_COLUMNS``: a row each; ``line`` is Int64, everything else text that no spreadsheet takes
        for a formula.
    """
    rows = [_printed(finding, language) for finding in findings]
    frame = pd.DataFrame(rows, columns=list(FINDING_COLUMNS)).astype({"line": "Int64"})
    texts = frame.columns.drop("line")
    frame[texts] = frame[texts].map(_harmless).astype("str")
    return frame


def _printed(finding: Finding, language: str) -> dict[str, object]:
    location = finding.location
    return {
        "severity": finding.severity,
        "rule": finding.rule,
        "table": finding.table,
        "row_id": finding.row_id,
        "related": SEPARATOR.join(finding.related),
        "file": location.file,
        "line": pd.NA if location.line is None else location.line,
        "source": location.source,
        "observed": finding.observed,
        "expected": finding.expected,
        "description": finding.description,
        "answer": finding.answer.to_text(language) if finding.answer else "",
    }


def _harmless(cell: str) -> str:
    """Quote what a spreadsheet would take for a formula, when a person opens the findings in one."""
    return f"«{cell}»" if cell.startswith(_FORMULA_SIGNS) else cell
