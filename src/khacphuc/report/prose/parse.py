r"""The office's prose: Markdown with citations in, document nodes out.

``@SL041`` prints a figure, ``@TL03`` a computed number, ``@VB300`` a document, ``@KD1`` a declared class.
A citation is a node from here on; nothing is ever searched for again. There is no template language:
what is not Markdown, a citation or one of the two fences (``table``, ``chart``) is an error. Only a fence
without data, with a heading above nothing else, is left out; a plain sign takes a backslash (``\@``).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from khacphuc.errors import ParameterError
from khacphuc.report.document import nodes
from khacphuc.report.prose.outline import Outline
from khacphuc.report.prose.signs import stray, unprintable
from khacphuc.text.markdown import parse_markdown
from khacphuc.text.pasted import plain_prose

if TYPE_CHECKING:
    from collections.abc import Sequence

    from markdown_it.tree import SyntaxTreeNode

    from khacphuc.report.prose.citations import Citations
    from khacphuc.text.markdown import ProseTree

CAPTION = re.compile(r"^Bảng:\s*")
# what looks like a code but lacks its sign; not inside a document number such as 300-KH/TĐTN-VP
_BARE = re.compile(r"(?<![\w@/-])[A-Z]{2}\d+[A-Z]*(?![\w/-])")
# word processors make quotation marks curly, and YAML would take them for part of a value
_CURLY = re.compile(r"(?:kind:\s*|\w+:\s*\[.*?)([“”„‘’«»])")  # the words of a caption may be quoted
# a bar that parts cells; one after a backslash is a letter of the cell
_BAR = re.compile(r"(?<!\\)\|")
_REFUSED = {
    "blockquote": "a quotation",
    "code_inline": "code",
    "hr": "a rule",
    "html_block": "HTML",
    "html_inline": "HTML",
    "image": "a picture",
    "link": "a link",
}

Fence = Callable[[str, str, str, int], nodes.Block | None]
"""Makes a block, or none, of a fence: its kind (``table``, ``chart``), text, file and first line."""


def parse_prose(text: str, citations: Citations, fence: Fence, *, filename: str) -> list[nodes.Block]:
    """Turn prose into blocks.

    Args:
        text: Markdown.
        citations: what codes print; it records what is cited, in reading order.
        fence: makes the block of a fence.
        filename: the file's name, as messages print it.

    Raises:
        ParameterError: an unknown code, or Markdown the document form has no place for; with file and line.
    """
    parsed = parse_markdown(plain_prose(text, filename=filename))
    reader = _Reader(citations, fence, filename, parsed.lines)
    reader.refuse_lost(parsed)
    blocks = list(reader.blocks(parsed.root.children))
    reader.refuse_unread(parsed)
    return reader.outline.without_emptied(blocks)


class _Reader:
    """Walks the syntax tree once; every node is turned into one of ours or refused."""

    def __init__(self, citations: Citations, fence: Fence, filename: str, lines: Sequence[str]) -> None:
        self._citations = citations
        self._fence = fence
        self._filename = filename
        self._lines = lines
        self._notes: dict[int, SyntaxTreeNode] = {}
        self._open: int | None = None
        self._read: set[str] = set()
        self._line = 1
        self._tables = 0
        self.outline = Outline()
        self._fence_lines: dict[str, int] = {}

    def refuse_lost(self, parsed: ProseTree) -> None:
        """Refuse what Markdown itself would drop: definitions of links, and of a note the second time."""
        for reference in parsed.references:
            self._line = reference["map"][0] + 1
            raise self._refusal("link")
        labels: set[str] = set()
        for label, line in parsed.notes:
            self._line = line
            if label in labels:
                raise self._error(f"the footnote [^{label}] is written twice", "give each its own mark")
            labels.add(label)

    def refuse_unread(self, parsed: ProseTree) -> None:
        """Refuse notes that no mark in the text leads to; one in the note itself is none."""
        for label, line in parsed.notes:
            if label not in self._read:
                self._line = line
                raise self._error(
                    f"no mark leads to the footnote [^{label}]", "set it where the note belongs"
                )

    def blocks(self, children: list[SyntaxTreeNode]) -> Iterator[nodes.Block]:
        for child in children:
            if child.type == "footnote_block":
                self._notes = {note.meta["id"]: note for note in child.children}
        caption: tuple[nodes.Inline, ...] = ()
        for place, child in enumerate(children):
            self._at(child)
            following = children[place + 1].type if place + 1 < len(children) else ""
            if child.type == "paragraph" and following == "table":
                caption = self._caption(child)
            elif child.type == "table":
                yield self._table(child, caption)
                caption = ()
            elif child.type != "footnote_block" and (block := self._block(child)) is not None:
                yield block

    def _block(self, node: SyntaxTreeNode) -> nodes.Block | None:
        if node.type == "heading":
            return self._heading(node)
        if node.type == "paragraph":
            if CAPTION.match(self._lines[self._line - 1].strip()):
                raise self._error("no table follows this caption", "a table's second line is |---|---|")
            return nodes.Paragraph(children=self._inline(node))
        if node.type in {"bullet_list", "ordered_list"}:
            if (first := node.attrs.get("start", 1)) != 1:
                raise self._error(
                    f"this list begins with {first}",
                    f"the document counts from 1: leave no gap, or write {first}\\. for a plain number",
                )
            items = tuple(filter(None, map(self._item, node.children)))
            return nodes.ItemList(items=items, ordered=node.type == "ordered_list") if items else None
        if node.type == "fence":
            return self._fenced(node)
        raise self._refusal(node.type)

    def _heading(self, node: SyntaxTreeNode) -> nodes.Heading:
        heading = nodes.Heading(level=int(node.tag[1]), children=self._inline(node))
        self._at(node)
        if node.markup in {"-", "="} and node.map:
            self._line = node.map[1]  # the line of dashes, counted from 1
        self._refuse(self.outline.add(heading, nested=bool(node.level), markup=node.markup))
        return heading

    def _item(self, node: SyntaxTreeNode) -> tuple[nodes.Block, ...]:
        self._at(node)
        if not node.children:
            raise self._error("a list item without words", "write them behind its sign, or delete the line")
        return tuple(self.blocks(node.children))

    def _fenced(self, node: SyntaxTreeNode) -> nodes.Block | None:
        begins = self._line
        for self._line, line in enumerate(node.content.split("\n"), begins + 1):
            self._refuse(unprintable(line))
            if match := _CURLY.match(line):
                raise self._error(f"a curly quotation mark {match[1]} among the options", "leave it out")
        self._line = begins
        block = self._fence(node.info.strip(), node.content, self._filename, begins)
        if block is None:
            self.outline.leave_out()
        if isinstance(block, nodes.Table | nodes.Figure):
            self._refuse(unprintable(nodes.plain(block.caption)))
            if (before := self._fence_lines.setdefault(block.id, begins)) != begins:
                raise self._error(f"the fence of line {before} again", "keep one of them")
        return block

    def _table(self, node: SyntaxTreeNode, caption: tuple[nodes.Inline, ...]) -> nodes.Table:
        if not caption:
            raise self._error("a table needs a caption: a paragraph 'Bảng: …' just before it")
        head, *body = node.children
        cells = head.children[0].children
        first = self._line
        columns = tuple(self._inline(cell) for cell in cells)
        if any(isinstance(part, nodes.CitedValue | nodes.Note) for part in nodes.inlines(columns)):
            raise self._error("a column's name is plain words", "cite and set notes in the rows below")
        rows = []
        for place, row in enumerate(row for part in body for row in part.children):
            self._line = first + 2 + place  # below the names and the line of dashes
            written = self._lines[self._line - 1].strip()
            if (count := len(_BAR.split(written.removeprefix("|").removesuffix("|")))) != len(cells):
                raise self._error(f"this row has {count} cells, the table {len(cells)}")
            rows.append(tuple(self._inline(cell) for cell in row.children))
        self._tables += 1
        return nodes.Table(
            id=f"bang-{self._tables}",
            caption=caption,
            columns=tuple(nodes.plain(column) for column in columns),
            rows=tuple(rows),
            align=tuple(_alignment(cell) for cell in cells),
        )

    def _caption(self, node: SyntaxTreeNode) -> tuple[nodes.Inline, ...]:
        first, *rest = self._inline(node)
        words = CAPTION.sub("", first.text) if isinstance(first, nodes.Text) else ""
        if not isinstance(first, nodes.Text) or words == first.text or not (words or rest):
            raise self._error("the paragraph before a table must be its caption: 'Bảng: …'")
        return (nodes.Text(text=words), *rest) if words else tuple(rest)

    def _inline(self, node: SyntaxTreeNode) -> tuple[nodes.Inline, ...]:
        return tuple(part for child in node.children for part in self._parts(child))

    def _parts(self, node: SyntaxTreeNode) -> Iterator[nodes.Inline]:  # noqa: C901 - one branch a kind of node
        match node.type:
            case "inline":
                self._at(node)
                yield from self._inline(node)
            case "text":
                if node.content:
                    self._refuse(unprintable(node.content))
                    self._refuse_bare(node.content)
                    yield nodes.Text(text=node.content)
            case "softbreak":
                self._line += 1
                yield nodes.Text(text=" ")
            case "hardbreak":
                self._line += 1
                yield nodes.Break()
            case "strong":
                yield nodes.Strong(children=self._inline(node))
            case "em":
                yield nodes.Emphasis(children=self._inline(node))
            case "citation":
                yield self._cite(node)
            case "footnote_ref":
                yield nodes.Note(children=self._note(node))
            case "stray":
                self._refuse(stray(node.content))
            case "footnote_anchor":  # the way back from a note: the writers make their own
                pass
            case _:
                raise self._refusal(node.type)

    def _note(self, node: SyntaxTreeNode) -> tuple[nodes.Inline, ...]:
        note, label, line = node.meta["id"], node.meta.get("label"), self._line
        if note == self._open:
            raise self._error(f"the footnote [^{label}] stands in itself")
        if self._open is not None:
            raise self._error(f"a footnote stands in another: [^{label or '…'}]", "put its words there")
        self._open = note
        self._read.add(label or "")
        parts: list[nodes.Inline] = []
        for block in self._notes[note].children:
            self._at(block)
            if block.type == "paragraph":
                parts += ([nodes.Text(text=" ")] if parts else []) + list(self._inline(block))
            elif block.type != "footnote_anchor":
                raise self._error("a footnote holds plain paragraphs only")
        self._open = None
        self._line = line if label else self._line  # its text may stand elsewhere: back to the mark
        if not parts:
            raise self._error(
                f"the footnote [^{label}] has no text", f"write '[^{label}]: …' in a line of its own"
            )
        return tuple(parts)

    def _cite(self, node: SyntaxTreeNode) -> nodes.CitedValue:
        typed = node.meta["typed"]
        if node.meta["glued"]:
            raise self._error(f"{typed} stands against the word before it", "leave a blank between them")
        self._refuse(self._citations.refusal(node.content))
        bound = self._citations.cite(node.content)
        if bound is None:
            near = self._citations.nearest(node.content)
            remedy = f"did you mean @{near}?" if near else "a plain sign is written \\@"
            raise self._error(f"nothing has the code {typed}", remedy)
        return bound

    def _refuse(self, mistake: tuple[str, str]) -> None:
        observed, remedy = mistake
        if observed:
            raise self._error(observed, remedy)

    def _refuse_bare(self, words: str) -> None:
        for match in _BARE.finditer(words):
            code = match[0]
            if code in self._citations.citables:
                raise self._error(f"the code {code} stands without its sign", f"write @{code}")

    def _at(self, node: SyntaxTreeNode) -> None:
        if node.map:
            self._line = node.map[0] + 1

    def _refusal(self, kind: str) -> ParameterError:
        observed = f"{_REFUSED.get(kind, kind)} has no place in the document"
        return self._error(observed, "write plain words, **bold**, *italic*, a list")

    def _error(self, observed: str, remedy: str = "") -> ParameterError:
        return ParameterError(observed, place=f"{self._filename}, line {self._line}", remedy=remedy)


def _alignment(cell: SyntaxTreeNode) -> nodes.Alignment:
    style = str(cell.attrs.get("style", ""))
    return "right" if "right" in style else "center" if "center" in style else "left"
