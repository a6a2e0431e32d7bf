"""Whether the parameters of a run are still those it was published with."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from khacphuc.errors import UsageError
from khacphuc.project.files import hash_file, read_bytes

if TYPE_CHECKING:
    from khacphuc.project.layout import Layout


def check_published_parameters(layout: Layout, run: str) -> None:
    """Check that the parameters of a run say of what is published what they said when it was published.

    Raises:
        UsageError: it is not published, or its parameters were edited since.
    """
    record = layout.published_report(run) / "run.json"
    if not record.is_file() or not layout.published_clean(run).is_dir():
        raise UsageError(f"run {run} is not published", remedy=f"khacphuc run {run}")
    file = layout.parameters(run)
    if json.loads(read_bytes(record))["inputs"].get(layout.relative(file)) != hash_file(file):
        raise UsageError(
            f"was edited since run {run} was published",
            place=layout.relative(file),
            remedy=f"publish it again: khacphuc run {run}",
        )
