"""Open zip archives that somebody else made, within limits, and pack our own the same on every system.

For the readers and writers of workbooks and Word documents, both of which are zip archives of XML parts.
"""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from typing import TYPE_CHECKING

from khacphuc.errors import SourceError
from khacphuc.project.files import TOO_LARGE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

LARGEST_UNPACKED = 200_000_000
"""Bytes an archive may unpack to.

A sheet of 200,000 rows, the most that are read, is some 60 MB, and the words of a long report are less than
10 MB. Pictures do not shrink when they are packed, so a file of 50 MB, the largest that is read, fits. Every
part is unpacked in memory, so the limit is no higher than that.
"""

PASSWORD = "password"  # noqa: S105 - the kind of a refusal
"""The kind of the refusal of what is locked."""

DAMAGE = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    OSError,
    OverflowError,
    ValueError,
    RuntimeError,  # and NotImplementedError: a packing zipfile does not know
)
"""What zipfile raises where an archive is damaged."""

_HIGHEST_RATIO = 200  # unpacked to packed; sheets of real offices reach 30
_FREE_UNPACKED = 20_000_000  # what unpacks to less may be packed as tightly as it likes
_MOST_PARTS = 5_000  # Office files have some dozens, and one for each picture
_PACKINGS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_ENCRYPTED_FLAG = 1
_LONG_AGO = (1980, 1, 1, 0, 0, 0)  # zip knows no earlier day
_UNIX = 3


def open_archive(
    data: bytes, filename: str, *, damaged: Callable[[str], SourceError], smaller: str, unlocked: str
) -> zipfile.ZipFile:
    """Open a zip archive without trust: its sizes are bounded before anything is unpacked.

    Args:
        data: the bytes of the file.
        filename: its name in messages.
        damaged: makes the error of a broken archive, of a description.
        smaller: the remedy where it unpacks to too much.
        unlocked: the remedy where it has a password.

    Raises:
        SourceError: it is no zip archive or damaged, has a password, or would unpack to too much.
    """
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except DAMAGE as error:
        raise damaged(str(error)) from error
    parts = archive.infolist()
    names = {part.filename for part in parts}
    if len(parts) > _MOST_PARTS or len(names) < len(parts):
        raise damaged(f"{len(parts)} parts, {len(names)} names")
    packed, unpacked = len(data), sum(part.file_size for part in parts)
    if unpacked > LARGEST_UNPACKED or (unpacked > _FREE_UNPACKED and unpacked > _HIGHEST_RATIO * packed):
        raise SourceError(
            f"unpacks from {packed:,} to {unpacked:,} bytes",
            place=filename,
            expected=f"at most {LARGEST_UNPACKED:,} and {_HIGHEST_RATIO} times",
            remedy=smaller,
            kind=TOO_LARGE,
        )
    for part in parts:
        if part.flag_bits & _ENCRYPTED_FLAG:
            raise SourceError("a zip archive with a password", place=filename, remedy=unlocked, kind=PASSWORD)
        if part.compress_type not in _PACKINGS:
            raise damaged(f"part {part.filename!r} is packed in an unknown way")
    return archive


def repack(data: bytes, change: Callable[[str, bytes], bytes] | None = None) -> bytes:
    """Pack an archive of our own anew, so that the same parts give the same bytes on every system.

    Args:
        data: the bytes of the archive.
        change: gives the new bytes of a part, of its name and its bytes.

    Returns:
        An archive of the same parts in the same order, all deflated, with a fixed time and system.
    """
    with zipfile.ZipFile(io.BytesIO(data)) as source:
        parts = ((name, source.read(name)) for name in source.namelist())
        return pack((name, change(name, part) if change else part) for name, part in parts)


def pack(parts: Iterable[tuple[str, bytes]], *, level: int | None = None) -> bytes:
    """An archive of parts in their order, deflated, with a fixed time and system.

    Args:
        parts: names and bytes.
        level: how hard to compress, 1 to 9; by default as zlib does.
    """
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED, compresslevel=level) as target:
        for name, part in parts:
            entry = zipfile.ZipInfo(name, _LONG_AGO)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = _UNIX  # else zipfile writes the system it runs on
            target.writestr(entry, part, compresslevel=level)
    return stream.getvalue()
