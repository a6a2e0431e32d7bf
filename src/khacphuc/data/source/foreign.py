"""The bytes of a file in, a refusal out where it is no document that is read: what it is, and what to do.

A file is known by its first bytes, not by its name; the name decides only where they tell nothing.
"""

from __future__ import annotations

import io
import re
import zipfile
from typing import TYPE_CHECKING, Final

from khacphuc.errors import SourceError
from khacphuc.project.zip_archive import DAMAGE

if TYPE_CHECKING:
    from collections.abc import Iterable

EXPECTED: Final = "a .docx, .pdf, .html or .txt file"

_HEAD = 4096  # bytes in which a text file tells what it is
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_LIBREOFFICE = "open it in LibreOffice and save it as .docx"
_WORD = "open it in Word and save it as .docx"
_EXPORT_WORD = "export it as Word (.docx) or PDF"
_EXCEL = "give the document the figures were printed in, as .docx or .pdf"
_PICTURE = "give the document it shows, as .docx or a PDF with text"
_UNPACK = "unpack it and give the document inside"
_BROWSER = "open it in a browser and print it to a PDF"

# what stands in an old Office file (its names are UTF-16), first match counts
_OLE_STREAMS: Final = (
    (
        "EncryptedPackage",
        "an Office file with a password",
        "open it with its password and save it without one",
    ),
    ("WordDocument", "an old Word file (.doc)", _WORD),
    ("Workbook", "an old Excel workbook (.xls)", _EXCEL),
    ("PowerPoint Document", "an old presentation (.ppt)", "export it as a PDF"),
    ("__substg1.0_", "a mail from Outlook (.msg)", "save the document it carries, and give that"),
)
# what a zip archive holds, first match counts
_PARTS: Final = (
    ("xl/workbook.xml", "an Excel workbook", _EXCEL),
    ("xl/workbook.bin", "an Excel workbook (.xlsb)", _EXCEL),
    ("ppt/presentation.xml", "a presentation", "export it as a PDF"),
    ("Index/Document.iwa", "a file of Pages, Numbers or Keynote", _EXPORT_WORD),
    ("index.apxl", "an old file of Keynote", _EXPORT_WORD),
    ("index.xml", "an old file of Pages or Numbers", _EXPORT_WORD),
    ("FixedDocSeq.fdseq", "an XPS document", "print it to a PDF"),
)
_MIME_TYPES: Final = (
    (
        "opendocument.text",
        "an OpenDocument text (.odt)",
        "open it in LibreOffice or Word and save it as .docx",
    ),
    ("opendocument.spreadsheet", "an OpenDocument spreadsheet (.ods)", _EXCEL),
    ("opendocument", "an OpenDocument file", "export it as a PDF"),
    ("epub", "an e-book (.epub)", "print it to a PDF"),
)
_PICTURE_STARTS: Final = (
    rb"\x89PNG|\xff\xd8\xff|GIF8|BM.{4}\0\0\0\0|II\*\0|MM\0\*|RIFF.{4}WEBP|AT&TFORM"
    rb"|\0\0\0.ftyp(?:heic|heif|mif1|avif)"
)
_SOUND_STARTS: Final = rb"ID3.?\0|OggS|fLaC|RIFF.{4}(?:WAVE|AVI )|\0\0\0.ftyp|\x1aE\xdf\xa3"
_MAIL_STARTS: Final = rb"(?:\xef\xbb\xbf)?\s*(?:MIME-Version:|From: |Return-Path:|Received: )"
_STARTS: Final = (
    (rb"\{\\rtf", "an RTF document", _WORD),
    (_PICTURE_STARTS, "a picture", _PICTURE),
    (rb"Rar!\x1a|7z\xbc\xaf|\x1f\x8b|BZh\d|\xfd7zXZ|.{257}ustar", "an archive", _UNPACK),
    (rb"%!PS", "a PostScript file", "print it to a PDF"),
    (rb"MZ.{0,200}\0|\x7fELF|\xca\xfe\xba\xbe", "a program", "give the document itself"),
    (_SOUND_STARTS, "a sound or a film", "give the document itself"),
    (rb"SQLite format 3|\x00\x01\x00\x00Standard (?:Jet|ACE)", "a database", _EXCEL),
    (_MAIL_STARTS, "a mail or web archive (.eml, .mht)", _BROWSER),
    (rb".{0,400}<(?:\?mso-application|w:wordDocument)", "a Word file in XML", _WORD),
    (
        rb".{0,400}<office:document",
        "an OpenDocument file in XML",
        "open it in LibreOffice and save it as .docx",
    ),
)
_HTML = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body|meta)\b",
    re.IGNORECASE | re.DOTALL,
)
_ENDINGS: Final = {
    ".doc": ("an old Word file (.doc)", _WORD),
    ".dot": ("an old template of Word", _WORD),
    ".docm": ("a Word document with macros", "save it as .docx, which has none"),
    ".dotx": ("a template of Word", "save it as .docx"),
    ".odt": ("an OpenDocument text (.odt)", "open it in LibreOffice or Word and save it as .docx"),
    ".rtf": ("an RTF document", _WORD),
    ".wps": ("a file of WPS or Works", "open it there and save it as .docx"),
    ".pages": ("a file of Pages", _EXPORT_WORD),
    ".gdoc": ("a link to a document on Google Drive", "download it there as Word (.docx)"),
    ".csv": ("a table", _EXCEL),
    ".xlsx": ("an Excel workbook", _EXCEL),
    ".xls": ("an old Excel workbook", _EXCEL),
    ".md": ("a Markdown text", "save it as .txt in UTF-8"),
}
_OTHER: Final = ("a file of another kind", "save the document as one of these")
_NAMES: Final = {".pdf": "a PDF", ".html": "a web page", ".docx": "a Word document"}
_SAME: Final = {".htm": ".html"}


def refuse_foreign(data: bytes, ending: str, filename: str) -> None:
    """Refuse a file that is empty, of a kind that is not read, or of another kind than its name tells.

    Args:
        data: its bytes.
        ending: of its name, with the dot, in small letters.
        filename: its name in messages.

    Raises:
        SourceError: it is one of those.
    """
    if not data:
        raise SourceError("an empty file", place=filename, remedy="copy or download it again")
    kind = _readable_kind(data)
    ending = _SAME.get(ending, ending)
    if kind and kind == ending:
        return
    if kind:
        raise SourceError(f"{_NAMES[kind]} by another name", place=filename, remedy=f"name it {kind}")
    is_expected = ending in {*_NAMES, ".txt"}
    known = _foreign_kind(data) or (None if is_expected else _ENDINGS.get(ending, _OTHER))
    if known:
        raise SourceError(known[0], place=filename, expected=EXPECTED, remedy=known[1])


def _readable_kind(data: bytes) -> str:
    """The ending a file of this content should have; empty if it is none of those that tell."""
    if b"%PDF-" in data[:1024]:
        return ".pdf"
    if _HTML.match(data[:_HEAD]):
        return ".html"
    return ".docx" if "word/document.xml" in _names(data) else ""


def _foreign_kind(data: bytes) -> tuple[str, str] | None:
    if data.startswith(_OLE):
        for name, kind, remedy in _OLE_STREAMS:
            if name.encode("utf-16-le") in data:
                return kind, remedy
        return "an old Office file", _WORD
    names = _names(data)
    if names:
        return _archive_kind(data, names)
    for start, kind, remedy in _STARTS:
        if re.match(start, data[:_HEAD], re.DOTALL):
            return kind, remedy
    return None


def _names(data: bytes) -> list[str]:
    if not data.startswith(b"PK"):
        return []
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return [name.replace("\\", "/").lstrip("/") for name in archive.namelist()] or ["/"]
    except DAMAGE:
        return []


def _archive_kind(data: bytes, names: Iterable[str]) -> tuple[str, str]:
    kinds = set(names)
    if "mimetype" in kinds:
        # the type stands first in such an archive, not packed
        for mime, kind, remedy in _MIME_TYPES:
            if mime.encode() in data[:200]:
                return kind, remedy
    for part, kind, remedy in _PARTS:
        if part in kinds:
            return kind, remedy
    return "a zip archive", _UNPACK
