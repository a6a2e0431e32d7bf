"""Reads a Word file as these tests look at it."""

from __future__ import annotations

import io
import zipfile
from collections import Counter
from typing import Any

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def parts(docx: bytes) -> dict[str, bytes]:
    """The files a Word file is made of, in its order."""
    with zipfile.ZipFile(io.BytesIO(docx)) as opened:
        return {name: opened.read(name) for name in opened.namelist()}


def part(docx: bytes, name: str = "document") -> Any:
    """One part of ``word/``, parsed."""
    return etree.fromstring(parts(docx)[f"word/{name}.xml"])


def read(fragment: str) -> Any:
    """A fragment of WordprocessingML, parsed, in an element of its own."""
    from khacphuc.render.docx.xml import NAMESPACES  # noqa: PLC0415 - the module under test

    return etree.fromstring(f"<w:body {NAMESPACES}>{fragment}</w:body>")


def value(element: Any, path: str, name: str = "val") -> str | None:
    """An attribute of the first element on a path of tags (``pPr/pStyle``)."""
    match = element.find("/".join(f"{W}{tag}" for tag in path.split("/")))
    return None if match is None else match.get(f"{W}{name}")


def words(element: Any) -> str:
    """The words in an element."""
    return "".join(text.text or "" for text in element.iter(f"{W}t"))


def styled(root: Any, style: str) -> list[str]:
    """The words of each paragraph of a style."""
    return [words(line) for line in root.iter(f"{W}p") if value(line, "pPr/pStyle") == style]


def bookmarked(root: Any) -> list[tuple[str, str]]:
    """Every bookmark of a part and the words inside it."""
    bookmarks, texts = {}, []
    for element in root.iter(f"{W}bookmarkStart", f"{W}bookmarkEnd", f"{W}t"):
        number = element.get(f"{W}id")
        if element.tag == f"{W}bookmarkStart":
            bookmarks[number] = [element.get(f"{W}name"), ""]
            texts.append(number)
        elif element.tag == f"{W}bookmarkEnd":
            texts.remove(number)
        else:
            for inside in texts:
                bookmarks[inside][1] += element.text or ""
    return [(name, text) for name, text in bookmarks.values()]


def text(docx: bytes) -> str:
    """All words in reading order as a reader sees them: labels of lists, and notes where they are marked."""
    notes = {note.get(f"{W}id"): note for note in part(docx, "footnotes")}
    fragments: list[str] = []
    items: Counter[str] = Counter()

    def walk(root: Any, mark: str = "") -> None:
        for element in root.iter():
            if element.tag == f"{W}p":
                style = value(element, "pPr/pStyle")
                number = value(element, "pPr/numPr/numId")
                if style == "ListNumber":
                    items[number] += 1
                    fragments.append(f"{items[number]})")
                elif style in {"ListBullet", "Recipients"}:
                    fragments.append("-")
            elif element.tag == f"{W}t":
                fragments.append(element.text or "")
            elif element.tag == f"{W}footnoteRef":
                fragments.append(mark)
            elif element.tag == f"{W}footnoteReference":
                identity = element.get(f"{W}id")
                fragments.append(identity)
                walk(notes[identity], identity)

    walk(part(docx))
    return "".join(fragments)
