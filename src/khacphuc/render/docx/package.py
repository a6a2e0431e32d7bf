"""The XML of the parts becomes a Word file, through python-docx; the same parts give the same bytes."""

from __future__ import annotations

import io
import textwrap
from typing import TYPE_CHECKING, Any, Final

import docx
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml

from khacphuc.project.zip_archive import repack
from khacphuc.render.docx.xml import NAMESPACES

if TYPE_CHECKING:
    import datetime as dt

    from docx.parts.document import DocumentPart

_DOCUMENT_PARTS: Final = {RELATIONSHIP_TYPE.STYLES, RELATIONSHIP_TYPE.NUMBERING, RELATIONSHIP_TYPE.SETTINGS}
_PACKAGE_PARTS: Final = {RELATIONSHIP_TYPE.OFFICE_DOCUMENT, RELATIONSHIP_TYPE.CORE_PROPERTIES}
_LONGEST_PROPERTY: Final = 255  # python-docx refuses more

# the notes every Word file has: the line above notes, and above what is left of one on the next page
_SEPARATORS: Final = (("separator", -1), ("continuationSeparator", 0))


class Package:
    """An empty Word file: what python-docx begins with, without its theme and thumbnail."""

    def __init__(self) -> None:
        self._document = docx.Document()
        self.part: DocumentPart = self._document.part
        for rels, wanted in ((self.part.rels, _DOCUMENT_PARTS), (self.part.package.rels, _PACKAGE_PARTS)):
            for name in [name for name, rel in rels.items() if rel.reltype not in wanted]:
                rels.pop(name)

    def header(self, content: str) -> str:
        """Add a header of pages; return the id of its relationship."""
        untyped: Any = self.part
        part, relation = untyped.add_header_part()
        _fill(part.element, content)
        return str(relation)

    def fill(self, *, body: str, styles: str, numbering: str, notes: str, settings: str) -> None:
        """Fill the parts, each with the XML it holds."""
        _fill(self._document.element.body, body)
        _fill(self._document.styles.element, styles)
        _fill(self.part.numbering_part.element, numbering)
        _fill(self._document.settings.element, _note_settings() + settings)
        separators = "".join(
            f'<w:footnote w:type="{kind}" w:id="{number}"><w:p><w:r><w:{kind}/></w:r></w:p></w:footnote>'
            for kind, number in _SEPARATORS
        )
        blob = (
            '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
            f"<w:footnotes {NAMESPACES}>{separators}{notes}</w:footnotes>"
        ).encode()
        name = PackURI("/word/footnotes.xml")
        part = Part(name, CONTENT_TYPE.WML_FOOTNOTES, blob, self.part.package)
        self.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)

    def describe(self, *, title: str, subject: str, author: str, language: str, day: dt.datetime) -> None:
        """Set the properties of the document; none says who wrote the file, and when."""
        properties = self._document.core_properties
        self.part.package.part_related_by(RELATIONSHIP_TYPE.CORE_PROPERTIES).element[:] = []
        properties.title, properties.subject, properties.author = (
            textwrap.shorten(text, _LONGEST_PROPERTY, placeholder="…") for text in (title, subject, author)
        )
        properties.language = language
        properties.created = properties.modified = day

    def to_bytes(self) -> bytes:
        """The file, without the time it was packed at."""
        stream = io.BytesIO()
        self._document.save(stream)
        return repack(stream.getvalue())


def _note_settings() -> str:
    notes = "".join(f'<w:footnote w:id="{number}"/>' for _, number in _SEPARATORS)
    return f"<w:footnotePr>{notes}</w:footnotePr>"


def _fill(element: Any, content: str) -> None:
    element[:] = list(parse_xml(f"<part {NAMESPACES}>{content}</part>"))
