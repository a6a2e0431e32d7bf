"""The ids of board papers: a month of a run, as ``2021-board-2021-03``.

A board paper is published as a run is, under its id, and reads what its run reads.
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date

_ID = re.compile(r"(?P<run>[a-z0-9][a-z0-9-]*)-board-(?P<month>[0-9]{4}-(?:0[1-9]|1[0-2]))")


@dataclass(frozen=True)
class BoardPaper:
    """What a month of a run brought, for the board.

    Attributes:
        run: the run.
        month: such as ``2021-03``.
    """

    run: str
    month: str

    @property
    def id(self) -> str:
        """What it is published under.

        >>> BoardPaper("2021", "2021-03").id
        '2021-board-2021-03'
        """
        return f"{self.run}-board-{self.month}"

    @property
    def year(self) -> int:
        """The year of its month."""
        return int(self.month[:4])

    @property
    def first_day(self) -> date:
        """The first day of its month."""
        return date(self.year, int(self.month[5:]), 1)

    @property
    def last_day(self) -> date:
        """The last day of its month: the paper says how things stand then.

        >>> BoardPaper("2024", "2024-02").last_day
        datetime.date(2024, 2, 29)
        """
        first = self.first_day
        return first.replace(day=monthrange(first.year, first.month)[1])


def board_paper_of(run: str) -> BoardPaper | None:
    """The board paper an id stands for; None if it is one of a run.

    >>> board_paper_of("2021-board-2021-03")
    BoardPaper(run='2021', month='2021-03')
    >>> board_paper_of("2021"), board_paper_of("2021-board-2021-13")
    (None, None)
    """
    match = _ID.fullmatch(run)
    return BoardPaper(match["run"], match["month"]) if match else None
