"""The promises about notebooks: thin, stripped, told to their reader."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import nbformat
import pytest

NOTEBOOKS = sorted((Path(__file__).parents[2] / "notebooks").glob("*.ipynb"))
TAGS = {"parameters"}
LONGEST_CELL = 12
FORBIDDEN = (ast.FunctionDef, ast.ClassDef, ast.For, ast.While, ast.Try, ast.With, ast.Lambda, ast.AsyncFor)


def read(path: Path) -> nbformat.NotebookNode:
    """One notebook."""
    return nbformat.read(path, as_version=4)


@pytest.fixture(params=NOTEBOOKS, ids=lambda path: path.stem)
def notebook(request: pytest.FixtureRequest) -> nbformat.NotebookNode:
    """Each notebook in turn."""
    return read(request.param)


def code(notebook: nbformat.NotebookNode) -> list[str]:
    """The sources of its code cells."""
    return [cell.source for cell in notebook.cells if cell.cell_type == "code"]


def test_the_four_stages_are_there() -> None:
    """The notebooks of the pipeline exist under their names."""
    assert {"10_clean", "20_check", "30_assess", "40_report"} <= {path.stem for path in NOTEBOOKS}


def test_it_is_committed_without_outputs(notebook: nbformat.NotebookNode) -> None:
    """No outputs and no execution counts are committed; the kernel is named."""
    assert not any(cell.get("outputs") or cell.get("execution_count") for cell in notebook.cells)
    assert notebook.metadata.kernelspec.name == "python3"


def test_it_begins_by_telling_its_reader(notebook: nbformat.NotebookNode) -> None:
    """The first cell has a title, the question, the reader, what goes in and what comes out."""
    first = notebook.cells[0].source
    assert notebook.cells[0].cell_type == "markdown"
    assert first.startswith("# ")
    assert all(word in first for word in ("**Câu hỏi:**", "**Người đọc:**", "**Vào:**", "**Ra:**"))


def test_its_parameters_are_run_root_build(notebook: nbformat.NotebookNode) -> None:
    """Exactly one cell is tagged parameters, and it assigns run, root and build as text."""
    tagged = [cell for cell in notebook.cells if "parameters" in cell.metadata.get("tags", [])]
    assert len(tagged) == 1
    assigned = {
        node.targets[0].id: node.value.value
        for node in ast.parse(tagged[0].source).body
        if isinstance(node, ast.Assign)
    }
    assert set(assigned) == {"run", "root", "build"}
    assert all(isinstance(value, str) for value in assigned.values())


def test_its_tags_are_ours(notebook: nbformat.NotebookNode) -> None:
    """Tags come from a closed list."""
    assert {tag for cell in notebook.cells for tag in cell.metadata.get("tags", [])} <= TAGS


def test_its_cells_are_short_and_call_the_package(notebook: nbformat.NotebookNode) -> None:
    """Code cells have at most 12 lines, and no definitions, loops, handlers, magics or path literals."""
    for source in code(notebook):
        assert len(source.splitlines()) <= LONGEST_CELL, source
        assert not re.search(r"^\s*[%!]", source, re.MULTILINE), source
        tree = ast.parse(source)
        assert not [node for node in ast.walk(tree) if isinstance(node, FORBIDDEN)], source
        texts = [n.value for n in ast.walk(tree) if isinstance(n, ast.Constant) and isinstance(n.value, str)]
        assert not [text for text in texts if "/" in text or "\\" in text], source
