"""Findings: what failed, row by row, in words a reviewer can act on. Plain frames, no Great Expectations."""

from __future__ import annotations

from dataclasses import dataclass
from string import Template
from typing import TYPE_CHECKING

import pandas as pd

from khacphuc.locale import HOUSE
from khacphuc.schema.tables import SEPARATOR, TABLES

if TYPE_CHECKING:
    from collections.abc import Iterable

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

_KEYS = {name: table.key for name, table in TABLES.items()} | {
    "assessments": "shortcoming_id",
    "citations": "mention",
}
_QUOTES = {
    "figures": "«$printed $unit»",
    "computed": "«$printed» = $working",
    "documents": "«$symbol»",
}


@dataclass(frozen=True, slots=True)
class Explanation:
    """How the failing rows of an expectation become findings.

    Attributes:
        observed: what to quote of a row, with ``$column``; by default the table's own words.
        expected: what should stand there, with ``$column``.
        group: columns; failing rows that share them are one finding, of the first row.
        about: a column that names the row the finding is about, if that is another one.
        related: columns that name the other rows of the disagreement.
    """

    observed: str = ""
    expected: str = ""
    group: tuple[str, ...] = ()
    about: str = ""
    related: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Failure:
    """One expectation that did not hold: where, and for which rows (positions in the table)."""

    table: str
    rule: str
    severity: str
    description: str
    explanation: Explanation
    rows: tuple[int, ...] = ()
    observed: str = ""


class _Rows:
    """Finds rows of any table by their id, to quote them and to say where they stand."""

    def __init__(self, tables: dict[str, pd.DataFrame], language: str) -> None:
        self._tables = tables
        self._language = language
        self._places: dict[str, tuple[str, int]] = {}
        for name, frame in tables.items():
            if name not in TABLES or name == "declared":  # a declared class shares its shortcoming's id
                continue
            for position, key in enumerate(frame[_KEYS[name]]):
                self._places.setdefault(key, (name, position))

    def at(self, table: str, position: int) -> dict[str, object]:
        return {str(name): cell for name, cell in self._tables[table].iloc[position].items()}

    def find(self, code: str) -> tuple[str, dict[str, object]] | None:
        place = self._places.get(code.partition(":")[0])
        return (place[0], self.at(*place)) if place else None

    def fill(self, template: str, row: dict[str, object]) -> str:
        """A template with the cells of a row."""
        cells = {name: _words(cell, self._language) for name, cell in row.items()}
        return Template(template).safe_substitute(cells)

    def quote(self, table: str, row: dict[str, object], template: str = "") -> str:
        """``SL031 «17 chi hội» (Báo cáo 2021, chú thích 2; data/raw/2021/figures.csv:32)``."""
        words = self.fill(template or _QUOTES.get(table, ""), row).replace("% %", "%").replace(" %»", "%»")
        place = "; ".join(filter(None, [_text(row.get("source")), _place(row)]))
        return " ".join(filter(None, [_text(row[_KEYS[table]]), words, f"({place})" if place else ""]))


def collect(
    failures: Iterable[Failure], tables: dict[str, pd.DataFrame], language: str = "vi"
) -> pd.DataFrame:
    """Turn failures into findings.

    Args:
        failures: what did not hold.
        tables: the frames that were checked, by name.
        language: as which numbers are printed.

    Returns:
        One row per failing row or group of rows with ``FINDING_COLUMNS``, critical ones first, then by
        rule and line: the same input gives the same order.
    """
    rows = _Rows(tables, language)
    found = [finding for failure in failures for finding in _findings(failure, rows)]
    frame = pd.DataFrame(found, columns=list(FINDING_COLUMNS)).astype({"line": "Int64"})
    words = frame.columns.drop("line")
    frame[words] = frame[words].map(_harmless).astype("str")
    return frame.sort_values(
        ["severity", "rule", "file", "line", "row_id", "observed"], ignore_index=True, na_position="first"
    )


def is_blocking(findings: pd.DataFrame) -> bool:
    """Whether a finding stops publication: it is critical and nobody accepted it."""
    accepted = findings["answer"].str.startswith("accepted")
    return bool(((findings["severity"] == "critical") & ~accepted).any())


def _findings(failure: Failure, rows: _Rows) -> Iterable[dict[str, object]]:
    base = {
        "severity": failure.severity,
        "rule": failure.rule,
        "table": failure.table,
        "description": failure.description,
        "answer": "",
    }
    if not failure.rows:
        yield (
            base
            | dict.fromkeys(("row_id", "related", "file", "source", "expected"), "")
            | {
                "line": pd.NA,
                "observed": failure.observed,
            }
        )
        return
    groups: dict[tuple[str, ...], list[dict[str, object]]] = {}
    for position in failure.rows:
        row = rows.at(failure.table, position)
        key = tuple(_text(row[name]) for name in failure.explanation.group) or (str(position),)
        groups.setdefault(key, []).append(row)
    for members in groups.values():
        yield base | _explain(failure, members, rows)


def _explain(failure: Failure, members: list[dict[str, object]], rows: _Rows) -> dict[str, object]:
    how = failure.explanation
    places = [(failure.table, member, how.observed) for member in members]
    if how.about and (about := rows.find(_text(members[0][how.about]))):
        places.insert(0, (*about, ""))
    named = {_text(row[_KEYS[table]]) for table, row, _ in places}
    for code in (
        code for row in members for name in how.related for code in _text(row[name]).split(SEPARATOR)
    ):
        found = rows.find(code)
        if found and (key := _text(found[1][_KEYS[found[0]]])) not in named:
            named.add(key)
            places.append((*found, ""))
    row = places[0][1]
    row_id, *related = dict.fromkeys(_text(place[_KEYS[table]]) for table, place, _ in places)
    return {
        "table": places[0][0],
        "row_id": row_id,
        "related": SEPARATOR.join(related),
        "file": _text(row.get("file")),
        "line": row.get("line"),
        "source": _text(row.get("source")),
        "observed": " | ".join(dict.fromkeys(rows.quote(*place) for place in places)),
        "expected": rows.fill(how.expected, members[0]),
    }


def _place(row: dict[str, object]) -> str:
    file, line = _text(row.get("file")), _text(row.get("line"))
    return f"{file}:{line}" if file and line else file


def _words(cell: object, language: str) -> str:
    """A cell as a message says it, numbers as the language prints them: ``13.600.000``, ``90,3``."""
    if isinstance(cell, int | float) and not isinstance(cell, bool) and not pd.isna(cell):
        told = f"{cell:,.15g}"
        return told.translate(str.maketrans(",.", ".,")) if language == HOUSE else told
    return _text(cell)


def _text(cell: object) -> str:
    if cell is None or cell is pd.NA or cell != cell:  # noqa: PLR0124
        return ""
    if isinstance(cell, pd.Timestamp):
        return f"{cell:%d/%m/%Y}"
    return str(cell)


def _harmless(cell: str) -> str:
    """Quote what a spreadsheet would take for a formula, when a person opens the findings in one."""
    return f"«{cell}»" if cell.startswith(("=", "+", "-", "@", "\t", "\r")) else cell
