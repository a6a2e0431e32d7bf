"""The bytes of a Word document in, its parts by what they are for out."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from khacphuc.data.source.docx.xml import MalformedError, parse_part
from khacphuc.errors import SourceError
from khacphuc.project.zip_archive import DAMAGE, open_archive
from khacphuc.text.characters import is_unprintable, replaced

if TYPE_CHECKING:
    import zipfile

    from khacphuc.data.source.docx.xml import Element

_OLE: Final = b"\xd0\xcf\x11\xe0"  # how old Office files begin, and encrypted ones, which are wrapped in one
_ENCRYPTED: Final = "EncryptedPackage".encode("utf-16-le")
_TYPES: Final = "[Content_Types].xml"
_RELATION: Final = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_SAVE_AS: Final = "open it in Word and save it as 'Word Document (*.docx)'"
_LONGEST_REASON: Final = 120


@dataclass(frozen=True)
class WordPackage:
    """The parts of a Word document.

    Attributes:
        filename: the file's name in messages.
        archive: the file.
        main: the name of the part that holds the body.
    """

    filename: str
    archive: zipfile.ZipFile
    main: str

    def read(self, name: str) -> bytes:
        """Unpack one part.

        Raises:
            SourceError: it is damaged.
        """
        try:
            return self.archive.read(name)
        except (KeyError, *DAMAGE) as error:
            raise damaged_docx(self.filename, f"part {name!r}: {error}") from error

    def parse(self, name: str) -> Element:
        """Parse one part; SourceError where it is damaged."""
        try:
            return parse_part(self.read(name))
        except MalformedError as error:
            raise damaged_docx(self.filename, f"part {name!r}: {error}") from error

    def related(self, kind: str) -> list[str]:
        """The names of the parts the body refers to for one purpose, such as ``footnotes``."""
        return _targets(self, self.main, kind)


def damaged_docx(filename: str, description: str) -> SourceError:
    """Make the error of a file that is broken inside."""
    reason = replaced(description, is_unprintable)[:_LONGEST_REASON]
    return SourceError(
        f"no DOCX, or a damaged one ({reason})", place=filename, remedy="open it in Word and save it again"
    )


def open_package(data: bytes, filename: str) -> WordPackage:
    """Open a Word document and refuse whatever is not a plain .docx.

    Raises:
        SourceError: it is encrypted, an old .doc, another kind of file, damaged, holds macros, or would
            unpack to too much.
    """
    if data.startswith(_OLE):
        encrypted = _ENCRYPTED in data
        raise SourceError(
            "encrypted" if encrypted else "an old Word file (.doc) under another name",
            place=filename,
            remedy=f"{_SAVE_AS}, without a password" if encrypted else _SAVE_AS,
        )
    if not data.startswith(b"PK"):
        raise SourceError("no DOCX (it does not begin like one)", place=filename, remedy=_SAVE_AS)
    archive = open_archive(
        data,
        filename,
        damaged=lambda description: SourceError(
            f"no DOCX, or cut short ({description})", place=filename, remedy="copy or save it again"
        ),
        smaller="save it without pictures",
        unlocked=f"{_SAVE_AS}, without a password",
    )
    return _check_kind(WordPackage(filename, archive, ""))


def _check_kind(package: WordPackage) -> WordPackage:
    names = [name.casefold() for name in package.archive.namelist()]
    if _TYPES not in package.archive.NameToInfo:
        if "mimetype" in names:
            raise SourceError(
                "an OpenDocument file under another name", place=package.filename, remedy=_SAVE_AS
            )
        raise damaged_docx(package.filename, f"without {_TYPES}")
    types = package.read(_TYPES).lower()
    if b"macroenabled" in types or any(name.endswith("vbaproject.bin") for name in names):
        raise SourceError("holds macros", place=package.filename, remedy=f"{_SAVE_AS}, which leaves them out")
    for kind in ("spreadsheetml.sheet.main", "presentationml.presentation.main"):
        if kind.encode() in types:
            raise SourceError("no Word document but another of Office's", place=package.filename)
    mains = _targets(package, "", "officeDocument")
    if not mains:
        raise damaged_docx(package.filename, "without its main part")
    return WordPackage(package.filename, package.archive, mains[0])


def _targets(package: WordPackage, part: str, kind: str) -> list[str]:
    """The parts that a part refers to for a purpose; what is outside the file or missing is no target."""
    folder, name = posixpath.split(part)
    relations = posixpath.join(folder, "_rels", f"{name}.rels")
    if relations not in package.archive.NameToInfo:
        return []
    targets = []
    for relation in package.parse(relations).iter(_RELATION):
        if relation.get("Type", "").rpartition("/")[2] == kind and relation.get("TargetMode") != "External":
            target = posixpath.normpath(posixpath.join("/", folder, relation.get("Target", "")))[1:]
            if target in package.archive.NameToInfo:
                targets.append(target)
    return targets
