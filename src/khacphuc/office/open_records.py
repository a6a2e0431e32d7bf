"""What a run leaves open in the records besides figures, made rows of next year.

Measures that are overdue, and what supervision asked for and nobody answered. A measure that was dropped does
not go on; it is named, so that somebody decides what becomes of it. Pure.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import pandas as pd

from khacphuc.data.records.supervision import supervision_states
from khacphuc.schema.row_dicts import row_dicts
from khacphuc.text.dates import format_date

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping
    from datetime import date

    Row = dict[str, str]
    Codes = tuple[tuple[str, str], ...]

_DOCUMENT = ("document_id", "type", "symbol", "issued_on", "issuer", "subject")


@dataclass(frozen=True)
class OpenRecords:
    """What is open.

    Attributes:
        rows: the rows next year begins with, by table.
        overdue: measures that were due and are not done, by their code there and in the next year.
        dropped: measures that were dropped.
        unanswered: findings of supervision without an answer, by their code there and in the next year.
    """

    rows: dict[str, list[Row]] = field(default_factory=dict)
    overdue: Codes = ()
    dropped: tuple[str, ...] = ()
    unanswered: Codes = ()


def open_records(tables: Mapping[str, pd.DataFrame], going: Collection[str], as_of: date) -> OpenRecords:
    """What a run leaves open.

    Args:
        tables: the clean tables, with ``plan_progress`` where the run records progress.
        going: the shortcomings that go on: measures of the others are over.
        as_of: the last day of the run.

    Returns:
        Of an overdue measure the row below its shortcoming, without its date and its documents, which are of
        the year that is over; of a finding of supervision the row with its supervision, and the documents
        both name. Codes are counted anew.
    """
    measures, overdue, dropped = _measures(tables, going)
    rows, unanswered = _supervision(tables, as_of)
    return OpenRecords({"measures": measures, **rows}, overdue, dropped, unanswered)


def _measures(
    tables: Mapping[str, pd.DataFrame], going: Collection[str]
) -> tuple[list[Row], Codes, tuple[str, ...]]:
    if "plan_progress" not in tables:
        return [], (), ()
    plan = tables["plan_progress"]
    plan = plan[plan["shortcoming_id"].isin(list(going))]
    late = plan[plan["late"]].pipe(row_dicts)
    codes = _parts_anew(row["measure_id"] for row in late)
    rows = [
        {"measure_id": codes[row["measure_id"]]}
        | {name: str(row[name]) for name in ("shortcoming_id", "description", "answerable")}
        for row in late
    ]
    dropped = plan.loc[plan["status"] == "dropped", "measure_id"]
    return rows, tuple(codes.items()), tuple(map(str, dropped))


def _supervision(tables: Mapping[str, pd.DataFrame], as_of: date) -> tuple[dict[str, list[Row]], Codes]:
    states = supervision_states(tables, as_of)
    is_open = (~states["state"].isin(("answered", "ahead"))).to_numpy()
    findings = tables["supervision_findings"][is_open].pipe(row_dicts)
    if not findings:
        return {}, ()
    held = tables["supervisions"].drop_duplicates("supervision_id")
    held = held[held["supervision_id"].isin([row["supervision_id"] for row in findings])]
    codes = {code: f"GS{place:02}" for place, code in enumerate(held["supervision_id"], start=1)}
    parts: dict[str, str] = {}
    for row in findings:
        above = codes.get(row["supervision_id"], row["supervision_id"])
        place = 1 + sum(code.startswith(f"{above}.") for code in parts.values())
        parts[row["supervision_finding_id"]] = f"{above}.{place}"
    rows = {
        "supervisions": [
            {"supervision_id": codes[row["supervision_id"]]}
            | _texts(row, ("topic", "unit_id", "plan", "visited_on", "follow_up"))
            for row in held.pipe(row_dicts)
        ],
        "supervision_findings": [
            {
                "supervision_finding_id": parts[row["supervision_finding_id"]],
                "supervision_id": codes.get(row["supervision_id"], row["supervision_id"]),
            }
            | _texts(row, ("finding", "addressee", "follow_up"))
            for row in findings
        ],
    }
    named = {row.get(name, "") for table in rows.values() for row in table for name in ("plan", "follow_up")}
    documents = tables["documents"].drop_duplicates("document_id")
    documents = documents[documents["document_id"].isin(list(named))]
    letters = [_texts(row, _DOCUMENT) for row in documents.pipe(row_dicts)]
    return {**rows, "documents": letters}, tuple(parts.items())


def _parts_anew(codes: Iterable[str]) -> dict[str, str]:
    """Codes of parts counted anew below the code of the whole: of GP1.2 and GP1.4, GP1.1 and GP1.2."""
    new: dict[str, str] = {}
    for code in codes:
        above = code.rpartition(".")[0]
        place = 1 + sum(was.rpartition(".")[0] == above for was in new)
        new[code] = f"{above}.{place}" if above else code
    return new


def _texts(row: Mapping[Any, Any], names: Iterable[str]) -> Row:
    """Some cells of a clean row as they are typed."""
    return {name: "" if pd.isna(row[name]) else _typed(row[name]) for name in names}


def _typed(cell: Any) -> str:
    return format_date(cell.date()) if isinstance(cell, pd.Timestamp) else str(cell)
