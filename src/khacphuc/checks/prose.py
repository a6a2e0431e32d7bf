"""Read a prose for the checks: the codes it cites, the quantities typed by hand, each with its line. Pure.

It walks the same tree that ``report.prose`` makes the document of (``text.markdown``), so both find the same
citations.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from khacphuc.text.hand_typed import HandTypedQuantity, hand_typed
from khacphuc.text.markdown import parse_markdown
from khacphuc.text.pasted import plain_prose

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from markdown_it.tree import SyntaxTreeNode

_LISTED = re.compile(
    r"^[ -]*(?:figures|documents):[ \t]*(?:\[(?P<codes>[^\]]*)\]|(?P<items>(?:\n[ \t]*- .*)+))", re.MULTILINE
)
"""The codes a chart lists, of the whole chart or of a panel: in brackets, or one a line behind a dash.

Not read as YAML: a chart with a mistake in it cites what it lists all the same, and the lines are at hand.
"""
_CAPTION = re.compile(r"^caption:[ \t]*(?P<words>.*(?:\n[ \t]+.*)*)", re.MULTILINE)
"""The words printed under a chart, with the lines indented below (``>-``)."""
_COUNTERS = {"stt", "tt", "số tt", "số thứ tự"}
"""Headings of columns that number the rows of a table: what stands below them is no quantity."""


@dataclass(frozen=True, slots=True)
class Prose:
    """What the checks know of a prose.

    Attributes:
        file: the file's name.
        codes: every code cited, or listed by a chart, with the lines that do so; as typed where nothing can
            have such a code.
        typed: the quantities typed by hand, each with its line, in their order.
    """

    file: str
    codes: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    typed: tuple[tuple[HandTypedQuantity, int], ...] = ()


@dataclass(slots=True)
class _Passage:
    """The words of one paragraph, heading, cell or caption; citations stand in it as ``@SL041``."""

    line: int
    words: str = ""
    counts_rows: bool = False

    def line_at(self, offset: int) -> int:
        return self.line + self.words.count("\n", 0, offset)


def read_prose(text: str, *, filename: str, names: Sequence[str] = ()) -> Prose:
    r"""Read what a prose cites and what it states by itself.

    Args:
        text: Markdown.
        filename: the file as messages and findings print it.
        names: names that hold a number (``names`` of the run's parameters).

    Raises:
        ParameterError: a line cannot be read (see ``pasted.plain_prose``).

    >>> read = read_prose("Có @SL001 đội.\n\nHai chỉ tiêu đạt @SL002.", filename="a.md")
    >>> read.codes, [(typed.words, line) for typed, line in read.typed]
    ({'SL001': (1,), 'SL002': (3,)}, [('Hai chỉ tiêu', 3)])
    """
    walk = _Walk()
    passages = list(walk.passages(parse_markdown(plain_prose(text, filename=filename)).root))
    lines: dict[str, dict[int, None]] = {}
    for line, code in sorted(walk.cited, key=lambda place: place[0]):
        lines.setdefault(code, {})[line] = None
    typed = [
        (quantity, passage.line_at(quantity.offset))
        for passage in passages
        if not passage.counts_rows
        for quantity in hand_typed(passage.words, names=names)
    ]
    codes = {code: tuple(cited_at) for code, cited_at in lines.items()}
    return Prose(filename, codes, tuple(sorted(typed, key=lambda place: place[1])))


class _Walk:
    """Walks the tree once; ``cited`` are the codes it met, each with its line."""

    def __init__(self) -> None:
        self.cited: list[tuple[int, str]] = []
        self._marks: dict[int, int] = {}

    def passages(self, node: SyntaxTreeNode, line: int = 1) -> Iterator[_Passage]:
        if not node.is_root and node.map:
            line = node.map[0] + 1
        if node.type == "inline":
            passage = _Passage(line)
            self._fill(passage, node)
            yield passage
        elif node.type == "fence":
            yield from self._fence(node.content, line + 1)
        elif node.type == "table":
            yield from self._table(node, line)
        else:
            for child in node.children:
                # the text of a note without a line of its own stands where its mark is
                mark = self._marks.get(child.meta["id"], line) if child.type == "footnote" else line
                yield from self.passages(child, mark)

    def _fill(self, passage: _Passage, node: SyntaxTreeNode) -> None:
        for child in node.children:
            if child.type == "text":
                passage.words += child.content.replace("\n", " ")
            elif child.type in {"softbreak", "hardbreak"}:
                passage.words += "\n"
            elif child.type == "citation":
                self.cited.append((passage.line_at(len(passage.words)), child.content))
                passage.words += f"@{child.content}"
            elif child.type == "footnote_ref":
                self._marks.setdefault(child.meta["id"], passage.line_at(len(passage.words)))
            else:
                self._fill(passage, child)

    def _table(self, node: SyntaxTreeNode, line: int) -> Iterator[_Passage]:
        counted: list[bool] = []
        for row in (row for part in node.children for row in part.children):
            line = row.map[0] + 1 if row.map else line
            cells = [next(self.passages(cell.children[0], line)) for cell in row.children]
            counted = counted or [cell.words.strip().casefold() in _COUNTERS for cell in cells]
            for cell, counts_rows in zip(cells, counted, strict=True):
                cell.counts_rows = counts_rows
                yield cell

    def _fence(self, content: str, line: int) -> Iterator[_Passage]:
        for match in _LISTED.finditer(content):
            listed_at = line + content.count("\n", 0, match.start())
            listed = re.split(r"[,\n]", match["codes"] or match["items"])
            codes = (item.strip().removeprefix("- ").strip(" '\"") for item in listed)
            self.cited += [(listed_at, code) for code in codes if code]
        for match in _CAPTION.finditer(content):
            yield _Passage(line + content.count("\n", 0, match.start()), match["words"])
