"""What people read of a build."""

from __future__ import annotations

import pytest

from khacphuc.notebooks.build_documents import write_build_documents, write_build_pages
from khacphuc.project.files import read_text
from khacphuc.run.normalize_notebook import read_notebook

pytestmark = pytest.mark.usefixtures("writers")
NAMES = ("10_clean", "60_board")


def executed(fake, build, name):
    """An executed notebook of a build."""
    file = build / "notebooks" / f"{name}.ipynb"
    fake.write_notebook(file, (fake.DECLARED,))
    return read_notebook(file)


def test_the_document_is_written_in_every_format(project, fake, tmp_path):
    """The pages are written meanwhile."""
    build = tmp_path / "build"
    last = executed(fake, build, "60_board")
    write_build_documents(last, project, "2021", build, NAMES)
    assert {"report.html", "report.pdf", "report.docx"} <= fake.snapshot(build / "report").keys()
    assert "2021 ['60_board'] True" in read_text(build / "notebooks" / "index.html")


def test_pages_of_notebooks_may_be_left_out(project, tmp_path, fake):
    """Of a run that failed only the review is written."""
    build = tmp_path / "build"
    executed(fake, build, "10_clean")
    write_build_pages(project, "2021", build, NAMES, with_notebooks=False)
    assert not (build / "notebooks" / "index.html").exists()
