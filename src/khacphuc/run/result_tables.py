"""Published tables read back: findings and verdicts."""

from __future__ import annotations

import csv
from collections import Counter
from typing import TYPE_CHECKING, Final

from khacphuc.errors import SourceError
from khacphuc.project.files import read_text

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path


_ACCEPTED: Final = "accepted"


_VERDICT: Final = ("shortcoming_id", "computed_class", "declared_class", "agrees")


def read_rows(file: Path, columns: Iterable[str]) -> list[dict[str, str]]:
    """The rows of one of our own CSV tables, with at least these columns.

    Raises:
        SourceError: the file cannot be read, or lacks a column.
    """
    reader = csv.DictReader(read_text(file).splitlines(keepends=True))
    missing = sorted(set(columns) - set(reader.fieldnames or ()))
    if missing:
        raise SourceError(f"{file}: lacks the column {', '.join(missing)}; see the notebook that writes it")
    return [{str(key): value or "" for key, value in row.items() if key} for row in reader]


def read_findings(file: Path) -> tuple[dict[str, int], list[dict[str, str]]]:
    """How many findings there are by severity, and the critical ones nobody has accepted."""
    rows = read_rows(file, ("severity", "rule", "row_id", "file", "line", "description", "answer"))
    critical = [row for row in rows if row["severity"] == "critical"]
    unanswered = [row for row in critical if not row["answer"].startswith(_ACCEPTED)]
    return dict(sorted(Counter(row["severity"] for row in rows).items())), unanswered


def read_verdicts(file: Path) -> tuple[dict[str, str], ...]:
    """The verdict on each shortcoming, in the order of the table."""
    return tuple({name: row[name] for name in _VERDICT} for row in read_rows(file, _VERDICT))
