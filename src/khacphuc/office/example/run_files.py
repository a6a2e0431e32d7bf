"""The files of one run: tables, source, parameters and prose, each its template with numbers and names."""

from __future__ import annotations

import csv
import hashlib
import io
from dataclasses import dataclass
from functools import cache
from string import Template
from typing import TYPE_CHECKING, Final

from khacphuc.checks.answers import FINAL
from khacphuc.history.publication import DRAFT
from khacphuc.office.example.figures import ADMISSION
from khacphuc.office.example.meetings import office_meetings
from khacphuc.office.example.progress import office_progress
from khacphuc.office.example.province_returns import FROM_RETURNS, RECONCILED
from khacphuc.office.example.ratings import rated_roles, year_ratings
from khacphuc.office.example.scores import office_scores
from khacphuc.office.example.story import (
    BASELINES,
    SHORTCOMINGS,
    STORIES,
    texts,
)
from khacphuc.office.example.templates import EXAMPLE_TEMPLATES
from khacphuc.office.example.truth import SECOND, PlantedFinding
from khacphuc.project.files import read_text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from khacphuc.office.example.figures import OfficeYear
    from khacphuc.office.example.meetings import OfficeMeetings
    from khacphuc.office.example.names import Province
    from khacphuc.office.example.progress import OfficeProgress
    from khacphuc.office.example.scores import OfficeScores

Rows = list[dict[str, str]]


_TABLES: Final = (
    *("shortcomings", "measures", "criteria", "figures", "computed"),
    *("targets", "target_parts", "documents", "declared", "rating_sheets"),
)
#: What units are asked, where they send forms.
_ASKING: Final = ("collections", "collection_items", "return_rules")


@dataclass(frozen=True, slots=True)
class RunContent:
    """A run before it is written: the rows of its tables, its parameters, its prose, and its truth."""

    tables: dict[str, Rows]
    parameters: str
    prose: str
    meetings: OfficeMeetings
    scores: OfficeScores | None = None
    progress: OfficeProgress | None = None

    @property
    def planted(self) -> frozenset[PlantedFinding]:
        """What was planted in what the office records."""
        systems = (self.scores, self.progress, self.meetings)
        return frozenset[PlantedFinding]().union(*(system.planted for system in systems if system))


def run_content(
    province: Province,
    year: int,
    numbers: OfficeYear,
    *,
    previous: str,
    before: OfficeYear | None,
    has_forms: bool = False,
    status: str = DRAFT,
) -> RunContent:
    """Fill the templates of a run.

    Args:
        province: whose run it is.
        year: its year.
        numbers: of the year.
        previous: the run of the year before; empty where there is none.
        before: the numbers of the year before; None where there is none.
        has_forms: whether units send forms, of which figures are made, and are scored; else what they
            reported is typed.
        status: of the document; what a final one needs an answer to is answered in it.
    """
    values = {**_values(province, year, numbers, previous, before), "status": status}
    tables = {name: _filled(name, values) for name in _TABLES}
    progress = office_progress(year, numbers.kind, values)
    tables["progress"] = progress.rows
    if status == FINAL and numbers.kind != SECOND:
        tables["answers"] = _filled("answers", values)
    scores = None
    if has_forms:
        tables |= {name: _filled(name, values) for name in (*_ASKING, "score_sheets")}
        scores = office_scores(province, year, numbers.kind, tables["score_sheets"])
        tables["scores"] = scores.rows
        tables["figures"] = [_from_returns(row) for row in tables["figures"]]
    tables["returns"] = _returns(numbers, has_forms=has_forms)
    meetings = office_meetings(province, year, numbers.kind, values)
    ratings, _ = year_ratings(province.office, year, numbers.kind)
    return RunContent(
        tables=tables | meetings.tables | {"ratings": ratings},
        parameters=_template("parameters.yml").substitute(values),
        prose=_template("prose.md").substitute(values),
        scores=scores,
        progress=progress,
        meetings=meetings,
    )


def sidecar_text(figures: str) -> str:
    """The sidecar that says that nothing was typed from a document."""
    digest = hashlib.sha256(figures.encode()).hexdigest()
    return _template("synthetic.source.yml").substitute(sha256=digest)


@cache
def _template(name: str) -> Template:
    return Template(read_text(EXAMPLE_TEMPLATES / name))


@cache
def _cells(name: str) -> tuple[dict[str, Template], ...]:
    rows = csv.DictReader(io.StringIO(read_text(EXAMPLE_TEMPLATES / "tables" / f"{name}.csv")))
    return tuple({column: Template(cell) for column, cell in row.items()} for row in rows)


def _filled(name: str, values: Mapping[str, str]) -> Rows:
    return [{column: cell.substitute(values) for column, cell in row.items()} for row in _cells(name)]


def _values(
    province: Province, year: int, numbers: OfficeYear, previous: str, before: OfficeYear | None
) -> dict[str, str]:
    """What stands in the templates for each name in them."""
    carried = STORIES[numbers.kind].carried
    last = {} if before is None else before.figures | before.computed
    baselines = {
        f"baseline_{place}": last[BASELINES[code]].printed if code in carried else ""
        for place, code in enumerate(SHORTCOMINGS, start=1)
    }
    plan = 10 + year % 10  # numbers of documents: no two of one year are the same
    return {
        **texts(numbers.kind),
        **{code: number.printed for code, number in numbers.figures.items()},
        **baselines,
        # planted in years of the first kind: a criterion that nothing feeds (BD-05)
        "models": "SL030" if numbers.kind == SECOND else "",
        "baseline_papers": last["TL08"].printed if "KD3" in carried else "",
        "carried_first": previous if SHORTCOMINGS[0] in carried else "",
        "carried": previous if carried else "",
        "year": str(year),
        "before": str(year - 1),
        "after": str(year + 1),
        "office": province.office,
        "place": province.place,
        "PLACE": province.place.upper(),
        "letters": f"T{province.letters}",
        "signatory": province.signatory,
        "rating_roles": ", ".join(rated_roles()),
        "previous": previous,
        "promises": _template("promises.md").substitute(before=year - 1) if previous else "",
        "plan": str(plan),
        "plan_on": f"22/02/{year}",
        "campaign": str(plan + 21),
        "campaign_on": f"19/4/{year}",
        "workers": str(plan + 48),
        "letter": str(plan + 400),
        "supervision": str(plan + 35),
        "supervision_letter": str(plan + 460),
        "supervision_later": str(plan + 490),
    }


def _from_returns(row: dict[str, str]) -> dict[str, str]:
    """A figure with the total it is; one the office counts as well keeps what it printed."""
    figure = row["figure_id"]
    if figure not in FROM_RETURNS:
        return row
    printed = row["printed"] if figure in RECONCILED else ""
    return row | {"printed": printed, "from_returns": FROM_RETURNS[figure]}


def _returns(numbers: OfficeYear, *, has_forms: bool) -> Rows:
    # units of measure are those of the figures
    cells = {row["figure_id"].template: row for row in _cells("figures")}
    units = {row["indicator"].template: row["unit"].template for row in cells.values()}
    steps = [cells[code]["indicator"].template for code in ADMISSION]
    rows = [
        (district, indicator, count)
        for district, counts in numbers.admission
        for indicator, count in zip(steps, counts, strict=True)
    ]
    if not has_forms:
        rows += [
            (commune, indicator, count)
            for commune, *counts in numbers.returns
            for indicator, count in zip(("youths_counselled", "youths_progressed"), counts, strict=True)
        ]
    return [
        {
            "return_id": f"TH{number:04}",
            "unit_id": commune,
            "indicator": indicator,
            "printed": str(count),
            "unit": units[indicator],
        }
        for number, (commune, indicator, count) in enumerate(rows, start=1)
    ]
