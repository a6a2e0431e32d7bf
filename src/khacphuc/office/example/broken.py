"""The run ``broken``: the first year with mistakes of several kinds, each of which stops publication."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from string import Template
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from khacphuc.config.yaml_models import Model, load_model
from khacphuc.office.example.templates import EXAMPLE_TEMPLATES
from khacphuc.office.example.truth import PlantedFinding

if TYPE_CHECKING:
    from collections.abc import Mapping

    from khacphuc.office.example.run_files import RunContent
    from khacphuc.office.example.truth import RunTruth

BROKEN: Final = "broken"


class _Find(Model):
    rule: str
    row: str
    severity: str = "critical"


class _Mistake(Model):
    find: tuple[_Find, ...]


class _Cell(_Mistake):
    table: str
    row: str
    column: str
    cell: str


class _Phrase(_Mistake):
    after: str
    text: str


class _Mistakes(Model):
    cells: tuple[_Cell, ...]
    prose: tuple[_Phrase, ...]


def broken_content(content: RunContent) -> RunContent:
    """The content of a run, with mistakes in its tables and its prose."""
    mistakes, values = _mistakes(), _values(content)
    tables = {name: [dict(row) for row in rows] for name, rows in content.tables.items()}
    for mistake in mistakes.cells:
        key = Template(mistake.row).substitute(values)
        row = next(row for row in tables[mistake.table] if next(iter(row.values())) == key)
        row[mistake.column] = Template(mistake.cell).substitute(values)
    prose = content.prose
    for phrase in mistakes.prose:
        prose = prose.replace(phrase.after, phrase.after + phrase.text)
    return replace(content, tables=tables, prose=prose)


def broken_truth(truth: RunTruth, content: RunContent) -> RunTruth:
    """What is true of the run with mistakes, beside what is true of the one without.

    Its figures, computed numbers and classes are those of the run without: what was to be typed.
    """
    mistakes, values = _mistakes(), _values(content)
    planted = {
        PlantedFinding(find.rule, Template(find.row).substitute(values), find.severity)
        for item in (*mistakes.cells, *mistakes.prose)
        for find in item.find
    }
    return replace(truth, run=BROKEN, exit_code=1, planted=truth.planted | planted)


@cache
def _mistakes() -> _Mistakes:
    return load_model(EXAMPLE_TEMPLATES / "mistakes.yml", _Mistakes, filename="mistakes.yml")


def _values(content: RunContent) -> Mapping[str, str]:
    """What stands in the mistakes for each name in them."""
    printed = {row["figure_id"]: row["printed"] for row in content.tables["figures"]}
    plan, campaign, letter, *_ = (
        row["document_id"].removeprefix("VB") for row in content.tables["documents"]
    )
    covered, _, communes = printed["SL019"].partition("/")
    return MappingProxyType(
        {
            "covered": covered,
            "too_many": str(int(communes) + 5),
            "too_much": str(int(printed["SL020"].replace(".", "")) + 12),
            "plan": plan,
            "campaign": campaign,
            "letter": letter,
            "year": content.tables["meetings"][0]["held_on"][-4:],
        }
    )
