"""A numbered document in every format, written into a folder."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

from khacphuc.project.files import write_bytes, write_text
from khacphuc.render.docx import document as docx
from khacphuc.render.html import report as html
from khacphuc.render.pdf import typst

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from khacphuc.report.document.nodes import Document


def write_documents(document: Document, folder: Path, meanwhile: Callable[[], object] = tuple) -> None:
    """Write ``report.html``, ``report.pdf`` and ``report.docx``.

    Args:
        document: numbered.
        folder: where to.
        meanwhile: what else there is to do while Typst makes the PDF, which lets other threads work.

    Raises:
        DocumentError: a format cannot have the document.
    """
    write_text(folder / "report.html", html.to_html(document))
    with ThreadPoolExecutor(1) as threads:
        pdf = threads.submit(typst.to_pdf, document)
        try:
            write_bytes(folder / "report.docx", docx.to_docx(document))
            meanwhile()
        finally:  # what is wrong with both is said of the PDF
            write_bytes(folder / "report.pdf", pdf.result())
