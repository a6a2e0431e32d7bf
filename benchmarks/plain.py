"""The plain contender: ``papermill`` for each notebook, stock ``nbconvert`` for HTML, our exporter for PDF.

``python -m benchmarks.plain PROJECT JOBS RUN...`` makes so many runs at a time and prints the seconds the
notebooks of the last one took as JSON. Stock nbconvert makes a PDF through LaTeX or a browser, which takes
longer than our exporter and is not installed everywhere; so it uses ours, and makes no DOCX.
"""

from __future__ import annotations

import json
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from benchmarks.projects import NOTEBOOKS


def execute(root: Path, run: str, name: str, build: Path) -> Path:
    """Execute one notebook by papermill, and return where it lies."""
    executed = build / "notebooks" / f"{name}.ipynb"
    executed.parent.mkdir(parents=True, exist_ok=True)
    parameters = {"run": run, "root": str(root), "build": str(build)}
    options = [word for item in parameters.items() for word in ("-p", *item)]
    _call(
        *("papermill", str(root / "notebooks" / f"{name}.ipynb"), str(executed), *options),
        *("--cwd", str(root / "notebooks"), "--no-progress-bar"),
    )
    return executed


def make_run(root: Path, run: str) -> float:
    """Make one run, and return the seconds of its notebooks."""
    build = root / "plain" / run
    since = time.perf_counter()
    executed = [execute(root, run, name, build) for name in NOTEBOOKS]
    seconds = time.perf_counter() - since
    convert(executed, build)
    return seconds


def convert(executed: list[Path], build: Path) -> None:
    """Make pages of all notebooks, in one process, and a PDF of the last, the report."""
    into = ("--log-level", "ERROR", "--output-dir", str(build / "report"))
    _call("nbconvert", "--to", "html", *into, *map(str, executed))
    _call("nbconvert", "--to", "khacphuc_pdf", *into, str(executed[-1]))


def _call(*words: str) -> None:
    done = subprocess.run([sys.executable, "-m", *words], capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(f"{' '.join(words)} ended with {done.returncode}:\n{done.stderr}")


def main(root: Path, jobs: int, runs: list[str]) -> None:
    """Make the runs, so many at a time."""
    with ThreadPoolExecutor(jobs) as pool:
        seconds = list(pool.map(lambda run: make_run(root, run), runs))
    print(json.dumps({"notebooks": seconds[-1]}))  # noqa: T201


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3:])
