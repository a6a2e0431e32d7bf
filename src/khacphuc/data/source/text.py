"""A text file, Word document or PDF in, its plain text out, to be compared with the tables typed from it."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from khacphuc.data.source.document import read_document, read_source_bytes
from khacphuc.errors import SourceError
from khacphuc.project.files import decode_text
from khacphuc.text.legacy import detect_legacy

if TYPE_CHECKING:
    from pathlib import Path

_UTF16 = (b"\xff\xfe", b"\xfe\xff")


def read_source_text(path: Path) -> str:
    """Read the text of a document, one paragraph or heading a line.

    Args:
        path: a ``.txt`` file in UTF-8, a ``.docx`` or a ``.pdf``.

    Raises:
        SourceError: as `read_document` raises it.
    """
    return read_document(path).text


def source_sha256(path: Path) -> str:
    """The SHA-256 of a file, as a sidecar gives that of its document.

    Raises:
        SourceError: the file cannot be read, or is too large.
    """
    return hashlib.sha256(read_source_bytes(path)).hexdigest()


def txt_text(data: bytes, filename: str) -> str:
    """The text of a text file.

    Raises:
        SourceError: it is not in UTF-8, or no text.
    """
    if data.startswith(_UTF16) or b"\0" in data:
        raise SourceError("UTF-16 text or no text at all", place=filename, remedy="save it as text in UTF-8")
    try:
        return decode_text(data, filename)
    except SourceError as error:
        if encoding := detect_legacy(data.decode("latin-1")):
            raise SourceError(
                f"typed in the old {encoding} encoding, not in Unicode",
                place=error.place,
                remedy="convert it first (Unikey can)",
            ) from error
        raise
