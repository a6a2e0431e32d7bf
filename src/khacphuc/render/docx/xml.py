"""Words and their looks become the smallest pieces of WordprocessingML: runs, fields, paragraphs, bookmarks.

The schema of WordprocessingML fixes the order of the properties of a run or a paragraph, so they are
written here and nowhere else.
"""

from __future__ import annotations

import re
from html import escape
from typing import Final, NamedTuple

from khacphuc.errors import DocumentError
from khacphuc.text.characters import not_xml

NAMESPACES: Final = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"'
)
LONGEST_NAME: Final = 40
"""Letters of a bookmark's name, at most: Word's limit."""

_NOT_IN_NAMES: Final = re.compile(r"[^A-Za-z0-9]")


class Indent(NamedTuple):
    """How far a paragraph is indented, in points; ``first`` below zero makes its first line hang."""

    left: float = 0
    right: float = 0
    first: float = 0

    @property
    def xml(self) -> str:
        """The indent as a property of a paragraph."""
        first = (
            f'w:hanging="{twips(-self.first)}"' if self.first < 0 else f'w:firstLine="{twips(self.first)}"'
        )
        return f'<w:ind w:left="{twips(self.left)}" w:right="{twips(self.right)}" {first}/>'


def twips(points: float) -> int:
    """Convert points to twentieths of a point, which Word counts in."""
    return round(points * 20)


def points(millimetres: float) -> float:
    """Convert millimetres to points."""
    return millimetres / 25.4 * 72


def escaped(text: str) -> str:
    """Escape a text for an element or an attribute.

    Raises:
        DocumentError: XML cannot hold one of its characters.
    """
    forbidden = not_xml().search(text)
    if forbidden:
        raise DocumentError(f"holds U+{ord(forbidden[0]):04X}, which no Word file can", remedy="delete it")
    return escape(text)


def text_run(
    text: str, *, bold: bool = False, italic: bool = False, style: str = "", border: bool = False
) -> str:
    """Write a run of text."""
    return element_run(
        f'<w:t xml:space="preserve">{escaped(text)}</w:t>',
        bold=bold,
        italic=italic,
        style=style,
        border=border,
    )


def element_run(
    element: str, *, bold: bool = False, italic: bool = False, style: str = "", border: bool = False
) -> str:
    """Write a run of an element: text, a line break, the mark of a note, a picture."""
    look = f'<w:rStyle w:val="{style}"/>' if style else ""
    look += "<w:b/>" * bold + "<w:i/>" * italic
    look += '<w:bdr w:val="single" w:sz="4" w:space="3" w:color="auto"/>' * border
    return f"<w:r>{f'<w:rPr>{look}</w:rPr>' if look else ''}{element}</w:r>"


def field(instruction: str, content: str, *, locked: bool = False) -> str:
    """Write a field with the result it has now; Word never updates a locked one."""
    lock = ' w:fldLock="1"' if locked else ""
    return f'<w:fldSimple w:instr=" {escaped(instruction)} "{lock}>{content}</w:fldSimple>'


def paragraph(
    style: str,
    content: str,
    *,
    keep: bool = False,
    starts_page: bool = False,
    numbering: tuple[int, int] | None = None,
    indent: Indent | None = None,
    align: str = "",
) -> str:
    """Write a paragraph.

    Args:
        style: the id of its style.
        content: runs and what else stands in a paragraph.
        keep: on one page with what follows.
        starts_page: on a page of its own.
        numbering: the list it is an item of, and the level.
        indent: where it is other than its style's.
        align: where it is other than its style's.
    """
    properties = f'<w:pStyle w:val="{style}"/>' + "<w:keepNext/>" * keep
    properties += "<w:pageBreakBefore/>" * starts_page
    if numbering:
        number, level = numbering
        properties += f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'
    properties += indent.xml if indent else ""
    properties += f'<w:jc w:val="{align}"/>' if align else ""
    return f"<w:p><w:pPr>{properties}</w:pPr>{content}</w:p>"


class Bookmarks:
    """The bookmarks of a document: each place has one name that Word accepts, and no two share one."""

    def __init__(self) -> None:
        self._names: dict[tuple[str, str], str] = {}
        self._taken: set[str] = set()
        self._set = 0

    def name(self, kind: str, identity: str) -> str:
        """Return the name of a place: letters, digits and ``_``, unique whatever the case, as Word asks."""
        place = (kind, identity)
        if place not in self._names:
            plain = f"{kind}_{_NOT_IN_NAMES.sub('_', identity)}"[:LONGEST_NAME]
            name, again = plain, 1
            while name.lower() in self._taken:
                again += 1
                name = f"{plain[: LONGEST_NAME - len(str(again)) - 2]}__{again}"
            self._names[place] = name
            self._taken.add(name.lower())
        return self._names[place]

    def around(self, kind: str, identity: str, content: str) -> str:
        """Put a bookmark around content."""
        self._set += 1
        number, name = self._set, self.name(kind, identity)
        return f'<w:bookmarkStart w:id="{number}" w:name="{name}"/>{content}<w:bookmarkEnd w:id="{number}"/>'
