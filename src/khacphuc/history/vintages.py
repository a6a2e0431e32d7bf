"""Vintages: which value a run published under a code, and since which version.

A version leaves a row for each value that is new, is another than before, or is no longer there, so the rows
of a code in their order are its history. They lie in ``history/<run>/vintages.csv``.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Final

from khacphuc.history.append_only import damaged_row, read_history_rows
from khacphuc.history.published_values import PublishedValue

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from khacphuc.history.published_values import Key, VintageKind


@dataclass(frozen=True, slots=True)
class Vintage:
    """A row of ``vintages.csv``: a value, and the version that printed it first.

    A code that a version has no longer leaves a row whose ``value`` and ``unit`` are empty.

    Attributes:
        published_on: the day, as ISO 8601 writes it.
        period: the year the report is about.
        document_status: ``final`` or ``reconstruction``.
        version: the number of the version.
    """

    published_on: str
    office: str
    run: str
    period: str
    kind: str
    code: str
    value: str
    unit: str
    document_status: str
    version: str

    @property
    def key(self) -> tuple[str, str]:
        """What names its value in every version."""
        return self.kind, self.code


COLUMNS_OF_VINTAGES: Final = tuple(field.name for field in fields(Vintage))


def latest_values(vintages: Iterable[Vintage], version: int | None = None) -> dict[Key, PublishedValue]:
    """What a version publishes, by kind and code; without one, the last version.

    Args:
        vintages: in the order of their file.
        version: the number of a version.
    """
    latest: dict[Key, PublishedValue] = {}
    for vintage in vintages:
        if version is not None and int(vintage.version) > version:
            break
        kind: VintageKind = vintage.kind  # type: ignore[assignment]  # as it was written
        latest[vintage.key] = PublishedValue(kind, vintage.code, vintage.value, vintage.unit)
    return latest


def changed_values(
    before: Mapping[tuple[str, str], PublishedValue], now: Iterable[PublishedValue]
) -> tuple[PublishedValue, ...]:
    """The values that are new or others than before, then those that are gone, with nothing in them."""
    values = {value.key: value for value in now}
    changed = [value for key, value in values.items() if before.get(key) != value]
    gone = [
        PublishedValue(value.kind, value.code, "")
        for key, value in before.items()
        if key not in values and value.value
    ]
    return (*changed, *gone)


def read_vintages(path: Path) -> tuple[Vintage, ...]:
    """The vintages of a run in their order; none where there is no file.

    Raises:
        SourceError: a row has other columns than a vintage, or the numbers of versions fall.
    """
    vintages: list[Vintage] = []
    for place, row in read_history_rows(path, COLUMNS_OF_VINTAGES):
        if not row[-1].isdecimal():
            raise damaged_row(",".join(row), place, "the number of a version in the last cell")
        vintage = Vintage(*row)
        if vintages and int(vintage.version) < int(vintages[-1].version):
            after = f"version {vintage.version} after {vintages[-1].version}"
            raise damaged_row(after, place, "versions in their order")
        vintages.append(vintage)
    return tuple(vintages)
