"""Reading, hashing and writing files: the one place in the package where a file is opened.

So encodings, atomic writes, the messages about a file that cannot be read, and the checks that a file is
one, lies in the project and is declared by the stage that reads it, are the same everywhere.
"""

from __future__ import annotations

import hashlib
import json
import os
import stat
from contextlib import contextmanager, suppress
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from khacphuc.errors import SourceError, StageError
from khacphuc.project.layout import check_inside

if TYPE_CHECKING:
    from collections.abc import Iterator
    from io import BufferedReader

#: A variable of the environment: the files and folders a stage declares, as a JSON list of real paths.
#: Where it is set, nothing else of the project may be read: the stage's results are used again as long as
#: what it declares is unchanged, whatever happened to the rest.
READS = "KHACPHUC_READS"

_LOCKED_BY_OTHERS = (".xlsx", ".csv", ".docx")
# not every system has them, and Windows wants to be told that bytes are bytes
_UNLINKED = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
TOO_LARGE = "too_large"
"""The kind of the refusal of what is larger than may be read."""
_PACKAGE = os.path.realpath(Path(__file__).parents[1])


def read_bytes(path: Path, *, filename: str = "", at_most: int | None = None) -> bytes:
    """A file's bytes.

    Args:
        path: the file.
        filename: how messages call it; by default the path as given.
        at_most: the largest size that is read.

    Raises:
        SourceError: the file may not be opened (see ``check_file``), or is too large.
        StageError: a stage reads it and does not declare it (see ``READS``).
    """
    with _opened(path, filename=filename, at_most=at_most) as stream:
        return stream.read()


def hash_file(path: Path) -> str:
    """The SHA-256 of a file, which is read in blocks.

    Every byte is read each time. Size and times would be quicker and cannot be trusted: a file that is
    written through a mapping keeps its time until the system gets round to it, disks of other machines
    answer from what they remember, and copies are often made with the time of the original.

    Raises:
        SourceError: the file may not be opened (see ``check_file``).
        StageError: a stage reads it and does not declare it (see ``READS``).
    """
    with _opened(path) as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def check_file(path: Path, *, filename: str = "") -> os.stat_result:
    """The status of a file that may be opened.

    Args:
        path: the file.
        filename: how messages call it; by default the path as given.

    Raises:
        SourceError: the file is missing, a pipe or a device (which could be read for ever), or an input of
            a project that lies outside it.
    """
    check_inside(path)
    place = filename or str(path)
    with _explained(place):
        status = path.stat()
    if not stat.S_ISREG(status.st_mode) and not stat.S_ISDIR(status.st_mode):  # folders cannot be opened
        raise SourceError(
            "a pipe or a device", place=place, expected="a file", remedy="put the file itself there"
        )
    return status


class FolderReader:
    """Reads many files of one folder; what holds of the folder is checked once.

    Links are not followed, so that a file read by its name lies in the folder.

    Args:
        folder: of the files.

    Raises:
        SourceError: it is an input of a project that lies outside it.
        StageError: a stage reads it and does not declare it (see ``READS``).
    """

    def __init__(self, folder: Path) -> None:
        _check_declared(folder)
        check_inside(folder)
        self._folder = folder

    def read(self, name: str, *, at_most: int) -> bytes:
        """A file's bytes.

        Args:
            name: of the file, in the folder.
            at_most: the largest size that is read.

        Raises:
            SourceError: it is missing, a link, a folder, a pipe or a device, or too large.
        """
        path = os.path.join(self._folder, name)  # noqa: PTH118 - a Path for each of thousands takes longer
        with _explained(name):
            if stat.S_ISLNK(os.lstat(path).st_mode):
                raise SourceError("a link", place=name, expected="a file", remedy="put the file itself there")
            # a pipe would be waited for, and a link put there meanwhile be followed
            handle = os.open(path, os.O_RDONLY | _UNLINKED)
            with os.fdopen(handle, "rb") as stream:
                status = os.fstat(handle)
                if not stat.S_ISREG(status.st_mode):
                    raise SourceError("a folder, a pipe or a device", place=name, expected="a file")
                if status.st_size > at_most:
                    raise SourceError(
                        f"{status.st_size:,} bytes",
                        place=name,
                        expected=f"at most {at_most:,}",
                        kind=TOO_LARGE,
                    )
                return stream.read(at_most)


@contextmanager
def _opened(path: Path, *, filename: str = "", at_most: int | None = None) -> Iterator[BufferedReader]:
    _check_declared(path)
    size = check_file(path, filename=filename).st_size
    place = filename or str(path)
    if at_most is not None and size > at_most:
        raise SourceError(
            f"{size:,} bytes",
            place=place,
            expected=f"at most {at_most:,}",
            remedy="is it the right file?",
            kind=TOO_LARGE,
        )
    with _explained(place), path.open("rb") as stream:
        yield stream


@contextmanager
def _explained(place: str) -> Iterator[None]:
    """Turn what the system says about a file into a message for its owner."""
    try:
        yield
    except FileNotFoundError as error:
        raise SourceError("no such file", place=place, remedy="put it there or mend the name") from error
    except OSError as error:
        # Windows lets nobody read a workbook that is open in Excel, and calls it a matter of rights
        is_locked = isinstance(error, PermissionError) and place.endswith(_LOCKED_BY_OTHERS)
        remedy = (
            "close it where it is open, or check its rights" if is_locked else "check the file and its rights"
        )
        raise SourceError(f"cannot be read ({error.strerror})", place=place, remedy=remedy) from error


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


def write_bytes(path: Path, data: bytes, *, durable: bool = False) -> None:
    """Write a file whole or not at all, making its folder if needed; its rights are as the umask has them.

    Args:
        path: the file.
        data: its bytes.
        durable: end only when they are on the disk, whatever happens to the machine then.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(f".{path.name}.{os.urandom(4).hex()}")
    try:
        with temporary.open("xb") as stream:
            stream.write(data)
            if durable:
                stream.flush()
                os.fsync(stream.fileno())
        temporary.replace(path)
    except BaseException:
        with suppress(FileNotFoundError):
            temporary.unlink()
        raise


def write_text(path: Path, text: str) -> None:
    """Write a text file as UTF-8 with Unix line ends, whole or not at all."""
    write_bytes(path, text.encode("utf-8"))


def begin_private(path: Path, text: str) -> bool:
    """Write a text file that nobody else can read, unless there is one of its name.

    Returns:
        Whether it was written: what is there is never written over.
    """
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    try:
        # with its rights from the first moment on
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | _UNLINKED, 0o600)
    except FileExistsError:
        return False
    with os.fdopen(handle, "wb") as stream:
        stream.write(text.encode("utf-8"))
    return True


def sync_folder(folder: Path | str) -> None:
    """Have the system write the names in one folder to the disk; not every system can."""
    with suppress(PermissionError, IsADirectoryError):  # Windows opens no folders
        sync(str(folder), os.O_RDONLY | getattr(os, "O_DIRECTORY", 0))


def sync(path: str, flags: int) -> None:
    """Have the system write a file or a folder, opened with such flags, to the disk."""
    handle = os.open(path, flags)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
