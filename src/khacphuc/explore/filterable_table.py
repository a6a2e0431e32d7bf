"""Tables an analyst can search, filter by column and sort in JupyterLab: one script, nothing fetched."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cache
from html import escape
from numbers import Real
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from khacphuc.project.files import read_text
from khacphuc.report.words import document_words
from khacphuc.text.cells import csv_cell

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pandas as pd

_SCRIPT: Final = Path(__file__).with_suffix(".js")
_STYLE: Final = """
#ID { border-collapse: collapse }
#ID caption { text-align: left }
#ID td, #ID th { padding: .25em .6em; text-align: left; vertical-align: top }
#ID td { white-space: pre-wrap; max-width: 32em }
#ID thead { position: sticky; top: 0; background: var(--jp-layout-color1, Canvas) }
#ID button { font: inherit; font-weight: bold; border: 0; padding: 0; cursor: pointer }
#ID button { background: none; color: inherit }
#ID [aria-sort=ascending] button::after { content: ' ▲' }
#ID [aria-sort=descending] button::after { content: ' ▼' }
#ID input { width: 100%; min-width: 4em; box-sizing: border-box }
"""


@dataclass(frozen=True)
class Filterable:
    """A table as JupyterLab shows it: a search over all cells, a filter a column, headers that sort.

    What is typed is found with and without accents. Where scripts do not run (a notebook that is not
    trusted) the whole table is still there to read.
    """

    frame: pd.DataFrame
    caption: str
    language: str = "vi"

    def _repr_html_(self) -> str:
        labels = document_words(self.language)
        content = "".join(self._rows())
        name = f"t{hashlib.sha256((self.caption + content).encode()).hexdigest()[:12]}"
        head = "".join(
            f'<th scope="col"><button>{escape(str(column))}</button></th>' for column in self.frame
        )
        filters = "".join(
            f'<td><input data-filters="{name}" data-column="{place}" '
            f'aria-label="{escape(labels["filter_column"].format(column=column))}"></td>'
            for place, column in enumerate(self.frame)
        )
        return (
            f"<style>{_STYLE.replace('ID', name)}</style>"
            f'<p><label>{escape(labels["filter_all"])} <input type="search" data-filters="{name}" '
            f'data-column="-1"></label> <output id="{name}-count">{len(self.frame)}</output></p>'
            f'<div style="max-height:32em;overflow:auto"><table id="{name}"><caption>{escape(self.caption)}'
            f"</caption><thead><tr>{head}</tr><tr>{filters}</tr></thead><tbody>{content}</tbody></table></div>"
            f"<script>{_script().replace('ID', name)}</script>"
        )

    def __repr__(self) -> str:
        """The table in plain words."""
        return f"{self.caption}\n{self.frame.to_string(index=False)}"

    def _rows(self) -> Iterator[str]:
        for row in self.frame.itertuples(index=False, name=None):
            yield f"<tr>{''.join(_cell(cell) for cell in row)}</tr>"


@cache
def _script() -> str:
    return read_text(_SCRIPT)


def _cell(value: Any) -> str:
    """A cell as the CSV files hold it; a number carries its value, by which it is sorted."""
    text = escape(csv_cell(value))
    if text and isinstance(value, Real) and not isinstance(value, bool):
        return f'<td data-value="{text}">{text}</td>'
    return f"<td>{text}</td>"
