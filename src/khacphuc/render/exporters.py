"""The writers as exporters of nbconvert: ``jupyter nbconvert --to khacphuc_html`` (``_pdf``, ``_docx``).

Each takes an executed notebook and gives what its writer gives for the document in it, byte for byte.
JupyterLab offers them in its export menu; its server takes only letters, digits and ``_`` as a format's name.
nbconvert reads ``file_extension`` as a trait, so its values are defaults.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from nbconvert.exporters.exporter import Exporter
from traitlets import default
from traitlets.config import Application

from khacphuc.errors import KhacphucError
from khacphuc.render.docx.document import to_docx
from khacphuc.render.html.report import to_html
from khacphuc.render.pdf.typst import to_pdf
from khacphuc.report.document.assemble import from_notebook

if TYPE_CHECKING:
    from nbformat import NotebookNode

    from khacphuc.report.document.nodes import Document


class _ReportExporter(Exporter):
    """Gives what a writer gives for the document in a notebook."""

    _ending: ClassVar[str]
    _write: ClassVar[staticmethod[[Document], str | bytes]]

    @default("file_extension")
    def _default_file_extension(self) -> str:
        return self._ending

    def from_notebook_node(  # type: ignore[override]
        self, nb: NotebookNode, resources: Any = None, **kwargs: Any
    ) -> tuple[str | bytes, dict[str, Any]]:
        """Write an executed notebook, or one that a preprocessor executes (``--execute``).

        Raises:
            KhacphucError: the notebook is not a document, or cannot be written.
        """
        executed, resources = super().from_notebook_node(nb, resources, **kwargs)
        try:
            return self._write(from_notebook(executed)), resources
        except KhacphucError as error:
            _end_command(error)
            raise


def _end_command(error: KhacphucError) -> None:
    """End ``jupyter nbconvert``, if that is what runs: it would print the error as a traceback.

    A Jupyter server shows the error's own sentence.
    """
    from nbconvert.nbconvertapp import NbConvertApp  # noqa: PLC0415 - as slow as all of the above

    application = Application.instance() if Application.initialized() else None
    if isinstance(application, NbConvertApp):
        application.log.critical("%s", error)
        application.exit(1)  # as it ends after errors it expects


class ReportHTMLExporter(_ReportExporter):
    """``jupyter nbconvert --to khacphuc_html``: the executed notebook as the HTML report."""

    export_from_notebook = "Báo cáo (HTML)"
    output_mimetype = "text/html"
    _ending = ".html"
    _write = staticmethod(to_html)


class ReportPDFExporter(_ReportExporter):
    """``jupyter nbconvert --to khacphuc_pdf``: the executed notebook as the official PDF."""

    export_from_notebook = "Báo cáo (PDF)"
    output_mimetype = "application/pdf"
    _ending = ".pdf"
    _write = staticmethod(to_pdf)


class ReportDOCXExporter(_ReportExporter):
    """``jupyter nbconvert --to khacphuc_docx``: the executed notebook as a Word file."""

    export_from_notebook = "Báo cáo (DOCX)"
    output_mimetype = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    _ending = ".docx"
    _write = staticmethod(to_docx)
