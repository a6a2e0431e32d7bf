"""What a document holds and its text does not, in words: kinds and counts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from khacphuc.locale import words
from khacphuc.render.html.environment import count

if TYPE_CHECKING:
    from collections.abc import Iterator

    from khacphuc.data.source.document import SourceDocument

UNREAD_KINDS: Final = (
    "picture", "chart", "diagram", "drawing", "form_control", "embedded_object", "embedded_document",
    "equation", "note", "comment", "list_number", "table_of_contents", "page_furniture", "unknown_letter",
    "attachment", "other",
)  # fmt: skip
"""The kinds the readers of files tell; one without a name is ``other``, and keeps its code."""


def unread_items(document: SourceDocument, language: str) -> Iterator[tuple[str, str]]:
    """What was not read of a document.

    Returns:
        For each kind, it and its count in words, and the words or the page beside the first; the last is
        empty where there is no telling.
    """
    labels, kinds = words(language, "reading"), words(language, "unread")
    for item in document.unread:
        kind = kinds[item.kind] if item.kind in kinds else f"{kinds['other']} ({item.kind})"
        yield labels["unread_item"].format(kind=kind, count=count(item.count, language)), item.place
    if legacy := len(document.legacy_paragraphs):
        yield labels.counted("legacy", legacy).format(count=count(legacy, language)), ""
