"""Texts in the layouts of offices are read equal to the text, whoever set them; see `layouts`."""

import pytest

from khacphuc.data.source.document import read_document

from .layout_writers import converted, typst_pdf, word
from .layouts import LAYOUTS, Grid, expected


def lines(path):
    """What is read of a file, line by line."""
    return read_document(path).text.splitlines()


def put(folder, name, ending, data):
    """Write a file of a layout."""
    path = folder / f"{name}.{ending}"
    path.write_bytes(data)
    return path


@pytest.mark.parametrize("name", LAYOUTS)
def test_word_files_of_python_docx(tmp_path, name):
    """Numbers, cells, notes and boxes, in the order of the page."""
    assert lines(put(tmp_path, name, "docx", word(LAYOUTS[name]))) == expected(LAYOUTS[name])


@pytest.mark.sampled(5)
@pytest.mark.parametrize("name", LAYOUTS)
def test_pdfs_of_typst(tmp_path, name):
    """The same text, from where its letters stand."""
    assert lines(put(tmp_path, name, "pdf", typst_pdf(LAYOUTS[name]))) == expected(LAYOUTS[name])


@pytest.mark.full
@pytest.mark.parametrize("ending", ["docx", "pdf"])
def test_files_of_libreoffice(tmp_path, ending):
    """LibreOffice writes other files of the same text."""
    files = [put(tmp_path, name, "docx", word(layout)) for name, layout in LAYOUTS.items()]
    texts = {path.stem: lines(path) for path in converted(files, ending, tmp_path)}
    assert texts == {name: expected(layout) for name, layout in LAYOUTS.items()}


@pytest.mark.parametrize("name", ["merged_cells", "letterhead"])
def test_cells_know_their_heads(tmp_path, name):
    """The last cell of each table has the heads a reader sees."""
    document = read_document(put(tmp_path, name, "docx", word(LAYOUTS[name])))
    [grid] = [block for block in LAYOUTS[name].blocks if isinstance(block, Grid)]
    cell = [block for block in document.blocks if block.kind == "cell"][-1]
    assert (cell.row_head, cell.column_head) == grid.last_heads
