"""Makes the project of fictional offices in a folder, and says what is true of it."""

from __future__ import annotations

import os
import shutil
from collections import Counter
from contextlib import suppress
from dataclasses import replace
from random import Random
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from khacphuc.checks.answers import FINAL
from khacphuc.errors import UsageError
from khacphuc.history.publication import DRAFT
from khacphuc.office.example.broken import BROKEN, broken_content, broken_truth
from khacphuc.office.example.figures import office_years
from khacphuc.office.example.names import most_provinces, provinces
from khacphuc.office.example.ratings import year_ratings
from khacphuc.office.example.run_files import run_content, sidecar_text
from khacphuc.office.example.story import SHORTCOMINGS, STORIES, declared
from khacphuc.office.example.templates import EXAMPLE_TEMPLATES
from khacphuc.office.example.truth import ExampleTruth, RunTruth
from khacphuc.office.example.write_received import forms_of_office, write_received
from khacphuc.office.make_project import make_project
from khacphuc.office.table_file import table_text
from khacphuc.project.disk_errors import explained
from khacphuc.project.files import read_text, write_text
from khacphuc.project.layout import Layout
from khacphuc.schema.tables import TABLES

if TYPE_CHECKING:
    from pathlib import Path

    from khacphuc.office.example.figures import OfficeYear
    from khacphuc.office.example.names import Province
    from khacphuc.office.example.run_files import RunContent
    from khacphuc.office.example.truth import PlantedFinding
    from khacphuc.office.example.write_received import ReceivedReports
    from khacphuc.returns.form_definition import FormDefinition

FIRST_YEAR: Final = 2021
MOST_YEARS: Final = 20
SEED: Final = 2021


def make_example(folder: Path, *, offices: int = 1, years: int = 2, seed: int = SEED) -> ExampleTruth:
    """Write a project with invented offices, a run for each of their years, and one run with mistakes.

    The runs of one office are called by their years, those of several ``<office>-<year>``. The years of one
    office are final, and what stops a final document is answered; beside them is the run with mistakes,
    ``broken``. Several offices are for measuring: drafts, of which no version is kept, and no mistakes.

    Args:
        folder: made if it is not there; else it must be empty.
        offices: how many.
        years: how many each, from 2021.
        seed: the same one gives the same files.

    Returns:
        What is true of every run.

    Raises:
        UsageError: the folder holds something or cannot be written, there are no names for so many offices,
            or the story is shorter. Nothing was written.
    """
    _refuse(folder, offices, years)
    was_there = folder.is_dir()
    layout = Layout(folder)
    try:
        make_project(folder)
        with explained(layout, folder):
            return _write(layout, offices, years, Random(seed))  # noqa: S311 - invents, keeps no secrets
    except BaseException:
        # it was empty or not there: a half one would be refused the next time
        for entry in [*folder.glob("*")] if was_there else [folder]:
            shutil.rmtree(entry, ignore_errors=True)
            with suppress(OSError):
                entry.unlink()
        raise


def _write(layout: Layout, offices: int, years: int, random: Random) -> ExampleTruth:
    runs: dict[str, RunTruth] = {}
    write_text(layout.rating_policy, read_text(EXAMPLE_TEMPLATES / "rating_policy.yml"))
    for province in provinces(random, offices):
        _write_office(layout, province)
        definitions: dict[str, FormDefinition] = {}
        before, previous = None, ""
        for year, numbers in enumerate(office_years(random, province, years), start=FIRST_YEAR):
            run = str(year) if offices == 1 else f"{province.office}-{year}"
            content = run_content(
                province,
                year,
                numbers,
                previous=previous,
                before=before,
                has_forms=offices == 1,
                status=FINAL if offices == 1 else DRAFT,
            )
            _write_run(layout, run, content)
            runs[run] = _truth(run, province, year, numbers, content)
            if offices == 1:
                definitions = definitions or forms_of_office(layout, run, province)
                received = write_received(layout, run, province, year, numbers, definitions=definitions)
                runs[run] = _with_forms(runs[run], received)
            if not previous:
                first = run, numbers
            before, previous = numbers, run
    if offices == 1:
        run, numbers = first
        # what units reported is typed in it: forms have mistakes of their own
        content = run_content(province, FIRST_YEAR, numbers, previous="", before=None, status=DRAFT)
        _write_run(layout, BROKEN, broken_content(content))
        runs[BROKEN] = broken_truth(_truth(run, province, FIRST_YEAR, numbers, content), content)
    return ExampleTruth(MappingProxyType(runs))


def _with_forms(truth: RunTruth, received: ReceivedReports) -> RunTruth:
    return replace(
        truth,
        returns=received.truth,
        rows=MappingProxyType({**truth.rows, "receipts": received.receipts}),
        planted=truth.planted | received.planted,
    )


def _with_answers(planted: frozenset[PlantedFinding], content: RunContent) -> frozenset[PlantedFinding]:
    """What was planted: what the run answers stops a final document, if it were not answered."""
    decisions = {(row["rule"], row["row_id"]): row["decision"] for row in content.tables.get("answers", ())}
    return frozenset(
        replace(finding, severity="critical", decision=decision)
        if (decision := decisions.get((finding.rule, finding.row_id)))
        else finding
        for finding in planted
    )


def _refuse(folder: Path, offices: int, years: int) -> None:
    if os.path.lexists(folder) and not folder.is_dir():
        raise UsageError("a file, not a folder", place=str(folder), remedy="name another folder")
    if folder.is_dir() and (names := sorted(file.name for file in folder.iterdir())):
        raise UsageError(
            f"holds {', '.join(names[:5])} already; nothing was written",
            place=str(folder),
            remedy="name a folder that is empty or not there yet",
        )
    for count, most, what in ((offices, most_provinces(), "offices"), (years, MOST_YEARS, "years")):
        if not 1 <= count <= most:
            raise UsageError(f"{count} {what}", expected=f"1 to {most}")


def _write_office(layout: Layout, province: Province) -> None:
    rows = [
        {"unit_id": unit.unit_id, "name": unit.name, "level": unit.level, "parent": unit.parent}
        for unit in province.units
    ]
    folder = layout.office(province.office)
    write_text(folder / "units.csv", table_text(TABLES["units"], rows))
    write_text(folder / "indicators.csv", read_text(EXAMPLE_TEMPLATES / "indicators.csv"))


def _write_run(layout: Layout, run: str, content: RunContent) -> None:
    for name, rows in content.tables.items():
        write_text(layout.raw(run) / f"{name}.csv", table_text(TABLES[name], rows))
    figures = table_text(TABLES["figures"], content.tables["figures"])
    write_text(layout.raw(run) / "synthetic.source.yml", sidecar_text(figures))
    write_text(layout.parameters(run), content.parameters)
    write_text(layout.prose(run), content.prose)


def _truth(run: str, province: Province, year: int, numbers: OfficeYear, content: RunContent) -> RunTruth:
    story = STORIES[numbers.kind]
    _, ratings = year_ratings(province.office, year, numbers.kind)
    return RunTruth(
        run=run,
        office=province.office,
        year=year,
        exit_code=0,
        figures=MappingProxyType({code: number.value for code, number in numbers.figures.items()}),
        computed=MappingProxyType({code: number.value for code, number in numbers.computed.items()}),
        statuses=MappingProxyType(story.statuses()),
        classes=MappingProxyType(dict(zip(SHORTCOMINGS, story.classes, strict=True))),
        declared=MappingProxyType(declared(numbers.kind)),
        rows=MappingProxyType({name: len(rows) for name, rows in content.tables.items()}),
        units=MappingProxyType(dict(Counter(unit.level for unit in province.units))),
        planted=_with_answers(story.planted | ratings.planted | content.planted, content),
        scores=content.scores.results if content.scores else MappingProxyType({}),
        admission=MappingProxyType(dict(numbers.admission)),
        measures=content.progress.results if content.progress else MappingProxyType({}),
        ratings=ratings,
        papers=content.meetings.papers,
        departments=content.meetings.departments,
        meetings=content.meetings.meetings,
        supervision=content.meetings.supervision,
    )
