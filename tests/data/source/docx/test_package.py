"""Tests of `khacphuc.data.source.docx.package`."""

import io
import zipfile

import pytest

from khacphuc.data.source.docx.package import open_package
from khacphuc.errors import SourceError
from khacphuc.project import zip_archive

from ..word import p, packed

_DOCX = packed(p("Đã lập 04 đội"))


def changed(name, data=None):
    """The document with a part replaced, or left out."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(_DOCX)) as old, zipfile.ZipFile(stream, "w") as new:
        for entry in old.infolist():
            if entry.filename != name:
                new.writestr(entry, old.read(entry))
        if data is not None:
            new.writestr(name, data)
    return stream.getvalue()


_WORKBOOK = b'<Types><Override ContentType="a.spreadsheetml.sheet.main+xml"/></Types>'
_BROKEN = {
    "encrypted": b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le"),
    "an old Word file": b"\xd0\xcf\x11\xe0" + bytes(100),
    "does not begin like one": b"{\\rtf1",
    "no DOCX, or cut short": _DOCX[: len(_DOCX) // 2],
    r"without \[Content_Types\]": changed("[Content_Types].xml"),
    "without its main part": changed("word/document.xml"),
    "another of Office's": changed("[Content_Types].xml", _WORKBOOK),
    "holds macros": changed("word/vbaProject.bin", b"x"),
}


@pytest.mark.parametrize(("message", "data"), _BROKEN.items())
def test_what_is_no_plain_document_is_refused(message, data):
    """Each has a sentence of its own, and the file is named."""
    with pytest.raises(SourceError, match=message) as refused:
        open_package(data, "a.docx")
    assert str(refused.value).startswith("a.docx: ")
    assert "0x" not in str(refused.value)


def test_an_opendocument_file_is_refused():
    """By what it is, though somebody renamed it."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
    with pytest.raises(SourceError, match="OpenDocument"):
        open_package(stream.getvalue(), "a.docx")


def test_a_bomb_is_refused(monkeypatch):
    """What unpacks to far more than a report is not unpacked."""
    monkeypatch.setattr(zip_archive, "LARGEST_UNPACKED", 10)
    with pytest.raises(SourceError, match=r"^a.docx: unpacks from .*; save it without pictures"):
        open_package(_DOCX, "a.docx")


def test_relations_to_nothing_and_outside_are_none():
    """A part that is not there is not looked for, and no address is followed."""
    relations = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="a" Type="x/styles" Target="NULL"/>'
        '<Relationship Id="b" Type="x/styles" Target="../../../etc/passwd"/>'
        '<Relationship Id="c" Type="x/styles" TargetMode="External" Target="http://a.example/s.xml"/>'
        '<Relationship Id="d" Type="y/document" Target="document.xml"/></Relationships>'
    )
    package = open_package(changed("word/_rels/document.xml.rels", relations), "a.docx")
    assert (package.related("styles"), package.related("document")) == ([], ["word/document.xml"])
