"""The record of what was installed into a project, by which an upgrade knows what nobody changed."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from packaging.version import Version

from khacphuc import __version__
from khacphuc.errors import SourceError
from khacphuc.project.files import read_text, write_text

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

RECORD: Final = ".khacphuc/installed.json"
_PARAMETERS: Final = "parameters"  # papermill's tag of the cell that names the run


@dataclass(frozen=True)
class Installation:
    """The version whose files a project has, and the SHA-256 of each as it was installed.

    Attributes:
        version: of the package; empty where nothing was recorded.
        files: the hashes of ``content_hash``, by paths from the root.
    """

    version: str
    files: Mapping[str, str]


def read_installation(root: Path) -> Installation:
    """The record of a project; an empty one where there is none, as in projects of earlier versions.

    Raises:
        SourceError: the file is not a record.
    """
    file = root / RECORD
    if not file.exists():
        return Installation("", {})
    try:
        entry = json.loads(read_text(file, filename=RECORD))
        files = {str(name): str(digest) for name, digest in entry["files"].items()}
        return Installation(str(Version(entry["version"])), files)
    except (ValueError, LookupError, TypeError, AttributeError) as error:
        raise SourceError(
            "not the record of an installation",
            place=RECORD,
            remedy="delete it and upgrade again: then all that differs from the new version is kept",
        ) from error


def write_installation(root: Path, files: Mapping[str, str]) -> None:
    """Record that a project has the files of this version, with the hash of each as it was installed."""
    record = {"version": __version__, "files": dict(sorted(files.items()))}
    write_text(root / RECORD, json.dumps(record, indent=2) + "\n")


def content_hash(name: str, data: bytes) -> str:
    """The SHA-256 of what people write in a file (``content``)."""
    return hashlib.sha256(content(name, data).encode("utf-8", "surrogateescape")).hexdigest()


def content(name: str, data: bytes) -> str:
    r"""What people write in a file, as text: the same, whatever git or JupyterLab did to it on the way.

    Line ends do not count: git changes them on Windows. Of a notebook only the cells do, without outputs and
    without the cell that names the run: who opens it, chooses a run and executes it has not edited it.

    >>> content("a.yml", b"a: 1\r\n")
    'a: 1\n'
    """
    text = data.decode("utf-8", "surrogateescape").replace("\r\n", "\n")
    cells = _cells(text) if name.endswith(".ipynb") else None
    if cells is None:
        return text
    blocks = [f"[{cell.get('cell_type')}]\n{_source(cell)}\n" for cell in cells if not _is_parameters(cell)]
    return "\n".join(blocks)


def with_parameters_of(data: bytes, former: bytes) -> bytes:
    """A notebook with the cell of parameters another version of it has, if that sets the same names."""
    cells, others = _cells(data.decode()), _cells(former.decode("utf-8", "surrogateescape"))
    theirs = [_source(cell) for cell in others or () if _is_parameters(cell)]
    ours = [_source(cell) for cell in cells or () if _is_parameters(cell)]
    if len(theirs) != 1 or len(ours) != 1 or theirs == ours or _names(theirs[0]) != _names(ours[0]):
        return data
    notebook = json.loads(data)
    for cell in notebook["cells"]:
        if _is_parameters(cell):
            cell["source"] = theirs[0].splitlines(keepends=True)
    return (json.dumps(notebook, ensure_ascii=False, indent=1) + "\n").encode()


def _cells(text: str) -> list[dict[str, Any]] | None:
    """The cells of a notebook; None where it is none."""
    try:
        cells = json.loads(text)["cells"]
    except (ValueError, LookupError, TypeError):
        return None
    is_list = isinstance(cells, list) and all(isinstance(cell, dict) for cell in cells)
    return cells if is_list else None


def _source(cell: dict[str, Any]) -> str:
    source = cell.get("source", "")
    return "".join(source) if isinstance(source, list) else str(source)


def _is_parameters(cell: dict[str, Any]) -> bool:
    metadata = cell.get("metadata")
    return isinstance(metadata, dict) and _PARAMETERS in (metadata.get("tags") or ())


def _names(source: str) -> list[str]:
    return [line.partition("=")[0].strip() for line in source.splitlines() if line.strip()]
