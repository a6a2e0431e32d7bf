"""Hashes the files that go into a run and come out of it, for its record."""

from __future__ import annotations

import hashlib
import os
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

import khacphuc
from khacphuc.project.files import hash_file
from khacphuc.project.selection import EDITORS_FILES, Selection
from khacphuc.run.manifest import MANIFEST, TIMINGS
from khacphuc.run.stages import stages_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from khacphuc.project.layout import Layout


#: The name the package's own source goes by among the inputs.
PACKAGE: Final = "src/khacphuc"


def input_files(layout: Layout, run: str, selection: Selection = Selection()) -> list[Path]:  # noqa: B008 - frozen
    """Every file of the project that a run may read, sorted; what is no file (a pipe) among them.

    ``selection`` says what it reads that is not the run's own.
    """
    places = {place for stage in stages_of(layout, run) for place in stage.places(layout, run, selection)}
    files = {file for place in places for file in (_files(place) if place.is_dir() else (place,))}
    return sorted(file for file in files if file.exists())


def hash_inputs(layout: Layout, run: str, selection: Selection = Selection()) -> dict[str, str]:  # noqa: B008 - frozen
    """The SHA-256 of everything a run reads, by its name from the root, and of the package itself.

    ``selection`` says what it reads that is not the run's own.

    Raises:
        SourceError: one of them lies outside the project, or is no file.
    """
    hashes = {layout.relative(file): hash_file(file) for file in input_files(layout, run, selection)}
    return hashes | {PACKAGE: _hash_package()}


def hash_outputs(build: Path) -> dict[str, str]:
    """The SHA-256 of everything in a build but its own records, by its name from the build."""
    hashes = {**hash_tree(build, "clean"), **hash_tree(build, "report")}
    return {
        name: digest for name, digest in hashes.items() if name.rpartition("/")[2] not in {MANIFEST, TIMINGS}
    }


def hash_tree(folder: Path, part: str = "") -> dict[str, str]:
    """The SHA-256 of a file below a folder, or of every file below a part of it, by its name from there."""
    place = folder / part
    files = _files(place) if place.is_dir() else [place]
    return {file.relative_to(folder).as_posix(): hash_file(file) for file in files if file.is_file()}


def _files(folder: Path) -> list[Path]:
    """The files below a folder, sorted; not what editors leave (``.x``, ``~$x``) nor bytecode."""
    paths = []
    for place, folders, files in os.walk(folder):
        folders[:] = [
            name for name in folders if not name.startswith(EDITORS_FILES) and name != "__pycache__"
        ]
        paths += [Path(place, name) for name in files if not name.startswith(EDITORS_FILES)]
    return sorted(paths)


def _hash_package() -> str:
    folder = os.path.dirname(khacphuc.__file__)  # noqa: PTH120 - texts: this is most of what an unchanged run does
    return _hash_listing(folder, tuple(_listing(folder)))


def _listing(folder: str, part: str = "") -> Iterator[tuple[str, int, int]]:
    """The files below a part of the package, each by its name, size and time; as ``_files`` chooses them."""
    with os.scandir(f"{folder}/{part}") as entries:
        for entry in sorted(entries, key=lambda entry: entry.name):
            name = f"{part}{entry.name}"
            # a wheel carries what projects start from; no run reads it there, and a checkout has no such copy
            if entry.name.startswith(EDITORS_FILES) or entry.name == "__pycache__" or name == "starter":
                continue
            if entry.is_dir():
                yield from _listing(folder, f"{name}/")
            else:
                status = entry.stat()
                yield name, status.st_size, status.st_mtime_ns


@lru_cache(maxsize=1)  # a batch needs it twice for each of its runs
def _hash_listing(folder: str, listing: tuple[tuple[str, int, int], ...]) -> str:
    digest = hashlib.sha256()
    for name, size, _ in listing:
        # no file of a project: where it may lie need not be looked at for each of hundreds
        with open(f"{folder}/{name}", "rb", buffering=0) as stream:  # noqa: PTH123 - as above
            digest.update(f"{name} {size}\n".encode())
            digest.update(stream.read())
    return digest.hexdigest()
