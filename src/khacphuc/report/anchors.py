"""The names and ids by which the report and the review page link to each other: codes in, ids out."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

    from khacphuc.checks.findings import Finding

REPORT_PAGE: Final = "report.html"
REVIEW_PAGE: Final = "review.html"
MOST_CARDS: Final = 500
"""Findings of one rule the review page shows; what is more stands in findings.csv."""


def citation_anchor(code: str, number: int = 1) -> str:
    """The id of a citation in the report: the first of its code, or a later one.

    >>> citation_anchor("SL031", 2)
    'cite-SL031-2'
    """
    return f"cite-{code}-{number}"


def finding_anchor(rule: str, row_id: str) -> str:
    """The id of a finding on the review page.

    >>> finding_anchor("SL-10", "SL031")
    'f-SL-10-SL031'
    """
    parts = ("f", rule, row_id)
    return "-".join(
        # other characters have no place in an id: each becomes its code point, so that ids stay distinct
        re.sub(r"[^\w.-]", lambda match: f"_{ord(match[0]):x}_", part, flags=re.ASCII)
        for part in parts
        if part
    )


def findings_by_code(findings: Iterable[Finding]) -> dict[str, tuple[str, ...]]:
    """The findings that stand on each row, by the row's code, as their ids on the review page.

    Of a rule with more findings than the review page has cards for, the first.
    """
    cards: Counter[str] = Counter()
    anchors: dict[str, dict[str, None]] = {}
    for finding in findings:
        cards[finding.rule] += 1
        if cards[finding.rule] <= MOST_CARDS:
            anchor = finding_anchor(finding.rule, finding.row_id)
            for code in finding.codes:
                anchors.setdefault(code.partition(":")[0], {})[anchor] = None
    return {code: tuple(ids) for code, ids in anchors.items()}
