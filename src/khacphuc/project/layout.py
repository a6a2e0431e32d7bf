"""Where the files of a project live, from its root."""

from __future__ import annotations

import os
import re
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from khacphuc.errors import ParameterError, SourceError, UsageError
from khacphuc.project.papers import run_of

#: What the office and the developers put into a project, by the first names of its paths from the root.
INPUTS = (("params",), ("expectations",), ("notebooks",), ("data", "raw"))
_FIRST = frozenset(names[0] for names in INPUTS)
RUN_ID = re.compile(r"[a-z0-9][a-z0-9-]*")


def find_root(start: Path | str = "") -> Path:
    """The nearest folder at or above ``start`` (default: the working directory) that holds ``params/``.

    Raises:
        UsageError: there is none.
    """
    here = Path(start or Path.cwd()).resolve()
    for folder in (here, *here.parents):
        if (folder / "params").is_dir():
            return folder
    raise UsageError(
        f"no folder at or above {here} holds params/",
        remedy="change to the project's folder, or name it: --root FOLDER",
    )


def check_run_id(run: object) -> str:
    """The id of a run as text; ``2021`` given as a number is understood.

    Raises:
        ParameterError: the id is not one or more of a-z, 0-9 and hyphens.

    >>> check_run_id(2021)
    '2021'
    """
    text = str(run)
    if not RUN_ID.fullmatch(text):
        raise ParameterError(
            f"run {text!r} is not a run id: expected small letters, digits and hyphens, as in params/2021.yml"
        )
    return text


def check_inside(path: Path) -> None:
    """See that no link leads an input of a project out of it; other files may lie anywhere.

    Raises:
        SourceError: it is a link, or stands below one, to a place outside.
    """
    # texts, not paths: this is asked of every file that is read
    names = os.path.abspath(path).split(os.sep)  # noqa: PTH100, PTH206 - a path below its links, not behind them
    # every folder above that may be a root: one that somebody put inside another does not hide it
    for depth in range(len(names) - 1, 0, -1):
        if names[depth] not in _FIRST:
            continue
        if any(tuple(names[depth : depth + len(part)]) == part for part in INPUTS):
            root = os.sep.join(names[:depth]) + os.sep  # noqa: PTH118 - as above
            if os.path.isdir(f"{root}params") and _may_be_linked(root, names[depth:]):  # noqa: PTH112 - as above
                Layout(Path(root)).inside(Path(root, *names[depth:]))


def _may_be_linked(root: str, names: list[str]) -> bool:
    if os.name == "nt":  # junctions are no links to Python before 3.12
        return True
    places = (root + os.sep.join(names[:depth]) for depth in range(1, len(names) + 1))  # noqa: PTH118
    return any(map(os.path.islink, places))


@dataclass(frozen=True)
class Layout:
    """The folders of a project, from its root.

    What a run reads may be asked for by the id of one of its papers, too.
    """

    root: Path

    @classmethod
    def find(cls, start: Path | str = "") -> Layout:
        """The layout of the project around ``start`` (see ``find_root``)."""
        return cls(find_root(start))

    @property
    def notebooks(self) -> Path:
        """The notebooks."""
        return self.root / "notebooks"

    @property
    def expectations(self) -> Path:
        """The suites of expectations, one file a clean table."""
        return self.root / "expectations"

    @property
    def policy(self) -> Path:
        """The decision table for assessments."""
        return self.root / "params" / "policy" / "assessment.yml"

    @property
    def rating_policy(self) -> Path:
        """How points of monthly ratings become a level, by date; a project may have none."""
        return self.root / "params" / "policy" / "ratings.yml"

    @property
    def paper_policy(self) -> Path:
        """How many days before a meeting its papers are due; a project may have none."""
        return self.root / "params" / "policy" / "papers.yml"

    @property
    def reference(self) -> Path:
        """Reference lists shared by all offices; those of one lie in a folder below."""
        return self.root / "data" / "raw" / "reference"

    def office(self, name: str) -> Path:
        """The reference lists of one office."""
        return self.reference / name

    def parameters(self, run: str) -> Path:
        """The parameters of a run."""
        return self.root / "params" / f"{run_of(run)}.yml"

    def prose(self, run: str) -> Path:
        """The prose of a run."""
        return self.root / "params" / f"{run_of(run)}.md"

    def raw(self, run: str) -> Path:
        """The raw tables of a run."""
        return self.root / "data" / "raw" / run_of(run)

    def published_clean(self, run: str) -> Path:
        """The published clean tables of a run: a link that never changes."""
        return self.root / "data" / "clean" / run

    def published_report(self, run: str) -> Path:
        """The published report of a run: a link that never changes."""
        return self.root / "reports" / run

    def runs(self, run: str) -> Path:
        """The builds, the lock and the last attempt of a run."""
        return self.root / ".runs" / run

    def history(self, run: str) -> Path:
        """The issued versions of a run and the vintages of its values; only ever added to."""
        return self.root / "history" / run

    def inside(self, path: Path) -> Path:
        """The same path, once it is sure that no link leads it out of the project.

        Raises:
            SourceError: it is a link, or stands below one, to a place outside.
        """
        # realpath, because resolve() fails on links that go round in circles
        target, root = (Path(os.path.realpath(place)) for place in (path, self.root))
        if not target.is_relative_to(root):
            raise SourceError(
                f"a link to {target}, outside the project",
                place=self.relative(path),
                remedy="put the file itself there",
            )
        return path

    def relative(self, path: Path) -> str:
        """A path as people read it: from the root, with forward slashes."""
        with suppress(ValueError, RuntimeError):  # links that go round in circles
            return path.resolve().relative_to(self.root.resolve()).as_posix()
        with suppress(ValueError):
            return path.relative_to(self.root).as_posix()
        return path.as_posix()
