"""The files every project starts from: notebooks, expectations, policy and the lists all offices share.

Their one source are the top-level folders of the repository. A wheel carries a copy below ``starter``
(``force-include`` in ``pyproject.toml``); from a checkout they are read where they lie.
"""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Final

from khacphuc.errors import UsageError

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

# by names, not whole folders: a checkout also holds an office's own runs, and what editors leave
_PATTERNS: Final = (
    "notebooks/*.ipynb",
    "expectations/*.yml",
    "params/policy/*.yml",
    "data/raw/reference/indicators.csv",
    "data/raw/reference/units_of_measure.csv",
    "data/clean/README.md",
    "reports/README.md",
)


def starter_files() -> dict[str, Traversable]:
    """The files every project starts from, by their paths in a project, sorted.

    Raises:
        UsageError: the package was installed without them.
    """
    place = starter_folder()
    starter = {name: file for pattern in _PATTERNS for name, file in _matching(place, pattern)}
    if not starter:
        raise UsageError(
            "the package was installed without the files of a project",
            remedy="install the wheel of khacphuc, or its source by pip install -e",
        )
    return dict(sorted(starter.items()))


def starter_folder() -> Traversable:
    """Where they lie, with what else a checkout holds."""
    folder = files("khacphuc") / "starter"
    return folder if folder.is_dir() else Path(__file__).parents[3]


def _matching(place: Traversable, pattern: str) -> list[tuple[str, Traversable]]:
    path = PurePosixPath(pattern)
    folder = place.joinpath(*path.parent.parts)
    if not folder.is_dir():
        return []
    entries = [entry for entry in folder.iterdir() if PurePosixPath(entry.name).match(path.name)]
    return [(f"{path.parent}/{entry.name}", entry) for entry in entries if entry.is_file()]
