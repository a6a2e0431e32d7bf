"""The writers as exporters of nbconvert."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING, Any

import nbformat
import pytest
from nbconvert.exporters.base import get_exporter
from nbformat.v4 import new_code_cell, new_notebook, new_output

from khacphuc.errors import DocumentError
from khacphuc.render.docx.document import to_docx
from khacphuc.render.exporters import ReportDOCXExporter, ReportHTMLExporter, ReportPDFExporter
from khacphuc.render.html.report import to_html
from khacphuc.render.pdf.typst import to_pdf
from khacphuc.report.display import block_outputs

from . import sample

if TYPE_CHECKING:
    from pathlib import Path


def notebook() -> Any:
    """The sample as the outputs of an executed notebook."""
    blocks = [sample.COVER, *sample.body(), sample.SIGNATURE, *sample.annexes()]
    outputs = [new_output("display_data", data=block._repr_mimebundle_()) for block in block_outputs(blocks)]
    return new_notebook(
        cells=[new_code_cell("display(*block_outputs(blocks))", execution_count=1, outputs=outputs)]
    )


@pytest.mark.parametrize(
    ("exporter", "write", "ending"),
    [
        (ReportHTMLExporter, to_html, ".html"),
        (ReportPDFExporter, to_pdf, ".pdf"),
        (ReportDOCXExporter, to_docx, ".docx"),
    ],
)
def test_an_exporter_gives_what_its_writer_gives(exporter: type, write: Any, ending: str) -> None:
    """nbconvert, for HTML through our template, gives byte for byte what the package itself writes."""
    content, resources = exporter().from_notebook_node(notebook())
    assert content == write(sample.document())
    assert resources["output_extension"] == ending


def test_exporters_are_registered() -> None:
    """``jupyter nbconvert --to khacphuc-html`` (``-pdf``, ``-docx``) finds our classes."""
    assert get_exporter("khacphuc-html") is ReportHTMLExporter
    assert get_exporter("khacphuc-pdf") is ReportPDFExporter
    assert get_exporter("khacphuc-docx") is ReportDOCXExporter


@pytest.mark.full
def test_nbconvert_command_writes_both(tmp_path: Path) -> None:
    """The command people know works with our formats."""
    path = tmp_path / "bao-cao.ipynb"
    nbformat.write(notebook(), path)
    for kind in ("html", "pdf"):
        command = [sys.executable, "-m", "nbconvert", "--to", f"khacphuc-{kind}", str(path)]
        subprocess.run(command, check=True, capture_output=True)
    assert (
        path.with_suffix(".html").read_text(encoding="utf-8").rstrip() == to_html(sample.document()).rstrip()
    )
    assert path.with_suffix(".pdf").read_bytes().startswith(b"%PDF-1.7")


def test_exporter_refuses_what_is_no_document() -> None:
    """A notebook that was not executed gives the clear error, not an empty page."""
    with pytest.raises(DocumentError, match="no outputs"):
        ReportHTMLExporter().from_notebook_node(new_notebook(cells=[new_code_cell("x")]))
