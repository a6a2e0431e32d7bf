"""What the cells of an executed notebook display becomes parts of its page, written anew.

A block or an aside is written by ``Markup``, a table of pandas from its cells, a picture from its bytes;
text is text. What only a notebook that is open can show is named by its kind.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from html import escape
from itertools import chain
from typing import TYPE_CHECKING, Any

from markdown_it import MarkdownIt
from markupsafe import Markup as Safe

from khacphuc.console.progress import printable
from khacphuc.kernels.printed_text import overwritten, without_backspaces
from khacphuc.locale import marks
from khacphuc.render.notebook.aside import aside_from_json
from khacphuc.render.notebook.aside_markup import PageHeading
from khacphuc.render.notebook.pandas_table import Frame, read_frame, visible_words
from khacphuc.render.notebook.pictures import read_picture
from khacphuc.report.document import nodes
from khacphuc.report.document.assemble import ASIDE_MIME, MIME, number
from khacphuc.report.document.json import block_from_json
from khacphuc.report.markup import Markup

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from khacphuc.render.notebook.aside import Aside

# how Python names an object it cannot print, as matplotlib's <Figure size 640x480 with 1 Axes>
_NAMELESS = re.compile(r"<[^\n]*>")
# what only a notebook that is open can show
_INTERACTIVE = re.compile(r"application/(?:vnd\.|javascript)|video/|audio/")


@dataclass(frozen=True, slots=True)
class Output:
    """One result of code: rendered blocks or words, a table, a picture, text, or kinds no page can show."""

    blocks: Safe | None = None
    frame: Frame | None = None
    picture: str = ""
    text: str = ""
    unseen: str = ""


def joined(source: str | Sequence[str]) -> str:
    """Join a text that nbformat keeps whole and files keep in lines."""
    return source if isinstance(source, str) else "".join(source)


@cache
def markdown_reader() -> MarkdownIt:
    """What reads Markdown: HTML in it is text, and pictures are left out."""
    return MarkdownIt("commonmark", {"html": False}).enable("table").disable("image")


def asides(notebook: Mapping[str, Any]) -> Iterator[Aside]:
    """What an executed notebook displays beside the document, in its order."""
    for cell in notebook["cells"]:
        for output in cell.get("outputs", ()):
            if ASIDE_MIME in output.get("data", {}):
                yield aside_from_json(output["data"][ASIDE_MIME])


def row_addresses(notebook: Mapping[str, Any], page: str = "") -> dict[str, str]:
    """Where the rows of a notebook's tables stand, by their ids.

    Args:
        notebook: executed.
        page: its page, seen from the page that links; empty for the page itself.
    """
    parts = chain.from_iterable(aside.parts for aside in asides(notebook))
    tables = (part for part in parts if isinstance(part, nodes.Table))
    return {row_id: f"{page}#row-{row_id}" for table in tables for row_id in table.row_ids if row_id}


class OutputWriter:
    """Writes the outputs of a page's cells; each row and card has its id once.

    Args:
        language: of the run.
        addresses: where codes are explained, by code.
    """

    def __init__(self, language: str, addresses: Mapping[str, str]) -> None:
        self._language = language
        self._addresses = addresses
        self._taken: set[str] = set()
        self.headings: list[PageHeading] = []

    def write(self, outputs: Iterable[Mapping[str, Any]], prefix: str) -> tuple[Output, ...]:
        """Write the outputs of a cell; their headings are added to ``headings``.

        Args:
            outputs: of the cell.
            prefix: put before every id.

        Raises:
            DocumentError: they are blocks that make no document.
        """
        results: list[Output] = []
        blocks: list[nodes.Block] = []
        for place, output in enumerate(outputs):
            data = output.get("data", {})
            if ASIDE_MIME in data:
                results.append(self._aside(data[ASIDE_MIME], f"{prefix}{place}-"))
            elif MIME in data:
                blocks.append(block_from_json(data[MIME]))
            elif data:
                results.append(_display(data))
            else:
                text = output.get("text") or "\n".join(output.get("traceback", ()))
                results.append(Output(text=_plain(text)))
        if blocks:
            results.append(Output(blocks=self._blocks(blocks, prefix)))
        return tuple(result for result in results if result != Output())

    def _aside(self, data: object, prefix: str) -> Output:
        html = aside_from_json(data).to_html(
            prefix=prefix,
            base="../",
            addresses=self._addresses,
            taken=self._taken,
            headings=self.headings,
        )
        return Output(blocks=Safe(html))  # noqa: S704 - escaped by Markup and by the template of cards

    def _blocks(self, blocks: list[nodes.Block], prefix: str) -> Safe:
        """Render blocks: as a numbered document where they begin with a cover, else one by one."""
        if not isinstance(blocks[0], nodes.Cover):
            markup = Markup(self._language, prefix=prefix, roomy=True)
            return Safe(markup.blocks(blocks) + markup.endnotes())  # noqa: S704 - escaped by Markup
        document = number(blocks)
        markup = Markup(document.cover.language, prefix=prefix, roomy=True)
        office, _ = marks(document.cover.language)
        for block in (*document.body, *document.annexes):
            if isinstance(block, nodes.Heading) and block.level == 1:
                lang = "" if block.annex else office
                words = f"{block.label} {nodes.plain(block)}".strip()
                self.headings.append(PageHeading(markup.anchor(block), words, 2, lang))
        title = f"<h2>{escape(document.title)}</h2>"
        body = markup.blocks((*document.body, *document.annexes))
        return Safe(title + body + markup.endnotes())  # noqa: S704


def _display(data: Mapping[str, Any]) -> Output:
    """What is displayed in the best form a page has for it; its kinds, where it has none."""
    texts = {kind: joined(value) for kind, value in data.items() if isinstance(value, str | list)}
    html, plain = texts.get("text/html", ""), _plain(texts.get("text/plain", ""))
    if frame := read_frame(html):
        return Output(frame=frame)
    if picture := read_picture(texts):
        return Output(picture=picture)
    if "text/markdown" in texts:
        return Output(blocks=Safe(markdown_reader().render(texts["text/markdown"])))  # noqa: S704 - HTML in it is text
    if not any(map(_INTERACTIVE.match, data)) and "<script" not in html:
        if plain.strip() and (len(data) == 1 or not _NAMELESS.fullmatch(plain.strip())):
            return Output(text=plain)
        if written := visible_words(html) or texts.get("text/latex", ""):
            return Output(text=_plain(written))
    kinds = ", ".join(sorted(kind for kind in data if kind != "text/plain"))
    return Output(unseen=kinds)


def _plain(text: str | Sequence[str]) -> str:
    """A text as a terminal leaves it: bars that were written over, no colours."""
    return printable(overwritten(without_backspaces(joined(text))).removesuffix("\r")).expandtabs()
