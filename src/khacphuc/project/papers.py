"""What is published as a run is without being one: board papers and comparisons."""

from __future__ import annotations

from khacphuc.project.board_papers import board_paper_of
from khacphuc.project.comparisons import run_comparison_of


def is_paper(run: str) -> bool:
    """Whether an id is that of a board paper or a comparison.

    >>> is_paper("2021-board-2021-03"), is_paper("2022-with-2021"), is_paper("2021")
    (True, True, False)
    """
    return run_of(run) != run


def run_of(run: str) -> str:
    """The run whose parameters, prose and raw tables an id reads: its own, or that of a paper.

    >>> run_of("2021-board-2021-03"), run_of("2022-with-2021"), run_of("2021")
    ('2021', '2022', '2021')
    """
    paper = board_paper_of(run) or run_comparison_of(run)
    return paper.run if paper else run
