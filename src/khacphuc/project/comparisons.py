"""The ids of comparisons: a run beside earlier ones, as ``2022-with-2021``.

A comparison is published as a run is, under its id. Its last run is made anew as parameters and tables are
now, as a board paper is; the others are read as they are published.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_ID = re.compile(r"(?P<run>[a-z0-9][a-z0-9-]*?)-with-(?P<others>[a-z0-9][a-z0-9-]*)")
_AND = "-and-"


@dataclass(frozen=True)
class Comparison:
    """Runs side by side.

    Attributes:
        run: the last of them, whose form and language the comparison has.
        others: the ones before it, in their order.
    """

    run: str
    others: tuple[str, ...]

    @property
    def id(self) -> str:
        """What it is published under.

        >>> Comparison("2023", ("2021", "2022")).id
        '2023-with-2021-and-2022'
        """
        return f"{self.run}-with-{_AND.join(self.others)}"

    @property
    def runs(self) -> tuple[str, ...]:
        """All of them, in their order."""
        return (*self.others, self.run)


def run_comparison_of(run: str) -> Comparison | None:
    """The comparison an id stands for; None if it is one of a run.

    >>> run_comparison_of("2023-with-2021-and-2022")
    Comparison(run='2023', others=('2021', '2022'))
    >>> run_comparison_of("2021"), run_comparison_of("2021-board-2021-03")
    (None, None)
    """
    match = _ID.fullmatch(run)
    return Comparison(match["run"], tuple(match["others"].split(_AND))) if match else None
