"""An executed notebook becomes a page for reviewers who read code: offline, in the look of the other pages.

Nothing of a notebook becomes part of the page but its words: Markdown is rendered without HTML, code is
split into its tokens, blocks are written anew by ``Markup`` and tables from their cells.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from markupsafe import Markup as Safe
from pygments.lexers.python import PythonLexer
from pygments.token import STANDARD_TYPES

from khacphuc.locale import marks, words
from khacphuc.render.html.page_template import write_page
from khacphuc.render.notebook.aside import without_symbol
from khacphuc.render.notebook.aside_markup import PageHeading
from khacphuc.render.notebook.outputs import (
    Output,
    OutputWriter,
    asides,
    joined,
    markdown_reader,
    row_addresses,
)
from khacphuc.report.document import nodes

if TYPE_CHECKING:
    from collections.abc import Mapping

    from markdown_it.token import Token

    from khacphuc.config.parameters import RunParameters

_TEMPLATE: Final = Path(__file__).parent / "templates" / "notebook.html.j2"

# a Markdown heading of the first level on a line of its own
_TITLE = re.compile(r"^# +(.+)$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class NotebookPage:
    """The page of a notebook, and its headings, for the page that leads to it."""

    html: str
    headings: tuple[PageHeading, ...]


@dataclass(frozen=True, slots=True)
class _Part:
    """A cell on the page: rendered Markdown, or code with its outputs."""

    words: Safe | None = None
    code: Safe | None = None
    number: int = 0
    lines: int = 0
    outputs: tuple[Output, ...] = ()


def title_of(notebook: Mapping[str, Any]) -> str:
    """The first heading of a notebook, or an empty text."""
    for cell in notebook["cells"]:
        if cell["cell_type"] == "markdown" and (match := _TITLE.search(joined(cell["source"]))):
            return match[1].strip()
    return ""


def answer_of(notebook: Mapping[str, Any]) -> tuple[nodes.Paragraph, ...]:
    """The answer a notebook gives to its question: the paragraphs it displays first; empty without one."""
    first: list[nodes.Paragraph] = []
    for part in next((aside.parts for aside in asides(notebook)), ()):
        if isinstance(part, nodes.Paragraph):
            first.append(without_symbol(part))
        elif first:
            break
    return tuple(first)


def to_page(
    notebook: Mapping[str, Any],
    parameters: RunParameters,
    *,
    name: str,
    titles: Mapping[str, str],
    addresses: Mapping[str, str] | None = None,
    has_report: bool = True,
) -> NotebookPage:
    """Write a notebook as one self-contained HTML page.

    Args:
        notebook: executed and normalised, as nbformat's nodes or as its JSON.
        parameters: of the run.
        name: the notebook's file name without its ending, one of ``titles``.
        titles: the titles of all notebooks by their names, in their order: they link to one another.
        addresses: where codes are explained on other pages, by code.
        has_report: whether the report lies beside the folder of the notebooks.

    Raises:
        DocumentError: the notebook displays blocks that make no document.
    """
    writer = OutputWriter(parameters.language, {**(addresses or {}), **row_addresses(notebook)})
    office, _ = marks(parameters.language)
    parts = [_part(cell, place, writer, office) for place, cell in enumerate(notebook["cells"], 1)]
    names = [*titles]
    place = names.index(name)
    html = write_page(
        _TEMPLATE,
        parameters,
        front=words(parameters.language, "front"),
        notebook=name,
        titles=titles,
        before=names[place - 1] if place else "",
        after=names[place + 1] if place + 1 < len(names) else "",
        headings=writer.headings,
        parts=[part for part in parts if part.words or part.code],
        cells=sum(part.code is not None for part in parts),
        has_report=has_report,
    )
    return NotebookPage(html, tuple(writer.headings))


def _part(cell: Mapping[str, Any], place: int, writer: OutputWriter, office: str) -> _Part:
    source = joined(cell["source"]).expandtabs(4)
    if cell["cell_type"] == "markdown":
        return _Part(words=_markdown(source, place, writer.headings, office))
    if cell["cell_type"] != "code" or not source.strip():
        return _Part()
    return _Part(
        code=_highlighted(source),
        number=place,
        lines=len(source.splitlines()),
        outputs=writer.write(cell.get("outputs", ()), f"c{place}-"),
    )


def _markdown(source: str, place: int, headings: list[PageHeading], office: str) -> Safe:
    """Render a Markdown cell without its title, which is the page's, and collect its other headings."""
    reader = markdown_reader()
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
            headings.append(PageHeading(anchor, tokens[position + 1].content, 1, office))
    return Safe(reader.renderer.render(body, reader.options, {}))  # noqa: S704 - HTML in it is text


@lru_cache(maxsize=256)
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
