"""What a version says of itself in the forms others read: Frictionless and RO-Crate."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from khacphuc.history.data_package import DATA_PACKAGE, clean_frames, clean_tables_as_csv, data_package
from khacphuc.history.run_crate import RUN_CRATE, WORKFLOW, run_crate, workflow

if TYPE_CHECKING:
    from collections.abc import Mapping

    from khacphuc.config.parameters import RunParameters


def with_evidence(
    files: Mapping[str, bytes], record: Mapping[str, Any], parameters: RunParameters, published_on: str
) -> dict[str, bytes]:
    """The files of a version with its tables as CSV, ``datapackage.json`` and ``ro-crate-metadata.json``.

    Args:
        files: of the version.
        record: ``run.json``.
        parameters: of the run.
        published_on: the day, as ISO 8601 writes it.
    """
    title = f"{parameters.title} ({parameters.year})"
    frames = clean_frames(files)
    whole = {**files, **clean_tables_as_csv(frames)}
    whole[DATA_PACKAGE] = data_package(record, title, whole, frames)
    whole[WORKFLOW] = workflow(record["run"], files)
    whole[RUN_CRATE] = run_crate(record, title, parameters.issuer.body, published_on, whole)
    return whole
