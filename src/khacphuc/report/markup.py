"""Nodes in, HTML fragments out: for what JupyterLab shows and for the HTML report alike.

Every word is escaped; nothing but what is written here can become a tag. ``Markup`` counts the citations of
one document and collects its notes for the end, so that ids are unique and the same document always gives
the same text.
"""

from __future__ import annotations

import base64
from collections import Counter
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING, assert_never

from khacphuc.locale import marks
from khacphuc.report.anchors import citation_anchor
from khacphuc.report.document import nodes
from khacphuc.report.words import document_words, number_label

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


@dataclass(frozen=True, slots=True)
class Links:
    """Where the citations of one page lead to.

    Attributes:
        rows: ids of the table rows a cited value may lead to.
        cited: how often each id is cited, for the ways back.
        review: the review page beside this one, empty if there is none.
    """

    rows: frozenset[str]
    cited: Counter[str]
    review: str = ""


class Markup:
    """Turns the nodes of one document into HTML, in reading order.

    Args:
        language: of the suite's own words.
        links: where citations lead to; without them (in a notebook) they lead nowhere, and the text of a
            tooltip is a title.
        prefix: put before every id, so that several outputs can share one page.
        roomy: a chart keeps a width its words can be read at, and is scrolled on a narrower screen; the page
            has the style for it.
    """

    def __init__(
        self, language: str = "vi", links: Links | None = None, prefix: str = "", *, roomy: bool = False
    ) -> None:
        self.words: Mapping[str, str] = document_words(language)
        self.notes: list[tuple[int, str]] = []
        self._language = language
        self._office, self._ours = marks(language)
        self._links = links
        self._roomy = roomy
        self._prefix = escape(prefix)
        self._cited: Counter[str] = Counter()

    def blocks(self, blocks: Iterable[nodes.Block]) -> str:
        """Blocks of a body or an annex, one after another."""
        return "\n".join(self.block(block) for block in blocks)

    def block(self, block: nodes.Block) -> str:
        """One block of a body or an annex (cover and signature belong to the writers).

        Raises:
            TypeError: a cover or a signature.
        """
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
            case nodes.Cover() | nodes.Signature():
                raise TypeError(f"{type(block).__name__} is not a block of a body")
            case _:
                assert_never(block)

    def inline(self, children: Iterable[nodes.Inline]) -> str:
        """Words with their marks."""
        return "".join(self._inline(child) for child in children)

    def endnotes(self) -> str:
        """The notes met so far, as a list; empty when there are none."""
        if not self.notes:
            return ""
        items = "".join(
            f'<li id="{self._id("note", number)}" value="{number}">{text} '
            f'<a class="back" role="doc-backlink" href="#{self._id("mark", number)}"{self._ours} aria-label="'
            f'{escape(self.words["back_to_note"].format(number=number))}">↑</a></li>'
            for number, text in self.notes
        )
        return f'<ol class="notes"{self._office}>{items}</ol>'

    def _id(self, kind: str, name: str | int) -> str:
        return f"{self._prefix}{kind}-{escape(str(name))}"

    def _inline(self, node: nodes.Inline) -> str:  # noqa: PLR0911 - one return a kind of node
        match node:
            case nodes.Text():
                return escape(node.text)
            case nodes.Strong():
                return f"<strong>{self.inline(node.children)}</strong>"
            case nodes.Emphasis():
                return f"<em>{self.inline(node.children)}</em>"
            case nodes.Break():
                return "<br>"
            case nodes.CitedValue():
                return self._cited_value(node)
            case nodes.Note():
                return self._note(node)
            case nodes.Reference():
                text = escape(node.text or f"[{node.target}]")
                return f'<a class="reference"{self._ours} href="#{self._id("block", node.target)}">{text}</a>'
            case _:
                assert_never(node)

    def _cited_value(self, node: nodes.CitedValue) -> str:
        self._cited[node.id] += 1
        number = node.number or self._cited[node.id]
        anchor = self._prefix + escape(citation_anchor(node.id, number))
        attributes = f'class="bound" id="{anchor}" data-kind="{escape(node.kind)}"'
        if self._links is None:
            title = f' title="{escape(node.trace)}"' if node.trace else ""
            return f"<span {attributes}{title}>{escape(node.text)}</span>"
        # without a row it leads to itself: its tooltip is still in reach of the keyboard
        target = self._id("row", node.id) if node.id in self._links.rows else anchor
        sign, tip = self._sign(node, self._links.review), self._tip(node, number, self._links.review)
        described = f' aria-describedby="{self._id("tip", f"{node.id}-{number}")}"' if tip else ""
        link = f'<a {attributes} href="#{target}"{described}>{escape(node.text)}</a>'
        return f'<span class="cite">{link}{sign}{tip}</span>' if tip else link + sign

    def _sign(self, node: nodes.CitedValue, review: str) -> str:
        """The mark that a finding stands on a value: it leads to the first of them."""
        if not review or not node.findings:
            return ""
        label = self.words["finding"].format(code=node.id)
        target = f"{review}#{node.findings[0]}"
        return f'<a class="sign"{self._ours} href="{escape(target)}" aria-label="{escape(label)}"></a>'

    def _tip(self, node: nodes.CitedValue, number: int, review: str) -> str:
        """The text of a value's tooltip; hidden, so that it is read as a description and only once."""
        if not node.trace:
            return ""
        first, *rest = (escape(line) for line in node.trace.splitlines())
        lines = [f"<strong>{first}</strong>", *rest]
        if review and node.findings:
            lines.append(f"<em>{escape(self.words['finding_tip'])}</em>")
        identity = self._id("tip", f"{node.id}-{number}")
        return (
            f'<span class="tip"{self._ours} role="tooltip" id="{identity}" hidden>{"<br>".join(lines)}</span>'
        )

    def _note(self, node: nodes.Note) -> str:
        number = node.number or len(self.notes) + 1
        place = len(self.notes)
        self.notes.append((number, ""))
        self.notes[place] = (number, self.inline(node.children))
        label = f"{self.words['note']} {number}"
        return (
            f'<sup><a id="{self._id("mark", number)}" href="#{self._id("note", number)}" '
            f'role="doc-noteref"{self._ours} aria-label="{escape(label)}">{number}</a></sup>'
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
        kind += ' style="break-before:page"' if node.starts_page else ""
        return f"<{tag}{identity}{kind}>{label}{self.inline(node.children)}</{tag}>"

    def _item(self, item: tuple[nodes.Block, ...]) -> str:
        match item:
            case (nodes.Paragraph() as only,):
                return self.inline(only.children)
        return self.blocks(item)

    def _caption(self, node: nodes.Table | nodes.Figure) -> str:
        label = number_label(node.type, node.number, self._language)
        return f'<span class="label"{self._ours}>{escape(label)}.</span> {self.inline(node.caption)}'

    def _table(self, node: nodes.Table) -> str:
        caption_id = self._id("caption", node.id)
        caption = self._caption(node)
        total = sum(node.widths)
        columns = "".join(f'<col style="width:{100 * width / total:.2f}%">' for width in node.widths)
        head = "".join(self._header(node, place) for place in range(len(node.columns)))
        row_ids = node.row_ids or ("",) * len(node.rows)
        rows = "".join(self._row(node, row, row_id) for row, row_id in zip(node.rows, row_ids, strict=True))
        if not rows:
            nothing = escape(self.words["no_rows"])
            rows = f'<tr><td class="center"{self._ours} colspan="{len(node.columns)}">{nothing}</td></tr>'
        note = f'<p class="table-note">{self.inline(node.note)}</p>' if node.note else ""
        return (
            f'<div class="table{self._kind(node)}" id="{self._id("block", node.id)}">'
            f'<div class="scroll" role="region" tabindex="0" aria-labelledby="{caption_id}"><table>'
            f'<caption id="{caption_id}">{caption}</caption>'
            f"{f'<colgroup>{columns}</colgroup>' if columns else ''}"
            f"<thead><tr>{head}</tr></thead><tbody{self._office}>{rows}</tbody></table></div>{note}</div>"
        )

    def _kind(self, node: nodes.Table) -> str:
        # more columns do not fit on a phone; rows that citations lead to are whole there, cell below cell
        return " records" if node.row_ids else " wide" if len(node.columns) > 4 else ""  # noqa: PLR2004

    def _header(self, node: nodes.Table, place: int) -> str:
        return f'<th scope="col" class="{node.align[place]}">{escape(node.columns[place])}</th>'

    def _row(self, node: nodes.Table, row: tuple[tuple[nodes.Inline, ...], ...], row_id: str) -> str:
        align, cells = node.align, [self.inline(cell) for cell in row]
        identity = self._row_identity(row_id)
        if row_id and self._links is not None:
            cells[0] += self._back(row_id, self._links.cited[row_id])
        first = f'<th scope="row" class="{align[0]}">{cells[0]}</th>'
        rest = "".join(
            f'<td class="{side}"{self._column(node, place)}>{cell}</td>'
            for place, (cell, side) in enumerate(zip(cells[1:], align[1:], strict=True), start=1)
        )
        return f"<tr{identity}>{first}{rest}</tr>"

    def _row_identity(self, row_id: str) -> str:
        return f' id="{self._id("row", row_id)}"' if row_id else ""

    def _column(self, node: nodes.Table, place: int) -> str:
        """The name of a cell's column, for a screen too narrow for columns; only where citations lead."""
        return f' data-column="{escape(node.columns[place])}"' if node.row_ids else ""

    def _back(self, code: str, times: int) -> str:
        """The ways back from a row, one to each place that cites it."""
        label = self.words["back_to_nth_citation" if times > 1 else "back_to_citation"]
        return "".join(
            f' <a class="back"{self._ours} href="#{self._prefix}{escape(citation_anchor(code, nth))}" '
            f'aria-label="{escape(label.format(code=code, number=nth))}">↑{nth if times > 1 else ""}</a>'
            for nth in range(1, times + 1)
        )

    def _figure(self, node: nodes.Figure) -> str:
        return (
            f'<figure id="{self._id("block", node.id)}">{self._picture(node)}'
            f"<figcaption>{self._caption(node)}</figcaption></figure>"
        )

    def _picture(self, node: nodes.Figure) -> str:
        data = base64.b64encode(node.svg.encode()).decode("ascii")
        image = f'<img src="data:image/svg+xml;base64,{data}" alt="{escape(node.alt)}"{self._ours}>'
        if not self._roomy:
            return image
        label = f"{number_label(node.type, node.number, self._language)}: {nodes.plain(node.caption)}"
        return f'<div class="scroll" role="region" tabindex="0" aria-label="{escape(label)}">{image}</div>'


def linked_rows(document: nodes.Document) -> frozenset[str]:
    """The ids of the table rows a cited value may lead to."""
    blocks = (*document.body, *document.annexes)
    return frozenset(
        row_id for block in blocks if isinstance(block, nodes.Table) for row_id in block.row_ids if row_id
    )
