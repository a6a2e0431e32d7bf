"""What a run left, read back by the process that runs its stages: findings and verdicts. No pandas."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING, Final

from khacphuc.checks.result import CheckResult
from khacphuc.errors import SourceError
from khacphuc.project.files import read_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

_VERDICT: Final = ("shortcoming_id", "computed_class", "declared_class", "agrees")


def read_result(file: Path) -> CheckResult:
    """What the checks found, as a stage left it.

    Raises:
        SourceError: the file cannot be read, or holds no such result.
    """
    try:
        return CheckResult.from_json(read_text(file))
    except (ValueError, TypeError, KeyError) as error:
        raise SourceError(
            f"holds no findings of this version ({error})",
            place=str(file),
            remedy="run again, or check again",
        ) from error


def read_rows(file: Path, columns: Iterable[str]) -> list[dict[str, str]]:
    """The rows of one of our own CSV tables, with at least these columns.

    Raises:
        SourceError: the file cannot be read, or lacks a column.
    """
    reader = csv.DictReader(read_text(file).splitlines(keepends=True))
    missing = sorted(set(columns) - set(reader.fieldnames or ()))
    if missing:
        raise SourceError(
            f"lacks the column {', '.join(missing)}",
            place=str(file),
            remedy="see the notebook that writes it",
        )
    return [{str(key): value or "" for key, value in row.items() if key} for row in reader]


def read_verdicts(file: Path, class_names: Mapping[str, str]) -> tuple[dict[str, str], ...]:
    """The verdict on each shortcoming, in the order of the table.

    Args:
        file: ``assessments.csv``.
        class_names: how each class is printed, added as ``computed_name`` and ``declared_name``.
    """
    rows = ({name: row[name] for name in _VERDICT} for row in read_rows(file, _VERDICT))
    return tuple(
        {
            **row,
            "computed_name": class_names[row["computed_class"]],
            "declared_name": class_names.get(row["declared_class"], ""),
        }
        for row in rows
    )
