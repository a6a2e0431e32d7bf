"""What a prose cites, and the quantities it states by itself, each with its line. Pure.

It walks the tree that ``report.prose`` makes the document of (``text.markdown``), so both see the same signs.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from khacphuc.text.hand_typed import HandTyped, hand_typed
from khacphuc.text.markdown import parse_markdown
from khacphuc.text.pasted import tidy

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from markdown_it.tree import SyntaxTreeNode

_LISTED = re.compile(
    r"^[ -]*(?:figures|documents):[ \t]*(?:\[(?P<codes>[^\]]*)\]|(?P<items>(?:\n[ \t]*- .*)+))", re.MULTILINE
)
_CAPTION = re.compile(r"^caption:[ \t]*(?P<words>.*(?:\n[ \t]+.*)*)", re.MULTILINE)
_COUNTERS = {"stt", "tt", "số tt", "số thứ tự"}
"""Names of columns that number the rows of a table."""


@dataclass(frozen=True, slots=True)
class Prose:
    """What the checks see of a prose.

    Attributes:
        file: the file's name.
        codes: every code cited, or listed by a chart, with the lines that do so; as typed where nothing can
            have such a code.
        typed: the quantities typed by hand, each with its line, in their order.
    """

    file: str
    codes: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    typed: tuple[tuple[HandTyped, int], ...] = ()


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
        ParameterError: a line cannot be read (see ``pasted.tidy``).

    >>> read = read_prose("Có @SL001 đội.\n\nHai chỉ tiêu đạt @SL002.", filename="a.md")
    >>> read.codes, [(found.words, line) for found, line in read.typed]
    ({'SL001': (1,), 'SL002': (3,)}, [('Hai chỉ tiêu', 3)])
    """
    walk = _Walk()
    passages = list(walk.passages(parse_markdown(tidy(text, shown=filename)).root))
    lines: dict[str, dict[int, None]] = {}
    for line, code in sorted(walk.cited, key=lambda place: place[0]):
        lines.setdefault(code, {})[line] = None
    typed = [
        (found, passage.line_at(found.offset))
        for passage in passages
        if not passage.counts_rows
        for found in hand_typed(passage.words, names=names)
    ]
    codes = {code: tuple(found) for code, found in lines.items()}
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
        for found in _LISTED.finditer(content):
            here = line + content.count("\n", 0, found.start())
            listed = re.split(r"[,\n]", found["codes"] or found["items"])
            codes = (one.strip().removeprefix("- ").strip(" '\"") for one in listed)
            self.cited += [(here, code) for code in codes if code]
        for found in _CAPTION.finditer(content):
            yield _Passage(line + content.count("\n", 0, found.start()), found["words"])
