"""The text of a web page in, a tree of its elements out.

Only what is written in the page: nothing is fetched, no script runs, and no entity is defined by the page.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

_EMPTY: Final = frozenset(
    """
    area base br col embed hr img input link meta param source track wbr
""".split()  # noqa: SIM905 - a list would take a line for each
)
_DEEPEST = 150  # elements within elements; what lies deeper is put beside each other
# what a beginning element ends, where the page does not say so, and what keeps it from doing so
_ENDED: Final = {
    "li": ({"li"}, {"ul", "ol"}),
    "dt": ({"dt", "dd"}, {"dl"}),
    "dd": ({"dt", "dd"}, {"dl"}),
    "tr": ({"tr", "td", "th"}, {"table"}),
    "td": ({"td", "th"}, {"tr", "table"}),
    "th": ({"td", "th"}, {"tr", "table"}),
    "tbody": ({"thead", "tbody", "tr", "td", "th"}, {"table"}),
    "tfoot": ({"thead", "tbody", "tr", "td", "th"}, {"table"}),
}
_BLOCKS: Final = frozenset(
    """
    address article aside blockquote center div dl fieldset figure footer form h1 h2 h3 h4 h5
    h6 header hr main nav ol p pre section table ul
""".split()  # noqa: SIM905 - a list would take a line for each
)


@dataclass(slots=True)
class Element:
    """An element: its name in small letters, its attributes, and the words and elements in it."""

    name: str
    attributes: dict[str, str] = field(default_factory=dict)
    children: list[Element | str] = field(default_factory=list)

    def elements(self) -> Iterator[Element]:
        """All elements in it, itself first, in order."""
        waiting: list[Element] = [self]
        while waiting:
            element = waiting.pop()
            yield element
            waiting += [child for child in reversed(element.children) if isinstance(child, Element)]


def parse_page(page: str) -> Element:
    """Read a page.

    >>> [element.name for element in parse_page("<ul><li>04<li>05</ul>").elements()]
    ['html', 'ul', 'li', 'li']
    """
    parser = _Parser()
    parser.feed(page)
    parser.close()
    return parser.root


class _Parser(HTMLParser):
    """Builds the tree, ending what pages leave open as browsers do."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Element("html")
        self._open = [self.root]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in {"html", "body"}:
            return
        self._end_implied(tag)
        element = Element(tag, {name: value or "" for name, value in attrs})
        self._open[-1].children.append(element)
        if tag not in _EMPTY and len(self._open) < _DEEPEST:
            self._open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in _EMPTY:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        for place in range(len(self._open) - 1, 0, -1):
            if self._open[place].name == tag:
                del self._open[place:]
                return
            if self._open[place].name in {"td", "th", "table"} and tag not in {
                "table",
                "tr",
                "tbody",
                "thead",
                "tfoot",
            }:
                return

    def handle_data(self, data: str) -> None:
        self._open[-1].children.append(data)

    def _end_implied(self, tag: str) -> None:
        names, walls = _ENDED.get(tag, (set(), set()))
        if tag in _BLOCKS:
            names, walls = {"p"}, {"td", "th", "table", "li", "div"}
        last = None
        for place in range(len(self._open) - 1, 0, -1):
            if self._open[place].name in names:
                last = place
            elif self._open[place].name in walls:
                break
        if last is not None:
            del self._open[last:]
