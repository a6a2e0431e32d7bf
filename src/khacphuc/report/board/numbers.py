"""The numbers a board paper prints, each with the rows it rests on, for ``tables/board.csv``."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

import pandas as pd

from khacphuc.data.returns.coverage import percent_of
from khacphuc.locale import words
from khacphuc.report.document import nodes
from khacphuc.schema.tables import SEPARATOR
from khacphuc.text.formats import format_count, format_decimal

if TYPE_CHECKING:
    from collections.abc import Iterable

BOARD_COLUMNS: Final = ("code", "item", "value", "printed", "rows")
"""The columns of ``board.csv``: text, but for ``value`` (float64)."""
_MOST_ROWS: Final = 12  # codes in a tooltip; all stand in the table


@dataclass
class BoardNumbers:
    """Collects the numbers of a paper while its sections are written.

    Attributes:
        language: of the paper.
        rows: a row of ``board.csv`` each.
    """

    language: str
    rows: list[tuple[str, str, float, str, str]] = field(default_factory=list)

    def count(self, code: str, item: str, rows: Iterable[str], number: int | None = None) -> nodes.CitedValue:
        """A count as it is printed.

        Args:
            code: of the number, such as ``reports.expected``; no two of a paper have the same.
            item: what it says.
            rows: the codes of the rows it rests on.
            number: how many there are, where it is not the number of these rows.
        """
        rows = tuple(map(str, rows))
        number = len(rows) if number is None else number
        return self._cite(code, item, float(number), format_count(number, language=self.language), rows)

    def share(
        self, code: str, item: str, part: tuple[str, int], whole: tuple[str, int]
    ) -> nodes.CitedValue | nodes.Text:
        """A part of a whole in per cent; a dash where there is no whole.

        Args:
            code: of the number.
            item: what it says.
            part: the code of the part, and the part.
            whole: the code of the whole, and the whole.
        """
        (part_code, number), (whole_code, all_of_them) = part, whole
        if not all_of_them:
            return nodes.Text(text="–")
        printed = percent_of(number, all_of_them, self.language)
        return self._cite(code, item, 100 * number / all_of_them, printed, (part_code, whole_code))

    def frame(self) -> pd.DataFrame:
        """All numbers so far, with the columns BOARD_COLUMNS."""
        frame = pd.DataFrame(self.rows, columns=list(BOARD_COLUMNS))
        return frame.astype({name: "float64" if name == "value" else "str" for name in BOARD_COLUMNS})

    def _cite(
        self, code: str, item: str, value: float, printed: str, rows: tuple[str, ...]
    ) -> nodes.CitedValue:
        self.rows.append((code, item, value, printed, SEPARATOR.join(rows)))
        labels = words(self.language, "board")
        listed = ", ".join(rows[:_MOST_ROWS])
        if left := len(rows) - _MOST_ROWS:
            more = labels["more_rows"].format(count=format_decimal(max(left, 0), 0, language=self.language))
            listed = f"{listed} {more}" if left > 0 else listed
        lines = [item, *([labels["rests_on"].format(rows=listed)] if listed else []), labels["in_table"]]
        return nodes.CitedValue(id=code, text=printed, kind="computed", trace="\n".join(lines))
