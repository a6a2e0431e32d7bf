"""Tests of `khacphuc.data.source.document`."""

import pytest

from khacphuc.data.source.document import lines_document, read_document

from ... import written_source

_WRITERS = {".txt": str.encode, ".docx": written_source.docx, ".pdf": written_source.pdf}


@pytest.mark.parametrize("ending", _WRITERS)
def test_blocks_are_the_lines_with_words(tmp_path, ending):
    """Every kind of file gives the same text, and a block for each paragraph."""
    path = tmp_path / f"a{ending}"
    path.write_bytes(_WRITERS[ending]("I. Kết quả:\n\nĐã lập 04 đội.\n"))
    document = read_document(path)
    words = [document.text[block.start : block.end] for block in document.blocks]
    assert words == ["I. Kết quả:", "Đã lập 04 đội."]


def test_lines_end_alike_and_letters_are_composed():
    """Whatever ends a line is a line feed in the text, and a letter taken apart is one letter."""
    document = lines_document("Ke\u0302\u0301t\r\n04\u2028đội\fhết")
    assert document.text == "Kết\n04\nđội\nhết\n"
    assert [(block.start, block.end) for block in document.blocks] == [(0, 3), (4, 6), (7, 10), (11, 14)]
