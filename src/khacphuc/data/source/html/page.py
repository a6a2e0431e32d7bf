"""The tree of a web page in, the part that holds its document out: no menus, no scripts, nothing hidden."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

    from khacphuc.data.source.html.tree import Element

_LEFT_OUT: Final = frozenset(
    """
    script style nav header footer aside button select option noscript template svg iframe
    object embed canvas head title audio video map dialog
""".split()  # noqa: SIM905 - a list would take a line for each
)
_ROLES: Final = {"navigation", "banner", "contentinfo", "search", "complementary", "menu", "menubar"}
_MENU = re.compile(
    r"\b(?:breadcrumbs?|menu|navbar|sidebar|pagination|social|share|related|comments?)\b", re.IGNORECASE
)
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all", re.IGNORECASE)
_LISTS: Final = {"ul", "ol", "div", "table", "td"}
_LINKED = 0.7  # of the letters: a list of links is a menu
_FEWEST_LINKS = 3
_MOST_LINKED = 400  # letters of a link: a document in a link is none
_ENOUGH = 0.5  # of the letters of the page: the element that holds as many is the document


def document_part(root: Element) -> Element:
    """The element that holds the document, without what is not part of it."""
    _prune(root)
    whole = len(_letters(root))
    for names in ({"article"}, {"main"}):
        for element in root.elements():
            is_main = element.name in names or ("main" in names and element.attributes.get("role") == "main")
            if is_main and len(_letters(element)) >= _ENOUGH * whole:
                return element
    return root


def is_heading_level(element: Element) -> str:
    """The level of a heading, ``1`` to ``6``; empty for any other element."""
    return element.name[1] if re.fullmatch("h[1-6]", element.name) else ""


def _prune(root: Element) -> None:
    for element in list(root.elements()):
        element.children = [
            child for child in element.children if isinstance(child, str) or not _is_left_out(child)
        ]


def _is_left_out(element: Element) -> bool:
    attributes = element.attributes
    if element.name == "header" and any(is_heading_level(inner) for inner in element.elements()):
        return False  # an article's head has its title
    return (
        element.name in _LEFT_OUT
        or attributes.get("role", "") in _ROLES
        or "hidden" in attributes
        or attributes.get("aria-hidden") == "true"
        or bool(_HIDDEN.search(attributes.get("style", "")))
        or bool(
            _MENU.search(
                f"{attributes.get('class', '')} {attributes.get('id', '')}".replace("-", " ").replace(
                    "_", " "
                )
            )
        )
        or _is_menu(element)
    )


def _is_menu(element: Element) -> bool:
    """Whether an element holds links and hardly a word besides."""
    if element.name not in _LISTS:
        return False
    links = [inner for inner in element.elements() if inner.name == "a" and "href" in inner.attributes]
    if len(links) < _FEWEST_LINKS:
        return False
    linked = [len(_letters(link)) for link in links]
    return max(linked) < _MOST_LINKED and sum(linked) >= _LINKED * len(_letters(element))


def _letters(element: Element) -> str:
    return "".join(_strings(element))


def _strings(element: Element) -> Iterator[str]:
    for inner in element.elements():
        if inner.name not in _LEFT_OUT:
            yield from ("".join(child.split()) for child in inner.children if isinstance(child, str))
