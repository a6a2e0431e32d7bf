"""The projects that ``pipeline`` measures in: made when they are needed, changed as a case asks for."""

from __future__ import annotations

import json
import shutil
import sys
from itertools import count
from pathlib import Path

import khacphuc
from benchmarks.contenders import Case, Contender, command, executable
from benchmarks.meter import Reading, metered
from benchmarks.projects import NOTEBOOKS, make_project

_EDIT = " Trân trọng."


class Course:
    """A folder of projects to measure in.

    Args:
        folder: an empty one.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._edits = count(1)

    def project(self, contender: str, runs: int) -> Path:
        """A contender's own project of so many runs."""
        root = self._folder / f"{contender}-{runs}"
        return root if root.is_dir() else make_project(root, runs)

    def measure(self, contender: Contender, case: Case) -> Reading:
        """Measure a contender in a case, once."""
        if case.kind == "cold":
            shutil.rmtree(self.project(contender, 1))
            _remove_bytecode()
        root = self.project(contender, case.runs)
        if case.kind == "edited":
            # the first edit after a report was issued is the first run that is compared with it
            self._edit(root)
            metered(command(contender, case, root), root)
            self._edit(root)
        return metered(command(contender, case, root), root)

    def _edit(self, root: Path) -> None:
        with (root / "params" / "r001.md").open("a", encoding="utf-8") as prose:
            prose.write(_EDIT * next(self._edits))

    def notebook_seconds(self, contender: Contender) -> float:
        """Seconds the four notebooks take in a run that is not the first."""
        root = self.project("further", 2)
        if contender == "ours":
            metered([executable("khacphuc"), "run", "r001", "r002", "--jobs", "1", "--force"], root)
            timings = json.loads((root / "reports" / "r002" / "timings.json").read_text())
            return sum(timings[name] for name in NOTEBOOKS)
        return metered(
            command(contender, Case("batch", 2 if contender == "floor" else 1), root), root
        ).summary["notebooks"]

    def start_seconds(self, command_name: str) -> float:
        """Seconds of a command that does next to nothing; the project's run is published."""
        commands = {
            "pass": [sys.executable, "-c", "pass"],
            "help": [executable("khacphuc"), "--help"],
            "unchanged": [executable("khacphuc"), "run", "r001"],
        }
        return metered(commands[command_name], self.project("ours", 1)).wall

    def remove(self, runs: int) -> None:
        """Remove the projects of so many runs."""
        for root in self._folder.glob(f"*-{runs}"):
            shutil.rmtree(root)


def _remove_bytecode() -> None:
    """As after a checkout; libraries keep theirs, as they were installed with it."""
    for folder in Path(khacphuc.__file__).parent.rglob("__pycache__"):
        shutil.rmtree(folder)
