"""The command ``khacphuc board``: makes the board paper of a month, and prints how that ended."""

from __future__ import annotations

from typing import TYPE_CHECKING

from khacphuc.commands.front_page import refresh_after_runs
from khacphuc.commands.run import print_outcome, run_progress
from khacphuc.errors import UsageError
from khacphuc.project.board_papers import BoardPaper, board_paper_of
from khacphuc.project.runs import check_run
from khacphuc.run.run_one import make_run

if TYPE_CHECKING:
    from khacphuc.project.layout import Layout
    from khacphuc.run.outcome import Options


def make_paper(layout: Layout, run: object, month: str, options: Options) -> int:
    """Make and publish the board paper of a month, unless nothing has changed since.

    Args:
        layout: the project.
        run: the run.
        month: such as ``2021-03``.
        options: how it is to be made.

    Returns:
        The exit code: 0 if it is published.

    Raises:
        UsageError: the run or the month is none.
    """
    paper = BoardPaper(check_run(run), month)
    if board_paper_of(paper.id) != paper:
        raise UsageError(f"{month!r} is no month", expected="a year and a month, such as 2021-03")
    outcome = make_run(layout, paper.id, options, progress=run_progress())
    print_outcome(outcome)
    refresh_after_runs(layout, [outcome])
    return outcome.exit_code
