"""XML of a Word document, parsed without trust: no entities, no network, bounded depth and size."""

from __future__ import annotations

import io
from functools import cache
from typing import TYPE_CHECKING, Any, Final

from lxml import etree

if TYPE_CHECKING:
    from collections.abc import Iterator

    Element = Any
    """An element of lxml's, which has no types."""

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_M = "http://schemas.openxmlformats.org/officeDocument/2006/math"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MARKUP_COMPATIBILITY: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"

# Strict Open XML says the same under other names
_STRICT: Final = {
    b"http://purl.oclc.org/ooxml/wordprocessingml/main": _W.encode(),
    b"http://purl.oclc.org/ooxml/officeDocument/math": _M.encode(),
    b"http://purl.oclc.org/ooxml/officeDocument/relationships": _R.encode(),
    b"http://purl.oclc.org/ooxml/drawingml/": b"http://schemas.openxmlformats.org/drawingml/2006/",
}
# huge_tree stays off: lxml then refuses elements nested more than 256 deep and texts of more than 10 MB
_SAFE: Final = {
    "resolve_entities": False,
    "no_network": True,
    "load_dtd": False,
    "huge_tree": False,
    "remove_comments": True,
    "remove_pis": True,
}

MalformedError = etree.XMLSyntaxError
"""What is raised where a part is no XML, too deep, or declares a document type."""

_OFF: Final = {"0", "false", "off", "none"}


@cache
def w(name: str) -> str:
    """The full name of an element or attribute of WordprocessingML."""
    return f"{{{_W}}}{name}"


@cache
def m(name: str) -> str:
    """The full name of an element of Office's mathematics."""
    return f"{{{_M}}}{name}"


def parse_part(data: bytes) -> Element:
    """Parse a part whole and return its root.

    Raises:
        MalformedError: it is broken or declares a document type.
    """
    root = etree.fromstring(_transitional(data), etree.XMLParser(**_SAFE))
    _refuse_doctype(root)
    return root


def stream_children(data: bytes, parent: str) -> Iterator[Element]:
    """The children of an element of a part, one after the other; what was read is let go of.

    Args:
        data: the part.
        parent: the full name of the element, whose first occurrence counts.

    Raises:
        MalformedError: the part is broken or declares a document type.
    """
    events = etree.iterparse(io.BytesIO(_transitional(data)), events=("start", "end"), **_SAFE)
    container = None
    for event, element in events:
        if container is None:
            if event == "start" and element.tag == parent:
                _refuse_doctype(element)
                container = element
        elif event == "end" and element.getparent() is container:
            yield element
            element.clear()
            while element.getprevious() is not None:
                del container[0]


def value(element: Element | None, name: str, attribute: str = "val") -> str | None:
    """The value of a child element: ``<w:numId w:val="3"/>`` gives 3; None where it is missing."""
    child = element.find(w(name)) if element is not None else None
    return None if child is None else child.get(w(attribute))


def toggle(element: Element | None, name: str) -> bool | None:
    """Whether a property is on or off; None where nothing is said about it."""
    child = element.find(w(name)) if element is not None else None
    return None if child is None else child.get(w("val"), "1") not in _OFF


def whole(text: str | None) -> int | None:
    """A whole number as an attribute holds it; None where it is none."""
    try:
        return int(text) if text is not None and len(text) < 10 else None  # noqa: PLR2004 - fits in 32 bits
    except ValueError:
        return None


def chosen(alternatives: Element) -> Element | None:
    """Which of several forms of one thing is read: the first, else the one for old programs."""
    choice = alternatives.find(f"{MARKUP_COMPATIBILITY}Choice")
    return choice if choice is not None else alternatives.find(f"{MARKUP_COMPATIBILITY}Fallback")


def _transitional(data: bytes) -> bytes:
    for strict, transitional in _STRICT.items():
        data = data.replace(strict, transitional)
    return data


def _refuse_doctype(element: Element) -> None:
    if element.getroottree().docinfo.doctype:
        raise MalformedError("a document type declaration", 0, 0, 0)
