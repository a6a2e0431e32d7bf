"""A file of any office read into three files beside it: its text, a table of its numbers, a page."""

from __future__ import annotations

import os
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from khacphuc.console.output import from_here
from khacphuc.data.source.coverage import Coverage, cover_document
from khacphuc.data.source.document import read_document
from khacphuc.data.source.doubts import find_doubts
from khacphuc.errors import UsageError
from khacphuc.office.writing import write_new
from khacphuc.project.disk_errors import explained
from khacphuc.project.layout import Layout
from khacphuc.reading.page import to_coverage_page
from khacphuc.reading.table import coverage_csv

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

FILES: Final = ("text.txt", "coverage.csv", "coverage.html")
ENDING: Final = ".read"
"""Of the folder beside a file, where nobody names another: ``bao-cao.docx.read``."""


@dataclass(frozen=True)
class ReadFile:
    """A file that was read.

    Attributes:
        name: the file's name.
        coverage: its numbers.
        doubts: what is to be decided, by the indices of its numbers.
        folder: where the three files lie.
        language: of the page.
    """

    name: str
    coverage: Coverage
    doubts: Mapping[int, tuple[str, ...]]
    folder: Path
    language: str

    @property
    def files(self) -> tuple[Path, ...]:
        """The files that were written."""
        return tuple(self.folder / name for name in FILES)


def read_file(file: Path, *, out: Path | None = None, language: str = "vi") -> ReadFile:
    """Read a file and write what it holds.

    Args:
        file: the document.
        out: the folder for the three files, made with its parents; by default one beside the document.
        language: of the page.

    Raises:
        SourceError: the file is refused (see ``read_document``); nothing is written.
        UsageError: one of the files is there already, or cannot be written; nothing was.
        KhacphucError: a number was passed over, which is our failure.
    """
    folder = file.with_name(f"{file.name}{ENDING}") if out is None else out
    _refuse_existing(folder)
    coverage = cover_document(read_document(file))
    doubts = find_doubts(coverage)
    contents = (
        coverage.document.text,
        coverage_csv(coverage, doubts),
        to_coverage_page(coverage, doubts, name=file.name, language=language),
    )
    reading = ReadFile(file.name, coverage, doubts, folder, language)
    with _new_folder(folder):
        write_new(
            Layout(folder),
            {path: text.encode() for path, text in zip(reading.files, contents, strict=True)},
            remedy=_REMEDY,
        )
    return reading


_REMEDY: Final = "name another folder with --out, or move what is there"


def _refuse_existing(folder: Path) -> None:
    """Refuse before a document is read, which may take long."""
    existing = [from_here(folder / name) for name in FILES if os.path.lexists(folder / name)]
    if existing:
        raise UsageError("there already, so nothing was written", place=", ".join(existing), remedy=_REMEDY)


@contextmanager
def _new_folder(folder: Path) -> Iterator[None]:
    """A folder made with those above it; what was made is taken away again where nothing can be written."""
    missing = [place for place in (folder, *folder.parents) if not place.exists()]
    try:
        with explained(Layout(folder.parent), folder):
            folder.mkdir(parents=True, exist_ok=True)
        yield
    except (FileExistsError, NotADirectoryError) as error:
        raise UsageError(
            "a file stands in the way of this folder",
            place=from_here(folder),
            remedy="name another with --out",
        ) from error
    except UsageError as error:
        with suppress(OSError):
            for place in missing:
                place.rmdir()
        raise error.at(from_here(folder)) from error
