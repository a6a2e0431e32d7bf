"""Reading and writing files, whole: the one place in the package where a file is opened.

So encodings, atomic writes, the messages about a file that cannot be read, and the check that a stage
declares what it reads, are the same everywhere.
"""

from __future__ import annotations

import json
import os
import stat
import tempfile
from contextlib import suppress
from functools import lru_cache
from pathlib import Path

from khacphuc.errors import SourceError, StageError

#: A variable of the environment: the files and folders a stage declares, as a JSON list of real paths.
#: Where it is set, nothing else of the project may be read: the stage's results are used again as long as
#: what it declares is unchanged, whatever happened to the rest.
READS = "KHACPHUC_READS"

_PACKAGE = os.path.realpath(Path(__file__).parents[1])


def read_bytes(path: Path, *, filename: str = "", at_most: int | None = None) -> bytes:
    """A file's bytes.

    Args:
        path: the file.
        filename: how messages call it; by default the path as given.
        at_most: the largest size that is read; then it must be a plain file, too.

    Raises:
        SourceError: the file is missing, a folder, too large, or may not be read.
        StageError: a stage reads it and does not declare it (see ``READS``).
    """
    _check_declared(path)
    place = filename or str(path)
    try:
        if at_most is not None:
            _check_size(path, at_most, place)
        return path.read_bytes()
    except FileNotFoundError as error:
        raise SourceError("no such file", place=place, remedy="put it there or mend the name") from error
    except OSError as error:
        raise SourceError(
            f"cannot be read ({error.strerror})", place=place, remedy="check the file and its rights"
        ) from error


def _check_declared(path: Path) -> None:
    declared = os.environ.get(READS)
    if declared is None:
        return
    file = os.path.realpath(path)
    for place in (*_places(declared), _PACKAGE):
        if file == place or file.startswith(place + os.sep):
            return
    raise StageError(
        "is read by a stage that does not declare it",
        place=str(path),
        remedy="add it to what the stage reads (khacphuc.run.stages), or its change would not be seen",
    )


@lru_cache(maxsize=1)
def _places(declared: str) -> tuple[str, ...]:
    return tuple(json.loads(declared))


def _check_size(path: Path, at_most: int, place: str) -> None:
    status = path.stat()
    if status.st_size > at_most:
        raise SourceError(
            f"{status.st_size:,} bytes",
            place=place,
            expected=f"at most {at_most:,}",
            remedy="is it the right file?",
        )
    if not stat.S_ISREG(status.st_mode) and not stat.S_ISDIR(status.st_mode):
        raise SourceError(
            "a pipe or a device", place=place, expected="a file", remedy="put the file itself there"
        )


def read_text(path: Path, *, filename: str = "") -> str:
    """A file's text as UTF-8, a byte order mark taken off.

    Args:
        path: the file.
        filename: how messages call it; by default the path as given.

    Raises:
        SourceError: the file cannot be read, or is not UTF-8 (the message names the line).
    """
    return decode_text(read_bytes(path, filename=filename), filename or str(path))


def decode_text(data: bytes, filename: str) -> str:
    """The text of a file that was read already, as ``read_text`` gives it.

    Raises:
        SourceError: they are not UTF-8.
    """
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise SourceError(
            f"not UTF-8 (byte 0x{data[error.start]:02x})",
            place=f"{filename}, line {line}",
            remedy="save the file again as UTF-8",
        ) from error


def write_bytes(path: Path, data: bytes) -> None:
    """Write a file whole or not at all, making its folder if needed."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
        Path(temporary).chmod(0o644)
        Path(temporary).replace(path)
    except BaseException:
        with suppress(FileNotFoundError):
            Path(temporary).unlink()
        raise


def write_text(path: Path, text: str) -> None:
    """Write a text file as UTF-8 with Unix line ends, whole or not at all."""
    write_bytes(path, text.encode("utf-8"))
