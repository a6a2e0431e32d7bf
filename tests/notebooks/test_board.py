"""What ``60_board`` displays."""

from __future__ import annotations

from types import SimpleNamespace

import pandas as pd
import pytest

from khacphuc.checks.result import CheckResult
from khacphuc.errors import UsageError
from khacphuc.notebooks.board import BoardDocument
from khacphuc.project.layout import Layout
from khacphuc.project.workspace import Workspace
from khacphuc.report.board.numbers import BOARD_COLUMNS
from khacphuc.report.display import BlockOutput

from ..report.board.months import FINDINGS, tables
from ..report.board.test_paper import PARAMETERS


def opened(folder, run):
    """A run, or a month of it, as a notebook opens it."""
    return SimpleNamespace(
        workspace=Workspace(Layout(folder), run, folder / "build", fallback=False),
        parameters=PARAMETERS,
        tables=tables(),
        checked=CheckResult(FINDINGS),
    )


def test_the_paper_and_its_numbers(tmp_path):
    """It is displayed block by block, and its numbers are left as a table."""
    board = BoardDocument(opened(tmp_path, "2021-board-2021-03"))
    assert all(isinstance(output, BlockOutput) for output in board.document())
    board.save()
    saved = pd.read_csv(tmp_path / "build" / "report" / "tables" / "board.csv")
    assert tuple(saved.columns) == BOARD_COLUMNS
    assert "measures.due" in set(saved["code"])


def test_a_run_is_no_month(tmp_path):
    """Who opens the notebook with the id of a run is told what to enter."""
    with pytest.raises(UsageError, match="2021 is a run, expected a month of it, such as 2021-board-2021-03"):
        _ = BoardDocument(opened(tmp_path, "2021")).blocks
