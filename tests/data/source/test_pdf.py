"""Tests of `khacphuc.data.source.pdf`."""

import base64
import io

import pypdf
import pytest
import typst

from khacphuc.data.source.pdf import pdf_text
from khacphuc.errors import SourceError
from khacphuc.fonts import FONT_DIR

from ... import written_source

_FONTS = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[FONT_DIR])
_PAGE = '#set page(width: 12cm, height: 9cm, margin: 1.5cm)\n#set text(font: "Tinos", size: 14pt)\n'


def printed(source, page=_PAGE):
    """What is read of a page set by Typst, line by line."""
    return pdf_text(typst.compile((page + source).encode(), font_paths=_FONTS), "a.pdf").splitlines()


def test_lines_become_paragraphs_again():
    """Lines of one paragraph are joined, over a page break too, and page numbers are gone."""
    paragraph = "Các đơn vị đã lập 04 đội và 1.231 thành viên, " * 12 + "hết."
    lines = pdf_text(written_source.pdf("\n".join(["I. ĐẦU", paragraph, *[paragraph] * 5])), "a.pdf")
    assert lines.splitlines() == ["I. ĐẦU", *[paragraph] * 6]


def test_small_raised_numbers_are_marks_of_notes():
    """A footnote is read behind its paragraph under its mark, its lines joined."""
    note = "Giới thiệu 1.805 người, trong đó có 56 người là công nhân ở các nơi."
    assert printed(f"Đạt mức 90%#footnote[{note}] và 04 đội.") == ["Đạt mức 90%¹ và 04 đội.", f"¹ {note}"]


def test_pieces_far_apart_are_two_words():
    """Cells of a row do not grow together."""
    assert printed("#grid(columns: (4cm, 4cm), [04], [1.231])") == ["04 1.231"]


def test_items_are_paragraphs():
    """A dash or number after the end of a sentence begins a paragraph, without a wider gap too."""
    source = "#set par(spacing: 0.65em)\nCó 04 đội.\n\n\\- Có 05 hội.\n\n1\\. Phần sau.\n\nvà tiếp"
    assert printed(source) == ["Có 04 đội.", "- Có 05 hội.", "1. Phần sau. và tiếp"]


@pytest.mark.parametrize("place", ["header", "footer"])
def test_page_numbers_are_left_out(place):
    """A number alone above or below everything else is the page's; a page of a number alone keeps it."""
    paragraph = "Đã có 04 đội, " * 9 + "đủ."
    source = f"#set page({place}: align(center)[2])\n{paragraph}\n\nHết"
    assert printed(source) == [paragraph, "Hết"]
    assert printed("04") == ["04"]


def _as_bytes(writer):
    stream = io.BytesIO()
    writer.write(stream)
    return stream.getvalue()


def _encrypted(password):
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(written_source.pdf("Có 04 đội")))
    writer.encrypt(password, "owner", algorithm="RC4-128")
    return _as_bytes(writer)


def _scan():
    """Two pages, the second a picture."""
    png = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
    bytes_of = ",".join(str(byte) for byte in base64.b64decode(png))
    return typst.compile(
        f"{_PAGE}Có 04 đội\n#pagebreak()\n#image(bytes(({bytes_of})))".encode(), font_paths=_FONTS
    )


def _blank():
    writer = pypdf.PdfWriter()
    writer.add_blank_page(100, 100)
    return _as_bytes(writer)


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (_encrypted("secret"), "encrypted"),
        (_scan(), "page 2 holds no text"),
        (_blank(), "every page holds no text"),
        (b"abc", "no PDF, or cut short"),
        (written_source.pdf("Có 04 đội")[:-900], "cut short"),
        (b"%PDF-1.7\n%%EOF", "a damaged PDF"),
    ],
)
def test_what_cannot_be_read_is_refused(data, message):
    """Encrypted, scanned, cut and damaged files have errors of their own, and the file is named."""
    with pytest.raises(SourceError, match=message) as refused:
        pdf_text(data, "a.pdf")
    assert str(refused.value).startswith("a.pdf: ")


def test_a_file_only_its_owner_may_change_is_read():
    """A PDF without a password to open it is read."""
    assert pdf_text(_encrypted(""), "a.pdf").strip() == "Có 04 đội"
