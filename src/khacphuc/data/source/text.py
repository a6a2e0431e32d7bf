"""A document in, its plain text out, to be compared with the tables typed from it."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from khacphuc.data.source.document import read_document, read_source_bytes

if TYPE_CHECKING:
    from pathlib import Path


def read_source_text(path: Path) -> str:
    """Read the text of a document, one paragraph or heading a line.

    Args:
        path: a ``.docx``, ``.pdf``, ``.html`` or ``.txt`` file.

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
