"""What the checks find now beside what they found before: pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from khacphuc.checks.findings import FINDING_COLUMNS
from khacphuc.checks.fingerprint import fingerprint

if TYPE_CHECKING:
    from collections.abc import Iterable

    Finding = dict[str, object]

CHANGES = ("new", "changed", "gone", "same")
CHANGE_COLUMNS = ("change", *FINDING_COLUMNS)


def finding_changes(before: pd.DataFrame, after: pd.DataFrame) -> pd.DataFrame:
    """Compare two lists of findings.

    A finding is the same while its rule, its row and what was observed are (but for the lines it stands
    on); with other words it has changed.

    Args:
        before: with ``FINDING_COLUMNS``.
        after: with ``FINDING_COLUMNS``.

    Returns:
        ``CHANGE_COLUMNS``: every finding of ``after`` in its order (``new``, ``changed`` or ``same``), then
        those of ``before`` that are ``gone``.
    """
    old, new = _records(before), _records(after)
    left: dict[tuple[str, str, str], list[Finding]] = {}
    for row in old:
        left.setdefault(_whole(row), []).append(row)
    change: dict[int, str] = {}
    for row in new:
        if left.get(_whole(row)):
            left[_whole(row)].pop()
            change[id(row)] = "same"
    rest: dict[tuple[str, str], list[Finding]] = {}
    for row in (row for rows in left.values() for row in rows):
        rest.setdefault(_place(row), []).append(row)
    for row in new:
        if id(row) not in change and rest.get(_place(row)):
            rest[_place(row)].pop()
            change[id(row)] = "changed"
    gone = {id(row) for rows in rest.values() for row in rows}
    told = [{"change": change.get(id(row), "new")} | row for row in new]
    told += [{"change": "gone"} | row for row in old if id(row) in gone]
    return pd.DataFrame(told, columns=list(CHANGE_COLUMNS)).astype({"line": "Int64"})


def findings_of(rows: Iterable[dict[str, str]]) -> pd.DataFrame:
    """Findings as a file of them holds them, as a frame."""
    frame = pd.DataFrame(list(rows), columns=list(FINDING_COLUMNS), dtype="str")
    return frame.assign(line=pd.to_numeric(frame["line"].where(frame["line"] != "", None)).astype("Int64"))


def _records(frame: pd.DataFrame) -> list[Finding]:
    return [{str(name): cell for name, cell in row.items()} for row in frame.to_dict("records")]


def _place(row: Finding) -> tuple[str, str]:
    return str(row["rule"]), str(row["row_id"])


def _whole(row: Finding) -> tuple[str, str, str]:
    return (*_place(row), fingerprint(str(row["observed"])))
