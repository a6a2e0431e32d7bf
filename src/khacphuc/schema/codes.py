"""How the codes of rows are written, declared once, and which of them may be left to the suite.

The sentence that says a form to people is in the catalogues, by the same names (``code_form``).
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class CodeForm:
    """The form of a table's codes.

    Attributes:
        pattern: what a code must match, whole.
        example: one.
        prefix: what a code the suite makes begins with; empty where it makes none, for other tables name
            these rows.
        owner: a column whose code stands before the number; with a prefix only the digits of it do.
        identity: the columns a row is known by: a code that is made depends on them, and on nothing else.
    """

    pattern: str
    example: str
    prefix: str = ""
    owner: str = ""
    identity: tuple[str, ...] = ()

    @property
    def is_assignable(self) -> bool:
        """Whether an empty cell gets a code."""
        return bool(self.identity)


ASSIGNED = range(100_000, 1_000_000)
"""The numbers of codes that are made; six digits are the most a figure's code may have."""
ASSIGNED_PARTS = range(1_000, 10_000)
"""The same behind a point, as in ``KD1.4821``: an owner has few rows."""

COUNT_CODE = r"[a-z]+(?:_[a-z]+)*\.[a-z]+(?:_[a-z]+)*"
"""What the code of a count of a table matches, whole: ``measures.total``; no other code is written so."""

CODE_FORMS: dict[str, CodeForm] = {
    "shortcomings": CodeForm(r"[A-Z]{2}\d+", "KD1"),
    "measures": CodeForm(
        r"[A-Z]{2}\d+\.\d+", "GP1.1", "GP", "shortcoming_id", ("shortcoming_id", "description")
    ),
    "criteria": CodeForm(r"[A-Z]{2}\d+\.\d+", "KD1.1", "", "shortcoming_id", ("shortcoming_id", "aspect")),
    "figures": CodeForm(
        r"[A-Z]{2}\d{3,6}", "SL001", "SL", "", ("section", "paragraph", "indicator", "qualifier", "unit")
    ),
    "computed": CodeForm(r"[A-Z]{2}\d{2,6}", "TL01", "TL", "", ("label", "formula", "operands")),
    "targets": CodeForm(r"[A-Z]{2}\d{2,4}", "CT01"),
    "target_parts": CodeForm(r"[A-Z]{2}\d{2,4}\.\d+", "CT01.1", "", "target_id", ("target_id", "statement")),
    "documents": CodeForm(
        r"[A-Z]{2}\d+[A-Z]*", "VB300", "VB", "", ("type", "symbol", "issued_on", "issuer", "subject")
    ),
    "returns": CodeForm(r"[A-Z]{2}\d+", "TH0001", "TH", "", ("unit_id", "indicator")),
    "collections": CodeForm(r"[a-z][a-z0-9_]*", "monthly"),
    "collection_items": CodeForm(r"[A-Z]{2}\d+", "MB0001", "MB", "", ("collection", "indicator")),
    "return_rules": CodeForm(
        r"[A-Z]{2}\d+", "QT01", "QT", "", ("collection", "left", "operator", "right", "levels")
    ),
    "receipts": CodeForm(r"[A-Z]{2}\d+", "BN0001", "BN", "", ("sha256", "sheet", "received_file")),
    "progress": CodeForm(r"[A-Z]{2}\d+", "TD01", "TD", "", ("measure_id", "month")),
    "rating_sheets": CodeForm(r"[A-Z]{2}\d+", "TX01"),
    "ratings": CodeForm(r"[A-Z]{2}\d+", "XL0001", "XL", "", ("month", "rated_role", "rating_criterion_id")),
    "meetings": CodeForm(r"[A-Z]{2}\d+", "PH01", "PH", "", ("held_on",)),
    "score_sheets": CodeForm(r"[A-Z]{2}\d+", "BD01"),
    "scores": CodeForm(r"[A-Z]{2}\d+", "DC0001", "DC", "", ("unit_id", "score_criterion_id")),
    "papers": CodeForm(r"[A-Z]{2}\d+", "TA01", "TA", "", ("meeting_id", "department", "title")),
    "supervisions": CodeForm(r"[A-Z]{2}\d+", "GS01", "GS", "", ("topic", "unit_id")),
    "supervision_findings": CodeForm(
        r"[A-Z]{2}\d+\.\d+", "GS01.1", "", "supervision_id", ("supervision_id", "finding")
    ),
    "indicators": CodeForm(r"[a-z][a-z0-9_]*", "shortcomings"),
    "units": CodeForm(r"[A-Z]{2}\d+", "DV72"),
}
