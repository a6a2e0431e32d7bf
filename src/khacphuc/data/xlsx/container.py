"""The bytes of a workbook in, its XML parts out, for all readers of workbooks.

Whatever is not a plain workbook (a password, macros, links to other files) is an error with its remedy.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from khacphuc.errors import SourceError
from khacphuc.project.zip_archive import DAMAGE, PASSWORD, open_archive
from khacphuc.text.characters import is_unprintable, replaced

if TYPE_CHECKING:
    import zipfile

LARGEST_FILE = 50_000_000
"""Bytes of a raw file, CSV or workbook."""

CONTENT_TYPES = "[Content_Types].xml"
"""The part that lists the kinds of all others; every Office file has it."""

NOT_A_WORKBOOK, OLD_WORKBOOK, OPENDOCUMENT = "not_a_workbook", "old_workbook", "opendocument"
MACRO, EXTERNAL_LINK = "macro", "external_link"
"""Kinds of refusals, beside those of archives."""

_OLE = b"\xd0\xcf\x11\xe0"  # how old Office files begin, and encrypted ones, which are wrapped in one
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_SAVE_AS = "open it in Excel and save it as 'Excel Workbook (*.xlsx)'"


@dataclass(frozen=True)
class Container:
    """The parts of a workbook, by name; ``filename`` is the file's name in messages."""

    filename: str
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
            raise SourceError(
                f"a workbook without its part {name!r}", place=self.filename, remedy=_SAVE_AS
            ) from error
        except DAMAGE as error:
            raise damaged(self.filename, f"part {name!r}: {error}") from error


def damaged(place: str, description: str) -> SourceError:
    """Make the error of a file that is broken inside."""
    printable = replaced(description, is_unprintable)
    return SourceError(
        f"damaged ({printable[:120]})",
        place=place,
        remedy="open it in Excel, let it be repaired and save it, or take an older copy",
    )


def open_container(data: bytes, filename: str, *, linked: bool = False) -> Container:
    """Open a workbook's container and refuse whatever is not a plain .xlsx.

    Args:
        data: the bytes of the file.
        filename: its name in messages.
        linked: it may hold links to other files; whoever opens it tells them himself.

    Raises:
        SourceError: it is empty, no zip archive, damaged, protected by a password, would unpack to too
            much, is no workbook, or holds macros or links to other files.
    """
    if not data:
        raise SourceError(
            "empty (0 bytes)", place=filename, remedy="copy the workbook there again", kind=NOT_A_WORKBOOK
        )
    if data.startswith(_OLE):
        if _ENCRYPTED in data:
            raise SourceError(
                "protected by a password",
                place=filename,
                remedy="open it in Excel, remove the password "
                "(File, Info, Protect Workbook, Encrypt with Password) and save it",
                kind=PASSWORD,
            )
        raise SourceError(
            "an old workbook (.xls) under another name", place=filename, remedy=_SAVE_AS, kind=OLD_WORKBOOK
        )
    if not data.startswith(b"PK"):
        raise SourceError(
            "not a workbook (it does not begin like one)",
            place=filename,
            remedy=_SAVE_AS,
            kind=NOT_A_WORKBOOK,
        )
    archive = open_archive(
        data,
        filename,
        damaged=partial(damaged, filename),
        smaller="remove pictures and formatted empty rows",
        unlocked=f"{_SAVE_AS}, without a password",
    )
    container = Container(filename, archive)
    _check_kind(container, linked=linked)
    return container


def _check_kind(container: Container, *, linked: bool) -> None:
    names = [name.casefold() for name in container.archive.namelist()]
    observed, remedy, kind = "", _SAVE_AS, NOT_A_WORKBOOK
    if CONTENT_TYPES not in container:
        opened = "mimetype" in names
        observed = "an OpenDocument file" if opened else "a zip archive, not a workbook"
        kind = OPENDOCUMENT if opened else NOT_A_WORKBOOK
    elif any(name.endswith("vbaproject.bin") for name in names) or (
        b"macroenabled" in container.read(CONTENT_TYPES).lower()
    ):
        observed, remedy, kind = "holds macros", f"{_SAVE_AS}, which leaves them out", MACRO
    elif has_links(container) and not linked:
        observed, kind = "links to other workbooks", EXTERNAL_LINK
        remedy = "break them in Excel (Data, Edit Links, Break Link) and save"
    elif any(name.startswith("xl/workbook.bin") for name in names):
        observed = "a binary workbook (.xlsb) under another name"
    if observed:
        raise SourceError(observed, place=container.filename, remedy=remedy, kind=kind)


def has_links(container: Container) -> bool:
    """Whether a workbook links to others."""
    return any(name.casefold().startswith("xl/externallinks/") for name in container.archive.NameToInfo)
