"""A numbered document becomes a PDF for print and archive, through Typst: tagged, PDF/A-2a and PDF/UA-1.

The same document gives the same bytes every time.

The template is static and the document reaches it as data, so nothing in it can be read as markup.
Typst itself is the gate: a chart without text, or a letter the typeface lacks, does not compile.
"""

from __future__ import annotations

import datetime as dt
import json
import re
from dataclasses import replace
from typing import Final

import typst

from khacphuc.errors import DocumentError
from khacphuc.fonts import FAMILY
from khacphuc.render import profiles
from khacphuc.render.form import author, day_of, form, with_signature
from khacphuc.render.pdf.page_layout import PageLayout
from khacphuc.render.pdf.pages import fill_pages
from khacphuc.render.pdf.row_headers import tag_row_headers
from khacphuc.report.document import nodes
from khacphuc.report.document.json import block_to_json, document_to_json
from khacphuc.report.markup import linked_rows
from khacphuc.report.words import document_words

# Typst gives the letters no face has in its message only
_MISSING: Final = re.compile(r'the text `"(?P<letters>.+?)"` could not be displayed')


def to_pdf(document: nodes.Document) -> bytes:
    """Print a document.

    Args:
        document: numbered (see ``report.document``).

    Raises:
        DocumentError: Typst refuses the document; the message says which block is at fault.
        ParameterError: the document names an unknown profile.
    """
    try:
        return _compile(document)
    except typst.TypstError as error:
        raise _error(document, error) from error


def template_data(document: nodes.Document) -> str:
    """What the template prints of a document, as JSON."""
    cover = document.cover
    profile = profiles.load(cover.profile)
    day = day_of(cover)
    data = {
        "document": document_to_json(document),
        "title": document.title,
        "author": author(cover),
        "date": [day.year, day.month, day.day],
        "family": FAMILY,
        "form": form(document, profile).as_data(),
        "profile": profile.model_dump(),
        "rows": sorted(linked_rows(document)),
        "cited": sorted(nodes.cited(document)),
        "words": dict(document_words(cover.language)),
        "with_signature": with_signature(document.body),
    }
    return json.dumps(data, ensure_ascii=False, sort_keys=True)


def _compile(document: nodes.Document) -> bytes:
    data = template_data(document)
    charts = any(isinstance(block, nodes.Figure) for block in document.body)
    layout = fill_pages(lambda fit: PageLayout(data, fit), charts=charts)
    day = dt.datetime.combine(day_of(document.cover), dt.time(), dt.UTC)
    return tag_row_headers(layout.to_pdf(day))


def _error(document: nodes.Document, error: typst.TypstError) -> DocumentError:
    """What Typst refuses, in words of the document."""
    missing = _MISSING.search(error.message)
    if missing is None:
        return DocumentError(f"{_culprit(document)} cannot be printed: {error.message}")
    letters = missing["letters"]
    codes = " ".join(f"U+{ord(letter):04X}" for letter in letters)
    return DocumentError(
        f"{_holder(document, letters)} holds {letters!r} ({codes}), which the typeface {FAMILY} lacks",
        remedy="write it in other words",
    )


def _holder(document: nodes.Document, letters: str) -> str:
    """Name the first block that holds some letters."""
    for block in (document.cover, *document.body, document.signature, *document.annexes):
        for text in _texts(block_to_json(block)):
            if letters in text:
                return f"the {block.type} “{_short(text)}”"
    return "a text of the document"


def _texts(data: object) -> list[str]:
    """Every text in JSON data, in its order."""
    if isinstance(data, str):
        return [data]
    values = data.values() if isinstance(data, dict) else data if isinstance(data, list) else ()
    return [text for value in values for text in _texts(value)]


def _short(text: str, longest: int = 80) -> str:
    return text if len(text) <= longest else f"{text[:longest]}…"


def _culprit(document: nodes.Document) -> str:
    """Find the block at fault by printing each alone; slow, and only on the way to an error."""
    for block in (*document.body, *document.annexes):
        alone = replace(block, level=1) if isinstance(block, nodes.Heading) else block
        try:
            _compile(replace(document, body=(alone,), annexes=()))
        except typst.TypstError:
            identity = block.id if isinstance(block, nodes.Heading | nodes.Table | nodes.Figure) else ""
            return f"the {block.type} “{_short(identity or nodes.plain(block))}”"
    return "the document"
