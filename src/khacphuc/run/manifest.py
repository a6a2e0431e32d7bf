"""``run.json``: what a run was made of, what it made, and what it found. The record, where the log is not.

It holds no times, so that the same inputs give the same bytes; times are in ``timings.json`` beside it.
"""

from __future__ import annotations

import csv
import hashlib
import json
import os
import platform
import re
import sys
import zlib
from collections import Counter
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal

import khacphuc
from khacphuc.errors import SourceError
from khacphuc.paths import read_bytes, read_text
from khacphuc.run.plan import STAGES

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from khacphuc.paths import Layout

Status = Literal["published", "blocked", "failed"]

NAME: Final = "run.json"
TIMINGS: Final = "timings.json"
#: The name the package's own source goes by among the inputs.
PACKAGE: Final = "src/khacphuc"
_DISTRIBUTIONS: Final = (
    "babel",
    "great-expectations",
    "ipykernel",
    "jinja2",
    "jupyter-client",
    "lxml",
    "markdown-it-py",
    "matplotlib",
    "mdit-py-plugins",
    "nbclient",
    "nbconvert",
    "nbformat",
    "numpy",
    "openpyxl",
    "pandas",
    "papermill",
    "pillow",
    "pyarrow",
    "pydantic",
    "python-docx",
    "pyyaml",
    "typst",
)
_INSTALLED: Final = ".dist-info"
_LEFT: Final = (".", "~$")
_ACCEPTED: Final = "accepted"
_VERDICT: Final = ("shortcoming_id", "computed_class", "declared_class", "agrees")


@dataclass(frozen=True)
class Manifest:
    """The record of one run. Files are named from the root (inputs) and from the build (outputs)."""

    run: str
    status: Status
    inputs: Mapping[str, str] = field(default_factory=dict)
    outputs: Mapping[str, str] = field(default_factory=dict)
    versions: Mapping[str, str] = field(default_factory=dict)
    findings: Mapping[str, int] = field(default_factory=dict)
    verdicts: tuple[Mapping[str, str], ...] = ()
    error: str = ""
    system: Mapping[str, str] = field(default_factory=dict)
    previous: str = ""

    def to_json(self) -> str:
        """The manifest as ``run.json`` holds it."""
        return json.dumps(asdict(self), sort_keys=True, indent=1, ensure_ascii=False) + "\n"


def read_manifest(file: Path) -> Manifest:
    """The manifest in a file.

    Raises:
        SourceError: the file is missing, or is not a manifest of this version.
    """
    try:
        told = json.loads(read_text(file))
        return Manifest(**{**told, "verdicts": tuple(told["verdicts"])})
    except (ValueError, TypeError, KeyError) as error:
        raise SourceError(f"{file}: is not a manifest ({error}); run again to have it made anew") from error


def hash_inputs(layout: Layout, run: str, previous: str = "") -> dict[str, str]:
    """The SHA-256 of everything a run reads, by its name from the root, and of the package itself.

    ``previous`` is the run of the year before, whose figures are compared with; empty where there is none.
    """
    places = {place for stage in STAGES for place in stage.places(layout, run, previous)}
    files = {file for place in places for file in (_files(place) if place.is_dir() else (place,))}
    hashes = {layout.relative(file): hash_file(file) for file in sorted(files) if file.is_file()}
    return hashes | {PACKAGE: _hash_package()}


def hash_outputs(build: Path) -> dict[str, str]:
    """The SHA-256 of everything in a build but its own records, by its name from the build."""
    made = {**hash_tree(build, "clean"), **hash_tree(build, "report")}
    return {name: digest for name, digest in made.items() if name.rpartition("/")[2] not in {NAME, TIMINGS}}


def hash_tree(folder: Path, part: str = "") -> dict[str, str]:
    """The SHA-256 of a file below a folder, or of every file below a part of it, by its name from there."""
    place = folder / part
    files = _files(place) if place.is_dir() else [place]
    return {file.relative_to(folder).as_posix(): hash_file(file) for file in files if file.is_file()}


def versions() -> dict[str, str]:
    """The versions of Python, of this package and of the distributions that shape the result."""
    found = {"python": platform.python_version(), "khacphuc": khacphuc.__version__}
    there = installed_versions(sys.path)
    return found | {name: there.get(normalized(name), "not installed") for name in _DISTRIBUTIONS}


def installed_versions(folders: Iterable[str]) -> dict[str, str]:
    """The versions of the distributions in folders, by their normalized names; the first one found counts.

    Names and versions are those of the ``*.dist-info`` folders, as the specification of installed projects
    has them: ``importlib.metadata`` reads and parses a file each, which takes ten times as long.
    """
    found: dict[str, str] = {}
    for folder in folders:
        with suppress(OSError):
            for entry in os.listdir(folder or "."):  # noqa: PTH208 - only names are asked for
                if entry.endswith(_INSTALLED):
                    name, _, version = entry.removesuffix(_INSTALLED).partition("-")
                    found.setdefault(normalized(name), version)
    return found


def normalized(name: str) -> str:
    """The normal form of a distribution's name.

    >>> normalized("Ruamel.YAML")
    'ruamel-yaml'
    """
    return re.sub(r"[-_.]+", "-", name).lower()


def system() -> dict[str, str]:
    """What else bytes may depend on: operating system, processor, and the library that compresses."""
    return {"system": platform.system(), "machine": platform.machine(), "zlib": zlib.ZLIB_RUNTIME_VERSION}


def read_rows(file: Path, columns: Iterable[str]) -> list[dict[str, str]]:
    """The rows of one of our own CSV tables, with at least these columns.

    Raises:
        SourceError: the file cannot be read, or lacks a column.
    """
    reader = csv.DictReader(read_text(file).splitlines(keepends=True))
    missing = sorted(set(columns) - set(reader.fieldnames or ()))
    if missing:
        raise SourceError(f"{file}: lacks the column {', '.join(missing)}; see the notebook that writes it")
    return [{str(key): value or "" for key, value in row.items() if key} for row in reader]


def read_findings(file: Path) -> tuple[dict[str, int], list[dict[str, str]]]:
    """How many findings there are by severity, and the critical ones nobody has accepted."""
    rows = read_rows(file, ("severity", "rule", "row_id", "file", "line", "description", "answer"))
    critical = [row for row in rows if row["severity"] == "critical"]
    unanswered = [row for row in critical if not row["answer"].startswith(_ACCEPTED)]
    return dict(sorted(Counter(row["severity"] for row in rows).items())), unanswered


def read_verdicts(file: Path) -> tuple[dict[str, str], ...]:
    """The verdict on each shortcoming, in the order of the table."""
    return tuple({name: row[name] for name in _VERDICT} for row in read_rows(file, _VERDICT))


def _files(folder: Path) -> list[Path]:
    """The files below a folder, sorted; not what editors leave (``.x``, ``~$x``) nor bytecode."""
    found = []
    for place, folders, files in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(_LEFT) and name != "__pycache__"]
        found += [Path(place, name) for name in files if not name.startswith(_LEFT)]
    return sorted(found)


def hash_file(file: Path) -> str:
    """The SHA-256 of a file."""
    return _hash(read_bytes(file))


def _hash_package() -> str:
    folder = Path(khacphuc.__file__).parent
    told = [(file, file.stat()) for file in _files(folder)]
    return _hash_listing(folder, tuple((file, stat.st_size, stat.st_mtime_ns) for file, stat in told))


@lru_cache(maxsize=1)  # a batch asks twice for each of its runs
def _hash_listing(folder: Path, told: tuple[tuple[Path, int, int], ...]) -> str:
    listing = "".join(f"{file.relative_to(folder).as_posix()} {hash_file(file)}\n" for file, *_ in told)
    return _hash(listing.encode())


def _hash(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
