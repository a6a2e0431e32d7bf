"""Registers of run 2021, changed with openpyxl or part by part, for ``make_bad_input``."""

from __future__ import annotations

import io
import re
import zipfile
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

import openpyxl

from bad_input_cases.case import REGISTER, ROOT
from khacphuc.data.raw.run import read_run
from khacphuc.data.xlsx.register_writer import write_register
from khacphuc.project.layout import Layout
from khacphuc.schema.tables import REFERENCE_TABLES, TABLES

if TYPE_CHECKING:
    from collections.abc import Callable


@cache
def run_tables() -> dict[str, Any]:
    """The raw tables of 2021 that lie in the folder of the run."""
    tables = read_run(Layout(ROOT), "2021").tables
    return {name: tables[name] for name in TABLES if name not in REFERENCE_TABLES and len(tables[name])}


@cache
def register() -> bytes:
    """The tables of 2021 as a register."""
    return _register(run_tables())


def _register(tables: dict[str, Any]) -> bytes:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "register.xlsx"
        write_register(tables, path)
        return path.read_bytes()


def edit_register(change: Callable[[Any], object]) -> Callable[[Path], object]:
    """Put the register in place of the CSV files, after a change with openpyxl."""

    def make(root: Path) -> None:
        workbook = openpyxl.load_workbook(io.BytesIO(register()))
        change(workbook)
        stream = io.BytesIO()
        workbook.save(stream)
        _place(root, stream.getvalue())

    return make


def edit_parts(change: Callable[[dict[str, bytes]], object]) -> Callable[[Path], object]:
    """Put the register in place of the CSV files, after a change of its parts."""

    def make(root: Path) -> None:
        parts = unzipped(register())
        change(parts)
        _place(root, zipped(parts))

    return make


def weave(table: str, *, remove: bool) -> Callable[[Path], object]:
    """One table in a register beside the CSV files; its own CSV file removed, or kept."""

    def make(root: Path) -> None:
        data = _register({table: run_tables()[table]})
        (root / REGISTER).write_bytes(data)
        if remove:
            (root / REGISTER).with_name(f"{table}.csv").unlink()

    return make


def _place(root: Path, data: bytes) -> None:
    (root / REGISTER).write_bytes(data)
    for path in (root / REGISTER).parent.glob("*.csv"):
        path.unlink()


def unzipped(data: bytes) -> dict[str, bytes]:
    """The parts of a zip archive, by name."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def zipped(parts: dict[str, bytes], *, packed: bool = True) -> bytes:
    """Parts as a zip archive."""
    stream = io.BytesIO()
    how = zipfile.ZIP_DEFLATED if packed else zipfile.ZIP_STORED
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(zipfile.ZipInfo(name), part, how)
    return stream.getvalue()


def ole(stream: str) -> bytes:
    """The beginning of a compound file of the kind old and protected workbooks are, with one stream."""
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + stream.encode("utf-16-le") + bytes(2048)


def shared_strings(parts: dict[str, bytes], *, phonetic: bool = False) -> None:
    """Move the texts of all sheets into one part, as Excel does."""
    strings: dict[bytes, int] = {}

    def move(match: re.Match[bytes]) -> bytes:
        index = strings.setdefault(match[2], len(strings))
        return b'<c%s t="s"><v>%d</v></c>' % (match[1], index)

    for name, part in parts.items():
        if name.startswith("xl/worksheets/"):
            cell = rb'<c([^>]*) t="inlineStr"><is>(.*?)</is></c>'
            parts[name] = re.sub(cell, move, part, flags=re.DOTALL)
    reading = b'<rPh sb="0" eb="1"><t>phonetic</t></rPh><phoneticPr fontId="1"/>' if phonetic else b""
    texts = b"".join(b"<si>%s%s</si>" % (text, reading) for text in strings)
    space = b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    parts["xl/sharedStrings.xml"] = b'<sst xmlns="%s">%s</sst>' % (space, texts)
    relation = (
        b'<Relationship Id="rIdShared" Target="/xl/sharedStrings.xml" '
        b'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings"/>'
    )
    rels = "xl/_rels/workbook.xml.rels"
    parts[rels] = parts[rels].replace(b"</Relationships>", relation + b"</Relationships>")
