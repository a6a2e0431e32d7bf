"""Nodes become HTML fragments, for what JupyterLab shows and for the HTML report alike.

Every word is escaped; nothing but what is written here can become a tag. ``Markup`` keeps what one
document has already said (how often a code was cited, which notes wait for the end), so that ids are
unique and the same document always gives the same text.
"""

from __future__ import annotations

import base64
from collections import Counter
from html import escape
from typing import TYPE_CHECKING, Any

from khacphuc.report import nodes
from khacphuc.report.words import number_label, words

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


class Markup:
    """Turns the nodes of one document into HTML, in reading order.

    Args:
        language: of our own words.
        rows: ids of the table rows a cited value may lead to.
        prefix: put before every id, so that several outputs can share one page.
    """

    def __init__(self, language: str = "vi", rows: Iterable[str] = (), prefix: str = "") -> None:
        self.words: Mapping[str, str] = words(language)
        self.notes: list[tuple[int, str]] = []
        self._language = language
        self._rows = frozenset(rows)
        self._prefix = escape(prefix)
        self._cited: Counter[str] = Counter()

    def blocks(self, blocks: Iterable[Any]) -> str:
        """Blocks of a body or an annex, one after another."""
        return "\n".join(self.block(block) for block in blocks)

    def block(self, block: Any) -> str:
        """One block of a body or an annex (cover and signature belong to the writers)."""
        match block:
            case nodes.Heading():
                return self._heading(block)
            case nodes.Paragraph():
                return f"<p>{self.inline(block.children)}</p>"
            case nodes.ItemList():
                tag = "ol" if block.ordered else "ul"
                items = "".join(f"<li>{self._item(item)}</li>" for item in block.items)
                return f"<{tag}>{items}</{tag}>"
            case nodes.Table():
                return self._table(block)
            case nodes.Figure():
                return self._figure(block)
        raise TypeError(f"{type(block).__name__} is not a block of a body")

    def inline(self, children: Iterable[Any]) -> str:
        """Words with their marks."""
        return "".join(self._inline(child) for child in children)

    def endnotes(self) -> str:
        """The notes met so far, as a list; empty when there are none."""
        if not self.notes:
            return ""
        items = "".join(
            f'<li id="{self._id("note", number)}" value="{number}">{text} '
            f'<a class="back" role="doc-backlink" href="#{self._id("mark", number)}" aria-label="'
            f'{escape(self.words["back_to_note"].format(number=number))}">↑</a></li>'
            for number, text in self.notes
        )
        return f'<ol class="notes">{items}</ol>'

    def _id(self, kind: str, name: Any) -> str:
        return f"{self._prefix}{kind}-{escape(str(name))}"

    def _inline(self, node: Any) -> str:  # noqa: PLR0911 - one return a kind of node
        match node:
            case nodes.Text():
                return escape(node.text)
            case nodes.Strong():
                return f"<strong>{self.inline(node.children)}</strong>"
            case nodes.Emphasis():
                return f"<em>{self.inline(node.children)}</em>"
            case nodes.Break():
                return "<br>"
            case nodes.Bound():
                return self._bound(node)
            case nodes.Note():
                return self._note(node)
            case nodes.Reference():
                text = escape(node.text or f"[{node.target}]")
                return f'<a class="reference" href="#{self._id("block", node.target)}">{text}</a>'
        raise TypeError(f"{type(node).__name__} is not an inline node")

    def _bound(self, node: nodes.Bound) -> str:
        self._cited[node.id] += 1
        attributes = f'class="bound" id="{self._id("cite", f"{node.id}-{self._cited[node.id]}")}"'
        attributes += f' data-kind="{escape(node.kind)}"'
        if node.trace:
            attributes += f' title="{escape(node.trace)}"'
        if node.id in self._rows:
            return f'<a {attributes} href="#{self._id("row", node.id)}">{escape(node.text)}</a>'
        return f"<span {attributes}>{escape(node.text)}</span>"

    def _note(self, node: nodes.Note) -> str:
        number = node.number or len(self.notes) + 1
        place = len(self.notes)
        self.notes.append((number, ""))
        self.notes[place] = (number, self.inline(node.children))
        label = f"{self.words['note']} {number}"
        return (
            f'<sup><a id="{self._id("mark", number)}" href="#{self._id("note", number)}" '
            f'role="doc-noteref" aria-label="{escape(label)}">{number}</a></sup>'
        )

    def anchor(self, heading: nodes.Heading) -> str:
        """The id a heading is reached by; empty while it has no number."""
        if heading.id:
            return self._id("block", heading.id)
        if heading.annex and heading.path:
            return f"{self._prefix}{escape(heading.path)}"
        return self._id("section", heading.path) if heading.path else ""

    def _heading(self, node: nodes.Heading) -> str:
        tag, anchor = f"h{node.level + 1}", self.anchor(node)
        identity = f' id="{anchor}"' if anchor else ""
        label = f'<span class="label">{escape(node.label)}</span> ' if node.label else ""
        kind = ' class="annex"' if node.annex and node.level == 1 else ""
        return f"<{tag}{identity}{kind}>{label}{self.inline(node.children)}</{tag}>"

    def _item(self, item: tuple[Any, ...]) -> str:
        if len(item) == 1 and isinstance(item[0], nodes.Paragraph):
            return self.inline(item[0].children)
        return self.blocks(item)

    def _caption(self, node: nodes.Table | nodes.Figure) -> str:
        label = number_label(node.type, node.number, self._language)
        return f'<span class="label">{escape(label)}.</span> {self.inline(node.caption)}'

    def _table(self, node: nodes.Table) -> str:
        caption_id = self._id("caption", node.id)
        caption = self._caption(node)
        total = sum(node.widths)
        columns = "".join(f'<col style="width:{100 * width / total:.2f}%">' for width in node.widths)
        head = "".join(
            f'<th scope="col" class="{align}">{escape(column)}</th>'
            for column, align in zip(node.columns, node.align, strict=True)
        )
        row_ids = node.row_ids or ("",) * len(node.rows)
        rows = "".join(
            self._row(row, row_id, node.align) for row, row_id in zip(node.rows, row_ids, strict=True)
        )
        if not rows:
            nothing = escape(self.words["no_rows"])
            rows = f'<tr><td class="center" colspan="{len(node.columns)}">{nothing}</td></tr>'
        note = f'<p class="table-note">{self.inline(node.note)}</p>' if node.note else ""
        wide = " wide" if len(node.columns) > 4 else ""  # noqa: PLR2004 - more do not fit on a phone
        return (
            f'<div class="table{wide}" id="{self._id("block", node.id)}">'
            f'<div class="scroll" role="region" tabindex="0" aria-labelledby="{caption_id}"><table>'
            f'<caption id="{caption_id}">{caption}</caption>'
            f"{f'<colgroup>{columns}</colgroup>' if columns else ''}"
            f"<thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></div>{note}</div>"
        )

    def _row(self, row: tuple[tuple[Any, ...], ...], row_id: str, align: tuple[str, ...]) -> str:
        cells = [self.inline(cell) for cell in row]
        identity = f' id="{self._id("row", row_id)}"' if row_id else ""
        if row_id and self._cited[row_id]:
            label = escape(self.words["back_to_citation"].format(code=row_id))
            target = self._id("cite", f"{row_id}-1")
            cells[0] += f'<a class="back" href="#{target}" aria-label="{label}">↑</a>'
        first = f'<th scope="row" class="{align[0]}">{cells[0]}</th>'
        rest = "".join(
            f'<td class="{side}">{cell}</td>' for cell, side in zip(cells[1:], align[1:], strict=True)
        )
        return f"<tr{identity}>{first}{rest}</tr>"

    def _figure(self, node: nodes.Figure) -> str:
        data = base64.b64encode(node.svg.encode()).decode("ascii")
        return (
            f'<figure id="{self._id("block", node.id)}">'
            f'<img src="data:image/svg+xml;base64,{data}" alt="{escape(node.alt)}">'
            f"<figcaption>{self._caption(node)}</figcaption></figure>"
        )


def linked_rows(document: nodes.Document) -> frozenset[str]:
    """The ids of the table rows a cited value may lead to."""
    blocks = (*document.body, *document.annexes)
    return frozenset(
        row_id for block in blocks if isinstance(block, nodes.Table) for row_id in block.row_ids if row_id
    )
