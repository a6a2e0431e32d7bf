"""One case of bad input, and the places of files in its project."""

from __future__ import annotations

import os
import shutil
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT = Path(__file__).parents[2]
RAW = "data/raw"
FIGURES = "data/raw/2021/figures.csv"
REGISTER = "data/raw/2021/register.xlsx"
SHEET = f"{REGISTER}, sheet figures"
MEGABYTE = 1_000_000


@dataclass(frozen=True)
class Case:
    """One case.

    Attributes:
        name: what is odd about it.
        make: changes a copy of the project's raw tables, given the project's folder.
        words: parts of the message; none where the tables are read.
        changed: cells that differ from the tables of 2021, by table, row and column.
        needs: what the machine must have for it: nothing, pipes, or a user whose rights are checked.
    """

    name: str
    make: Callable[[Path], object]
    words: tuple[str, ...] = ()
    changed: dict[tuple[str, int, str], str] = field(default_factory=dict)
    needs: Literal["", "pipes", "rights"] = ""

    @property
    def kind(self) -> str:
        """Whether the tables are read, or an error is raised."""
        return "error" if self.words else "table"

    @property
    def form(self) -> str:
        """What the case is about: ``csv``, ``register`` or ``folder``."""
        return self.name.partition("-")[0]


def new_project(folder: Path) -> Path:
    """Make a project of a folder: the raw tables of 2021, and no parameters yet."""
    (folder / "params").mkdir(parents=True)
    for part in ("2021", "reference"):
        shutil.copytree(ROOT / RAW / part, folder / RAW / part)
    return folder


def at(root: Path, name: str) -> Path:
    """The place of a file among the raw tables, free for something else."""
    path = root / RAW / "2021" / name
    path.unlink(missing_ok=True)
    return path


def folder(name: str) -> Callable[[Path], object]:
    """A folder in place of a file."""
    return lambda root: at(root, name).mkdir()


def pipe(name: str) -> Callable[[Path], object]:
    """A pipe in place of a file, which nobody writes to."""
    return lambda root: os.mkfifo(at(root, name))


def locked(name: str) -> Callable[[Path], object]:
    """A file, or the folder, that may not be read."""
    return lambda root: (root / RAW / "2021" / name).chmod(0)


def link(name: str, target: str) -> Callable[[Path], object]:
    """A link in place of a file; ``out.csv`` and ``out.xlsx`` lie beside the project."""

    def make(root: Path) -> None:
        (root.parent / "out.csv").write_bytes((root / FIGURES).read_bytes())
        (root.parent / "out.xlsx").write_bytes(b"")
        at(root, name).symlink_to(target)

    return make


def beside(name: str, data: bytes = b"") -> Callable[[Path], object]:
    """One more file in the folder of the run."""
    return lambda root: (root / RAW / "2021" / name).write_bytes(data)
