"""Measure all writers of khacphuc against a stock ``nbconvert --to html`` of the same executed notebook.

Both take turns, each time in a process of its own: ``python -m benchmarks.writers WRITER NOTEBOOK`` writes
once and prints the seconds of each step as JSON.
"""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
import time
import warnings
from importlib.util import find_spec
from pathlib import Path

from rich.table import Table

ROOT = Path(__file__).parents[1]
NOTEBOOK = ROOT / "reports" / "2021" / "notebooks" / "40_report.ipynb"
NAMES = {"stock": "nbconvert --to html (stock)", "ours": "khacphuc: {formats}"}
STEPS = ("imports", "reading", "HTML", "PDF", "DOCX")
HAS_DOCX = find_spec("khacphuc.render.docx.document") is not None


def stock(notebook: Path) -> dict[str, float]:
    """Seconds nbconvert's own HTML exporter takes."""
    since = time.perf_counter()
    from nbconvert.exporters import HTMLExporter  # noqa: PLC0415

    imported = time.perf_counter()
    HTMLExporter().from_filename(str(notebook))
    return {"imports": imported - since, "HTML": time.perf_counter() - imported}


def ours(notebook: Path) -> dict[str, float]:
    """Seconds our writers take: reading the notebook as a document, then each format."""
    since = time.perf_counter()
    from khacphuc.render.html import report as html  # noqa: PLC0415
    from khacphuc.render.pdf import typst  # noqa: PLC0415
    from khacphuc.report.document.assemble import from_notebook  # noqa: PLC0415
    from khacphuc.run.normalize_notebook import read_notebook  # noqa: PLC0415

    writers = {"HTML": html.to_html, "PDF": typst.to_pdf}
    if HAS_DOCX:
        from khacphuc.render.docx import document as docx  # noqa: PLC0415

        writers["DOCX"] = docx.to_docx
    seconds = {"imports": time.perf_counter() - since}
    since = time.perf_counter()
    document = from_notebook(read_notebook(notebook))
    seconds["reading"] = time.perf_counter() - since
    for name, write in writers.items():
        since = time.perf_counter()
        write(document)
        seconds[name] = time.perf_counter() - since
    return seconds


def measure(rounds: int) -> dict[str, dict[str, float]]:
    """Medians of the seconds of each step and of the whole process, of both."""
    if not NOTEBOOK.is_file():
        subprocess.run([sys.executable, "-m", "khacphuc", "run", "2021"], cwd=ROOT, check=True)
    readings: dict[str, list[dict[str, float]]] = {name: [] for name in NAMES}
    for _ in range(rounds):
        for name, runs in readings.items():
            since = time.perf_counter()
            done = subprocess.run(
                [sys.executable, "-m", "benchmarks.writers", name, str(NOTEBOOK)],
                cwd=ROOT,
                capture_output=True,
                text=True,
                check=True,
            )
            whole = time.perf_counter() - since
            steps = json.loads(done.stdout)
            writing = sum(seconds for step, seconds in steps.items() if step != "imports")
            runs.append(steps | {"writing": writing, "whole": whole})
    return {
        name: {step: statistics.median(run[step] for run in runs) for step in runs[0]}
        for name, runs in readings.items()
    }


def report(rounds: int) -> Table:
    """Measure, and return the table: seconds by step, and how ours compare with the stock one."""
    medians = measure(rounds)
    formats = " + ".join(step for step in STEPS[2:] if step in medians["ours"])
    missing = "" if HAS_DOCX else "; DOCX is not measured: there is no writer for it yet"
    grid = Table(title=f"Writing the report: seconds, medians of {rounds}{missing}")
    for column in ("", *STEPS, "writing", "against stock", "whole process", "against stock"):
        grid.add_column(column, justify="right" if column else "left")
    for name, label in NAMES.items():
        figures, stock_figures = medians[name], medians["stock"]
        steps = [f"{figures[step]:.3f}" if step in figures else "" for step in STEPS]
        sums = [
            text
            for step in ("writing", "whole")
            for text in (f"{figures[step]:.3f}", f"{figures[step] / stock_figures[step]:.2f}")
        ]
        grid.add_row(label.format(formats=formats), *steps, *sums)
    return grid


def main(writer: str, notebook: Path) -> None:
    """Write once, in this process."""
    warnings.simplefilter("ignore")
    json.dump({"stock": stock, "ours": ours}[writer](notebook), sys.stdout)


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
