"""The contender ploomber: one pipeline a run, of the same notebooks, then the documents as in ``plain``.

``python -m benchmarks.ploombered PROJECT JOBS RUN... [--force]`` is run by the Python of ploomber's own
environment. ploomber builds one pipeline a process; it makes again only what has changed.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from benchmarks.plain import convert
from benchmarks.projects import NOTEBOOKS

QUIET = {"PLOOMBER_STATS_ENABLED": "false", "PLOOMBER_VERSION_CHECK_DISABLED": "true"}


def pipeline(root: Path, run: str, build: Path) -> dict[str, object]:
    """The pipeline of a run, as ploomber reads it: each notebook after the one before."""
    tasks = [
        {
            "name": name,
            "source": str(root / "notebooks" / f"{name}.ipynb"),
            "product": {"nb": str(build / "notebooks" / f"{name}.ipynb")},
            "params": {"run": run, "root": str(root), "build": str(build)},
            "upstream": [before] if before else [],
            "static_analysis": "disable",
        }
        for before, name in zip(("", *NOTEBOOKS), NOTEBOOKS, strict=False)
    ]
    return {"meta": {"extract_upstream": False, "extract_product": False}, "tasks": tasks}


def make_run(root: Path, run: str, *, force: bool) -> None:
    """Build the pipeline of a run, and the documents if a notebook was executed."""
    build = root / "ploombered" / run
    build.mkdir(parents=True, exist_ok=True)
    entry = build / "pipeline.yaml"
    entry.write_text(json.dumps(pipeline(root, run, build)), encoding="utf-8")  # JSON is YAML
    command = [Path(sys.executable).with_name("ploomber"), "build", "--entry-point", entry]
    done = subprocess.run(
        [*command, *(["--force"] if force else [])],
        cwd=root,
        env=os.environ | QUIET,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        sys.exit(f"ploomber build of {run} ended with {done.returncode}:\n{done.stderr}")
    executed = [build / "notebooks" / f"{name}.ipynb" for name in NOTEBOOKS]
    written = build / "report" / f"{NOTEBOOKS[-1]}.pdf"
    if not written.is_file() or any(file.stat().st_mtime > written.stat().st_mtime for file in executed):
        convert(executed, build)


def main(root: Path, jobs: int, words: list[str]) -> None:
    """Make the runs, so many at a time."""
    runs = [word for word in words if word != "--force"]
    with ThreadPoolExecutor(jobs) as pool:
        list(pool.map(lambda run: make_run(root, run, force=len(runs) < len(words)), runs))


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3:])
