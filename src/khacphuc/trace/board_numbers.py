"""The numbers of a board paper, an ``Item`` each: what they say, and the rows they rest on. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from khacphuc.locale import words
from khacphuc.schema.row_dicts import row_dicts
from khacphuc.schema.tables import SEPARATOR
from khacphuc.trace.items import Item

if TYPE_CHECKING:
    import pandas as pd


def board_items(numbers: pd.DataFrame, language: str) -> dict[str, Item]:
    """The numbers of a paper by their codes.

    Args:
        numbers: ``board.csv``: ``code``, ``item``, ``printed`` and ``rows``, all as text.
        language: of the words around them.
    """
    labels = words(language, "trace")
    items = {}
    for row in numbers.pipe(row_dicts):
        rows = [code for code in row["rows"].split(SEPARATOR) if code]
        facts = {"printed": f"«{row['printed']}»", "board_rows": ", ".join(rows)}
        items[row["code"]] = Item(
            row["code"],
            labels["board_number"],
            row["item"],
            f"«{row['printed']}»",
            tuple((labels[name], text) for name, text in facts.items() if text),
            # a finding is called SL-10/SL031: what it is about is the row; a report is propaganda/DV1/2021-03
            tuple(filter(None, (part for code in rows for part in (code, code.partition("/")[2])))),
        )
    return items
