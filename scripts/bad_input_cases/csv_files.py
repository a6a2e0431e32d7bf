"""Cases of CSV files."""

from __future__ import annotations

import csv
import io
import os
import re
import unicodedata
from typing import TYPE_CHECKING

from bad_input_cases.case import FIGURES, MEGABYTE, RAW, Case, folder, link, locked, pipe
from bad_input_cases.workbooks import zipped

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


def _csv(change: Callable[[bytes], bytes], table: str = "figures") -> Callable[[Path], object]:
    """A change of one CSV file."""

    def make(root: Path) -> None:
        path = root / RAW / "2021" / f"{table}.csv"
        path.write_bytes(change(path.read_bytes()))

    return make


def _every_csv(change: Callable[[bytes], bytes]) -> Callable[[Path], object]:
    def make(root: Path) -> None:
        for path in (root / RAW).rglob("*.csv"):
            path.write_bytes(change(path.read_bytes()))

    return make


def _replace(old: str, new: str, table: str = "figures") -> Callable[[Path], object]:
    """A text of a CSV file replaced, once."""

    def change(data: bytes) -> bytes:
        if old.encode() not in data:
            raise ValueError(old)
        return data.replace(old.encode(), new.encode(), 1)

    return _csv(change, table)


def _cell(text: str) -> Callable[[Path], object]:
    """A text in line 2 of figures.csv, column qualifier."""
    return _replace("SL001,I,1,04,,", f'SL001,I,1,04,"{text}",')


def csv_tables() -> list[Case]:
    """CSV files that only look odd."""
    title = {("shortcomings", 0, "title"): "<script>alert('x')</script> {{ 7*7 }} $(ls) [a](javascript:b)"}
    text = title["shortcomings", 0, "title"]
    return [
        Case("csv-as-it-is", lambda _: None),
        Case("csv-with-a-byte-order-mark", _every_csv(lambda data: b"\xef\xbb\xbf" + data)),
        Case("csv-of-windows", _every_csv(lambda data: data.replace(b"\n", b"\r\n"))),
        Case("csv-of-old-macs", _every_csv(lambda data: data.replace(b"\n", b"\r"))),
        Case("csv-decomposed", _every_csv(lambda data: unicodedata.normalize("NFD", data.decode()).encode())),
        Case("csv-without-a-last-line-end", _every_csv(bytes.rstrip)),
        Case("csv-with-blank-lines", _every_csv(lambda data: b"\n \n" + data.replace(b"\n", b"\n\n"))),
        Case("csv-with-rows-of-commas", _csv(lambda data: data + b",,,,,,,\n , ,,,,,,\n")),
        Case(
            "csv-with-no-break-spaces", _replace("SL001,I,1,04,,", "\u00a0SL001 ,I\u00a0, 1,04\u2009,\u3000,")
        ),
        Case("csv-of-semicolons", _every_csv(_semicolons)),
        Case("csv-of-semicolons-below-sep", _every_csv(lambda data: b"sep=;\r\n" + _semicolons(data))),
        Case("csv-with-columns-turned", _csv(_turned, "computed")),
        Case(
            "csv-with-code-as-text",
            _csv(
                lambda data: re.sub(rb"(?m)^KD1,1,,[^,]*,", f"KD1,1,,{text},".encode(), data), "shortcomings"
            ),
            changed=title,
        ),
    ]


def _semicolons(data: bytes) -> bytes:
    """A table as Excel writes it with Vietnamese settings."""
    stream = io.StringIO()
    csv.writer(stream, delimiter=";").writerows(csv.reader(io.StringIO(data.decode(), newline="")))
    return stream.getvalue().encode()


def _turned(data: bytes) -> bytes:
    return b"\n".join(b",".join(reversed(line.split(b","))) for line in data.splitlines())


def csv_errors() -> list[Case]:
    """CSV files that are not the table they should be."""
    header = "figure_id,section,paragraph,printed,qualifier,unit,indicator,parent"
    cell = (FIGURES, "line 2", "column qualifier")
    old = "§oµn TNCS Hå ChÝ Minh, ho¹t ®éng phong trµo"
    return [
        Case("csv-empty", _csv(lambda _: b""), (FIGURES, "empty", header)),
        Case("csv-of-blanks", _csv(lambda _: b" \n,,\n\n"), (FIGURES, "empty", header)),
        Case(
            "csv-utf-16", _csv(lambda data: data.decode().encode("utf-16")), (FIGURES, "UTF-16", "CSV UTF-8")
        ),
        Case(
            "csv-utf-32",
            _csv(lambda data: data.decode().encode("utf-32-le")),
            (FIGURES, "UTF-32", "CSV UTF-8"),
        ),
        Case(
            "csv-latin-1",
            _csv(lambda data: data + "SL1,I,1,1,,café,x,".encode("latin-1")),
            (FIGURES, "line 79", "not UTF-8", "save"),
        ),
        Case(
            "csv-tcvn3-bytes",
            _csv(lambda data: data.partition(b"\n")[0] + b"\nSL1,I,1,1,," + old.encode("latin-1") + b",x,\n"),
            (FIGURES, "line 2", "not UTF-8", "TCVN3", "Unikey"),
        ),
        Case("csv-tcvn3", _cell(old), (*cell, "TCVN3", "Unikey")),
        Case("csv-vni", _cell("Coäng hoøa xaõ hoäi chuû nghóa Vieät Nam"), (*cell, "VNI", "Unikey")),
        *(
            Case(f"csv-formula-{name}", _cell(text), (*cell, "begins like a formula", "write the value"))
            for name, text in {
                "equals": "=cmd|' /C calc'!A0",
                "plus": "+1",
                "minus": "-x",
                "at": "@SUM(A1)",
                "after-a-blank": " =1+1",
                "after-a-no-break-space": "\u00a0=1+1",
            }.items()
        ),
        *(
            Case(f"csv-unseen-{code:04x}", _cell(f"a{chr(code)}b"), (*cell, f"U+{code:04X}", "delete it"))
            for code in (
                0,
                0x1B,
                0x9,
                0x7F,
                0xAD,
                0x200B,
                0x202E,
                0x2028,
                0x3164,
                0xFE0F,
                0xFEFF,
                0xE000,
                0xFFFF,
            )
        ),
        Case("csv-long-cell", _cell("x" * 2001), (*cell, "2001 characters", "at most 2000", "shorten")),
        Case(
            "csv-10-megabytes-in-a-cell",
            _cell("x" * 10 * MEGABYTE),
            (FIGURES, "line 2", "at most 1,000,000", "shorten"),
        ),
        Case(
            "csv-unclosed-quote",
            _replace("SL001,I,1,04,,", 'SL001,I,1,"04,,'),
            (FIGURES, "line 2", "double quotes"),
        ),
        Case("csv-ragged", _replace("SL001,I,", "SL001,I,I,"), (FIGURES, "line 2", "9 cells, expected 8")),
        Case(
            "csv-of-semicolons-without-quotes",
            _csv(lambda data: data.replace(b",", b";").replace(b'"', b"")),
            (FIGURES, "cells, expected 8", "holds a semicolon in double quotes"),
        ),
        Case(
            "csv-doubled-column",
            _replace("paragraph,", "section,"),
            (FIGURES, "line 1", "'section' stands there 2"),
        ),
        Case(
            "csv-missing-column",
            _csv(_without_last),
            (FIGURES, "line 1", "column parent is missing", "add it"),
        ),
        Case(
            "csv-unknown-column",
            _replace("printed,", "print,"),
            (FIGURES, "line 1", "'print'", "mean 'printed'?"),
        ),
        Case("csv-nameless-column", _replace("printed,", ","), (FIGURES, "line 1", "no name", "name it")),
        Case(
            "csv-web-page",
            _csv(lambda _: b"<!DOCTYPE html><html><body>404"),
            (FIGURES, "line 1", "unknown column"),
        ),
        Case("csv-of-a-workbook", _csv(lambda _: zipped({"x": b""})), (FIGURES, "a workbook", "CSV UTF-8")),
        Case("csv-200-megabytes", _sparse, (FIGURES, "200,000,000 bytes", "at most 50,000,000")),
        Case(
            "csv-too-many-lines",
            _csv(lambda data: data + b"\n" * 40 * MEGABYTE),
            (FIGURES, "line 200002", "more than 200,000 rows"),
        ),
        Case(
            "csv-too-many-columns",
            _csv(lambda data: data + b"," * 5_000),
            (FIGURES, "line 79", "5,001 cells", "expected at most 1,000"),
        ),
        Case(
            "csv-200000-characters-in-a-cell",
            _cell("x" * 200_000),
            (FIGURES, "line 2", "more than 131,072 characters", "at most 2,000", "shorten"),
        ),
        Case(
            "csv-too-long-a-line",
            _csv(lambda data: data + b"," * 40 * MEGABYTE),
            (FIGURES, "line 79", "expected at most 1,000,000"),
        ),
        Case("csv-a-folder", folder("figures.csv"), (FIGURES, "cannot be read", "check")),
        Case("csv-a-pipe", pipe("figures.csv"), (FIGURES, "a pipe", "put the file itself"), needs="pipes"),
        Case(
            "csv-a-link-out",
            link("figures.csv", "../../../../out.csv"),
            (FIGURES, "a link to", "out.csv", "itself"),
        ),
        Case(
            "csv-a-broken-link", link("figures.csv", "none.csv"), (FIGURES, "no such file", "mend the name")
        ),
        Case(
            "csv-a-link-in-a-circle",
            link("figures.csv", "figures.csv"),
            (FIGURES, "cannot be read", "check"),
        ),
        Case("csv-unreadable", locked("figures.csv"), (FIGURES, "cannot be read", "rights"), needs="rights"),
    ]


def _without_last(data: bytes) -> bytes:
    return b"\n".join(line.rpartition(b",")[0] for line in data.splitlines())


def _sparse(root: Path) -> None:
    os.truncate(root / FIGURES, 200 * MEGABYTE)
