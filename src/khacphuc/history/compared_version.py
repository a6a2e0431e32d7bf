"""Which issued version a run is compared with, and what its stages read of it.

What was issued is no input of a run: an unchanged one stays unchanged whatever is issued after it, and one
that is made again is compared with the version its record names. A comparison of years makes its last run
anew, so it is compared with what that run has issued; a board paper is compared with nothing.
"""

from __future__ import annotations

import json
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from khacphuc.errors import SourceError
from khacphuc.history.signoffs import last_issued
from khacphuc.project.comparisons import run_comparison_of
from khacphuc.project.files import read_bytes, write_bytes
from khacphuc.schema.tables import ISSUED

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from khacphuc.project.layout import Layout


def leave_issued(
    layout: Layout, run: str, build: Path, inputs: Mapping[str, str], version: str | None = None
) -> str:
    """Leave in a build what an issued version has, for the checks; nothing where there is none.

    Args:
        layout: the project.
        run: the run, or a comparison.
        build: the build.
        inputs: the hashes of what the run reads: where what is published was made of the same, it is compared
            with the same version as that.
        version: the file of another version, of ``compared_history``, or empty for none.

    Returns:
        The file of the version.

    Raises:
        SourceError: the version is missing, or one or the sign-offs cannot be read.
    """
    name = _version(layout, run, inputs) if version is None else version
    if name:
        # imported here: most runs have nothing to compare with, and pandas is slow
        from khacphuc.history.issued_values import packed_values  # noqa: PLC0415

        write_bytes(
            build / "clean" / f"{ISSUED}.parquet", packed_values(compared_history(layout, run) / name)
        )
    return name


def compared_history(layout: Layout, run: str) -> Path:
    """The folder of the versions a run is compared with: its own, of a comparison that of its last run."""
    comparison = run_comparison_of(run)
    return layout.history(comparison.run if comparison else run)


def _version(layout: Layout, run: str, inputs: Mapping[str, str]) -> str:
    with suppress(SourceError, ValueError, KeyError, TypeError):  # nothing is published, or a long time ago
        record: Any = json.loads(read_bytes(layout.published_report(run) / "run.json"))
        if record["inputs"] == inputs:
            return str(record["compared_with"])
    last = last_issued(compared_history(layout, run))
    return "" if last is None else last.path.name
