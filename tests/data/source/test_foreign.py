"""Tests of `khacphuc.data.source.foreign`."""

import io
import zipfile

import pytest

from khacphuc.data.source.document import read_document
from khacphuc.errors import SourceError

from ... import written_source

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504


def archive(*names, mimetype=""):
    """A zip archive of these parts."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as packed:
        if mimetype:
            packed.writestr(zipfile.ZipInfo("mimetype"), mimetype)  # dated 1980: the same bytes at any time
        for name in names:
            packed.writestr(zipfile.ZipInfo(name), "x")
    return stream.getvalue()


def old_office(stream):
    """An old Office file that holds a stream."""
    return OLE + stream.encode("utf-16-le")


JUNK = [
    ("a.doc", old_office("WordDocument"), "an old Word file", "save it as .docx"),
    ("a.docx", old_office("WordDocument"), "an old Word file", "save it as .docx"),  # only renamed
    ("a.docx", old_office("EncryptedPackage"), "with a password", "save it without one"),
    ("a.xls", old_office("Workbook"), "an old Excel workbook", "as .docx or .pdf"),
    ("a.ppt", old_office("PowerPoint Document"), "an old presentation", "as a PDF"),
    ("a.msg", old_office("__substg1.0_0037001F"), "a mail from Outlook", "save the document it carries"),
    ("a.wps", OLE, "an old Office file", "save it as .docx"),
    ("a.odt", archive(mimetype="application/vnd.oasis.opendocument.text"), "OpenDocument text", "as .docx"),
    (
        "a.ods",
        archive(mimetype="application/vnd.oasis.opendocument.spreadsheet"),
        "spreadsheet",
        "as .docx or",
    ),
    ("a.odp", archive(mimetype="application/vnd.oasis.opendocument.presentation"), "OpenDocument", "PDF"),
    ("a.epub", archive(mimetype="application/epub+zip"), "an e-book", "print it to a PDF"),
    ("a.odt", b"x", "OpenDocument text", "as .docx"),
    (
        "a.fodt",
        b'<?xml version="1.0"?><office:document xmlns:office="x">',
        "OpenDocument file in XML",
        "as .docx",
    ),
    ("a.rtf", rb"{\rtf1\ansi 04 d}", "an RTF document", "save it as .docx"),
    ("a.doc", rb"{\rtf1\ansi 04 d}", "an RTF document", "save it as .docx"),
    (
        "a.xml",
        b'<?xml version="1.0"?><?mso-application progid="Word.Document"?>',
        "Word file in XML",
        "as .docx",
    ),
    ("a.xlsx", archive("xl/workbook.xml"), "an Excel workbook", "as .docx or .pdf"),
    ("a.pptx", archive("ppt/presentation.xml"), "a presentation", "as a PDF"),
    ("a.pages", archive("Index/Document.iwa"), "Pages, Numbers or Keynote", "as Word"),
    ("a.oxps", archive("FixedDocSeq.fdseq"), "an XPS document", "print it to a PDF"),
    ("a.zip", archive("bao-cao.docx"), "a zip archive", "unpack it"),
    ("a.docx", archive("bao-cao.docx"), "a zip archive", "unpack it"),
    ("a.rar", b"Rar!\x1a\7\1\0", "an archive", "unpack it"),
    ("a.7z", b"7z\xbc\xaf\x27\x1c", "an archive", "unpack it"),
    ("a.gz", b"\x1f\x8b\x08\0", "an archive", "unpack it"),
    ("a.png", b"\x89PNG\r\n\x1a\n", "a picture", "a PDF with text"),
    ("a.pdf", b"\xff\xd8\xff\xe0\0\x10JFIF", "a picture", "a PDF with text"),
    ("a.tif", b"II*\0\x08\0\0\0", "a picture", "a PDF with text"),
    ("a.heic", b"\0\0\0\x18ftypheic", "a picture", "a PDF with text"),
    ("a.djvu", b"AT&TFORM\0\0", "a picture", "a PDF with text"),
    ("a.mp4", b"\0\0\0\x18ftypmp42", "a sound or a film", "the document itself"),
    ("a.exe", b"MZ\x90\0\3\0", "a program", "the document itself"),
    ("a.mht", b"MIME-Version: 1.0\r\nContent-Type: multipart/related", "web archive", "print it to a PDF"),
    ("a.ps", b"%!PS-Adobe-3.0", "a PostScript file", "print it to a PDF"),
    ("a.mdb", b"\0\1\0\0Standard Jet DB\0", "a database", "as .docx or .pdf"),
    ("a.csv", b"a,b\n1,2\n", "a table", "as .docx or .pdf"),
    ("a.gdoc", b'{"url": "x"}', "a link to a document", "download it"),
    ("a.bin", b"\1\2\3", "a file of another kind", "save the document as one of these"),
    ("a", b"04 d", "a file of another kind", "save the document as one of these"),
    ("a.docx", b"", "an empty file", "download it again"),
    ("a.txt", b"", "an empty file", "download it again"),
    # a document by another name
    ("a.docx", b"%PDF-1.7 x", "a PDF by another name", "name it .pdf"),
    ("a.doc", b"<html><body>04", "a web page by another name", "name it .html"),
    ("a.txt", b"<!DOCTYPE html><p>04", "a web page by another name", "name it .html"),
    ("a.doc", archive("word/document.xml"), "a Word document by another name", "name it .docx"),
]


@pytest.mark.parametrize(
    ("name", "data", "kind", "remedy"), JUNK, ids=[f"{name}-{kind}" for name, _, kind, _ in JUNK]
)
def test_what_is_no_document_is_refused(tmp_path, name, data, kind, remedy):
    """One sentence says what the file is and how to save it anew."""
    (tmp_path / name).write_bytes(data)
    with pytest.raises(SourceError) as refused:
        read_document(tmp_path / name)
    assert kind in str(refused.value)
    assert remedy in refused.value.remedy
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.txt", "From 04 đội".encode()),
        ("a.txt", "BM 04 đội, MZ, ID3, GIF".encode()),
        ("a.TXT", "PK là viết tắt, có 04 đội".encode()),
        ("a.HTM", "<p>04 đội".encode()),
        ("a.html", "<!-- x --><!doctype html><p>04 đội".encode()),
        ("a.docx", written_source.docx("Có 04 đội")),
        ("a.PDF", b"\n\n" + written_source.pdf("Có 04 đội")),  # what stands before is passed over
    ],
)
def test_no_sound_file_is_refused(tmp_path, name, data):
    """Words that look like the beginning of something else are words."""
    (tmp_path / name).write_bytes(data)
    assert "04" in read_document(tmp_path / name).text
