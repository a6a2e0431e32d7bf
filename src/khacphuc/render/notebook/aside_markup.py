"""What a notebook displays beside the document, as HTML: tables without numbers, hints, links to pages."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING, Final

from khacphuc.locale import marks
from khacphuc.report.document import nodes
from khacphuc.report.markup import Markup

if TYPE_CHECKING:
    from collections.abc import Mapping

# pages of a run that stand beside, and places on them; nothing else may be linked to
_PAGE = re.compile(r"(?:(?:\.\./)?[\w-]+\.(?:html|ipynb))?(?:#[\w.\-]+)?")


# a blank as well: words that are searched, or read without their tags, do not run together
_BREAK: Final = " <br>"


def is_page_address(target: str) -> bool:
    """Whether a page may link there: to itself, or to a page of the run beside it."""
    return bool(_PAGE.fullmatch(target))


@dataclass(frozen=True, slots=True)
class PageHeading:
    """A heading of a page.

    Attributes:
        anchor: its id.
        text: its words.
        level: 1 below the title of the page, 2 below one of those.
        lang: the attribute of the language its words are in, where they are the office's.
        paragraphs: what is displayed below it, up to the next heading, as another page may repeat it.
    """

    anchor: str
    text: str
    level: int = 1
    lang: str = ""
    paragraphs: tuple[nodes.Paragraph, ...] = ()


class AsideMarkup(Markup):
    """Turns the blocks of an aside into HTML.

    Args:
        language: of the run.
        prefix: put before every id of this output.
        addresses: where codes are explained, by code; a code without one is plain words with a title.
        taken: the ids of rows on the page so far. A row has an id that others can link to where it comes
            first; without (in a notebook), none has.
    """

    def __init__(
        self,
        language: str = "vi",
        *,
        prefix: str = "",
        addresses: Mapping[str, str] | None = None,
        taken: set[str] | None = None,
        headings: list[PageHeading] | None = None,
    ) -> None:
        super().__init__(language, prefix=prefix, roomy=taken is not None)
        self._addresses = addresses or {}
        self._taken = taken
        self._headings = headings

    @staticmethod
    def box(name: str, language: str, search: str, column: str) -> str:
        """The beginning of an output in a notebook, with the words its script puts to its tables."""
        words = f'data-search="{escape(search)}" data-filter="{escape(column)}"'
        return f'<div data-aside="{name}" data-language="{escape(language)}" {words}>'

    def _heading(self, node: nodes.Heading) -> str:
        if self._headings is None:
            return super()._heading(node)
        anchor = self.anchor(node) or f"{self._id('block', 'h')}-{len(self._headings)}"
        self._headings.append(PageHeading(anchor, nodes.plain(node), node.level))
        tag = f"h{node.level + 1}"
        return f'<{tag} id="{anchor}">{self.inline(node.children)}</{tag}>'

    def _caption(self, node: nodes.Table | nodes.Figure) -> str:
        return self.inline(node.caption)

    def _kind(self, node: nodes.Table) -> str:  # noqa: ARG002 - as in the document
        return " records"

    def _header(self, node: nodes.Table, place: int) -> str:
        name = node.names[place] if node.names else ""
        title = f' title="{escape(name)}"' if name else ""
        return f'<th scope="col" class="{node.align[place]}"{title}>{escape(node.columns[place])}</th>'

    def _column(self, node: nodes.Table, place: int) -> str:
        return f' data-column="{escape(node.columns[place])}"'

    def _row_identity(self, row_id: str) -> str:
        if self._taken is None or not row_id or row_id in self._taken:
            return ""
        self._taken.add(row_id)
        return f' id="row-{escape(row_id)}"'

    def _inline(self, node: nodes.Inline) -> str:
        match node:
            case nodes.Text() if node.hint or node.tone:
                return self._hinted(node)
            case nodes.Text():
                return _lines(node.text)
            case nodes.Break():
                return _BREAK
            case nodes.Reference() if node.text and is_page_address(node.target):
                return f'<a href="{escape(node.target)}">{escape(node.text)}</a>'
            case _:
                return super()._inline(node)

    def _hinted(self, node: nodes.Text) -> str:
        if node.tone == "bar":  # the words beside it say the same
            return f'<span class="bar" aria-hidden="true">{escape(node.text)}</span>'
        title = f' title="{escape(node.hint)}"' if node.hint else ""
        css = f' class="tone-{node.tone}"' if node.tone else ""
        ours = marks(self._language)[1]
        return f"<span{css}{title}{ours}>{_lines(node.text)}</span>"

    def _cited_value(self, node: nodes.CitedValue) -> str:
        title = f' title="{escape(node.trace)}"' if node.trace else ""
        address = self._addresses.get(node.id, "")
        if not address:
            return f'<span class="bound"{title}>{escape(node.text)}</span>'
        return f'<a class="bound" href="{escape(address)}"{title}>{escape(node.text)}</a>'


def _lines(text: str) -> str:
    """A text with its lines, also where no style keeps them (GitHub)."""
    return escape(text).replace("\n", _BREAK)
