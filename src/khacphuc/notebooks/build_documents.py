"""Writes what people read of a build: the document in every format, the pages of notebooks, the review.

The writers are slow to import, and most failures come before them: they are imported where they are needed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from khacphuc.project.layout import Layout
    from khacphuc.report.document.nodes import Document


def write_build_documents(last: Any, layout: Layout, run: str, build: Path, notebooks: Iterable[str]) -> None:
    """Write the document that the last notebook displays, and the pages.

    Args:
        last: that notebook, executed.
        layout: the project.
        run: the run, or a board paper.
        build: its private folder, all of whose stages were executed.
        notebooks: the names of all notebooks, in their order.

    Raises:
        DocumentError: the notebook displays no document, or a format cannot have it.
    """
    from khacphuc.render.documents import write_documents  # noqa: PLC0415
    from khacphuc.report.document.assemble import from_notebook  # noqa: PLC0415

    document = from_notebook(last)
    place, names = (layout, run, build), tuple(notebooks)
    write_documents(document, build / "report", lambda: write_build_pages(*place, names, document))


def write_build_pages(
    layout: Layout,
    run: str,
    build: Path,
    notebooks: Iterable[str],
    document: Document | None = None,
    *,
    with_notebooks: bool = True,
) -> None:
    """Write the review page and the workbook, and the pages of the notebooks.

    Args:
        layout: the project.
        run: the run, or a board paper.
        build: its private folder.
        notebooks: as ``write_build_documents`` takes them.
        document: of the build; None where there is none.
        with_notebooks: whether the pages of the notebooks are wanted.
    """
    from khacphuc.notebooks.pages import write_pages  # noqa: PLC0415
    from khacphuc.report.document.nodes import cited  # noqa: PLC0415
    from khacphuc.review.files import write_review_of_build  # noqa: PLC0415

    place, codes = (layout, run, build), cited(document) if document else ()
    write_review_of_build(*place, cited=codes, has_notebooks=with_notebooks)
    if with_notebooks:
        files = {name: layout.notebooks / f"{name}.ipynb" for name in notebooks}
        write_pages(*place, files, document)
