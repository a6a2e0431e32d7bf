"""What files say, apart from their bytes."""

from __future__ import annotations

import io
import json
import zipfile

import pandas as pd
import pytest
from pypdf import PdfWriter

from khacphuc.commands.verify_content import decoded
from khacphuc.errors import SourceError

PAGE = (
    '<p>Một  <a href="#x" class="a">hai</a><style>p{}</style>'
    '<svg><path d="M0 0"/></svg><img src="data:," alt="b">'
)


def office(text: str, level: int, picture: bytes = b"") -> bytes:
    """A file of Office with one part of words and a picture."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=level) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", text)
        archive.writestr("word/media/a.png", picture)
    return file.getvalue()


def pdf(title: str, producer: str = "a") -> bytes:
    """A PDF of one blank page."""
    writer = PdfWriter()
    writer.add_blank_page(100, 100)
    writer.add_metadata({"/Title": title, "/Producer": producer})
    file = io.BytesIO()
    writer.write(file)
    return file.getvalue()


def notebook(text: str, png: str = "a", version: str = "3.11") -> bytes:
    """A notebook with one output."""
    output = {"output_type": "display_data", "data": {"text/plain": text, "image/png": png}}
    cells = [{"source": "1", "outputs": [output]}, {"source": "# x"}]
    return json.dumps({"cells": cells, "metadata": {"version": version}}).encode()


def parquet(value: int, compression: str) -> bytes:
    """A table of one row."""
    return pd.DataFrame({"a": [value]}).to_parquet(compression=compression)


@pytest.mark.parametrize(
    ("name", "first", "same", "other"),
    [
        ("a.csv", b'a,b\n1,"2"\n', b"a,b\r\n1,2\r\n", b"a,b\n1,3\n"),
        ("a.html", PAGE, PAGE.replace("  ", "\n").replace("M0", "M1").replace("class", "x"), PAGE + "ba"),
        ("a.html", PAGE, PAGE.replace("p{}", "q{}").replace("data:,", "data:,x"), PAGE.replace('"b"', '"c"')),
        ("a.html", PAGE, PAGE, PAGE.replace("#x", "#y")),
        ("a.docx", office("<a x='1' y='2'/>", 9), office('<a y="2" x="1"></a>', 0, b"x"), office("<b/>", 9)),
        ("a.xlsx", office("<a/>", 9), office("<a/>", 1), office("<a>1</a>", 9)),
        ("a.pdf", pdf("Một"), pdf("Một", "bbb"), pdf("Hai")),
        ("a.ipynb", notebook("x"), notebook("x", "b", "3.12"), notebook("y")),
        ("a.parquet", parquet(1, "snappy"), parquet(1, "gzip"), parquet(2, "snappy")),
        ("a.bin", b"a", b"a", b"b"),
    ],
)
def test_words_are_compared_not_bytes(name, first, same, other):
    """Packing, order of attributes, pictures and programs' names say nothing; every word does."""
    first, same, other = (data.encode() if isinstance(data, str) else data for data in (first, same, other))
    assert decoded(name, first) == decoded(name, same)
    assert decoded(name, first) != decoded(name, other)


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.csv", b"\xff"),
        ("a.docx", b"PK"),
        ("a.docx", office("<a>", 9)),
        ("a.pdf", b"%PDF-1.7 x"),
        ("a.ipynb", b"{}"),
        ("a.ipynb", b"{"),
        ("a.parquet", b"PAR1"),
    ],
)
def test_a_damaged_file_is_told(name, data):
    """A file that cannot be read is never taken for one that says the same."""
    with pytest.raises(SourceError, match=name.replace(".", r"\.")):
        decoded(name, data)
