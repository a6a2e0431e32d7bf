"""The writers as exporters of nbconvert: ``jupyter nbconvert --to khacphuc-html`` (``-pdf``, ``-docx``).

Each takes an executed notebook and gives what its writer gives for the document in it, byte for byte.
nbconvert reads ``file_extension`` and ``extra_template_basedirs`` as traits, so their values are defaults.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from nbconvert.exporters.exporter import Exporter
from nbconvert.exporters.html import HTMLExporter
from nbconvert.exporters.templateexporter import TemplateExporter
from traitlets import default

from khacphuc.render.docx.document import to_docx
from khacphuc.render.html.environment import TEMPLATE_DIR
from khacphuc.render.html.report import TEMPLATE_NAME, page_data
from khacphuc.render.pdf.typst import to_pdf
from khacphuc.report.document.assemble import from_notebook

if TYPE_CHECKING:
    from nbformat import NotebookNode

    from khacphuc.report.document.nodes import Document


class ReportHTMLExporter(HTMLExporter):
    """``jupyter nbconvert --to khacphuc-html``: the executed notebook as the HTML report."""

    export_from_notebook = "Báo cáo (HTML)"
    template_name = TEMPLATE_NAME

    @default("extra_template_basedirs")
    def _our_templates(self) -> list[str]:
        return [str(TEMPLATE_DIR)]

    def from_notebook_node(  # type: ignore[override]
        self, nb: NotebookNode, resources: Any = None, **kwargs: Any
    ) -> tuple[str, dict[str, Any]]:
        """Render an executed notebook.

        Raises:
            DocumentError: the notebook is not a document.
        """
        resources = self._init_resources(resources)  # type: ignore[no-untyped-call]
        resources["khacphuc"] = page_data(from_notebook(nb))
        # HTMLExporter would only parse and write the page again to add what ours already has
        page: tuple[str, dict[str, Any]] = TemplateExporter.from_notebook_node(self, nb, resources, **kwargs)
        return page


class _FileExporter(Exporter):
    """Gives what a writer gives for the document in a notebook."""

    _ending: ClassVar[str]

    def _write(self, document: Document) -> bytes:
        raise NotImplementedError

    @default("file_extension")
    def _default_file_extension(self) -> str:
        return self._ending

    def from_notebook_node(  # type: ignore[override]
        self, nb: NotebookNode, resources: Any = None, **kwargs: Any
    ) -> tuple[bytes, dict[str, Any]]:
        """Write an executed notebook.

        Raises:
            DocumentError: the notebook is not a document, or cannot be written.
        """
        _, resources = super().from_notebook_node(nb, resources, **kwargs)
        return self._write(from_notebook(nb)), resources


class ReportPDFExporter(_FileExporter):
    """``jupyter nbconvert --to khacphuc-pdf``: the executed notebook as the official PDF."""

    export_from_notebook = "Báo cáo (PDF)"
    output_mimetype = "application/pdf"
    _ending = ".pdf"

    def _write(self, document: Document) -> bytes:
        return to_pdf(document)


class ReportDOCXExporter(_FileExporter):
    """``jupyter nbconvert --to khacphuc-docx``: the executed notebook as a Word file."""

    export_from_notebook = "Báo cáo (DOCX)"
    output_mimetype = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    _ending = ".docx"

    def _write(self, document: Document) -> bytes:
        return to_docx(document)
