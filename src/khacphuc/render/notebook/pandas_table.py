"""The HTML in which a notebook displays a table of pandas becomes its cells: their text and nothing else."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser

# the line pandas writes below a table it shows only a part of
_DIMENSIONS = re.compile(r"(\d+) rows × (\d+) columns")


@dataclass
class TableCell:
    """A cell: its text, whether it is a header, and how many columns and rows it spans."""

    text: str
    header: bool
    columns: int = 1
    rows: int = 1


@dataclass
class Frame:
    """A table: its head, its body, and its true size where pandas shows only a part of it."""

    head: list[list[TableCell]] = field(default_factory=list)
    body: list[list[TableCell]] = field(default_factory=list)
    size: tuple[int, int] | None = None


def read_frame(html: str) -> Frame | None:
    """Read the table in an HTML output; None if there is no table in it."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    frame = reader.frame
    if match := _DIMENSIONS.search("".join(reader.after)):
        frame.size = int(match[1]), int(match[2])
    return frame if frame.head or frame.body else None


def visible_words(html: str) -> str:
    """The words in an HTML output without a table, on a line each; not those of scripts and styles."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return "\n".join(line.strip() for line in "".join(reader.after).splitlines() if line.strip())


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.frame = Frame()
        self.after: list[str] = []
        self._rows = self.frame.body
        self._cell: TableCell | None = None
        self._hidden = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._hidden = tag in {"script", "style"}
        if tag in {"thead", "tbody"}:
            self._rows = self.frame.head if tag == "thead" else self.frame.body
        elif tag == "tr":
            self._rows.append([])
        elif tag in {"th", "td"} and self._rows:
            spans = [int(dict(attrs).get(name) or 1) for name in ("colspan", "rowspan")]
            self._cell = TableCell("", tag == "th", *spans)
            self._rows[-1].append(self._cell)

    def handle_endtag(self, tag: str) -> None:
        self._hidden = False
        if tag in {"th", "td"}:
            self._cell = None

    def handle_data(self, data: str) -> None:
        if self._cell is not None:
            self._cell.text += data
        elif not self._hidden:
            self.after.append(data)
