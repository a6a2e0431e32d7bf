"""Writes what people read of the executed notebooks of a build: a page each, and the front page to them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from khacphuc.inputs import Inputs
from khacphuc.notebooks.front_page import FRONT_PAGE, Chapter, to_front_page, withheld
from khacphuc.project.files import read_text, write_text
from khacphuc.project.workspace import Workspace
from khacphuc.render.notebook.outputs import row_addresses
from khacphuc.render.notebook.page import answer_of, title_of, to_page
from khacphuc.report.anchors import REPORT_PAGE
from khacphuc.report.document import nodes
from khacphuc.report.markup import linked_rows
from khacphuc.review.returns_page import RETURNS_PAGE

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from khacphuc.project.layout import Layout
    from khacphuc.report.document.nodes import Document


def write_pages(
    layout: Layout,
    run: str,
    build: Path,
    notebooks: Mapping[str, Path],
    document: Document | None = None,
) -> None:
    """Write a page beside each executed notebook of a build, and the front page; they link to one another.

    Args:
        layout: the project.
        run: the run.
        build: its private folder; the executed notebooks in it are normalised.
        notebooks: the notebooks as people edit them, by name, in their order.
        document: the report of the build, numbered; None where there is none.

    Raises:
        DocumentError: a notebook displays blocks that make no document.
    """
    inputs, has_report = Inputs(Workspace(layout, run, build, fallback=False)), document is not None
    parameters = inputs.parameters
    files = {name: build / "notebooks" / f"{name}.ipynb" for name in notebooks}
    executed = {name: _read(file) for name, file in files.items() if file.is_file()}
    titles = {name: title_of(notebook) or name for name, notebook in executed.items()}
    addresses = _addresses(executed, linked_rows(document) if document else ())
    chapters = []
    for name, notebook in executed.items():
        page = to_page(
            notebook, parameters, name=name, titles=titles, addresses=addresses, has_report=has_report
        )
        write_text(files[name].with_suffix(".html"), page.html)
        chapters.append(Chapter(name, titles[name], answer_of(notebook), page.headings))
    missing = [name for name in notebooks if name not in executed]
    blocking = [finding for finding in inputs.checked.findings if finding.is_blocking] if missing else []
    reason = nodes.Paragraph(children=(nodes.Text(text=withheld(len(blocking), parameters.language)),))
    for name in missing:
        title = title_of(_read(notebooks[name])) or name
        chapters.append(Chapter(name, title, (reason,), has_page=False))
    front = to_front_page(
        chapters,
        parameters,
        has_report=has_report,
        has_returns=inputs.workspace.report(RETURNS_PAGE).is_file(),
        addresses=addresses,
        blocking=blocking,
    )
    write_text(build / "notebooks" / FRONT_PAGE, front)


def _read(file: Path) -> dict[str, Any]:
    notebook: dict[str, Any] = json.loads(read_text(file))
    return notebook


def _addresses(executed: Mapping[str, Any], explained: Iterable[str]) -> dict[str, str]:
    """Where each code is explained: in a notebook, the later the better; else in an annex of the report."""
    addresses = {code: f"../{REPORT_PAGE}#row-{code}" for code in explained}
    for name, notebook in executed.items():
        addresses |= row_addresses(notebook, f"{name}.html")
    return addresses
