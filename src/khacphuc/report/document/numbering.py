"""Numbers of sections, tables, charts, notes and annexes, and where references lead.

``Walk`` visits every node of a document once, in reading order; ``Numbers`` returns each with its number
and refuses what cannot be numbered or printed (a skipped level, a table that is not rectangular).
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final, TypeVar, assert_never

from khacphuc.errors import DocumentError
from khacphuc.report.document import nodes
from khacphuc.report.words import document_words, number_label

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

# becomes part of an id in HTML, of a bookmark in DOCX and of a label in Typst: all take these characters
_CODE: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")
_Captioned = TypeVar("_Captioned", nodes.Table, nodes.Figure)
_ROMAN: Final = ((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))


def name(block: nodes.Block) -> str:
    """Name a block in a message: its kind and its first words, or its id."""
    label = nodes.plain(block)[:60]  # enough to find it by, short enough for a line
    if not label and isinstance(block, nodes.Heading | nodes.Table | nodes.Figure):
        label = block.id
    return f"the {block.type} {label!r}" if label else f"the {block.type}"


@dataclass(frozen=True, slots=True)
class Walk:
    """Changes every node, parents before children, in reading order.

    Attributes:
        block: what becomes of a block.
        inline: what becomes of an inline node.
    """

    block: Callable[[nodes.Block], nodes.Block]
    inline: Callable[[nodes.Inline], nodes.Inline]

    def blocks(self, blocks: tuple[nodes.Block, ...]) -> tuple[nodes.Block, ...]:
        """The changed blocks, with changed nodes below them."""
        return tuple(self._below_block(self.block(block)) for block in blocks)

    def inlines(self, inlines: tuple[nodes.Inline, ...]) -> tuple[nodes.Inline, ...]:
        """The changed inline nodes, with changed nodes below them."""
        return tuple(self._below_inline(self.inline(node)) for node in inlines)

    def _below_block(self, block: nodes.Block) -> nodes.Block:
        match block:
            case nodes.Heading() | nodes.Paragraph():
                return replace(block, children=self.inlines(block.children))
            case nodes.ItemList():
                return replace(block, items=tuple(self.blocks(item) for item in block.items))
            case nodes.Table():
                return replace(
                    block,
                    caption=self.inlines(block.caption),
                    rows=tuple(tuple(self.inlines(cell) for cell in row) for row in block.rows),
                    note=self.inlines(block.note),
                )
            case nodes.Figure():
                return replace(block, caption=self.inlines(block.caption))
            case nodes.Cover() | nodes.Signature():
                return block
            case _:
                assert_never(block)

    def _below_inline(self, node: nodes.Inline) -> nodes.Inline:
        match node:
            case nodes.Strong() | nodes.Emphasis() | nodes.Note():
                return replace(node, children=self.inlines(node.children))
            case nodes.Text() | nodes.Break() | nodes.CitedValue() | nodes.Reference():
                return node
            case _:
                assert_never(node)


def roman(value: int) -> str:
    """A number as sections of the first level are counted.

    >>> roman(4), roman(19)
    ('IV', 'XIX')
    """
    text = ""
    for worth, sign in _ROMAN:
        count, value = divmod(value, worth)
        text += sign * count
    return text


class Numbers:
    """The counters of one document, and where its references lead."""

    def __init__(self, language: str, annexes: int) -> None:
        self.targets: dict[str, str] = {}
        self._language = language
        self._words: Mapping[str, str] = document_words(language)
        self._sections = [0, 0, 0]
        self._level = 0
        self._annexes = annexes
        self._annex = 0
        self._cited: Counter[str] = Counter()
        self._counts = {"table": 0, "figure": 0, "note": 0}

    def number(self, blocks: tuple[nodes.Block, ...]) -> tuple[nodes.Block, ...]:
        """Blocks with their numbers, and the numbers of all that stands in them."""
        return Walk(self._block, self._inline).blocks(blocks)

    def _block(self, block: nodes.Block) -> nodes.Block:
        match block:
            case nodes.Heading():
                return self._annex_heading(block) if self._annex or block.annex else self._section(block)
            case nodes.Table():
                _check_table(block)
                return self._numbered(block)
            case nodes.Figure():
                _check_figure(block)
                return self._numbered(block)
            case nodes.ItemList():
                _check_items(block)
        return block

    def _inline(self, node: nodes.Inline) -> nodes.Inline:
        match node:
            case nodes.Note():
                return self._note(node)
            case nodes.CitedValue():
                return self._citation(node)
        return node

    def _note(self, node: nodes.Note) -> nodes.Note:
        if any(isinstance(inner, nodes.Note) for inner in nodes.inlines(node.children)):
            raise DocumentError(f"a footnote stands inside the footnote {nodes.plain(node.children)!r}")
        self._counts["note"] += 1
        return replace(node, number=self._counts["note"])

    def _citation(self, node: nodes.CitedValue) -> nodes.CitedValue:
        if not _CODE.fullmatch(node.id):
            raise DocumentError(f"the cited code {node.id!r} may hold only letters, digits, '.', '_' and '-'")
        self._cited[node.id] += 1
        return replace(node, number=self._cited[node.id])

    def _numbered(self, node: _Captioned) -> _Captioned:
        self._counts[node.type] += 1
        number = self._counts[node.type]
        self._target(node, number_label(node.type, number, self._language))
        return replace(node, number=number)

    def _target(self, node: nodes.Heading | nodes.Table | nodes.Figure, text: str) -> None:
        if not _CODE.fullmatch(node.id):
            raise DocumentError(
                f"the id of {name(node)} is {node.id!r}", remedy="use letters, digits, '.', '_' and '-'"
            )
        if node.id in self.targets:
            raise DocumentError(
                f"the id {node.id!r} is on both {self.targets[node.id]} and {text}", remedy="change one"
            )
        self.targets[node.id] = text

    def _descend(self, node: nodes.Heading) -> None:
        if node.level > self._level + 1:
            raise DocumentError(
                f"{name(node)} is of level {node.level} but follows level {self._level}",
                remedy="no level may be skipped",
            )
        self._level = node.level
        self._sections[node.level - 1] += 1
        self._sections[node.level :] = [0] * (3 - node.level)

    def _section(self, node: nodes.Heading) -> nodes.Heading:
        self._descend(node)
        first, *lower = [roman(self._sections[0]), *map(str, self._sections[1 : node.level])]
        path, label = ".".join((first, *lower)), ".".join(lower or [first]) + "."
        if node.id:
            self._target(node, f"{self._words['section']} {path}")
        return replace(node, path=path, label=label)

    def _annex_heading(self, node: nodes.Heading) -> nodes.Heading:
        if not node.annex and node.level == 1:
            raise DocumentError(
                f"{name(node)} is a section after the annexes began", remedy="put it before them"
            )
        if node.level == 1:
            self._annex += 1
            self._level, self._sections = 0, [self._annex - 1, 0, 0]
        self._descend(node)
        path = "annex-" + ".".join(str(part) for part in self._sections[: node.level])
        label = ""
        if node.level == 1:
            label = number_label("annex", self._annex if self._annexes > 1 else 0, self._language)
        if node.id:
            self._target(node, label or f"{self._words['section']} “{nodes.plain(node)}”")
        return replace(node, path=path, label=label, annex=True)


def _check_table(table: nodes.Table) -> None:
    width = len(table.columns)
    counts = {"alignments": len(table.align), "widths": len(table.widths) or width}
    wrong = [f"{count} {what}" for what, count in counts.items() if count != width]
    wrong += [
        f"{len(row)} cells in row {place}" for place, row in enumerate(table.rows, 1) if len(row) != width
    ]
    if len(table.row_ids) not in (0, len(table.rows)):
        wrong.append(f"{len(table.row_ids)} row ids for {len(table.rows)} rows")
    wrong += [f"the width {value:g}" for value in table.widths if not 0 < value < float("inf")]
    wrong += [f"the row id {row_id!r}" for row_id in table.row_ids if row_id and not _CODE.fullmatch(row_id)]
    if wrong or not width:
        raise DocumentError(
            f"the table {table.id!r} has {width} columns but {', '.join(wrong) or 'needs one'}"
        )


def _check_figure(figure: nodes.Figure) -> None:
    if not figure.alt.strip():
        raise DocumentError(f"the chart {figure.id!r} has no text alternative", remedy="say what it shows")


def _check_items(items: nodes.ItemList) -> None:
    for item in items.items:
        for block in item:
            if isinstance(block, nodes.Heading | nodes.Cover | nodes.Signature):
                raise DocumentError(f"{name(block)} stands inside a list", remedy="move it out")
