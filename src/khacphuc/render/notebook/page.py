"""An executed notebook becomes a page for reviewers who read code: offline, in the look of the other pages.

Nothing of a notebook becomes part of the page but its words: Markdown is rendered without HTML, code is
split into its tokens, blocks are written anew by ``Markup`` and tables from their cells.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from markdown_it import MarkdownIt
from markupsafe import Markup as Safe
from pygments.lexers.python import PythonLexer
from pygments.token import STANDARD_TYPES

from khacphuc.console.progress import printable
from khacphuc.kernels.printed_text import overwritten, without_backspaces
from khacphuc.render.html.page_template import write_page
from khacphuc.render.notebook.aside import aside_from_json
from khacphuc.render.notebook.pandas_table import Frame, read_frame, visible_words
from khacphuc.render.notebook.pictures import read_picture
from khacphuc.report.document import nodes
from khacphuc.report.document.assemble import ASIDE_MIME, MIME, number
from khacphuc.report.document.json import block_from_json
from khacphuc.report.markup import Markup

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from markdown_it.token import Token

    from khacphuc.config.parameters import RunParameters

_TEMPLATE: Final = Path(__file__).parent / "templates" / "notebook.html.j2"

# how Python names an object it cannot print, as matplotlib's <Figure size 640x480 with 1 Axes>
_NAMELESS = re.compile(r"<[^\n]*>")
# what only a notebook that is open can show
_INTERACTIVE = re.compile(r"application/(?:vnd\.|javascript)|video/|audio/")
# a Markdown heading of the first level on a line of its own
_TITLE = re.compile(r"^# +(.+)$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class _Output:
    """One result of code: rendered blocks or words, a table, a picture, text, or kinds no page can show."""

    blocks: Safe | None = None
    frame: Frame | None = None
    picture: str = ""
    text: str = ""
    unseen: str = ""


@dataclass(frozen=True, slots=True)
class _Part:
    """A cell on the page: rendered Markdown, or code with its outputs."""

    words: Safe | None = None
    code: Safe | None = None
    number: int = 0
    lines: int = 0
    outputs: tuple[_Output, ...] = ()


def title_of(notebook: Mapping[str, Any]) -> str:
    """The first heading of a notebook, or an empty text."""
    for cell in notebook["cells"]:
        if cell["cell_type"] == "markdown" and (match := _TITLE.search(_text(cell["source"]))):
            return match[1].strip()
    return ""


def to_page(
    notebook: Mapping[str, Any],
    parameters: RunParameters,
    *,
    name: str,
    titles: Mapping[str, str],
    addresses: Mapping[str, str] | None = None,
) -> str:
    """Write a notebook as one self-contained HTML page.

    Args:
        notebook: executed and normalised, as nbformat's nodes or as its JSON.
        parameters: of the run.
        name: the notebook's file name without its ending, one of ``titles``.
        titles: the titles of all notebooks by their names, in their order: they link to one another.
        addresses: where codes are explained on other pages, by code.

    Raises:
        DocumentError: the notebook displays blocks that make no document.
    """
    headings: list[dict[str, str]] = []
    writer = _Outputs(parameters.language, {**(addresses or {}), **row_addresses(notebook)})
    parts = [_part(cell, place, headings, writer) for place, cell in enumerate(notebook["cells"], 1)]
    return write_page(
        _TEMPLATE,
        parameters,
        notebook=name,
        titles=titles,
        headings=headings,
        parts=[part for part in parts if part.words or part.code],
    )


def _part(cell: Mapping[str, Any], place: int, headings: list[dict[str, str]], writer: _Outputs) -> _Part:
    source = _text(cell["source"]).expandtabs(4)
    if cell["cell_type"] == "markdown":
        return _Part(words=_markdown(source, place, headings))
    if cell["cell_type"] != "code" or not source.strip():
        return _Part()
    return _Part(
        code=_highlighted(source),
        number=place,
        lines=len(source.splitlines()),
        outputs=writer.write(cell.get("outputs", ()), f"c{place}-"),
    )


def _text(source: str | Sequence[str]) -> str:
    """Join a text that nbformat keeps whole and files keep in lines."""
    return source if isinstance(source, str) else "".join(source)


@cache
def _reader() -> MarkdownIt:
    return MarkdownIt("commonmark", {"html": False}).enable("table").disable("image")


def _markdown(source: str, place: int, headings: list[dict[str, str]]) -> Safe:
    """Render a Markdown cell without its title, which is the page's, and collect its other headings."""
    reader = _reader()
    tokens: list[Token] = reader.parse(source)
    body: list[Token] = []
    skipping = False
    for position, token in enumerate(tokens):
        if token.type == "heading_open" and token.tag == "h1":
            skipping = True
        if not skipping:
            body.append(token)
        if token.type == "heading_close" and token.tag == "h1":
            skipping = False
        if token.type == "heading_open" and token.tag == "h2":
            anchor = f"h-{place}-{position}"
            token.attrSet("id", anchor)
            headings.append({"anchor": anchor, "text": tokens[position + 1].content})
    return Safe(reader.renderer.render(body, reader.options, {}))  # noqa: S704 - HTML in it is text


def _highlighted(source: str) -> Safe:
    """Mark the tokens of Python with classes; every text is escaped."""
    spans = []
    for kind, text in PythonLexer(stripnl=False).get_tokens(source):
        word = escape(text)
        css = _class(kind)
        spans.append(f'<span class="{css}">{word}</span>' if css else word)
    return Safe("".join(spans).rstrip("\n"))  # noqa: S704 - escaped above


@cache
def _class(kind: Any) -> str:
    """The class of a token: k(eyword), s(tring), c(omment), m (a number), or none."""
    short = str(STANDARD_TYPES.get(kind, ""))
    return short[:1] if short[:1] in {"k", "s", "c", "m"} else ""


def row_addresses(notebook: Mapping[str, Any], page: str = "") -> dict[str, str]:
    """Where the rows of a notebook's tables stand, by their ids.

    Args:
        notebook: executed.
        page: its page, seen from the page that links; empty for the page itself.
    """
    tables = (
        part
        for cell in notebook["cells"]
        for output in cell.get("outputs", ())
        if ASIDE_MIME in output.get("data", {})
        for part in aside_from_json(output["data"][ASIDE_MIME]).parts
        if isinstance(part, nodes.Table)
    )
    return {row_id: f"{page}#row-{row_id}" for table in tables for row_id in table.row_ids if row_id}


class _Outputs:
    """Writes the outputs of a page's cells; each row and card has its id once.

    Args:
        language: of the run.
        addresses: where codes are explained, by code.
    """

    def __init__(self, language: str, addresses: Mapping[str, str]) -> None:
        self._language = language
        self._addresses = addresses
        self._taken: set[str] = set()

    def write(self, outputs: Iterable[Mapping[str, Any]], prefix: str) -> tuple[_Output, ...]:
        results: list[_Output] = []
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
                results.append(_Output(text=_plain(text)))
        if blocks:
            results.append(_Output(blocks=_blocks(blocks, prefix, self._language)))
        return tuple(result for result in results if result != _Output())

    def _aside(self, data: object, prefix: str) -> _Output:
        html = aside_from_json(data).to_html(
            prefix=prefix, base="../", addresses=self._addresses, taken=self._taken
        )
        return _Output(blocks=Safe(html))  # noqa: S704 - escaped by Markup and by the template of cards


def _display(data: Mapping[str, Any]) -> _Output:
    """What is displayed in the best form a page has for it; its kinds, where it has none."""
    texts = {kind: _text(value) for kind, value in data.items() if isinstance(value, str | list)}
    html, plain = texts.get("text/html", ""), _plain(texts.get("text/plain", ""))
    if frame := read_frame(html):
        return _Output(frame=frame)
    if picture := read_picture(texts):
        return _Output(picture=picture)
    if "text/markdown" in texts:
        return _Output(blocks=Safe(_reader().render(texts["text/markdown"])))  # noqa: S704 - HTML in it is text
    if not any(map(_INTERACTIVE.match, data)) and "<script" not in html:
        if plain.strip() and (len(data) == 1 or not _NAMELESS.fullmatch(plain.strip())):
            return _Output(text=plain)
        if written := visible_words(html) or texts.get("text/latex", ""):
            return _Output(text=_plain(written))
    kinds = ", ".join(sorted(kind for kind in data if kind != "text/plain"))
    return _Output(unseen=kinds)


def _plain(text: str | Sequence[str]) -> str:
    """A text as a terminal leaves it: bars that were written over, no colours."""
    return printable(overwritten(without_backspaces(_text(text))).removesuffix("\r")).expandtabs()


def _blocks(blocks: list[nodes.Block], prefix: str, language: str) -> Safe:
    """Render blocks: as a numbered document where they begin with a cover, else one by one."""
    if not isinstance(blocks[0], nodes.Cover):
        markup = Markup(language, prefix=prefix)
        return Safe(markup.blocks(blocks) + markup.endnotes())  # noqa: S704 - escaped by Markup
    document = number(blocks)
    markup = Markup(document.cover.language, prefix=prefix)
    title = f"<h2>{escape(document.title)}</h2>"
    body = markup.blocks((*document.body, *document.annexes))
    return Safe(title + body + markup.endnotes())  # noqa: S704
