"""The floor: execute the notebooks' cells in this process, without kernels, and write the same documents.

``python -m benchmarks.floor PROJECT RUN...`` makes the first run once to warm up, then all of them one
after the other, and prints their seconds as JSON. On one core no contender can be faster.
"""

from __future__ import annotations

import ast
import contextlib
import io
import json
import sys
import time
import warnings
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import IPython.display
from IPython.core.formatters import DisplayFormatter

from benchmarks.projects import NOTEBOOKS


class Page:
    """The outputs of cells, made as a kernel makes them."""

    def __init__(self) -> None:
        self._formatter = DisplayFormatter()
        self.outputs: list[dict[str, Any]] = []

    def display(self, *objects: object) -> None:
        """Keep objects in every form a notebook would."""
        for item in objects:
            data, metadata = self._formatter.format(item)
            self.outputs.append({"output_type": "display_data", "data": data, "metadata": metadata})

    def taken(self) -> list[dict[str, Any]]:
        """The outputs since the last call."""
        outputs, self.outputs = self.outputs, []
        return outputs


def make_notebook(notebook: dict[str, Any], parameters: dict[str, str], page: Page) -> dict[str, Any]:
    """Execute the cells of a notebook here, and return it with their outputs.

    Args:
        notebook: its JSON.
        parameters: what papermill would inject after the cell tagged ``parameters``.
        page: collects what the cells display.
    """
    names: dict[str, Any] = {"__name__": "__main__", "display": page.display}
    cells = []
    for cell in notebook["cells"]:
        if cell["cell_type"] == "code":
            _execute("".join(cell["source"]), names, page)
            if "parameters" in cell["metadata"].get("tags", ()):
                names |= parameters
        cells.append({**cell, **({"outputs": page.taken()} if cell["cell_type"] == "code" else {})})
    return {**notebook, "cells": cells}


def _execute(source: str, names: dict[str, Any], page: Page) -> None:
    """Execute a cell, and display the value of its last line."""
    tree = ast.parse(source)
    last = tree.body.pop() if tree.body and isinstance(tree.body[-1], ast.Expr) else None
    exec(compile(tree, "<cell>", "exec"), names)  # noqa: S102 - the project's own notebooks
    if last is not None:
        value = eval(compile(ast.Expression(last.value), "<cell>", "eval"), names)  # noqa: S307
        if value is not None:
            page.display(value)


def make_run(root: Path, run: str, build: Path, page: Page) -> dict[str, float]:
    """Make one run into a build; the seconds of its notebooks and of its documents."""
    from khacphuc.notebooks.pages import write_pages  # noqa: PLC0415
    from khacphuc.project.files import write_text  # noqa: PLC0415
    from khacphuc.project.layout import Layout  # noqa: PLC0415
    from khacphuc.render.documents import write_documents  # noqa: PLC0415
    from khacphuc.report.document.assemble import from_notebook  # noqa: PLC0415
    from khacphuc.run.normalize_notebook import read_notebook  # noqa: PLC0415

    since = time.perf_counter()
    for name in NOTEBOOKS:
        notebook = json.loads((root / "notebooks" / f"{name}.ipynb").read_text(encoding="utf-8"))
        executed_notebook = make_notebook(
            notebook, {"run": run, "root": str(root), "build": str(build)}, page
        )
        write_text(build / "notebooks" / f"{name}.ipynb", json.dumps(executed_notebook, ensure_ascii=False))
    executed = time.perf_counter()
    document = from_notebook(read_notebook(build / "notebooks" / f"{NOTEBOOKS[-1]}.ipynb"))
    write_documents(document, build / "report")
    notebooks = {name: root / "notebooks" / f"{name}.ipynb" for name in NOTEBOOKS}
    write_pages(Layout(root), run, build, notebooks, document)
    return {"notebooks": executed - since, "documents": time.perf_counter() - executed}


def main(root: Path, runs: list[str]) -> None:
    """Warm up, make the runs, and print their seconds; ``notebooks`` is that of the last."""
    warnings.simplefilter("ignore")
    page = Page()
    IPython.display.display = page.display
    with TemporaryDirectory() as folder, contextlib.redirect_stdout(io.StringIO()):
        make_run(root, runs[0], Path(folder, "warm"), page)
        since, used = time.perf_counter(), time.process_time()
        for run in runs:
            steps = make_run(root, run, Path(folder, run), page)
        figures = {"wall": time.perf_counter() - since, "cpu": time.process_time() - used, **steps}
    print(json.dumps(figures))  # noqa: T201


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2:])
