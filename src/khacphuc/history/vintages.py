"""Vintages: which value a run published under a code, and since which version.

A version leaves a row for each value that is new, is another than before, or is no longer there, so the rows
of a code in their order are its history. They lie in ``history/<run>/vintages.csv``.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Any, Final, Literal

import pandas as pd

from khacphuc.history.append_only import damaged_row, read_history_rows

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

Key = tuple[str, str]
"""Kind and code: what names a value in every version."""
VintageKind = Literal["figure", "computed", "target", "criterion", "class"]

_DIGITS: Final = 15  # what a double holds for certain


@dataclass(frozen=True, slots=True)
class PublishedValue:
    """What a version says under a code.

    Attributes:
        kind: what it is.
        code: of the figure, the computed number, the target or its part, the criterion or the shortcoming.
        value: a number without grouping and with a point, both bounds of a range with ``..`` between them, a
            status or a class; empty where there is none.
        unit: of a number.
    """

    kind: VintageKind
    code: str
    value: str
    unit: str = ""

    @property
    def key(self) -> tuple[str, str]:
        """What names it in every version."""
        return self.kind, self.code


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


def published_values(tables: Mapping[str, pd.DataFrame]) -> tuple[PublishedValue, ...]:
    """Every value a version publishes.

    Args:
        tables: of the version: ``figures`` (figure_id, value, value_to, unit), ``computed`` (computed_id,
            formula, operands, value), ``targets`` (target_id, part_id, status), ``criteria`` (criterion_id,
            status) and ``assessments`` (shortcoming_id, computed_class, declared_class).

    Returns:
        In the order of the tables and their rows. A class is the declared one, where one was declared.
    """
    return (
        *_figures(tables["figures"]),
        *_computed(tables["computed"], tables["figures"]),
        *_targets(tables["targets"]),
        *(
            PublishedValue("criterion", row.criterion_id, _text(row.status))
            for row in _rows(tables["criteria"])
        ),
        *(
            PublishedValue(
                "class", row.shortcoming_id, _text(row.declared_class) or _text(row.computed_class)
            )
            for row in _rows(tables["assessments"])
        ),
    )


def _figures(figures: pd.DataFrame) -> Iterator[PublishedValue]:
    for row in _rows(figures):
        upper = _number(getattr(row, "value_to", None))
        value = _number(row.value)
        yield PublishedValue(
            "figure", row.figure_id, f"{value}..{upper}" if upper else value, _text(row.unit)
        )


def _computed(computed: pd.DataFrame, figures: pd.DataFrame) -> Iterator[PublishedValue]:
    units = dict(zip(figures["figure_id"], figures["unit"], strict=True))
    for row in _rows(computed):
        operand = _text(row.operands).partition(";")[0].partition(":")[0]
        unit = {"share": "%", "ratio": ""}.get(row.formula, _text(units.get(operand)))
        yield PublishedValue("computed", row.computed_id, _number(row.value), unit)


def _targets(targets: pd.DataFrame) -> Iterator[PublishedValue]:
    for row in _rows(targets):
        yield PublishedValue("target", _text(row.part_id) or row.target_id, _text(row.status))


def _criteria(criteria: pd.DataFrame) -> Iterator[PublishedValue]:
    for row in _rows(criteria):
        yield PublishedValue("criterion", row.criterion_id, _text(row.status))


def _classes(assessments: pd.DataFrame) -> Iterator[PublishedValue]:
    for row in _rows(assessments):
        class_ = _text(row.declared_class) or _text(row.computed_class)
        yield PublishedValue("class", row.shortcoming_id, class_)


def _rows(frame: pd.DataFrame) -> Iterable[Any]:
    return frame.itertuples(index=False)


def _text(cell: object) -> str:
    return "" if cell is None or cell is pd.NA or cell != cell else str(cell)  # noqa: PLR0124 - NaN


def _number(cell: object) -> str:
    """A number as it is compared: exactly what a double holds.

    >>> _number(1231.0), _number(90.25), _number(float("nan")), _number(0.1 + 0.2)
    ('1231', '90.25', '', '0.3')
    """
    text = _text(cell)
    return f"{float(text):.{_DIGITS}g}" if text else ""


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
