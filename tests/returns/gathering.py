"""What a run gathers from the forms that came in, without a notebook."""

from __future__ import annotations

from typing import TYPE_CHECKING

from khacphuc.data.gathered.run_returns import gather_run
from khacphuc.data.store import clean_run
from khacphuc.project.workspace import Workspace

from .planted_faults import ExpectedFault
from .worlds import RUN, YEAR

if TYPE_CHECKING:
    import pandas as pd

    from khacphuc.project.layout import Layout


def gathered(layout: Layout) -> dict[str, pd.DataFrame]:
    """The frames ``05_returns`` leaves."""
    workspace = Workspace(layout, RUN, layout.runs(RUN) / "test")
    return gather_run(workspace, clean_run(workspace), year=YEAR)


def faults_of(frames: dict[str, pd.DataFrame]) -> set[ExpectedFault]:
    """The faults with their places."""
    columns = [*ExpectedFault._fields]
    return {ExpectedFault(*row) for row in frames["faults"][columns].itertuples(index=False, name=None)}
