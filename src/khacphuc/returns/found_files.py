"""The files somebody named, or the forms in the folders somebody named; what is left out, and why."""

from __future__ import annotations

import os
import stat
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from khacphuc.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

MOST_FILES: Final = 20_000
"""Files that are received at once."""

_SUFFIXES = (".xlsx", ".xlsm", ".xlsb", ".xls", ".ods", ".csv")  # in folders; whatever is named is taken
_NO_FORMS = ("~$", ".")  # what Excel keeps beside an open workbook, and what systems hide
_MOST_ENTRIES = 200_000  # of folders; more is a disk, and not what units sent


class FoundFiles(NamedTuple):
    """What was found.

    Attributes:
        files: in the order they were named, those of a folder by name; none twice.
        links: links and things that are no files, which are not taken.
        others: how many files of folders are no spreadsheets.
    """

    files: list[Path]
    links: list[Path]
    others: int


def find_files(paths: Iterable[Path]) -> FoundFiles:
    """Look for the files to receive.

    Args:
        paths: files, or folders, which are looked through with the folders in them. Links are not followed.

    Raises:
        UsageError: a path is not there or cannot be looked through, or there is too much below it.
    """
    files: dict[Path, None] = {}
    links: list[Path] = []
    others = 0
    for entry in _entries(paths):
        if not entry.is_plain:
            links.append(entry.path)
        elif entry.is_named or entry.path.suffix.casefold() in _SUFFIXES:
            files[entry.path] = None
        else:
            others += 1
    if len(files) > MOST_FILES:
        raise _too_many(f"{len(files):,} files", MOST_FILES)
    return FoundFiles(list(files), links, others)


class _Entry(NamedTuple):
    path: Path
    is_plain: bool
    is_named: bool


def _entries(paths: Iterable[Path]) -> Iterator[_Entry]:
    count = 0
    for path in paths:
        try:
            mode = path.lstat().st_mode
        except OSError as error:
            raise UsageError(f"cannot be read ({error.strerror})", place=str(path)) from error
        if not stat.S_ISDIR(mode):
            yield _Entry(Path(os.path.abspath(path)), stat.S_ISREG(mode), is_named=True)  # noqa: PTH100 - links stay links
            continue
        for folder, folders, names in os.walk(path, onerror=_refuse):
            folders[:] = sorted(name for name in folders if not name.startswith(_NO_FORMS))
            count += len(folders) + len(names)
            if count > _MOST_ENTRIES:
                raise _too_many(f"more than {_MOST_ENTRIES:,} files and folders", MOST_FILES)
            for name in sorted(names):
                if not name.startswith(_NO_FORMS):
                    file = Path(os.path.abspath(folder), name)  # noqa: PTH100 - links stay links
                    yield _Entry(file, stat.S_ISREG(file.lstat().st_mode), is_named=False)


def _refuse(error: OSError) -> None:
    raise UsageError(f"cannot be read ({error.strerror})", place=str(error.filename)) from error


def _too_many(observed: str, most: int) -> UsageError:
    return UsageError(
        observed, expected=f"at most {most:,} at once", remedy="name the folder of what units sent"
    )
