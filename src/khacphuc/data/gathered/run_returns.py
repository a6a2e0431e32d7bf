"""The returns of a run, gathered from the forms that were received."""

from __future__ import annotations

from typing import TYPE_CHECKING

from khacphuc.data.gathered.return_frames import return_frames
from khacphuc.data.returns.gather import gather
from khacphuc.project.papers import run_of

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    import pandas as pd

    from khacphuc.project.workspace import Workspace


def gather_run(
    workspace: Workspace,
    tables: Mapping[str, pd.DataFrame],
    *,
    year: int,
    is_draft: bool = False,
    today: date | None = None,
) -> dict[str, pd.DataFrame]:
    """Read every form a run received, and make of them what is known of its returns.

    Args:
        workspace: of the run.
        tables: the clean tables, in which no total is filled in.
        year: the run is about.
        is_draft: see ``return_frames``.
        today: see ``return_frames``.
    """
    read = gather(workspace.layout, run_of(workspace.run), tables)
    return return_frames(
        read.values, read.forms, read.faults, tables, year=year, is_draft=is_draft, today=today
    )
