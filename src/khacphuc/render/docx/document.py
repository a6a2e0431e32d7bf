"""A numbered document becomes a Word file, for offices that edit and sign in Word.

It has the form and the words of the PDF, made of Word's own parts: styles, lists, footnotes, fields.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Final, assert_never

from khacphuc.errors import DocumentError
from khacphuc.render import profiles
from khacphuc.render.docx.flow import in_flow
from khacphuc.render.docx.form import foot, head
from khacphuc.render.docx.inlines import Inlines
from khacphuc.render.docx.lists import BULLETS, Lists
from khacphuc.render.docx.package import Package
from khacphuc.render.docx.styles import LOCALES, styles
from khacphuc.render.docx.tables import Look, Tables
from khacphuc.render.docx.xml import Indent, element_run, field, paragraph, points, text_run, twips
from khacphuc.render.form import author, day_of, form, with_signature
from khacphuc.report.document import nodes
from khacphuc.report.document.numbering import name
from khacphuc.report.markup import linked_rows

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from khacphuc.render.profiles import Profile

_PAGE: Final = (points(210), points(297))
_HEADER_TO_TEXT: Final = points(8)
_LINE: Final = 1.15  # the height of a line of Times, in sizes of a letter
_FOOTER_TO_EDGE: Final = points(10)
_LISTED: Final = {True: "ListNumber", False: "ListBullet"}


def to_docx(document: nodes.Document) -> bytes:
    """Write a document as a Word file.

    Args:
        document: numbered (see ``report.document``).

    Raises:
        DocumentError: a block of it cannot be written; the message says which.
        ParameterError: the document names an unknown profile.
    """
    return _Writer(document).to_bytes()


class _Writer:
    """Writes the blocks of one document in reading order: footnotes and bookmarks are numbered on the way."""

    def __init__(self, document: nodes.Document) -> None:
        cover = document.cover
        self._document = document
        self._profile = profiles.load(cover.profile)
        self._form = form(document, self._profile)
        margins = self._profile.margins_mm
        self._width = _PAGE[0] - points(margins.left + margins.right)
        self._package = Package()
        self._lists = Lists(points(self._profile.first_line_mm))
        self._inlines = Inlines(linked_rows(document), _numbered(document))
        self._flow = in_flow(document, self._profile, self._width)
        share = self._flow.chart_share
        self._tables = Tables(self._inlines, self._package.part, self._width, cover.language, share)
        self._look = Look("TableText", self._profile.table_pt)

    def to_bytes(self) -> bytes:
        """Write the file."""
        document, cover = self._document, self._document.cover
        body = [_named(cover, lambda: head(self._form, self._profile, self._width))]
        blocks = self._flow.body
        first_kept = len(blocks) - with_signature(blocks)
        body += [self._named_block(block, keep=place >= first_kept) for place, block in enumerate(blocks)]
        body.append(_named(document.signature, lambda: foot(self._form, self._width)))
        self._look = Look("AnnexTableText", self._profile.annex_table_pt)
        # no small table has the last page for itself: the last rows before it go with it
        before_last = len(document.annexes) - 2
        body += [
            self._named_block(block, keep=place == before_last)
            for place, block in enumerate(document.annexes)
        ]
        if not document.annexes:  # Word adds a line to a document that ends with a grid
            body.append(paragraph("AfterTable", ""))
        self._package.fill(
            body="".join(body) + _section(self._profile, self._headers()),
            styles=styles(self._profile, cover.language, self._width),
            numbering=self._lists.xml(),
            notes="".join(self._inlines.notes),
            settings=_settings(cover.language),
        )
        self._package.describe(
            title=document.title,
            subject=cover.subject,
            author=author(cover),
            language=LOCALES[cover.language],
            day=dt.datetime.combine(day_of(cover), dt.time()),
        )
        return self._package.to_bytes()

    def _headers(self) -> str:
        """The references to the headers: the number of the page, and what every page says of the figures."""
        label = paragraph("Header", text_run(self._form.synthetic, bold=True)) if self._form.synthetic else ""
        further = self._package.header(paragraph("Header", field("PAGE", text_run("2"))) + label)
        first = f'<w:headerReference w:type="first" r:id="{self._package.header(label)}"/>' if label else ""
        return f'<w:headerReference w:type="default" r:id="{further}"/>{first}'

    def _named_block(self, block: nodes.Block, *, keep: bool = False) -> str:
        return _named(block, lambda: self._block(block, keep=keep))

    def _block(self, block: nodes.Block, *, keep: bool = False, level: int = 0) -> str:
        """Write a block.

        Args:
            block: of a body or an annex.
            keep: on one page with what follows.
            level: of the list it stands in.

        Raises:
            TypeError: a cover or a signature.
        """
        match block:
            case nodes.Heading():
                return self._heading(block)
            case nodes.Paragraph():
                return paragraph("BodyText", self._inlines.inline(block.children), keep=keep)
            case nodes.ItemList():
                return self._list(block, level, keep=keep)
            case nodes.Table():
                return self._tables.table(block, self._look, keep=keep)
            case nodes.Figure():
                return self._tables.figure(block)
            case nodes.Cover() | nodes.Signature():
                raise TypeError(f"{type(block).__name__} is not a block of a body")
            case _:
                assert_never(block)

    def _heading(self, block: nodes.Heading) -> str:
        words = self._inlines.inline(block.children)
        begins_annex = block.annex and block.level == 1
        if begins_annex:
            words = self._anchored(block, text_run(block.label)) + element_run("<w:br/>") + words
            line = paragraph("AnnexOf", text_run(self._form.annex_of))
            return paragraph("AnnexHeading", words) + line
        label = text_run(f"{block.label} ") if block.label else ""
        content = self._anchored(block, label + words)
        return paragraph(f"Heading{block.level}", content, starts_page=block.starts_page)

    def _anchored(self, block: nodes.Heading, content: str) -> str:
        return self._inlines.bookmarks.around("block", block.id, content) if block.id else content

    def _list(self, block: nodes.ItemList, level: int, *, keep: bool) -> str:
        style = _LISTED[block.ordered]
        numbering = (self._lists.numbered(level), level) if block.ordered else None
        if level and not block.ordered:
            numbering = (BULLETS, level)
        stands = self._lists.indent(level, ordered=block.ordered)
        further = Indent(left=stands.left)
        written = []
        for item in block.items:
            last = keep and item is block.items[-1]
            words, rest = "", item
            if item and isinstance(item[0], nodes.Paragraph):
                words, rest = self._inlines.inline(item[0].children), item[1:]
            written.append(paragraph(style, words, keep=last, numbering=numbering))
            for part in rest:
                if isinstance(part, nodes.Paragraph):
                    words = self._inlines.inline(part.children)
                    written.append(paragraph("ListContinue", words, keep=last, indent=further))
                else:
                    written.append(self._block(part, keep=last, level=level + 1))
        return "".join(written)


def _named(block: nodes.Block, write: Callable[[], str]) -> str:
    """Write a block; an error names it, for what writes a part of it does not know which it is."""
    try:
        return write()
    except DocumentError as error:
        raise DocumentError(
            f"{name(block)} {error.observed}", place=error.place, expected=error.expected, remedy=error.remedy
        ) from error


def _numbered(document: nodes.Document) -> Iterator[str]:
    """The ids of tables, charts and annexes: their name stands there, so fields can be updated from it."""
    waiting: list[nodes.Block] = [*document.body, *document.annexes]
    while waiting:
        match waiting.pop():
            case nodes.Table(id=identity) | nodes.Figure(id=identity):
                yield identity
            case nodes.Heading(id=identity, level=1, annex=True) if identity:
                yield identity
            case nodes.ItemList(items=items):
                waiting += (block for item in items for block in item)


def _section(profile: Profile, headers: str) -> str:
    margins = profile.margins_mm
    above = points(margins.top) - _HEADER_TO_TEXT - profile.page_number_pt * _LINE
    below = twips(_FOOTER_TO_EDGE)
    sides = {side: twips(points(getattr(margins, side))) for side in ("top", "right", "bottom", "left")}
    margin = "".join(f' w:{side}="{length}"' for side, length in sides.items())
    width, height = (twips(length) for length in _PAGE)
    return (
        f"<w:sectPr>{headers}"
        f'<w:pgSz w:w="{width}" w:h="{height}"/>'
        f'<w:pgMar{margin} w:header="{twips(max(above, 0))}" w:footer="{below}" w:gutter="0"/>'
        "<w:titlePg/></w:sectPr>"
    )


def _settings(language: str) -> str:
    decimal, separator = (",", ";") if language == "vi" else (".", ",")
    return (
        # a line that ends with a break is not stretched to the margin
        '<w:compat><w:doNotExpandShiftReturn/><w:compatSetting w:name="compatibilityMode" '
        'w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>'
        f'<w:decimalSymbol w:val="{decimal}"/><w:listSeparator w:val="{separator}"/>'
    )
