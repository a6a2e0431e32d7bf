"""Tests of `khacphuc.data.source.docx.body`."""

import pytest

from khacphuc.data.source.coverage import cover_document
from khacphuc.data.source.tokens import extract_tokens

from ..word import abstract, lines, lvl, num, p, read, run, table, tc

_GONE = "<w:rPr><w:del/></w:rPr>"


@pytest.mark.parametrize("look", [_GONE, "<w:rPr><w:moveFrom/></w:rPr>", "<w:rPr><w:vanish/></w:rPr>"])
def test_a_paragraph_without_its_end_runs_on(look):
    """Deleted, moved away or hidden."""
    assert lines(p("Đã lập 04", look) + p(" đội") + p("Hết")) == ["Đã lập 04 đội", "Hết"]


def test_the_end_of_a_cell_ends_a_paragraph():
    """A deleted end at the end of a cell or before a table joins nothing."""
    cell = f"<w:tc>{p('04', _GONE)}</w:tc>"
    assert lines(p("a", _GONE) + table([cell, "05"]) + p("06", _GONE)) == ["a", "04", "05", "06"]


@pytest.mark.parametrize("name", ["sdt", "customXml", "ins"])
def test_wrappers_change_nothing(name):
    """Blocks in content controls are read in their place."""
    inside = f"<w:sdtContent>{p('04')}</w:sdtContent>" if name == "sdt" else p("04")
    assert lines(p("a") + f"<w:{name}>{inside}</w:{name}>" + p("b")) == ["a", "04", "b"]


def test_a_control_of_contents_is_left_out():
    """Word keeps a table of contents in a control that says so."""
    gallery = '<w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj>'
    contents = f"<w:sdt><w:sdtPr>{gallery}</w:sdtPr><w:sdtContent>{p('I. A 12')}</w:sdtContent></w:sdt>"
    assert lines(contents + p("04")) == ["04"]


def test_moved_blocks_are_read_where_they_went():
    """And not where they were."""
    assert lines(f"<w:moveFrom>{p('99')}</w:moveFrom><w:moveTo>{p('04')}</w:moveTo>") == ["04"]


def test_rows_numbered_by_word_have_their_numbers():
    """A cell that holds nothing but its number."""
    numbering = abstract(1, lvl(0, "%1")) + num(1, 1)
    row = f"<w:tc>{p('', number=1)}</w:tc>"
    document = read(table(["TT", "Đội"], [row, "04"], [row, "05"]), numbering=numbering)
    assert document.text.splitlines() == ["TT", "Đội", "1", "04", "2", "05"]
    assert [document.text[mark.start : mark.end] for mark in document.marks] == ["1", "2"]


def test_bullets_of_empty_paragraphs_are_nothing():
    """A dash without words says nothing."""
    numbering = abstract(1, lvl(0, "", "bullet")) + num(1, 1)
    assert lines(p("", number=1) + p("04", number=1), numbering=numbering) == ["- 04"]


def test_sections_numbered_by_word_are_sections():
    """Figures below headings that Word numbers are found in their sections."""
    numbering = abstract(1, lvl(0, "%1.", "upperRoman"), lvl(1, "%2.")) + num(1, 1)
    body = p("KẾT QUẢ", number=1) + p("Học tập", number=1, level=1) + p("Đã lập 04 đội.")
    [token] = extract_tokens(cover_document(read(body, numbering=numbering)))
    assert (token.section, token.printed) == ("I.1", "04")


def test_old_fonts_are_named():
    """By the font, where the words alone do not tell; a font that only its name has is none."""
    look = '<w:rFonts w:ascii=".VnTime"/>'
    body = p(run("tØnh", look)) + p(run("Tỉnh đoàn", look)) + p(run("10", look)) + p("Đã lập 04 đội ở các xã")
    assert [legacy.block for legacy in read(body).legacy_paragraphs] == [0]


def test_text_boxes_in_cells_are_of_the_cell():
    """They know its heads."""
    box = f"<w:r><w:pict><w:txbxContent>{p('05')}</w:txbxContent></w:pict></w:r>"
    document = read(table(["Đơn vị", "Đội"], ["Xã A", tc(box)]))
    assert (document.blocks[-1].row_head, document.blocks[-1].column_head) == ("Xã A", "Đội")
