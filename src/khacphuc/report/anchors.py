"""The names and ids by which the report and the review page link to each other: codes in, ids out."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from khacphuc.schema.tables import SEPARATOR

if TYPE_CHECKING:
    import pandas as pd

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


def on_review_page(findings: pd.DataFrame) -> pd.DataFrame:
    """The findings the review page has a card for: the first rows of each rule, with all columns."""
    return findings[findings.groupby("rule", sort=False).cumcount() < MOST_CARDS]


def findings_by_code(findings: pd.DataFrame) -> dict[str, tuple[str, ...]]:
    """The findings that stand on each row, by the row's code, as their ids on the review page.

    Args:
        findings: with ``rule``, ``row_id`` and ``related`` (codes, separated).
    """
    anchors: dict[str, dict[str, None]] = {}
    for row in on_review_page(findings).to_dict("records"):
        anchor = finding_anchor(row["rule"], row["row_id"])
        for code in (row["row_id"], *row["related"].split(SEPARATOR)):
            anchors.setdefault(code.partition(":")[0], {})[anchor] = None
    return {code: tuple(of_code) for code, of_code in anchors.items() if code}
