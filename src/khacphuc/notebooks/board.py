"""What ``60_board`` displays: the board paper of a month, and the numbers it prints.

>>> import khacphuc
>>> board = BoardDocument(khacphuc.load_inputs("2021-board-2021-12"))  # doctest: +SKIP
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from khacphuc.data.store import load_gathered, publish_table
from khacphuc.errors import SourceError, UsageError
from khacphuc.project.board_papers import board_paper_of
from khacphuc.report.board.context import BoardContext
from khacphuc.report.board.numbers import BoardNumbers
from khacphuc.report.board.paper import compose_board
from khacphuc.report.display import BlockOutput, block_outputs

if TYPE_CHECKING:
    import pandas as pd

    from khacphuc.inputs import Inputs
    from khacphuc.report.document import nodes


@dataclass(frozen=True)
class BoardDocument:
    """The board paper of a month, as its notebook displays it."""

    inputs: Inputs

    @cached_property
    def context(self) -> BoardContext:
        """The month.

        Raises:
            UsageError: the id is that of a run, not of a month of it.
        """
        run = self.inputs.workspace.run
        paper = board_paper_of(run)
        if paper is None:
            example = f"{run}-board-{self.inputs.parameters.year}-03"
            raise UsageError(f"{run} is a run", expected=f"a month of it, such as {example}")
        return BoardContext(
            paper=paper,
            tables=self.inputs.tables,
            gathered=self._gathered,
            findings=self.inputs.checked.findings,
            numbers=BoardNumbers(self.inputs.parameters.language),
        )

    @cached_property
    def blocks(self) -> list[nodes.Block]:
        """The blocks of the paper, in order."""
        return compose_board(self.context, self.inputs.parameters)

    @cached_property
    def numbers(self) -> pd.DataFrame:
        """Every number it prints, with the rows it rests on (BOARD_COLUMNS)."""
        _ = self.blocks  # they fill it
        return self.context.numbers.frame()

    def save(self) -> None:
        """Leave ``tables/board.csv``."""
        publish_table(self.inputs.workspace, "board", self.numbers)

    def document(self) -> list[BlockOutput]:
        """The paper, for ``display(*board.document())``."""
        return block_outputs(self.blocks, self.inputs.parameters.language)

    @property
    def _gathered(self) -> dict[str, pd.DataFrame] | None:
        with suppress(SourceError):
            return load_gathered(self.inputs.workspace)
        return None
