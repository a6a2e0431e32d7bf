"""The command ``khacphuc read``: reads a document of any office, and prints what was read and what not."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from khacphuc.console.output import from_here, wrapped
from khacphuc.locale import words
from khacphuc.reading.read_file import read_file
from khacphuc.reading.unread import unread_items
from khacphuc.render.html.environment import count
from khacphuc.text.spans import SpanKind

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from khacphuc.reading.read_file import ReadFile


def read_document_file(file: Path, *, out: Path | None, language: str) -> str:
    """Read a document, write what it holds, and say so in lines.

    Raises:
        UsageError: it is refused, or the files cannot be written (see ``read_file``).
    """
    return "\n".join(_lines(read_file(file, out=out, language=language)))


def _lines(reading: ReadFile) -> Iterator[str]:
    language, coverage = reading.language, reading.coverage
    labels, kinds = words(language, "reading"), words(language, "span_kind")
    numbers, quantities = len(coverage.spans), len(coverage.quantities)
    yield wrapped(
        labels["terminal_read"].format(
            file=reading.name,
            numbers=labels.counted("numbers", numbers).format(count=count(numbers, language)),
            quantities=labels.counted("quantities", quantities).format(count=count(quantities, language)),
        )
    )
    counts = Counter(span.kind for span in coverage.spans)
    for kind in SpanKind:
        if counts[kind]:
            yield "  " + labels["terminal_kind"].format(kind=kinds[kind], count=count(counts[kind], language))
    decisions = len(reading.doubts)
    if decisions:
        yield labels.counted("terminal_decide", decisions).format(count=count(decisions, language))
    items = [item for item, _ in unread_items(coverage.document, language)]
    if items:
        yield wrapped(labels["terminal_unread"].format(items="; ".join(items)))
    yield from (f"  {from_here(file)}" for file in reading.files)
