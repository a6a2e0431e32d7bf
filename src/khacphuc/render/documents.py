"""A numbered document in every format, written into a folder."""

from __future__ import annotations

from typing import TYPE_CHECKING

from khacphuc.project.files import write_bytes, write_text
from khacphuc.render.docx import document as docx
from khacphuc.render.html import report as html
from khacphuc.render.pdf import typst

if TYPE_CHECKING:
    from pathlib import Path

    from khacphuc.report.document.nodes import Document


def write_documents(document: Document, folder: Path) -> None:
    """Write ``report.html``, ``report.pdf`` and ``report.docx``.

    Raises:
        DocumentError: a format cannot have the document.
    """
    write_text(folder / "report.html", html.to_html(document))
    write_bytes(folder / "report.pdf", typst.to_pdf(document))
    write_bytes(folder / "report.docx", docx.to_docx(document))
