"""The layouts of `layouts`, set by python-docx with Word's own numbering, by LibreOffice and by Typst."""

from __future__ import annotations

import io
import re
import subprocess
from typing import TYPE_CHECKING

from docx import Document
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from .layouts import MARKS, Box, Grid, Layout, Line, cells_of, labels_of
from .typeset import set_in_type

if TYPE_CHECKING:
    from pathlib import Path

_NOTES = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
_NOTES_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
_NOTE_SIZE = '<w:sz w:val="18"/>'
_FIRST = 90  # number of our lists: python-docx's template has some of its own


def word(layout: Layout) -> bytes:
    """A layout as python-docx writes it, its lists numbered by Word."""
    document = Document()
    _define_lists(document, layout)
    list_number, notes = _FIRST, []
    for block in layout.blocks:
        if isinstance(block, Grid):
            _add_table(document, block)
        elif isinstance(block, Box):
            _add_box(document, block)
        else:
            if block.restarts is not None:
                list_number += 1
            _add_line(document, block, list_number, notes)
    _add_notes(document, notes)
    section = document.sections[0]
    if layout.columns > 1:
        section._sectPr.append(_element(f'<w:cols w:num="{layout.columns}" w:space="400"/>'))
    if layout.header:
        section.header.paragraphs[0].add_run(layout.header)
    if layout.page_numbers:
        section.footer.paragraphs[0]._p.append(
            _element('<w:fldSimple w:instr="PAGE"><w:r><w:t>1</w:t></w:r></w:fldSimple>')
        )
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def _element(xml):
    """An element of WordprocessingML."""
    return parse_xml(re.sub(r"^<[\w:]+", lambda name: f"{name[0]} {nsdecls('w')}", xml))


def _define_lists(document, layout):
    root = document.part.numbering_part.element
    by_style = any(isinstance(block, Line) and block.look == "heading" for block in layout.blocks)
    levels = "".join(
        f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>'
        + (f'<w:pStyle w:val="Heading{level + 1}"/>' if by_style else "")
        + f'<w:lvlText w:val="{text}"/><w:pPr><w:ind w:left="{720 * level + 720}" w:hanging="720"/></w:pPr>'
        "</w:lvl>"
        for level, (text, form) in enumerate(layout.levels)
    )
    definition = _element(
        f'<w:abstractNum w:abstractNumId="{_FIRST}"><w:multiLevelType w:val="multilevel"/>'
        f"{levels}</w:abstractNum>"
    )
    root.insert(0, definition)
    starts = [block.restarts for block in layout.blocks if isinstance(block, Line) and block.restarts]
    for place, start in enumerate([None, *starts]):
        override = (
            f'<w:lvlOverride w:ilvl="0"><w:startOverride w:val="{start}"/></w:lvlOverride>' if start else ""
        )
        root.append(
            _element(
                f'<w:num w:numId="{_FIRST + place}"><w:abstractNumId w:val="{_FIRST}"/>{override}</w:num>'
            )
        )
    if by_style:
        for level in range(len(layout.levels)):
            properties = document.styles[f"Heading {level + 1}"].element.get_or_add_pPr()
            properties.append(
                _element(f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{_FIRST}"/></w:numPr>')
            )


def _add_line(document, block, list_number, notes):
    by_style = block.look == "heading"
    paragraph = document.add_paragraph(style=f"Heading {block.level + 1}" if by_style else None)
    if block.level is not None and not by_style:
        paragraph._p.get_or_add_pPr().append(
            _element(f'<w:numPr><w:ilvl w:val="{block.level}"/><w:numId w:val="{list_number}"/></w:numPr>')
        )
    cited = iter(block.notes)
    text = ""
    for sign in block.text:
        if sign in MARKS and block.notes:
            paragraph.add_run(text).bold = block.look == "bold"
            text = ""
            notes.append(next(cited))
            paragraph._p.append(
                _element(
                    f'<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr>'
                    f'<w:footnoteReference w:id="{len(notes)}"/></w:r>'
                )
            )
        else:
            text += sign
    paragraph.add_run(text).bold = block.look == "bold"


def _add_table(document, grid):
    table = document.add_table(len(grid.rows), len(grid.rows[0]))
    table.style = "Table Grid"
    for row, column, cell in cells_of(grid):
        place = table.cell(row - 1, column - 1)
        if cell.columns > 1 or cell.rows > 1:
            place = place.merge(table.cell(row + cell.rows - 2, column + cell.columns - 2))
        place.text = cell.text


def _add_box(document, box):
    document.add_paragraph()._p.append(
        _element(
            f'<w:r xmlns:v="urn:schemas-microsoft-com:vml"><w:pict>'
            '<v:shape style="width:300pt;height:40pt" type="#_x0000_t202"><v:textbox><w:txbxContent>'
            f"<w:p><w:r><w:t>{box.text}</w:t></w:r></w:p></w:txbxContent></v:textbox></v:shape></w:pict></w:r>"
        )
    )


def _add_notes(document, notes):
    if not notes:
        return
    lines = "".join(
        f'<w:footnote w:type="{name}" w:id="{code}"><w:p><w:r><w:{name}/></w:r></w:p></w:footnote>'
        for code, name in enumerate(("separator", "continuationSeparator"), -1)
    )
    raised = f'<w:rPr><w:vertAlign w:val="superscript"/>{_NOTE_SIZE}</w:rPr>'
    texts = "".join(
        f'<w:footnote w:id="{code}"><w:p><w:r>{raised}<w:footnoteRef/></w:r><w:r><w:rPr>{_NOTE_SIZE}</w:rPr>'
        f'<w:t xml:space="preserve"> {note}</w:t></w:r></w:p></w:footnote>'
        for code, note in enumerate(notes, 1)
    )
    xml = f"<w:footnotes {nsdecls('w')}>{lines}{texts}</w:footnotes>".encode()
    part = Part(PackURI("/word/footnotes.xml"), _NOTES_TYPE, xml, document.part.package)
    document.part.relate_to(part, _NOTES)


def converted(files: list[Path], ending: str, folder: Path) -> list[Path]:
    """Word files as LibreOffice writes them, ``docx`` or ``pdf``, in another folder."""
    profile = f"-env:UserInstallation=file://{folder}/profile"
    kind = "docx:MS Word 2007 XML" if ending == "docx" else ending
    target = folder / ending
    command = ["soffice", profile, "--headless", "--convert-to", kind, "--outdir", str(target)]
    subprocess.run([*command, *map(str, files)], check=True, capture_output=True, timeout=300)
    return [target / f"{file.stem}.{ending}" for file in files]


def typst_pdf(layout: Layout) -> bytes:
    """A layout as Typst prints it."""
    head = f"header: [{layout.header}], " if layout.header else ""
    foot = 'numbering: "1", ' if layout.page_numbers else ""
    page = (
        f'#set page(paper: "a4", {head}{foot}columns: {layout.columns}, margin: (left: 3cm, rest: 2cm))\n'
        '#set text(font: "Tinos", size: 13pt, lang: "vi")\n#set par(justify: true, spacing: 1.2em)\n'
    )
    labels = labels_of(layout)
    source = "\n\n".join(_typst(block, labels.get(id(block), "")) for block in layout.blocks)
    return set_in_type(source, page)


def _typst(block, label):
    if isinstance(block, Box):
        return f"#block(above: 2em, below: 2em, stroke: 0.5pt, inset: 8pt)[{_escaped(block.text)}]"
    if isinstance(block, Grid):
        cells = ", ".join(
            f"table.cell(colspan: {cell.columns}, rowspan: {cell.rows})[{_escaped(cell.text)}]"
            for _, _, cell in cells_of(block)
        )
        return f"#table(columns: {len(block.rows[0])}, {cells})"
    text = _escaped(f"{label} {block.text}".strip())
    notes = iter(block.notes)
    if block.notes:
        text = "".join(f"#footnote[{next(notes)}]" if sign in MARKS else sign for sign in text)
    weight = "bold" if block.look else "regular"
    return f'#par(hanging-indent: 1em)[#text(weight: "{weight}")[{text}]]'


def _escaped(text):
    return "".join(f"\\{sign}" if sign in "\\-+.)(*_#@$<>/=[]" else sign for sign in text)
