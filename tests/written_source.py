"""An invented report that prints given figures: where each stands, with its qualifier and its unit."""

from __future__ import annotations

import io
import json
import re
from html import escape
from typing import TYPE_CHECKING, Any

import typst
from docx import Document
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from khacphuc.data.clean import clean_table
from khacphuc.data.raw.csv_file import read_table
from khacphuc.data.source.coverage import cover_document
from khacphuc.data.source.document import lines_document
from khacphuc.data.source.tokens import extract_tokens
from khacphuc.fonts import FONT_DIR
from khacphuc.schema.tables import TABLES

from . import run2021

if TYPE_CHECKING:
    import pandas as pd

    from khacphuc.text.tokens import Token

MARKS = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_FILLERS = ("Các đơn vị ghi nhận", "Kỳ này đã lập", "Sổ theo dõi nêu", "Tổng hợp lại được")
_FILE = run2021.LAYOUT.raw("2021") / "figures.csv"


def raw_figures() -> pd.DataFrame:
    """The figures of 2021 as typed."""
    return read_table(_FILE, TABLES["figures"], filename="data/raw/2021/figures.csv")


def clean(raw: pd.DataFrame) -> pd.DataFrame:
    """Figures as typed, made clean."""
    return clean_table(TABLES["figures"], raw, source="Báo cáo 2021")


def write(raw: pd.DataFrame) -> str:
    """A report in plain text, of invented sentences, that prints these figures in their places."""
    lines = ["BÁO CÁO GIẢ ĐỊNH"]
    parts: tuple[str, ...] = ()
    rows = raw.to_dict("records")
    for section in dict.fromkeys(raw["section"]):
        printed = [row for row in rows if row["section"] == section]
        if section.startswith("fn"):  # cited at the end of the last paragraph above
            cited = max(place for place, line in enumerate(lines) if line[:1] not in MARKS)
            lines[cited] += _mark(section)
        lines += [*_headings(section, parts), *_paragraphs(section, printed)]
        if not section.startswith("fn"):
            parts = _parts(section)
    return "\n\n".join(lines) + "\n"


def tokens_of(text: str) -> list[Token]:
    """The quantities of a text."""
    return extract_tokens(cover_document(lines_document(text)))


def key(token: Token) -> tuple[Any, ...]:
    """What a token and a row of the figures have in common."""
    return token.section, str(token.paragraph), token.printed, token.qualifier


def _mark(section: str) -> str:
    return "".join(MARKS[int(digit)] for digit in section[2:])


def _parts(section: str) -> tuple[str, ...]:
    return tuple(section.split("."))


def _headings(section: str, before: tuple[str, ...]) -> list[str]:
    """The headings that open a section, those above it too where they are new."""
    if section.startswith("fn"):
        return []
    parts = _parts(section)
    lines = [] if parts[:1] == before[:1] else [f"{parts[0].removesuffix('-bis')}. PHẦN LỚN"]
    if len(parts) > 1 and parts[:2] != before[:2]:
        lines.append(f"{parts[1]}. Phần việc về sổ sách")
    if len(parts) > 2:
        lines.append(f"{parts[1]}.{parts[2]}. Nội dung theo dõi:")
    return lines


def _paragraphs(section: str, rows: list[dict[Any, Any]]) -> list[str]:
    if section.startswith("fn"):
        return [f"{_mark(section)} {_sentence(rows)}"]
    last = max(int(row["paragraph"]) for row in rows)
    return [
        _sentence([row for row in rows if int(row["paragraph"]) == number]) for number in range(1, last + 1)
    ]


def _sentence(rows: list[dict[Any, Any]]) -> str:
    """One paragraph; the numbers stand in clauses of their own."""
    if not rows:
        return "Đoạn này không nêu con số nào."
    clauses = [_FILLERS[place % len(_FILLERS)] + " " + _print(row) for place, row in enumerate(rows)]
    return "; ".join(clause if not place else clause[0].lower() + clause[1:] for place, clause in
                     enumerate(clauses)) + "."  # fmt: skip


def _print(row: dict[Any, Any]) -> str:
    before, _, behind = row["qualifier"].partition(" … ")
    unit = re.sub(r"^%\s*", "", row["unit"])
    return " ".join(filter(None, [before, row["printed"], unit, "như đã báo", behind]))


_NOTES = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
_NOTES_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_TYPST = """
#set page(paper: "a4", margin: (top: 20mm, bottom: 20mm, left: 30mm, right: 20mm),
  header: context align(center, counter(page).display()))
#set text(font: "Tinos", size: 14pt, lang: "vi")
#set par(justify: true, first-line-indent: (amount: 1.27cm, all: true), spacing: 14pt, leading: 9pt)
#for line in json(bytes(sys.inputs.lines)) { par(line) }
"""


def pdf(text: str) -> bytes:
    """A text as an office prints it: justified, first lines indented, page numbers at the top."""
    lines = [line.strip().replace("*", "") for line in text.splitlines() if line.strip()]
    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[FONT_DIR])
    inputs = {"lines": json.dumps(lines, ensure_ascii=False)}
    return typst.compile(_TYPST.encode(), font_paths=fonts, sys_inputs=inputs)


def docx(text: str) -> bytes:
    """A text as Word keeps it: lines that begin with a superscript are its footnotes."""
    lines = [line.strip().replace("*", "") for line in text.splitlines() if line.strip()]
    notes = {line[0]: line[1:].strip() for line in lines if line[0] in MARKS}
    document = Document()
    for line in lines:
        if line[0] not in MARKS:
            _fill(document.add_paragraph(), line, notes)
    package = document.part.package
    part = Part(PackURI("/word/footnotes.xml"), _NOTES_TYPE, _notes_xml(notes), package)
    document.part.relate_to(part, _NOTES)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def _fill(paragraph: Any, line: str, notes: dict[str, str]) -> None:
    for piece in re.split(f"([{MARKS}])", line):
        run = paragraph.add_run("" if piece in notes else piece)
        if piece in notes:
            run.font.superscript = True
            reference = OxmlElement("w:footnoteReference")
            reference.set(qn("w:id"), str(list(notes).index(piece) + 7))  # ids are no numbers
            run._r.append(reference)


def _notes_xml(notes: dict[str, str]) -> bytes:
    rows = "".join(
        f'<w:footnote w:id="{number}"><w:p><w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr>'
        f"<w:footnoteRef/></w:r><w:r><w:t> {escape(text)}</w:t></w:r></w:p></w:footnote>"
        for number, text in enumerate(notes.values(), start=7)
    )
    rows = f'<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>{rows}'
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><w:footnotes xmlns:w="{_WORD}">{rows}</w:footnotes>'.encode()
    )
