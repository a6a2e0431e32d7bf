"""The promise about reproducible pipelines: every command ``docs/rap.md`` names is there."""

from __future__ import annotations

import re
import shutil
from collections import Counter
from pathlib import Path

from click import Context, Group

from khacphuc.cli import app

ROOT = Path(__file__).parents[2]
#: The criteria of each level.
LEVELS = {"baseline": 5, "silver": 9, "gold": 4}


def criteria() -> list[list[str]]:
    """The cells of each criterion: number, level, criterion, met, how, shown by."""
    lines = (ROOT / "docs" / "rap.md").read_text(encoding="utf-8").splitlines()
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines if line.startswith("|")]
    return rows[2:]


def is_there(command: str) -> bool:
    """Whether what a command starts is part of the project, or of its tools."""
    first, *rest = command.split()
    if first == "make":
        return f"\n{rest[0]}:" in (ROOT / "Makefile").read_text(encoding="utf-8")
    if first == "khacphuc":
        assert isinstance(app, Group)
        return rest[0].startswith("-") or rest[0] in app.list_commands(Context(app))
    if first == "python":
        files = [word for word in rest if word.endswith(".py")]
        return bool(files) and all((ROOT / file).is_file() for file in files)
    known = {"git": ".gitignore", "lint-imports": "pyproject.toml", "pre-commit": ".pre-commit-config.yaml"}
    return first in known and (ROOT / known[first]).is_file()


def test_every_criterion_is_there_once() -> None:
    """Eighteen of them; what is not met says so."""
    rows = criteria()
    assert [int(row[0]) for row in rows] == list(range(1, 19))
    assert Counter(row[1] for row in rows) == LEVELS
    assert {row[3] for row in rows} <= {"yes", "partly", "no"}
    assert all(len(row) == 6 for row in rows)


def test_every_criterion_is_shown_by_a_command() -> None:
    """That can be typed as it stands."""
    for row in criteria():
        (command,) = re.findall(r"`([^`]+)`", row[5])
        assert is_there(command), command
    assert shutil.which("git")
    assert not is_there("make nothing-of-the-kind")
    assert not is_there("khacphuc nothing-of-the-kind")
