"""The writers as exporters of nbconvert."""

from __future__ import annotations

import re
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import nbformat
import pytest
from nbconvert.exporters.base import get_export_names, get_exporter
from nbconvert.nbconvertapp import NbConvertApp
from nbformat.v4 import new_code_cell, new_notebook, new_output

from khacphuc.errors import DocumentError
from khacphuc.render.docx.document import to_docx
from khacphuc.render.exporters import ReportDOCXExporter, ReportHTMLExporter, ReportPDFExporter
from khacphuc.render.html.report import to_html
from khacphuc.render.pdf.typst import to_pdf
from khacphuc.report.display import MIME, block_outputs

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
    """``jupyter nbconvert`` and JupyterLab find our classes, by names the server's routes take."""
    names = [name for name in get_export_names() if name.startswith("khacphuc")]
    assert {name: get_exporter(name) for name in names} == {
        "khacphuc_html": ReportHTMLExporter,
        "khacphuc_pdf": ReportPDFExporter,
        "khacphuc_docx": ReportDOCXExporter,
    }
    # jupyter_server.nbconvert.handlers: /nbconvert/(?P<format>\w+)
    assert all(re.fullmatch(r"\w+", name) for name in names)


@pytest.mark.parametrize("exporter", [ReportHTMLExporter, ReportPDFExporter, ReportDOCXExporter])
def test_what_is_exported_is_what_the_preprocessors_made(exporter: type) -> None:
    """``--execute`` exports the new outputs, of a notebook without outputs too, and not those in the file."""

    def execute(stored: Any, resources: Any) -> tuple[Any, Any]:
        executed = notebook()
        if stored.cells[0].outputs:  # an edited title
            executed.cells[0].outputs[0]["data"][MIME]["subject"] = "tên đã sửa"
        return executed, resources

    stale, empty = notebook(), new_notebook(cells=[new_code_cell("display(*block_outputs(blocks))")])
    before, edited = (
        exporter(preprocessors=[execute]).from_notebook_node(file)[0] for file in (empty, stale)
    )
    assert before == exporter().from_notebook_node(stale)[0]
    assert edited != before
    if exporter is ReportHTMLExporter:
        assert "tên đã sửa" in edited


@pytest.fixture
def _other_application() -> Any:
    """The application of this process is put back; nbconvert's is one a process."""
    yield
    NbConvertApp.clear_instance()


@pytest.mark.usefixtures("_other_application")
def test_the_command_refuses_what_is_no_report_in_a_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """On the command line a notebook that is no report ends with 1 and a sentence, not with a traceback."""
    path = tmp_path / "explore.ipynb"
    table = new_output("display_data", data={"text/html": "<table>", "text/plain": ""})
    nbformat.write(new_notebook(cells=[new_code_cell("x", execution_count=1, outputs=[table])]), path)
    with pytest.raises(SystemExit) as ended:
        NbConvertApp.launch_instance(["--to", "khacphuc.render.exporters.ReportPDFExporter", str(path)])
    lines = capsys.readouterr().err
    assert ended.value.code == 1
    assert "no cover, so it is no report; choose the notebook of the report (40_report)" in lines
    assert "Traceback" not in lines
    assert [file.name for file in tmp_path.iterdir()] == ["explore.ipynb"]


@pytest.mark.full
def test_nbconvert_command_writes_both(tmp_path: Path) -> None:
    """The command people know works with our formats."""
    path = tmp_path / "bao-cao.ipynb"
    nbformat.write(notebook(), path)
    for kind in ("html", "pdf"):
        command = [sys.executable, "-m", "nbconvert", "--to", f"khacphuc_{kind}", str(path)]
        subprocess.run(command, check=True, capture_output=True)
    assert (
        path.with_suffix(".html").read_text(encoding="utf-8").rstrip() == to_html(sample.document()).rstrip()
    )
    assert path.with_suffix(".pdf").read_bytes().startswith(b"%PDF-1.7")


def test_exporter_refuses_what_is_no_document() -> None:
    """A notebook that was not executed gives the clear error, not an empty page."""
    with pytest.raises(DocumentError, match="no outputs"):
        ReportHTMLExporter().from_notebook_node(new_notebook(cells=[new_code_cell("x")]))
