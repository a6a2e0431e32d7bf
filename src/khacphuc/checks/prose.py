"""Read a prose for the checks: codes it cites, quantities typed by hand, its passages with their lines. Pure.

It walks the same tree that ``report.prose`` makes the document of (``text.markdown``), so both find the same
citations.
"""

from __future__ import annotations

import json
import re
from bisect import bisect_right
from dataclasses import asdict, dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from khacphuc.text.class_phrases import holds_phrase
from khacphuc.text.markdown import parse_markdown
from khacphuc.text.numbers.hand_typed_quantity import HandTypedQuantity
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
class Section:
    """A heading: its words, and the numbers of the sections down to it: 3, 1, 3 of ``III.1.3``."""

    line: int
    words: str
    numbers: tuple[int, ...]


@dataclass(slots=True)
class Passage:
    """The words of one paragraph, heading, cell or caption; citations stand in it as ``@SL041``.

    Attributes:
        line: of its first word.
        words: as typed, with their line breaks.
        counts_rows: whether it is a cell that numbers its row.
        row: of a cell the headings and the other cells of its row, with ``|`` between them; else None.
        stands_at: the line it belongs to: of a footnote that of its mark.
        sections: the headings above it, the outermost first.
    """

    line: int
    words: str = ""
    counts_rows: bool = False
    row: str | None = None
    stands_at: int = 0
    sections: tuple[Section, ...] = ()

    def line_at(self, offset: int) -> int:
        """The line of a character."""
        return self.line + self.words.count("\n", 0, offset)


@dataclass(frozen=True, slots=True)
class Prose:
    """What the checks know of a prose.

    Attributes:
        file: the file's name.
        codes: every code cited, or listed by a chart, with the lines that do so; as typed where nothing can
            have such a code.
        typed: the quantities typed by hand, each with its line, in their order.
        passages: the passages that hold a phrase of ``class_phrases``.
        class_phrases: the phrases that state a class, with the classes (``Policy.class_phrases``).
    """

    file: str
    codes: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    typed: tuple[tuple[HandTypedQuantity, int], ...] = ()
    passages: tuple[Passage, ...] = ()
    class_phrases: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def to_json(self) -> str:
        """All of it, for the stage that checks it; the same for a prose that cites and states the same."""
        return json.dumps(asdict(self), ensure_ascii=False, indent=1) + "\n"

    @classmethod
    def from_json(cls, text: str) -> Prose:
        """What ``to_json`` wrote."""
        stored: dict[str, Any] = json.loads(text)
        return cls(
            stored["file"],
            {code: tuple(lines) for code, lines in stored["codes"].items()},
            tuple((HandTypedQuantity(**quantity), line) for quantity, line in stored["typed"]),
            tuple(_passage(**passage) for passage in stored["passages"]),
            {phrase: tuple(classes) for phrase, classes in stored["class_phrases"].items()},
        )


def _passage(*, sections: Sequence[dict[str, Any]], **stored: Any) -> Passage:
    above = tuple(Section(**{**section, "numbers": tuple(section["numbers"])}) for section in sections)
    return Passage(**stored, sections=above)


def read_prose(
    text: str,
    *,
    filename: str,
    names: Sequence[str] = (),
    class_phrases: Mapping[str, tuple[str, ...]] = MappingProxyType({}),
) -> Prose:
    r"""Read what a prose cites and what it states by itself.

    Args:
        text: Markdown.
        filename: the file as messages and findings print it.
        names: names that hold a number (``names`` of the run's parameters).
        class_phrases: the phrases that state a class (``Policy.class_phrases``); without them, none does.

    Raises:
        ParameterError: a line cannot be read (see ``pasted.plain_prose``).

    >>> read = read_prose("Có @SL001 đội.\n\nHai chỉ tiêu đạt @SL002.", filename="a.md")
    >>> read.codes, [(typed.words, line) for typed, line in read.typed]
    ({'SL001': (1,), 'SL002': (3,)}, [('Hai chỉ tiêu', 3)])
    """
    from khacphuc.text.hand_typed import hand_typed  # noqa: PLC0415 - slow to import, and kernels read no prose

    walk = _Walk()
    passages = list(walk.passages(parse_markdown(plain_prose(text, filename=filename)).root))
    stating = tuple(passage for passage in passages if holds_phrase(passage.words, class_phrases))
    for passage in stating:
        passage.sections = walk.sections_at(passage.stands_at)
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
    in_order = tuple(sorted(typed, key=lambda place: place[1]))
    return Prose(filename, codes, in_order, stating, dict(class_phrases))


class _Walk:
    """Walks the tree once; ``cited`` are the codes it met, each with its line."""

    def __init__(self) -> None:
        self.cited: list[tuple[int, str]] = []
        self._marks: dict[int, int] = {}
        self._outline: list[tuple[Section, ...]] = [()]

    def sections_at(self, line: int) -> tuple[Section, ...]:
        """The headings above a line, the outermost first."""
        place = bisect_right(self._outline, line, lo=1, key=lambda sections: sections[-1].line)
        return self._outline[place - 1]

    def passages(self, node: SyntaxTreeNode, line: int = 1, mark: int = 0) -> Iterator[Passage]:
        """The passages below a node; ``mark`` is the line of the mark of the note it stands in."""
        if not node.is_root and node.map:
            line = node.map[0] + 1
        if node.type == "inline":
            passage = Passage(line, stands_at=mark or line)
            self._fill(passage, node)
            yield passage
        elif node.type == "heading":
            (passage,) = self.passages(node.children[0], line)
            self._open(passage, level=int(node.tag.removeprefix("h")))
            yield passage
        elif node.type == "fence":
            yield from self._fence(node.content, line + 1)
        elif node.type == "table":
            yield from self._table(node, line)
        else:
            for child in node.children:
                # the text of a note without a line of its own stands where its mark is
                mark = self._marks.get(child.meta["id"], line) if child.type == "footnote" else mark
                yield from self.passages(child, mark or line, mark)

    def _open(self, heading: Passage, *, level: int) -> None:
        """Begin a section: it has the next number of its level, below the last section of the level above."""
        before = self._outline[-1]
        above = before[: level - 1]
        last = before[len(above)].numbers[-1] if len(before) > len(above) else 0
        numbers = (*(above[-1].numbers if above else ()), last + 1)
        self._outline.append((*above, Section(heading.line, heading.words, numbers)))

    def _fill(self, passage: Passage, node: SyntaxTreeNode) -> None:
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

    def _table(self, node: SyntaxTreeNode, line: int) -> Iterator[Passage]:
        heads: list[str] = []
        for row in (row for part in node.children for row in part.children):
            line = row.map[0] + 1 if row.map else line
            cells = [next(self.passages(cell.children[0], line)) for cell in row.children]
            for place, cell in enumerate(cells):
                cell.row = _row(heads, cells, place)
            heads = heads or [cell.words.strip() for cell in cells]
            for cell, head in zip(cells, heads, strict=True):
                cell.counts_rows = head.casefold() in _COUNTERS
                yield cell

    def _fence(self, content: str, line: int) -> Iterator[Passage]:
        for match in _LISTED.finditer(content):
            listed_at = line + content.count("\n", 0, match.start())
            listed = re.split(r"[,\n]", match["codes"] or match["items"])
            codes = (item.strip().removeprefix("- ").strip(" '\"") for item in listed)
            self.cited += [(listed_at, code) for code in codes if code]
        for match in _CAPTION.finditer(content):
            printed_at = line + content.count("\n", 0, match.start())
            yield Passage(printed_at, match["words"], stands_at=printed_at)


def _row(heads: Sequence[str], cells: Sequence[Passage], place: int) -> str:
    """The row of a cell: its heading, then the other cells behind theirs; empty for a heading itself."""
    if not heads:
        return ""
    others = [f"{heads[other]} {cell.words}" for other, cell in enumerate(cells) if other != place]
    return "|".join([f"{heads[place]}.", *others])
