"""The promises about notebooks: thin, stripped, explained to their reader."""

from __future__ import annotations

import ast
import re
from typing import TYPE_CHECKING

import nbformat

from .code import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator

NOTEBOOKS = {
    path.stem: nbformat.read(path, as_version=4) for path in sorted((ROOT / "notebooks").glob("*.ipynb"))
}
TAGS = {"parameters"}
LONGEST_CELL = 12
MOST_NAMES = 3
FORBIDDEN = (ast.FunctionDef, ast.ClassDef, ast.For, ast.While, ast.Try, ast.With, ast.Lambda, ast.AsyncFor)
HEADINGS = ("**Câu hỏi:**", "**Người đọc:**", "**Vào:**", "**Ra:**")


def test_the_four_stages_are_there() -> None:
    """The notebooks of the pipeline exist under their names."""
    assert {"10_clean", "20_check", "30_assess", "40_report"} <= NOTEBOOKS.keys()


def test_they_are_committed_without_outputs() -> None:
    """No outputs and no execution counts are committed; the kernel is named."""
    offenders = [
        f"{name}, cell {number}"
        for name, notebook in NOTEBOOKS.items()
        for number, cell in enumerate(notebook.cells, start=1)
        if cell.get("outputs") or cell.get("execution_count")
    ]
    assert not offenders, "\n".join(offenders)
    kernels = {name: notebook.metadata.kernelspec.name for name, notebook in NOTEBOOKS.items()}
    assert kernels == dict.fromkeys(NOTEBOOKS, "python3")


def test_they_begin_with_what_their_reader_needs() -> None:
    """The first cell has a title, the question, the reader, what goes in and what comes out."""
    offenders = [
        name
        for name, notebook in NOTEBOOKS.items()
        if notebook.cells[0].cell_type != "markdown"
        or not notebook.cells[0].source.startswith("# ")
        or not all(heading in notebook.cells[0].source for heading in HEADINGS)
    ]
    assert not offenders, "\n".join(offenders)


def test_their_parameters_are_run_root_build() -> None:
    """Exactly one cell is tagged parameters, and it assigns run, root and build as text."""
    for name, notebook in NOTEBOOKS.items():
        tagged = [cell for cell in notebook.cells if "parameters" in cell.metadata.get("tags", [])]
        assert len(tagged) == 1, name
        assigned = {
            node.targets[0].id: node.value.value
            for node in ast.parse(tagged[0].source).body
            if isinstance(node, ast.Assign)
        }
        assert set(assigned) == {"run", "root", "build"}, name
        assert all(isinstance(value, str) for value in assigned.values()), name


def test_their_tags_are_ours() -> None:
    """Tags come from a closed list."""
    tags = {
        f"{name}: {tag}"
        for name, notebook in NOTEBOOKS.items()
        for cell in notebook.cells
        for tag in cell.metadata.get("tags", [])
        if tag not in TAGS
    }
    assert not tags, "\n".join(tags)


def test_their_cells_are_short_and_call_the_package() -> None:
    """Code cells have at most 12 lines, and no definitions, loops, handlers, magics or path literals."""
    offenders = [
        f"{name}, cell {number}: {fault}"
        for name, notebook in NOTEBOOKS.items()
        for number, cell in enumerate(notebook.cells, start=1)
        if cell.cell_type == "code"
        for fault in _faults(cell.source)
    ]
    assert not offenders, "\n".join(offenders)


def _faults(source: str) -> Iterator[str]:
    """What a code cell may not hold."""
    if (lines := len(source.splitlines())) > LONGEST_CELL:
        yield f"{lines} lines"
    if re.search(r"^\s*[%!]", source, re.MULTILINE):
        yield "a magic"
        return
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, FORBIDDEN):
            yield f"line {node.lineno}: {type(node).__name__}"
        elif (
            isinstance(node, ast.Constant) and isinstance(node.value, str) and re.search(r"[/\\]", node.value)
        ):
            yield f"line {node.lineno}: the path {node.value!r}"


def test_they_import_at_most_three_names_of_ours() -> None:
    """Whoever opens a notebook has few names to look up; all are imported in one cell."""
    offenders = []
    for name, notebook in NOTEBOOKS.items():
        cells = [_imported(cell.source) for cell in notebook.cells if cell.cell_type == "code"]
        names = [imported for cell in cells for imported in cell]
        if len(names) > MOST_NAMES or sum(map(bool, cells)) > 1:
            offenders.append(f"{name}: {', '.join(names)}")
    assert not offenders, "\n".join(offenders)


def _imported(source: str) -> list[str]:
    return [
        alias.name
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("khacphuc")
        for alias in node.names
    ]
