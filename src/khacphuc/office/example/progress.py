"""The progress of an office's plan: what becomes of each measure is told first, and rows are made of it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from string import Template
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from khacphuc.config.yaml_models import Model, load_model
from khacphuc.office.example.templates import EXAMPLE_TEMPLATES
from khacphuc.office.example.truth import SECOND, MeasureResult, PlantedFinding

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    Rows = list[dict[str, str]]

_LAST: Final = 12
_RULES: Final = MappingProxyType({"late": "KH-01", "silent": "KH-02", "unproven": "KH-03"})


class _Measure(Model):
    """What becomes of one measure in the months of a year."""

    begins: int
    ends: int = _LAST
    status: str
    reason: str = ""
    evidence: str = ""
    late: bool = False
    done_late: bool = False
    unproven: bool = False
    silent: tuple[int, ...] = ()
    not_started: tuple[int, ...] = ()
    works: dict[int, str]


class _Years(Model):
    first: dict[str, _Measure]
    second: dict[str, _Measure]


@dataclass(frozen=True, slots=True)
class OfficeProgress:
    """The progress of an office in one year.

    Attributes:
        rows: of the table ``progress``.
        results: what is true of every measure, by its code.
        planted: what the checks find about them.
    """

    rows: Rows
    results: Mapping[str, MeasureResult]
    planted: frozenset[PlantedFinding]


def office_progress(year: int, kind: str, values: Mapping[str, str]) -> OfficeProgress:
    """Tell what becomes of the plan of a year.

    Args:
        year: the year.
        kind: of the year (see ``truth``); one that begins anew goes as the first.
        values: what stands in templates for each name in them.
    """
    story = _years().second if kind == SECOND else _years().first
    cells = [cell for code, measure in story.items() for cell in _rows(code, measure, year, values)]
    rows = [{"progress_id": f"TD{number:03}", **row} for number, row in enumerate(cells, start=1)]
    results = {code: _result(measure, year) for code, measure in story.items()}
    planted = {
        PlantedFinding(rule, code)
        for code, measure in story.items()
        for name, rule in _RULES.items()
        if getattr(measure, name)
    }
    return OfficeProgress(rows, MappingProxyType(results), frozenset(planted))


@cache
def _years() -> _Years:
    return load_model(EXAMPLE_TEMPLATES / "progress.yml", _Years, filename="progress.yml")


def _rows(code: str, measure: _Measure, year: int, values: Mapping[str, str]) -> Iterator[dict[str, str]]:
    for month in range(measure.begins, measure.ends + 1):
        if month in measure.silent:
            continue
        is_last = month == measure.ends
        yield {
            "measure_id": code,
            "month": f"{year}-{month:02}",
            "status": measure.status
            if is_last
            else "not_started"
            if month in measure.not_started
            else "on_the_way",
            "reason": measure.reason if is_last else "",
            "done": measure.works.get(month, ""),
            "evidence": Template(measure.evidence).substitute(values) if is_last else "",
        }


def _result(measure: _Measure, year: int) -> MeasureResult:
    silent = tuple(f"{year}-{month:02}" for month in measure.silent)
    return MeasureResult(
        measure.status, measure.reason, silent, measure.late, measure.done_late, measure.unproven
    )
