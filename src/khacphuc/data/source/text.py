"""A text file, Word document or PDF in, its plain text out, to be compared with the tables typed from it."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from khacphuc.errors import SourceError
from khacphuc.project.files import decode_text, read_bytes
from khacphuc.text.legacy import detect_legacy

if TYPE_CHECKING:
    from pathlib import Path

LARGEST = 50_000_000
"""Bytes. A larger file is a scan or not the report."""

_UTF16 = (b"\xff\xfe", b"\xfe\xff")


def read_source_text(path: Path) -> str:
    """Read the text of a document, one paragraph or heading a line.

    Args:
        path: a ``.txt`` file in UTF-8, a ``.docx`` or a ``.pdf``.

    Raises:
        SourceError: the file is missing, too large, of another kind, encrypted, damaged, a scan, empty, or
            not in Unicode; the message says what to do.
    """
    ending = path.suffix.lower()
    if ending not in {".txt", ".docx", ".pdf"}:
        raise SourceError(
            "expected a .txt, .docx or .pdf file",
            place=str(path),
            remedy="save the document as one of these",
        )
    data = _read(path)
    if ending == ".txt":
        text = _plain(data, str(path))
    elif ending == ".docx":
        # Word and PDF readers are slow to import, and most sources are one or the other
        from khacphuc.data.source.docx import docx_text  # noqa: PLC0415

        text = docx_text(data, str(path))
    else:
        from khacphuc.data.source.pdf import pdf_text  # noqa: PLC0415

        text = pdf_text(data, str(path))
    _check(text, str(path))
    return text


def source_sha256(path: Path) -> str:
    """The SHA-256 of a file, as a sidecar gives that of its document.

    Raises:
        SourceError: the file cannot be read, or is too large.
    """
    return hashlib.sha256(_read(path)).hexdigest()


def _read(path: Path) -> bytes:
    if path.is_file() and (size := path.stat().st_size) > LARGEST:
        raise SourceError(
            f"{size:,} bytes",
            place=str(path),
            expected=f"at most {LARGEST:,}",
            remedy="give the report without its annexes and pictures",
        )
    return read_bytes(path)


def _plain(data: bytes, filename: str) -> str:
    if data.startswith(_UTF16) or b"\0" in data:
        raise SourceError("UTF-16 text or no text at all", place=filename, remedy="save it as text in UTF-8")
    try:
        return decode_text(data, filename)
    except SourceError as error:
        if encoding := detect_legacy(data.decode("latin-1")):
            raise _legacy(error.place, encoding) from error
        raise


def _check(text: str, filename: str) -> None:
    if not text.strip():
        raise SourceError("no text in it", place=filename, remedy="give the document that was tabulated")
    for number, line in enumerate(text.splitlines(), start=1):
        if encoding := detect_legacy(line):
            raise _legacy(f"{filename}, line {number}", encoding)


def _legacy(place: str, encoding: str) -> SourceError:
    return SourceError(
        f"typed in the old {encoding} encoding, not in Unicode",
        place=place,
        remedy="convert it first (Unikey can)",
    )
