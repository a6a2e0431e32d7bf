"""What a drawing of a Word document holds: text boxes to be read, and what is no text."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from khacphuc.data.source.docx.xml import MARKUP_COMPATIBILITY, chosen, w

if TYPE_CHECKING:
    from khacphuc.data.source.docx.xml import Element

_KINDS: Final = {
    "pic": "picture", "imagedata": "picture", "chart": "chart", "relIds": "diagram", "contentPart": "drawing",
    "control": "form_control",
}  # fmt: skip


def read_drawing(element: Element) -> tuple[list[Element], list[str]]:
    """Look through a drawing.

    Args:
        element: a ``w:drawing``, ``w:pict`` or ``w:object``.

    Returns:
        The contents of its text boxes, and the kinds of what is not read, one for each.
    """
    boxes: list[Element] = []
    unread: list[str] = []
    if element.tag == w("object"):
        return boxes, [_object_kind(element)]
    _look(element, boxes, unread)
    return boxes, unread


def _object_kind(element: Element) -> str:
    for child in element.iter():
        name = child.tag.rpartition("}")[2]
        if name == "OLEObject" and child.get("ProgID", "").startswith("Equation"):
            return "equation"
        if name == "control":
            return "form_control"
    return "embedded_object"


def _look(element: Element, boxes: list[Element], unread: list[str]) -> None:
    for child in element:
        if child.tag == w("txbxContent"):
            boxes.append(child)
        elif child.tag == f"{MARKUP_COMPATIBILITY}AlternateContent":
            form = chosen(child)
            if form is not None:
                _look(form, boxes, unread)
        elif kind := _KINDS.get(child.tag.rpartition("}")[2]):
            unread.append(kind)
        else:
            _look(child, boxes, unread)
