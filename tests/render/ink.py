"""How much of the pages of a PDF is empty, seen from their picture."""

from __future__ import annotations

import subprocess
from itertools import pairwise
from typing import NamedTuple

DOTS = 20  # an inch: what is no wider than a line is of no matter here
_MARGIN = 20 / 25.4 * DOTS
_WHITE = 215


class Blank(NamedTuple):
    """What is empty of a page, as a share of what is between its margins."""

    foot: float
    between: float


def blanks(pdf: bytes) -> list[Blank]:
    """Of each page how much is empty at its foot, and at most between two lines."""
    command = ["pdftoppm", "-r", str(DOTS), "-gray", "-"]
    rest = subprocess.run(command, input=pdf, capture_output=True, check=True).stdout
    pages = []
    while rest:
        _, size, _, rest = rest.split(b"\n", 3)
        width, height = (int(side) for side in size.split())
        dots, rest = rest[: width * height], rest[width * height :]
        bottom, room = height - _MARGIN, height - 2 * _MARGIN
        lines = (dots[place * width : (place + 1) * width] for place in range(height))
        inked = [place for place, line in enumerate(lines) if min(line) < _WHITE and place >= _MARGIN - 1]
        between = max((low - high for high, low in pairwise(inked)), default=0)
        pages.append(Blank((bottom - max(inked, default=_MARGIN)) / room, between / room))
    return pages
