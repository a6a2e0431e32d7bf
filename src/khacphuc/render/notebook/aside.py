"""What a notebook displays beside the document: blocks and cards of findings, as one output.

    aside(paragraph, table, FindingCards.of(cards.by_severity(findings)), language="vi")

JupyterLab and VS Code show HTML whose tables can be searched, filtered and sorted; where no script runs
(GitHub) the same tables are there to read. A terminal shows plain words. The parts themselves are in the
output as JSON, from which ``render.notebook.page`` writes them anew.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Final

from pydantic import ConfigDict, Field, TypeAdapter, ValidationError

from khacphuc.errors import DocumentError
from khacphuc.locale import LANGUAGES
from khacphuc.project.files import read_text
from khacphuc.render.notebook.aside_markup import AsideMarkup
from khacphuc.render.notebook.cards import FindingCards
from khacphuc.report.display import DARK_THEME, narrowed
from khacphuc.report.document import nodes
from khacphuc.report.document.assemble import ASIDE_MIME
from khacphuc.report.document.json import slim
from khacphuc.report.plain_text import to_text
from khacphuc.report.words import document_words
from khacphuc.text.characters import is_disguise, replaced

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from khacphuc.render.notebook.aside_markup import PageHeading

__all__ = ["ASIDE_MIME", "Aside", "FindingCards", "aside", "aside_from_json", "page_link"]

_AGAIN: Final = "run the notebook again with the installed version of khacphuc"
_TEMPLATES: Final = Path(__file__).parent / "templates"

# what stands before the word of a status (see ``report.table``)
_SYMBOLS: Final = "●○▲▼×!– "

Part = Annotated[
    nodes.Heading | nodes.Paragraph | nodes.ItemList | nodes.Table | nodes.Figure | FindingCards,
    Field(discriminator="type"),
]


@dataclass(frozen=True, slots=True)
class Aside:
    """Blocks and cards a notebook displays, which are no part of the document."""

    parts: tuple[Part, ...]
    language: str = "vi"

    def _repr_mimebundle_(
        self, include: Collection[str] | None = None, exclude: Collection[str] | None = None
    ) -> dict[str, Any]:
        data = {
            "language": self.language,
            "parts": slim(_PARTS.dump_python(self.parts, mode="json")),
        }
        bundle = {"text/html": self._html(data), "text/plain": self._text(), ASIDE_MIME: data}
        return narrowed(bundle, include, exclude)

    def __repr__(self) -> str:
        """The parts in plain words."""
        return self._text()

    def _text(self) -> str:
        return "\n\n".join(filter(None, map(_part_text, self.parts)))

    def _html(self, data: Mapping[str, Any]) -> str:
        # ids of one output must not meet those of another on the page
        name = f"a{hashlib.sha256(json.dumps(data, sort_keys=True).encode()).hexdigest()[:10]}"
        labels = document_words(self.language)
        tables = any(isinstance(part, nodes.Table) for part in self.parts)
        figures = any(isinstance(part, nodes.Figure) for part in self.parts)
        box = AsideMarkup.box(name, self.language, labels["filter_all"], labels["filter_column"])
        content = self.to_html(prefix=f"{name}-", base="../")
        script = f"<script>{_template('aside.js').replace('ID', name)}</script>" if tables else ""
        style = f"<style>{_template('aside.css').replace('ID', name)}</style>{DARK_THEME if figures else ''}"
        return f"{style}{box}{content}</div>{script}"

    def to_html(
        self,
        *,
        prefix: str,
        base: str,
        addresses: Mapping[str, str] | None = None,
        taken: set[str] | None = None,
        headings: list[PageHeading] | None = None,
    ) -> str:
        """The parts as static HTML.

        Args:
            prefix: put before every id of this output.
            base: put before the addresses of pages of the run, where cards lead to.
            addresses: where codes are explained, by code.
            taken: the ids of rows and cards on the page so far; none outside of a page.
            headings: the headings of the page so far; none outside of a page.
        """
        markup = AsideMarkup(
            self.language, prefix=prefix, addresses=addresses, taken=taken, headings=headings
        )
        html = []
        for place, part in enumerate(self.parts):
            if isinstance(part, FindingCards):
                inside = f"{prefix}{place}-"
                cards = part.unique(set() if taken is None else taken, inside)
                html.append(cards.to_html(self.language, prefix=inside, base=base, unstyled=taken is None))
            else:
                html.append(markup.block(part))
                if isinstance(part, nodes.Paragraph) and headings:
                    below = (*headings[-1].paragraphs, without_symbol(part))
                    headings[-1] = replace(headings[-1], paragraphs=below)
        return replaced("\n".join(html) + markup.endnotes(), is_disguise, allowed="\n")


# a part of a later version is refused, not read without what this one does not know
_PARTS: Final[TypeAdapter[tuple[Part, ...]]] = TypeAdapter(
    tuple[Part, ...], config=ConfigDict(extra="forbid")
)


def aside(*parts: nodes.Block | FindingCards, language: str = "vi") -> Aside:
    """Display parts as one output of a cell.

    Raises:
        DocumentError: a part is none an aside can have (a cover, a signature), or the language is unknown.
    """
    for part in parts:
        if isinstance(part, nodes.Cover | nodes.Signature):
            raise DocumentError(f"a {type(part).__name__.lower()} stands in the document only")
    document_words(language)
    return Aside(parts, language)  # type: ignore[arg-type]  # checked above


def aside_from_json(data: object) -> Aside:
    """Read what an output carries.

    Raises:
        DocumentError: the data is nothing this package knows.
    """
    if not isinstance(data, dict) or data.get("language") not in LANGUAGES:
        raise DocumentError("an output of a notebook has no language", remedy=_AGAIN)
    try:
        return Aside(_PARTS.validate_python(data.get("parts")), data["language"])
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        raise DocumentError(
            f"an output of a notebook is not one this version knows ({where}: {first['msg']})",
            remedy=_AGAIN,
        ) from error


def page_link(text: str, address: str) -> nodes.Reference:
    """A link to a page of the run: ``../review.html#f-SL-10``, ``10_clean.html``, ``#row-SL001`` on this."""
    return nodes.Reference(target=address, text=text)


def without_symbol(paragraph: nodes.Paragraph) -> nodes.Paragraph:
    """A paragraph without the symbol of a status before its words."""
    return nodes.Paragraph(children=_without_symbol(paragraph.children))


def _without_symbol(children: tuple[nodes.Inline, ...]) -> tuple[nodes.Inline, ...]:
    match children:
        case (nodes.Text() as first, *rest):
            return (replace(first, text=first.text.lstrip(_SYMBOLS)), *rest)
        case (nodes.Strong() as first, *rest):
            return (replace(first, children=_without_symbol(first.children)), *rest)
    return children


def _part_text(part: Part) -> str:
    return part.to_text() if isinstance(part, FindingCards) else to_text(part)


@cache
def _template(name: str) -> str:
    return read_text(_TEMPLATES / name)
