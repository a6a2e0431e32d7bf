"""A version of a run as one file, ``history/<run>/<number>-<hash>.zip``: what was published, and of what.

The name has the number of the version and the first letters of the hash of its ``run.json``, so that a look
into the folder tells whether a publication is there.
"""

from __future__ import annotations

import json
import re
import zipfile
from dataclasses import asdict, dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from khacphuc.errors import SourceError
from khacphuc.project.files import check_file
from khacphuc.project.zip_archive import DAMAGE, pack

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

_NAME: Final = re.compile(r"(\d{4,})-([0-9a-f]{16})\.zip")
_DIGITS: Final = 4
_LETTERS: Final = 16
_QUICK: Final = 1  # what is large is packed already (PDF, Word, Parquet), and a run waits for it
VERSION_RECORD: Final = "version.json"
PENDING: Final = ".pending"
"""How the name of a version ends while it is being kept."""


@dataclass(frozen=True, slots=True)
class VersionRecord:
    """``version.json`` of a version.

    Attributes:
        version: its number; the first is 1.
        run: the run.
        office: whose run it is.
        period: the year the report is about.
        published_on: the day, as ISO 8601 writes it.
        document_status: ``final`` or ``reconstruction``.
        package: the version of khacphuc that made it.
        commit: of the project, where it is a git work tree, with ``+changes`` where files differ from it.
        run_json: the SHA-256 of ``run.json``.
        roles: whose approval issues it.
        files: the SHA-256 of every other file of the archive, by its name in it.
    """

    version: int
    run: str
    office: str
    period: str
    published_on: str
    document_status: str
    package: str
    commit: str
    run_json: str
    roles: tuple[str, ...]
    files: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class VersionFile:
    """Where a version lies, as its name says."""

    number: int
    digest: str
    path: Path


def list_versions(folder: Path) -> tuple[VersionFile, ...]:
    """The versions in the folder of a run, in their order; none where there is no folder.

    Raises:
        SourceError: two of them have one number.
    """
    if not folder.is_dir():
        return ()
    matches = [(match, path) for path in folder.iterdir() if (match := _NAME.fullmatch(path.name))]
    versions = sorted(
        (VersionFile(int(match[1]), match[2], path) for match, path in matches),
        key=lambda version: (version.number, version.digest),
    )
    for before, after in pairwise(versions):
        if before.number == after.number:
            raise SourceError(
                f"has the number of {before.path.name}, too",
                place=str(after.path),
                expected="one file a version",
                remedy="move away the one that does not belong to this run",
            )
    return tuple(versions)


def next_number(folder: Path) -> int:
    """The number of the version that comes next in the folder of a run."""
    versions = list_versions(folder)
    return versions[-1].number + 1 if versions else 1


def pending_files(folder: Path) -> list[Path]:
    """The files of versions whose keeping was cut short."""
    if not folder.is_dir():
        return []
    return sorted(path for path in folder.iterdir() if path.name.endswith(PENDING))


def pending_numbers(folder: Path) -> tuple[int, ...]:
    """The numbers of the versions whose keeping was cut short."""
    matches = (_NAME.fullmatch(path.name.removesuffix(PENDING)) for path in pending_files(folder))
    return tuple(int(match[1]) for match in matches if match)


def is_last(folder: Path, digest: str) -> bool:
    """Whether the last version has a ``run.json`` of this SHA-256, and no keeping was cut short."""
    versions = list_versions(folder)
    return bool(versions) and digest.startswith(versions[-1].digest) and not pending_files(folder)


def version_name(number: int, digest: str) -> str:
    """The name of a version's file.

    >>> version_name(3, "0123456789abcdef0123456789abcdef")
    '0003-0123456789abcdef.zip'
    """
    return f"{number:0{_DIGITS}}-{digest[:_LETTERS]}.zip"


def pack_version(record: VersionRecord, files: Mapping[str, bytes]) -> bytes:
    """The file of a version; the same record and files give the same bytes.

    Args:
        record: becomes ``version.json``, the first part.
        files: by their names: ``inputs/…`` as in the project, ``clean/…`` and ``report/…`` as published.
    """
    text = json.dumps(asdict(record), ensure_ascii=False, indent=1, sort_keys=True) + "\n"
    parts = ((name, files[name]) for name in sorted(files))
    return pack([(VERSION_RECORD, text.encode()), *parts], level=_QUICK)


def read_record(path: Path) -> VersionRecord:
    """What a version says of itself.

    Raises:
        SourceError: it cannot be read, or is damaged.
    """
    record = json.loads(read_part(path, VERSION_RECORD))
    return VersionRecord(**{**record, "roles": tuple(record["roles"])})


def read_part(path: Path, name: str) -> bytes:
    """A part of a version.

    Raises:
        SourceError: the file cannot be read, is damaged, or has no such part.
    """
    return read_parts(path, name)[name]


def read_parts(path: Path, prefix: str) -> dict[str, bytes]:
    """The parts of a version whose names begin so, by name.

    Raises:
        SourceError: the file cannot be read, is damaged, or has no such part.
    """
    check_file(path)
    try:
        with zipfile.ZipFile(path) as archive:  # not all of it is read: most ask for one small part
            parts = {name: archive.read(name) for name in archive.namelist() if name.startswith(prefix)}
    except DAMAGE as error:
        raise _damaged(path, str(error)) from error
    if not parts:
        raise _damaged(path, f"no {prefix}")
    return parts


def _damaged(path: Path, why: str) -> SourceError:
    return SourceError(
        f"is damaged ({why})",
        place=str(path),
        expected="a version as it was published",
        remedy="take the file back from where it is kept (git, a backup)",
    )
