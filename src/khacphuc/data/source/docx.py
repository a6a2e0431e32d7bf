"""The bytes of a Word document in, its plain text out: a paragraph a line, with footnotes."""

from __future__ import annotations

import io
import zipfile
import zlib
from typing import TYPE_CHECKING, Any

from docx import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.exceptions import OpcError
from docx.oxml.ns import qn
from docx.oxml.parser import parse_xml

from khacphuc.errors import SourceError
from khacphuc.project.zip_archive import open_archive
from khacphuc.text.letters import SUPERSCRIPTS

if TYPE_CHECKING:
    from collections.abc import Iterator

_OLE = b"\xd0\xcf\x11\xe0"  # how old Office files begin, and encrypted ones, which are wrapped in one
_RAISE = str.maketrans("0123456789", SUPERSCRIPTS)
_PARAGRAPH, _RUN, _TEXT = qn("w:p"), qn("w:r"), qn("w:t")
_BREAKS = {qn("w:tab"): " ", qn("w:br"): "\n", qn("w:cr"): "\n", qn("w:noBreakHyphen"): "-"}
_REFERENCE = qn("w:footnoteReference")
# what was moved or deleted under tracked changes, and the second form of a drawing
_SKIPPED = {
    qn("w:moveFrom"), qn("w:del"), qn("w:pPr"), qn("w:rPr"),
    "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback",
}  # fmt: skip
_UNNUMBERED = {"bullet": "- ", "none": ""}


def docx_text(data: bytes, filename: str) -> str:
    """Read a Word document.

    Args:
        data: the file's bytes.
        filename: its name in messages.

    Returns:
        Its text: paragraphs, cells and text boxes in their order, a line each; raised numbers as
        superscripts; each footnote behind the paragraph that cites it, after its mark.

    Raises:
        SourceError: it is encrypted, damaged or no DOCX, or Word numbers its paragraphs by itself.
    """
    if data.startswith(_OLE):
        raise SourceError(
            "encrypted, or an old Word file",
            place=filename,
            remedy="open it in Word and save it as DOCX with no password",
        )

    def damaged(description: str) -> SourceError:
        return SourceError(
            f"no DOCX, or cut short ({description})", place=filename, remedy="copy or save it again"
        )

    open_archive(
        data,
        filename,
        damaged=damaged,
        smaller="save it without pictures",
        unlocked="save it as DOCX with no password",
    ).close()
    try:
        return "\n".join(_Reader(Document(io.BytesIO(data)), filename).lines()) + "\n"
    except (zipfile.BadZipFile, zlib.error, EOFError) as error:
        raise damaged(str(error)) from error
    except (OpcError, SyntaxError, KeyError, ValueError, AttributeError, NotImplementedError) as error:
        raise SourceError(
            f"a damaged DOCX ({error})", place=filename, remedy="open it in Word and save it again"
        ) from error


class _Reader:
    """Reads the paragraphs of one document and numbers its notes as they are cited."""

    def __init__(self, document: Any, filename: str) -> None:
        self._document = document
        self._filename = filename
        self._notes = self._read_notes()
        self._cited: list[str] = []
        self._numbered: list[str] = []

    def lines(self) -> list[str]:
        lines: list[str] = []
        for paragraph in _paragraphs(self._document.element.body):
            known = len(self._cited)
            text = "".join(self._words(paragraph))
            lines += (self._prefix(paragraph, text) + text).split("\n")
            lines += [
                f"{str(number).translate(_RAISE)} {self._notes.get(code, '')}"
                for number, code in enumerate(self._cited[known:], start=known + 1)
            ]
        if self._numbered:
            first = self._numbered[0].strip()[:40]
            raise SourceError(
                f"Word numbers {len(self._numbered)} paragraphs by itself (the first is {first!r}), and such "
                "numbers are not in the text",
                place=self._filename,
                remedy="save the document as PDF and give that",
            )
        return lines

    def _words(self, element: Any, *, raised: bool = False) -> Iterator[str]:
        for child in element:
            if child.tag in _SKIPPED or child.tag == _PARAGRAPH:
                continue
            if child.tag == _TEXT:
                text = child.text or ""
                yield text.translate(_RAISE) if raised and text.strip().isdecimal() else text
            elif child.tag in _BREAKS:
                yield _BREAKS[child.tag]
            elif child.tag == _REFERENCE:
                self._cited.append(child.get(qn("w:id")))
                yield str(len(self._cited)).translate(_RAISE)
            elif child.tag == _RUN:
                yield from self._words(child, raised=_is_raised(child))
            else:
                yield from self._words(child, raised=raised)

    def _read_notes(self) -> dict[str, str]:
        for relation in self._document.part.rels.values():
            if relation.reltype == RELATIONSHIP_TYPE.FOOTNOTES:
                notes = parse_xml(relation.target_part.blob)
                return {
                    note.get(qn("w:id")): " ".join(
                        "".join(self._words(paragraph)).strip() for paragraph in _paragraphs(note)
                    )
                    for note in notes.iterchildren(qn("w:footnote"))
                }
        return {}

    def _prefix(self, paragraph: Any, text: str) -> str:
        """What Word prints before a paragraph of a list: a dash for a bullet; numbers are refused."""
        form = self._number_form(paragraph) if text.strip() else "none"
        if form not in _UNNUMBERED:
            self._numbered.append(text)
        return _UNNUMBERED.get(form, "")

    def _number_form(self, paragraph: Any) -> str:
        properties = self._numbering(paragraph.pPr)
        if properties is None:
            return "none"
        number = properties.find(qn("w:numId"))
        level = properties.find(qn("w:ilvl"))
        code = "0" if number is None else number.get(qn("w:val"))
        if code == "0":
            return "none"
        depth = "0" if level is None else level.get(qn("w:val"))
        root = self._document.part.numbering_part.element
        lists = root.xpath(f'w:num[@w:numId="{int(code)}"]/w:abstractNumId/@w:val')
        forms = lists and root.xpath(
            f'w:abstractNum[@w:abstractNumId="{int(lists[0])}"]/w:lvl[@w:ilvl="{int(depth)}"]/w:numFmt/@w:val'
        )
        return str(forms[0]) if forms else "none"

    def _numbering(self, properties: Any) -> Any:
        """The list a paragraph is in: by itself, or by its style or one that is based on."""
        if properties is None:
            return None
        numbering = properties.find(qn("w:numPr"))
        based_on = properties.find(qn("w:pStyle"))
        visited: set[str] = set()  # a style may be based on itself
        while (
            numbering is None and based_on is not None and (code := based_on.get(qn("w:val"))) not in visited
        ):
            visited.add(code)
            styles = self._document.styles.element.iterchildren(qn("w:style"))
            style = next((style for style in styles if style.get(qn("w:styleId")) == code), None)
            numbering = style.find(f"{qn('w:pPr')}/{qn('w:numPr')}") if style is not None else None
            based_on = style.find(qn("w:basedOn")) if style is not None else None
        return numbering


def _paragraphs(element: Any) -> Iterator[Any]:
    """Every paragraph of a part in order, those in tables and text boxes too."""
    for child in element:
        if child.tag in _SKIPPED:
            continue
        if child.tag == _PARAGRAPH:
            yield child
        yield from _paragraphs(child)


def _is_raised(run: Any) -> bool:
    position = run.find(f"{qn('w:rPr')}/{qn('w:vertAlign')}")
    return position is not None and position.get(qn("w:val")) == "superscript"
