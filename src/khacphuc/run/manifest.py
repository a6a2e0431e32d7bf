"""``run.json``: the record of what a run was made of, what it made, and what it found.

It holds no times, so that the same inputs give the same bytes; times are in ``timings.json`` beside it.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Final, Literal

from khacphuc.errors import SourceError
from khacphuc.project.files import read_text

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path


RunStatus = Literal["published", "blocked", "failed"]

MANIFEST: Final = "run.json"
TIMINGS: Final = "timings.json"


@dataclass(frozen=True)
class Manifest:
    """The record of one run. Files are named from the root (inputs) and from the build (outputs).

    ``compared_with`` is the file of the issued version its values were compared with, in ``history/<run>``.
    """

    run: str
    status: RunStatus
    inputs: Mapping[str, str] = field(default_factory=dict)
    outputs: Mapping[str, str] = field(default_factory=dict)
    versions: Mapping[str, str] = field(default_factory=dict)
    findings: Mapping[str, int] = field(default_factory=dict)
    verdicts: tuple[Mapping[str, str], ...] = ()
    error: str = ""
    system: Mapping[str, str] = field(default_factory=dict)
    previous: str = ""
    language: str = ""
    answered: Mapping[str, int] = field(default_factory=dict)
    office: str = ""
    document_status: str = ""
    compared_with: str = ""

    def to_json(self) -> str:
        """The manifest as ``run.json`` holds it."""
        return json.dumps(asdict(self), sort_keys=True, indent=1, ensure_ascii=False) + "\n"


def read_manifest(file: Path) -> Manifest:
    """The manifest in a file.

    Raises:
        SourceError: the file is missing, or is not a manifest of this version.
    """
    return parse_manifest(read_text(file), file)


def parse_manifest(text: str, file: Path) -> Manifest:
    """The manifest in the text of a file that was read already, as ``read_manifest`` gives it.

    Raises:
        SourceError: it is not a manifest of this version.
    """
    try:
        record = json.loads(text)
        return Manifest(**{**record, "verdicts": tuple(record["verdicts"])})
    except (ValueError, TypeError, KeyError) as error:
        raise SourceError(
            f"is not a manifest ({error})", place=f"{file}", remedy="run again to have it made anew"
        ) from error
