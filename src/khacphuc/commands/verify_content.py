"""Decodes a file to its words and numbers, so that files made on different machines can be compared.

Compressors, version numbers and the digits of a drawn curve differ from machine to machine while every
word and number stays. Pictures are therefore left out, their text alternatives are not.
"""

from __future__ import annotations

import csv
import io
import json
from html.parser import HTMLParser
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

from khacphuc.data.xlsx.container import open_container
from khacphuc.errors import SourceError
from khacphuc.project.files import decode_text

if TYPE_CHECKING:
    from collections.abc import Callable

# attributes that are read out or followed; the others are about looks
_READ_OUT = {"alt", "aria-label", "href", "id", "lang", "title"}
# elements whose content is no text of the page
_SILENT = {"script", "style", "svg"}


def decoded(name: str, data: bytes) -> Any:
    """The words and numbers of a file, in a form that compares equal where they are the same.

    Args:
        name: the file's name; its ending says how to read it. Of an unknown one the bytes come back.
        data: its bytes.

    Raises:
        SourceError: the file is damaged.
    """
    read = _READERS.get(name.rpartition(".")[2])
    if read is None:
        return data
    try:
        return read(name, data)
    except (ValueError, KeyError, TypeError, ET.ParseError, csv.Error) as error:
        raise _damaged(name, error) from error


def _damaged(name: str, error: Exception) -> SourceError:
    return SourceError(f"cannot be read ({error})", place=name, remedy="make the report again")


class _PageReader(HTMLParser):
    """Collects the words of a page and the attributes that carry some, in reading order."""

    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []
        self._silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Collect the element and the attributes that carry words."""
        self._silent += tag in _SILENT
        self.words.append(f"<{tag}>")
        for name, value in sorted(attrs):
            if name in _READ_OUT and value and not value.startswith("data:"):
                self.words.append(f"{name}={value}")

    def handle_endtag(self, tag: str) -> None:
        """Collect words again after an element that is not read out."""
        self._silent -= tag in _SILENT

    def handle_data(self, data: str) -> None:
        """Collect words."""
        if not self._silent and data.strip():
            self.words.append(" ".join(data.split()))


def _page(name: str, data: bytes) -> list[str]:
    page = _PageReader()
    page.feed(decode_text(data, name))
    return page.words


def _pdf(name: str, data: bytes) -> list[str]:
    from pypdf import PdfReader  # noqa: PLC0415  (slow, and needed here only)
    from pypdf.errors import PyPdfError  # noqa: PLC0415

    try:
        reader = PdfReader(io.BytesIO(data))
        pages = [" ".join(page.extract_text().split()) for page in reader.pages]
    except PyPdfError as error:
        raise _damaged(name, error) from error
    return [str(reader.metadata.title) if reader.metadata else "", *pages]


def _office(name: str, data: bytes) -> dict[str, str]:
    container = open_container(data, name)
    parts = sorted(part for part in container.archive.namelist() if part.endswith((".xml", ".rels")))
    return {part: ET.canonicalize(container.read(part).decode("utf-8-sig")) for part in parts}


def _table(name: str, data: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(decode_text(data, name), newline="")))


def _notebook(name: str, data: bytes) -> list[Any]:
    cells = json.loads(decode_text(data, name))["cells"]
    return [(cell["source"], [_output_text(output) for output in cell.get("outputs", ())]) for cell in cells]


def _output_text(output: dict[str, Any]) -> Any:
    """The text of an output; its other forms are pictures, or hold them."""
    return output.get("text") or output.get("data", {}).get("text/plain") or output.get("evalue")


def _frame(_name: str, data: bytes) -> str:
    import pandas as pd  # noqa: PLC0415  (slow, and needed here only)

    frame = pd.read_parquet(io.BytesIO(data))
    return f"{frame.dtypes.to_dict()}\n{frame.to_csv()}"


_READERS: dict[str, Callable[[str, bytes], Any]] = {
    "csv": _table,
    "docx": _office,
    "html": _page,
    "ipynb": _notebook,
    "parquet": _frame,
    "pdf": _pdf,
    "xlsx": _office,
}
