"""Reads gettext catalogues as ours are written: the part of the format that they use, and nothing else.

Babel reads all of the format, and its import takes a tenth of a run that has nothing to do; tests compare
every message of every catalogue with what Babel reads.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Final, NamedTuple

from khacphuc.errors import DocumentError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_FIELD: Final = re.compile(r'(?P<field>msgctxt|msgid(?:_plural)?|msgstr(?:\[[0-9]+\])?) (?P<text>".*")')


class Message(NamedTuple):
    """A message of a catalogue; the header is one without a key.

    Args:
        context: the ``msgctxt``, empty without one.
        key: the ``msgid``.
        forms: the translation, in each of its plural forms.
    """

    context: str
    key: str
    forms: tuple[str, ...]


def split_messages(text: str) -> list[str]:
    """A catalogue's messages as they stand in it, an empty line between them."""
    return text.split("\n\n")


def parse_messages(blocks: Iterable[str]) -> Iterator[Message]:
    r"""The messages of a catalogue.

    Args:
        blocks: as ``split_messages`` returns them.

    Raises:
        DocumentError: a line is neither a comment nor a field nor a further line of one.

    >>> list(parse_messages(['#. a comment\nmsgctxt "page"\nmsgid "title"\nmsgstr ""\n"Report "\n"{year}"']))
    [Message(context='page', key='title', forms=('Report {year}',))]
    """
    for block in blocks:
        fields = _parse_fields(block)
        if fields:
            forms = tuple(text for field, text in fields.items() if field.startswith("msgstr"))
            yield Message(fields.get("msgctxt", ""), fields.get("msgid", ""), forms)


def _parse_fields(block: str) -> dict[str, str]:
    fields: dict[str, str] = {}
    field = ""
    for line in block.split("\n"):
        if not line or line.startswith("#"):
            continue
        match = _FIELD.fullmatch(line)
        if match:
            field = match["field"]
        text = _parse_text(match["text"] if match else line)
        if text is None or not field or (match and field in fields):
            raise DocumentError(
                f"a catalogue of words has the line {line!r}",
                expected='a comment, or msgctxt, msgid, msgid_plural or msgstr with a text in "..."',
            )
        fields[field] = fields.get(field, "") + text
    return fields


def _parse_text(quoted: str) -> str | None:
    """A string of C, of which JSON has every escape that is written here; None if it is none."""
    try:
        text = json.loads(quoted, strict=False)
    except ValueError:
        return None
    return text if isinstance(text, str) else None
