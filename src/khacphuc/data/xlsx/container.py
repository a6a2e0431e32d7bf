"""The container of a workbook, opened without trust: a zip archive of XML parts.

What it unpacks to is bounded before anything is unpacked, and whatever is not a plain workbook (a password,
macros, links to other files) is refused with what to do about it.
"""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from dataclasses import dataclass

from khacphuc.errors import SourceError
from khacphuc.text.characters import is_unprintable, replaced

LARGEST_FILE = 50_000_000
"""Bytes of a raw file, CSV or workbook."""

LARGEST_UNPACKED = 200_000_000
"""Bytes a workbook may unpack to; a sheet of 200,000 rows is some 60 MB."""

_HIGHEST_RATIO = 200  # unpacked to packed; sheets of real offices reach 30
_FREE_UNPACKED = 20_000_000  # a workbook that unpacks to less may be packed as tightly as it likes
_MOST_PARTS = 5_000
_OLE = b"\xd0\xcf\x11\xe0"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_PACKINGS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_ENCRYPTED_FLAG = 1
CONTENT_TYPES = "[Content_Types].xml"
_DAMAGE = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    OSError,
    OverflowError,
    ValueError,
    RuntimeError,  # and NotImplementedError: a packing zipfile does not know
)
_SAVE_AS = "open it in Excel and save it as 'Excel Workbook (*.xlsx)'"


@dataclass(frozen=True)
class Container:
    """The parts of a workbook, by name; ``shown`` is the file's name in messages."""

    shown: str
    archive: zipfile.ZipFile

    def __contains__(self, name: str) -> bool:
        """Whether there is a part of that name."""
        return name in self.archive.NameToInfo

    def read(self, name: str) -> bytes:
        """Unpack one part.

        Raises:
            SourceError: it is not there, or damaged.
        """
        try:
            return self.archive.read(name)
        except KeyError as error:
            raise SourceError(f"{self.shown}: a workbook without its part {name!r}; {_SAVE_AS}") from error
        except _DAMAGE as error:
            raise damaged(self.shown, f"part {name!r}: {error}") from error


def damaged(shown: str, what: str) -> SourceError:
    """Make the error of a file that is broken inside."""
    printable = replaced(what, is_unprintable)
    return SourceError(
        f"{shown}: damaged ({printable[:120]}); open it in Excel, let it be repaired and save it, "
        "or take an older copy"
    )


def open_container(data: bytes, shown: str) -> Container:
    """Open a workbook's container and refuse whatever is not a plain .xlsx.

    Args:
        data: the bytes of the file.
        shown: its name in messages.

    Raises:
        SourceError: it is empty, no zip archive, damaged, protected by a password, would unpack to too
            much, is no workbook, or holds macros or links to other files.
    """
    if not data:
        raise SourceError(f"{shown}: empty (0 bytes); copy the workbook there again")
    if data.startswith(_OLE):
        if _ENCRYPTED in data:
            raise SourceError(
                f"{shown}: protected by a password; open it in Excel, remove the password "
                "(File, Info, Protect Workbook, Encrypt with Password) and save it"
            )
        raise SourceError(f"{shown}: an old workbook (.xls) under another name; {_SAVE_AS}")
    if not data.startswith(b"PK"):
        raise SourceError(f"{shown}: not a workbook (it does not begin like one); {_SAVE_AS}")
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except _DAMAGE as error:
        raise damaged(shown, str(error)) from error
    _check_sizes(archive.infolist(), len(data), shown)
    container = Container(shown, archive)
    _check_kind(container)
    return container


def _check_sizes(parts: list[zipfile.ZipInfo], packed: int, shown: str) -> None:
    names = [part.filename for part in parts]
    if len(names) > _MOST_PARTS or len(set(names)) < len(names):
        raise damaged(shown, f"{len(names)} parts, {len(set(names))} names")
    unpacked = sum(part.file_size for part in parts)
    if unpacked > LARGEST_UNPACKED or (unpacked > _FREE_UNPACKED and unpacked > _HIGHEST_RATIO * packed):
        raise SourceError(
            f"{shown}: unpacks from {packed:,} to {unpacked:,} bytes, expected at most "
            f"{LARGEST_UNPACKED:,} and {_HIGHEST_RATIO} times; remove pictures and formatted empty rows"
        )
    for part in parts:
        if part.flag_bits & _ENCRYPTED_FLAG:
            raise SourceError(f"{shown}: a zip archive with a password; {_SAVE_AS}, without a password")
        if part.compress_type not in _PACKINGS:
            raise damaged(shown, f"part {part.filename!r} is packed in an unknown way")


def _check_kind(container: Container) -> None:
    shown = container.shown
    names = [name.casefold() for name in container.archive.namelist()]
    if CONTENT_TYPES not in container:
        what = "an OpenDocument file" if "mimetype" in names else "a zip archive, not a workbook"
        raise SourceError(f"{shown}: {what}; {_SAVE_AS}")
    if any(name.endswith("vbaproject.bin") for name in names) or (
        b"macroenabled" in container.read(CONTENT_TYPES).lower()
    ):
        raise SourceError(f"{shown}: holds macros; {_SAVE_AS}, which leaves them out")
    if any(name.startswith("xl/externallinks/") for name in names):
        raise SourceError(
            f"{shown}: links to other workbooks; break them in Excel (Data, Edit Links, Break Link) and save"
        )
    if any(name.startswith("xl/workbook.bin") for name in names):
        raise SourceError(f"{shown}: a binary workbook (.xlsb) under another name; {_SAVE_AS}")
