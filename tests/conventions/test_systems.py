"""The promise about the systems of the domain: each lives where ``docs/systems.md`` says."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from khacphuc.report.prose.fence_requests import OPTIONS, TABLE_OPTIONS
from khacphuc.schema.tables import TABLES

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT = Path(__file__).parents[2]
_HEADINGS = ("system", "where", "tables", "suite", "block", "chart", "test")
_NONE = "–"


def systems() -> dict[int, dict[str, str]]:
    """The cells of every system, by its number."""
    lines = (ROOT / "docs" / "systems.md").read_text(encoding="utf-8").splitlines()
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines if line.startswith("|")]
    assert tuple(rows[0][1:]) == _HEADINGS
    return {int(row[0]): dict(zip(_HEADINGS, row[1:], strict=True)) for row in rows[2:]}


def is_module(name: str) -> bool:
    """Whether a module or a package has the name, as in ``data.returns``."""
    place = ROOT.joinpath("src", "khacphuc", *name.split("."))
    return place.with_suffix(".py").is_file() or (place / "__init__.py").is_file()


def is_test(name: str) -> bool:
    """Whether a file of tests has the function, as in ``tests/x/test_y.py::test_z``."""
    place, _, function = name.partition("::")
    file = ROOT / place
    return file.is_file() and f"\ndef {function}(" in file.read_text(encoding="utf-8")


def is_command(name: str) -> bool:
    """Whether the command line has the command, as in ``khacphuc board``."""
    command = name.removeprefix("khacphuc ")
    return command != name and (ROOT / "src" / "khacphuc" / "commands" / f"{command}.py").is_file()


def is_table_fence(name: str) -> bool:
    """Whether the prose can ask for such a table; else a module or a command makes the block."""
    return name in TABLE_OPTIONS


EXISTS: dict[str, Callable[[str], bool]] = {
    "where": is_module,
    "tables": TABLES.__contains__,
    "suite": lambda name: (ROOT / "expectations" / f"{name}.yml").is_file(),
    "block": lambda name: is_table_fence(name) or is_command(name) or is_module(name),
    "chart": OPTIONS.__contains__,
    "test": is_test,
}


def test_there_are_sixteen_systems() -> None:
    """Every system of the domain has its row, in order, with the place it lives in and a test."""
    rows = systems()
    assert list(rows) == list(range(1, 17))
    assert not [number for number, row in rows.items() if _NONE in {row["where"], row["test"]}]


@pytest.mark.parametrize("heading", _HEADINGS[1:])
def test_what_a_row_names_is_there(heading: str) -> None:
    """Each name in backquotes is one of what the column holds, and a cell holds nothing but names."""
    for number, row in systems().items():
        cell = row[heading]
        names = re.findall(r"`([^`]+)`", cell)
        assert cell == (", ".join(f"`{name}`" for name in names) or _NONE), f"system {number}, {heading}"
        strange = [name for name in names if not EXISTS[heading](name)]
        assert not strange, f"system {number}, {heading}: {', '.join(strange)}"


def test_the_example_prints_every_system() -> None:
    """The prose of its runs asks for each table and each chart that a row names."""
    folder = ROOT / "src" / "khacphuc" / "office" / "example" / "templates"
    prose = "".join((folder / name).read_text(encoding="utf-8") for name in ("prose.md", "promises.md"))
    fences = set(re.findall(r"```(\w+)\nkind: (\w+)\n", prose))
    columns = (("block", "table", TABLE_OPTIONS), ("chart", "chart", OPTIONS))
    rows = [(row[heading], fence, kinds) for row in systems().values() for heading, fence, kinds in columns]
    named = {
        (fence, name)
        for cell, fence, kinds in rows
        for name in re.findall(r"`([^`]+)`", cell)
        if name in kinds
    }
    assert not named - fences
