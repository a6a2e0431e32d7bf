"""What cells and sentences of notebooks are put together of: outcomes with a symbol, parts in a row. Pure."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, Final, Literal, TypeAlias

from khacphuc.report.document import nodes

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

Cell: TypeAlias = "tuple[nodes.Inline, ...]"
OutcomeTone = Literal["good", "warning", "bad", "quiet"]

SEVERITY_TONES: Final[Mapping[str, OutcomeTone]] = {"critical": "bad", "warning": "warning"}
"""The tone of a finding of each severity."""
_SYMBOLS: Final[Mapping[OutcomeTone, str]] = {"good": "●", "warning": "!", "bad": "×", "quiet": "–"}


def outcome(text: str, tone: OutcomeTone) -> nodes.Text:
    """Words with the symbol of their tone, which no colour has to tell alone.

    >>> outcome("đạt", "good").text
    '● đạt'
    """
    return nodes.Text(text=f"{_SYMBOLS[tone]} {text}", tone=tone)


def join_cells(cells: Iterable[Cell], between: nodes.Inline | None = None) -> Cell:
    """Several cells as one, parted by a comma or what is named; empty ones are left out."""
    mark = between or nodes.Text(text=", ")
    filled = [cell for cell in cells if cell]
    return tuple(chain.from_iterable(((mark, *cell) if place else cell) for place, cell in enumerate(filled)))
