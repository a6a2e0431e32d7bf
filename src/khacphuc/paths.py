"""Where files live, and the one way they are opened.

Nothing else in the package opens a file: so encodings, atomic writes and the list of what a stage
read are settled in one place.
"""

from __future__ import annotations

import json
import os
import re
import stat
import tempfile
from contextlib import suppress
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from khacphuc.errors import ParameterError, SourceError, StageError, UsageError

RUN_ID = re.compile(r"[a-z0-9][a-z0-9-]*")
#: A variable of the environment: the files and folders a stage declares, as a JSON list of real paths.
#: Where it is set, nothing else of the project may be read, for what is kept of the stage would be used
#: again when that changes.
READS = "KHACPHUC_READS"
_PACKAGE = os.path.realpath(Path(__file__).parent)


def find_root(start: Path | str = "") -> Path:
    """The nearest folder at or above ``start`` (default: the working directory) that holds ``params/``.

    Raises:
        UsageError: there is none.
    """
    here = Path(start or Path.cwd()).resolve()
    for folder in (here, *here.parents):
        if (folder / "params").is_dir():
            return folder
    raise UsageError(f"no folder at or above {here} holds params/; change to the project's folder")


def check_run_id(run: object) -> str:
    """The id of a run as text; ``2021`` given as a number is understood.

    Raises:
        ParameterError: the id is not one or more of a-z, 0-9 and hyphens.

    >>> check_run_id(2021)
    '2021'
    """
    text = str(run)
    if not RUN_ID.fullmatch(text):
        raise ParameterError(
            f"run {text!r} is not a run id: expected small letters, digits and hyphens, as in params/2021.yml"
        )
    return text


@dataclass(frozen=True)
class Layout:
    """The folders of a project, from its root."""

    root: Path

    @classmethod
    def find(cls, start: Path | str = "") -> Layout:
        """The layout of the project around ``start`` (see ``find_root``)."""
        return cls(find_root(start))

    @property
    def notebooks(self) -> Path:
        """The notebooks."""
        return self.root / "notebooks"

    @property
    def expectations(self) -> Path:
        """The suites of expectations, one file a clean table."""
        return self.root / "expectations"

    @property
    def policy(self) -> Path:
        """The decision table for assessments."""
        return self.root / "params" / "policy" / "assessment.yml"

    @property
    def reference(self) -> Path:
        """Reference lists shared by all runs."""
        return self.root / "data" / "raw" / "reference"

    def parameters(self, run: str) -> Path:
        """The parameters of a run."""
        return self.root / "params" / f"{run}.yml"

    def prose(self, run: str) -> Path:
        """The prose of a run."""
        return self.root / "params" / f"{run}.md"

    def raw(self, run: str) -> Path:
        """The raw tables of a run."""
        return self.root / "data" / "raw" / run

    def published_clean(self, run: str) -> Path:
        """The published clean tables of a run: a link that never changes."""
        return self.root / "data" / "clean" / run

    def published_report(self, run: str) -> Path:
        """The published report of a run: a link that never changes."""
        return self.root / "reports" / run

    def runs(self, run: str) -> Path:
        """The builds, the lock and the last attempt of a run."""
        return self.root / ".runs" / run

    def inside(self, path: Path) -> Path:
        """The same path, once it is sure that no link leads it out of the project.

        Raises:
            SourceError: it is a link, or stands below one, to a place outside.
        """
        # realpath, because resolve() fails on links that go round in circles
        target, root = (Path(os.path.realpath(place)) for place in (path, self.root))
        if not target.is_relative_to(root):
            raise SourceError(
                f"{self.relative(path)}: a link to {target}, outside the project; put the file itself there"
            )
        return path

    def relative(self, path: Path) -> str:
        """A path as people read it: from the root, with forward slashes."""
        with suppress(ValueError, RuntimeError):  # links that go round in circles
            return path.resolve().relative_to(self.root.resolve()).as_posix()
        with suppress(ValueError):
            return path.relative_to(self.root).as_posix()
        return path.as_posix()


@dataclass(frozen=True)
class Workspace:
    """Where one notebook reads and writes: a private build, or a scratch folder.

    Writing always goes to ``build``; reading falls back to ``published`` for what ``build`` lacks, so
    that a notebook opened alone works and never touches what is published.
    """

    layout: Layout
    run: str
    build: Path
    fallback: bool = field(default=True)

    @classmethod
    def open(cls, run: object, root: str = "", build: str = "") -> Workspace:
        """The workspace of a notebook from its parameters (all strings; ``run`` may be a number).

        An empty ``build`` is a scratch folder inside ``.runs``; where that cannot be written, a
        temporary one.

        Raises:
            UsageError: no project is found, or the run id is not one.
        """
        layout = Layout.find(root)
        run_id = check_run_id(run)
        if build:
            return cls(layout, run_id, Path(build).resolve(), fallback=False)
        scratch = layout.runs(run_id) / "scratch"
        try:
            scratch.mkdir(parents=True, exist_ok=True)
        except OSError:
            scratch = Path(tempfile.mkdtemp(prefix="khacphuc-scratch-"))
        return cls(layout, run_id, scratch)

    def clean(self, name: str) -> Path:
        """Where a clean table is written."""
        return self.build / "clean" / name

    def report(self, name: str) -> Path:
        """Where a file of the report is written."""
        return self.build / "report" / name

    def existing_clean(self, name: str) -> Path:
        """Where a clean table is read from.

        Raises:
            SourceError: neither the build nor the published run has it.
        """
        return self._existing(self.clean(name), self.layout.published_clean(self.run) / name)

    def existing_report(self, name: str) -> Path:
        """Where a file of the report is read from.

        Raises:
            SourceError: neither the build nor the published run has it.
        """
        return self._existing(self.report(name), self.layout.published_report(self.run) / name)

    def _existing(self, own: Path, published: Path) -> Path:
        if own.exists():
            return own
        if self.fallback and published.exists():
            return published
        raise SourceError(
            f"{self.layout.relative(own)}: not there yet; run the notebook that writes it first, "
            f"or the whole run: khacphuc run {self.run}"
        )


def read_bytes(path: Path, *, at_most: int | None = None) -> bytes:
    """A file's bytes.

    Args:
        path: the file.
        at_most: the largest size that is read; then it must be a plain file, too.

    Raises:
        SourceError: the file is missing, a folder, too large, or may not be read.
        StageError: a stage reads it and does not declare it (see ``READS``).
    """
    _check_declared(path)
    try:
        if at_most is not None:
            _check_size(path, at_most)
        return path.read_bytes()
    except FileNotFoundError as error:
        raise SourceError(f"{path}: no such file; put it there or mend the name") from error
    except OSError as error:
        told = f"{path}: cannot be read ({error.strerror}); check the file and its rights"
        raise SourceError(told) from error


def _check_declared(path: Path) -> None:
    declared = os.environ.get(READS)
    if declared is None:
        return
    file = os.path.realpath(path)
    for place in (*_places(declared), _PACKAGE):
        if file == place or file.startswith(place + os.sep):
            return
    raise StageError(
        f"{path}: is read by a stage that does not declare it; add it to what the stage reads "
        f"(khacphuc.run.plan), or its change would not be seen"
    )


@lru_cache(maxsize=1)
def _places(declared: str) -> tuple[str, ...]:
    return tuple(json.loads(declared))


def _check_size(path: Path, at_most: int) -> None:
    told = path.stat()
    if told.st_size > at_most:
        raise SourceError(
            f"{path}: {told.st_size:,} bytes, expected at most {at_most:,}; is it the right file?"
        )
    if not stat.S_ISREG(told.st_mode) and not stat.S_ISDIR(told.st_mode):
        raise SourceError(f"{path}: a pipe or a device, expected a file; put the file itself there")


def read_text(path: Path) -> str:
    """A file's text as UTF-8, a byte order mark taken off.

    Raises:
        SourceError: the file cannot be read, or is not UTF-8 (the message names the line).
    """
    return decode_text(read_bytes(path), path)


def decode_text(data: bytes, shown: Path | str) -> str:
    """A file's bytes as text; see ``read_text``.

    Raises:
        SourceError: they are not UTF-8.
    """
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise SourceError(
            f"{shown}, line {line}: not UTF-8 (byte 0x{data[error.start]:02x}); save the file again as UTF-8"
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
