"""Measure a command with every process it starts: seconds, CPU seconds and memory.

``python -m benchmarks.meter FOLDER COMMAND...`` runs the command in a folder and prints the figures as JSON.
It becomes the parent of every process the command leaves behind, so that no CPU second is lost. Memory is
what the machine had less available than before, so nothing else should run. Adding up the proportional memory
of the processes took 0.05 s a process and look, from whoever uses all cores.
"""

from __future__ import annotations

import ctypes
import json
import os
import resource
import subprocess
import sys
import tempfile
import threading
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

ROOT = Path(__file__).parents[1]
_SUBREAPER = 36
"""``PR_SET_CHILD_SUBREAPER`` of ``<linux/prctl.h>``: orphans become children of this process."""
_LOOK_SECONDS = 0.1
"""Often enough to meet the peak of a run of seconds, seldom enough not to load the machine."""


@dataclass(frozen=True)
class Reading:
    """The time and memory a command took.

    Attributes:
        wall: seconds.
        cpu: CPU seconds, its own and those of everything it started.
        memory: the most the machine had less available than before it began, in MB.
        summary: what it printed as JSON in its last line; empty if that line is not a JSON object.
        code: its exit code.
    """

    wall: float
    cpu: float
    memory: float
    summary: Mapping[str, Any]
    code: int = 0


def metered(command: Sequence[str | Path], cwd: Path, *, codes: Sequence[int] = (0,)) -> Reading:
    """Run a command and measure it; ends this process if its exit code is not among those allowed.

    If its summary has ``wall`` or ``cpu``, these replace what is measured here: the floor leaves out the run
    that warms it up.
    """
    process = subprocess.run(
        [sys.executable, "-m", "benchmarks.meter", str(cwd), *map(str, command)],
        cwd=ROOT,
        env=os.environ | {"PYTHONPATH": os.pathsep.join((str(ROOT), os.environ.get("PYTHONPATH", "")))},
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    figures = json.loads(process.stdout)
    output, errors = figures.pop("output"), figures.pop("errors")
    if figures["code"] not in codes:
        sys.exit(f"{' '.join(map(str, command))} ended with {figures['code']}:\n{output}{errors}")
    summary = last_line_json(output)
    figures.update({name: summary[name] for name in ("wall", "cpu") if name in summary})
    return Reading(summary=summary, **figures)


def last_line_json(output: str) -> dict[str, Any]:
    r"""The JSON object in the last line of an output, or nothing.

    >>> last_line_json('some words\n{"wall": 1.5}\n')
    {'wall': 1.5}
    >>> last_line_json("42")
    {}
    """
    with suppress(ValueError, IndexError):
        summary = json.loads(output.strip().splitlines()[-1])
        if isinstance(summary, dict):
            return summary
    return {}


def _available_mb() -> float:
    """The memory the machine could give to processes."""
    lines = Path("/proc/meminfo").read_text().splitlines()
    kilobytes = next(line.split()[1] for line in lines if line.startswith("MemAvailable:"))
    return int(kilobytes) / 1024


def main(cwd: str, command: list[str]) -> None:
    """Run a command and print its figures and what it printed."""
    ctypes.CDLL(None).prctl(_SUBREAPER, 1, 0, 0, 0)
    available = [_available_mb()]
    ended = threading.Event()

    def look() -> None:
        while not ended.wait(_LOOK_SECONDS):
            available.append(_available_mb())

    with tempfile.TemporaryFile("w+") as output, tempfile.TemporaryFile("w+") as errors:
        since = time.perf_counter()
        process = subprocess.Popen(command, cwd=cwd, stdin=subprocess.DEVNULL, stdout=output, stderr=errors)
        threading.Thread(target=look, daemon=True).start()
        code = process.wait()
        wall = time.perf_counter() - since
        ended.set()
        with suppress(ChildProcessError):  # until none is left
            while True:
                os.wait()
        usage = resource.getrusage(resource.RUSAGE_CHILDREN)
        output.seek(0)
        errors.seek(0)
        cpu = usage.ru_utime + usage.ru_stime
        figures = {"wall": wall, "cpu": cpu, "memory": available[0] - min(available), "code": code}
        json.dump({**figures, "output": output.read(), "errors": errors.read()}, sys.stdout)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2:])
