"""A picture a notebook displays becomes the address of an image that holds it, for a page that loads nothing.

A browser runs no script in an image and loads nothing for it; what is drawn is still cleaned, because
people open images by themselves.
"""

from __future__ import annotations

import base64
import binascii
import re
from typing import TYPE_CHECKING, Final
from xml.etree import ElementTree as ET

if TYPE_CHECKING:
    from collections.abc import Mapping

# the bytes each format begins with
_BEGINNINGS: Final = {
    "image/png": b"\x89PNG\r\n\x1a\n",
    "image/jpeg": b"\xff\xd8\xff",
    "image/gif": b"GIF8",
    "image/webp": b"RIFF",
}
_SVG: Final = "image/svg+xml"
_NAMESPACE: Final = "{http://www.w3.org/2000/svg}"
# what runs, holds other languages, or can put an address where there was none
_REFUSED: Final = {f"{_NAMESPACE}{name}" for name in ("script", "foreignObject", "handler", "animate", "set")}
# addresses within the picture, or pictures inside it
_INSIDE: Final = re.compile(r"#|data:image/(?:png|jpeg)[;,]")
# in a style: an address outside, or another style sheet
_OUTSIDE: Final = re.compile(r"@import|url\(\s*[\"']?(?!#)|\\", re.IGNORECASE)
_ENTITY: Final = re.compile(r"<!ENTITY", re.IGNORECASE)


def read_picture(data: Mapping[str, str]) -> str:
    """The first picture among the kinds of an output, as a ``data:`` address; empty if there is none to show.

    Args:
        data: what is displayed, by kind: base64 of images, text of SVG.
    """
    for kind, beginning in _BEGINNINGS.items():
        if kind in data and (content := _decoded(data[kind])).startswith(beginning):
            return _address(kind, content)
    if _SVG in data and (drawing := clean_svg(data[_SVG])):
        return _address(_SVG, drawing)
    return ""


def clean_svg(text: str) -> bytes:
    """A drawing without scripts and without addresses of anything outside it; empty if it is no drawing."""
    if _ENTITY.search(text):
        return b""
    try:
        root = ET.fromstring(text)  # noqa: S314 - without entities nothing grows
    except ET.ParseError:
        return b""
    if root.tag != f"{_NAMESPACE}svg":
        return b""
    _clean(root)
    ET.register_namespace("", _NAMESPACE.strip("{}"))  # of the process: somebody may have set another since
    drawing: bytes = ET.tostring(root, encoding="utf-8")
    return drawing


def _clean(element: ET.Element) -> None:
    for child in list(element):
        is_style = child.tag == f"{_NAMESPACE}style"
        if (
            child.tag in _REFUSED
            or not child.tag.startswith(_NAMESPACE)
            or (is_style and _OUTSIDE.search("".join(child.itertext())))
        ):
            element.remove(child)
        else:
            _clean(child)
    for name, value in list(element.attrib.items()):
        short = name.rpartition("}")[2].lower()
        is_address = short in {"href", "src"}
        if short.startswith("on") or (
            not _INSIDE.match(value.strip()) if is_address else _OUTSIDE.search(value)
        ):
            del element.attrib[name]


def _decoded(text: str) -> bytes:
    try:
        return base64.b64decode("".join(text.split()), validate=True)
    except (binascii.Error, ValueError):
        return b""


def _address(kind: str, content: bytes) -> str:
    return f"data:{kind};base64,{base64.b64encode(content).decode('ascii')}"
