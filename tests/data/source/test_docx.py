"""Tests of `khacphuc.data.source.docx`."""

import io
import zipfile

import pytest
from docx import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import qn

from khacphuc.data.source.docx import docx_text
from khacphuc.errors import SourceError
from khacphuc.project import zip_archive

from ... import written_source

_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"


def saved(document):
    """A document as bytes."""
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def text_of(document):
    """What is read of a document, line by line."""
    return docx_text(saved(document), "a.docx").splitlines()


def test_paragraphs_and_cells_stand_in_order():
    """A table between two paragraphs is read between them, cell by cell."""
    document = Document()
    document.add_paragraph("Trước")
    table = document.add_table(1, 2)
    table.cell(0, 0).text = "đội"
    table.cell(0, 1).text = "04"
    document.add_paragraph("Sau")
    assert text_of(document) == ["Trước", "đội", "04", "Sau"]


def test_notes_are_numbered_as_cited():
    """A footnote stands behind its paragraph under the number it is cited by."""
    text = docx_text(written_source.docx("Đạt 90%¹, vượt 3%².\n¹ Có 56 người\n² Có 20 người\nHết"), "a.docx")
    assert text.splitlines() == ["Đạt 90%¹, vượt 3%².", "¹ Có 56 người", "² Có 20 người", "Hết"]


def test_raised_numbers_are_marks():
    """A number typed as superscript is a mark; a raised word is a word."""
    document = Document()
    paragraph = document.add_paragraph("Đạt 90%")
    for text in ("12", "mới"):
        paragraph.add_run(text).font.superscript = True
    assert text_of(document) == ["Đạt 90%¹²mới"]


def test_what_is_not_printed_is_left_out():
    """Deleted and moved text and the second form of a drawing are no text; inserted text is."""
    document = Document()
    document.add_paragraph()._p.append(
        parse_xml(
            f'<w:r xmlns:w="{_WORD}" xmlns:mc="{_MC}"><w:t>Có</w:t><w:tab/><w:t>04</w:t><w:noBreakHyphen/>'
            "<mc:AlternateContent><mc:Choice><w:txbxContent><w:p><w:r><w:t>khung</w:t></w:r></w:p>"
            "</w:txbxContent></mc:Choice><mc:Fallback><w:p><w:r><w:t>khung</w:t></w:r></w:p></mc:Fallback>"
            "</mc:AlternateContent><w:br/><w:t>đội</w:t></w:r>"
        )
    )
    document.paragraphs[0]._p.append(
        parse_xml(f'<w:ins xmlns:w="{_WORD}"><w:r><w:t> mới</w:t></w:r></w:ins>')
    )
    for name in ("moveFrom", "del"):
        document.paragraphs[0]._p.append(
            parse_xml(f'<w:{name} xmlns:w="{_WORD}"><w:r><w:t>bỏ</w:t></w:r></w:{name}>')
        )
    assert text_of(document) == ["Có 04-", "đội mới", "khung"]


def test_bullets_become_dashes():
    """A bullet is no number; an empty item is nothing."""
    document = Document()
    document.add_paragraph("04 đội", style="List Bullet")
    document.add_paragraph("", style="List Number")
    assert text_of(document) == ["- 04 đội", ""]


def test_numbers_word_gives_by_itself_are_told():
    """Headings numbered by Word have lost their numbers, and the message says so."""
    document = Document()
    document.add_paragraph("KẾT QUẢ", style="List Number")
    document.add_paragraph("Hạn chế", style="List Number")
    with pytest.raises(
        SourceError, match=r"numbers 2 paragraphs by itself.*'KẾT QUẢ'.*save the document as PDF"
    ):
        text_of(document)


def test_numbering_comes_from_the_style_it_is_based_on():
    """A style based on a numbered one is numbered, and one that is its own base is no trap."""
    document = Document()
    child = document.styles.add_style("Mục", WD_STYLE_TYPE.PARAGRAPH)
    child.base_style = document.styles["List Number"]
    document.add_paragraph("KẾT QUẢ", style="Mục")
    with pytest.raises(SourceError, match="by itself"):
        text_of(document)
    child.base_style = child
    assert text_of(document) == ["KẾT QUẢ"]
    document.paragraphs[0]._p.pPr.find(qn("w:pStyle")).set(qn("w:val"), "khong-co")
    assert text_of(document) == ["KẾT QUẢ"]


@pytest.mark.parametrize("number", [None, "0", "999"])
def test_numbering_switched_off(number):
    """No list, list 0 and a list that is not there mean no number."""
    document = Document()
    paragraph = document.add_paragraph("KẾT QUẢ")
    properties = OxmlElement("w:numPr")
    if number:
        element = OxmlElement("w:numId")
        element.set(qn("w:val"), number)
        properties.append(element)
    paragraph._p.get_or_add_pPr().append(properties)
    assert text_of(document) == ["KẾT QUẢ"]


def _without(data, name):
    """Leave one part out of a package."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(stream, "w") as new:
        for entry in old.infolist():
            if entry.filename != name:
                new.writestr(entry, old.read(entry))
    return stream.getvalue()


def _broken():
    data = saved(Document())
    return {
        "encrypted": b"\xd0\xcf\x11\xe0" + bytes(100),
        "cut short": data[: len(data) // 2],
        "no DOCX": b"abc",
        "damaged": _without(data, "word/document.xml"),
        "a damaged DOCX": _without(data, "[Content_Types].xml"),
    }


@pytest.mark.parametrize(("message", "data"), _broken().items())
def test_broken_files_are_refused(message, data):
    """Encrypted, cut and damaged files have errors of their own, and the file is named."""
    with pytest.raises(SourceError, match=message) as refused:
        docx_text(data, "a.docx")
    assert str(refused.value).startswith("a.docx: ")


def test_a_bomb_is_refused(monkeypatch):
    """What unpacks to far more than a report is not unpacked."""
    monkeypatch.setattr(zip_archive, "LARGEST_UNPACKED", 10)
    with pytest.raises(SourceError, match=r"^a.docx: unpacks from .*; save it without pictures"):
        docx_text(saved(Document()), "a.docx")
