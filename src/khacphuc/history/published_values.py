"""Every value a version publishes: numbers, statuses and classes, by their codes. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, Literal

import pandas as pd

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

Key = tuple[str, str]
"""Kind and code: what names a value in every version."""
VintageKind = Literal["figure", "computed", "target", "criterion", "class"]

TABLES_OF_VALUES: Final = {
    "figures": "clean/figures.parquet",
    "computed": "clean/computed.parquet",
    "targets": "clean/assessed_targets.parquet",
    "criteria": "clean/assessed_criteria.parquet",
    "assessments": "clean/assessments.parquet",
}
"""Where a version has the tables its values stand in."""

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
        *_criteria(tables["criteria"]),
        *_classes(tables["assessments"]),
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
