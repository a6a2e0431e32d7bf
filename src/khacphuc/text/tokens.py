"""A printed quantity and parts of a text, quoted in brackets among the words around them. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

WORDS = 8
"""How many words are quoted of what stands before a quantity, and of what stands behind it."""
WORDS_NEAR = 400
"""Characters that are looked at around what is quoted: more than those words can have."""


@dataclass(frozen=True, slots=True)
class Token:
    """One printed quantity: its section, its place among that section's quantities, and what it is.

    Attributes:
        section: ``III.1.2``, ``fn1``; empty before the first heading.
        ordinal: its place among the section's quantities, from 1.
        printed: the number as printed, with its ``%``, both bounds of a range, without scale or unit.
        kind: a kind of quantities: ``count``, ``range`` …
        paragraph: the paragraph of the section, from 1; 1 for what stands in a heading.
        qualifier: ``hơn``, ``phấn đấu``, ``từ … trở lên``; empty if none.
        scale: ``nghìn``, ``triệu``, ``tỷ`` or ``nghìn tỷ``; empty if none.
        before: the words before it in its paragraph, at most `WORDS`.
        after: the words behind it, its unit first.
        offset: where it begins in the text in NFC, in characters.
        unit: its unit as ``parse`` gives it.
        heads: the words at the head of its row and column, where it stands in a table.
        value: its exact value; of a range its lower bound.
    """

    section: str
    ordinal: int
    printed: str
    kind: str
    paragraph: int = 1
    qualifier: str = ""
    scale: str = ""
    before: str = ""
    after: str = ""
    offset: int = 0
    unit: str = ""
    heads: str = ""
    value: Fraction = Fraction(0)

    @property
    def context(self) -> str:
        """The token among its words, for people; in a table after the heads of its row and column.

        >>> Token("I", 1, "04", "count", before="đã lập", after="đội").context
        '…đã lập [04] đội…'
        """
        words = " ".join(filter(None, [self.heads, self.before, f"[{self.printed}]", self.after]))
        return f"…{words.replace('] %', '%]')}…"


def in_brackets(text: str, start: int, end: int) -> str:
    """A part of a text in brackets, among the words around it.

    >>> in_brackets("Hiện có 94 đội, đã khắc phục.", 8, 14)
    'Hiện có [94 đội], đã khắc phục.'
    """
    before, after = text[max(start - WORDS_NEAR, 0) : start].split(), text[end : end + WORDS_NEAR].split()
    head = f"{'…' * (len(before) > WORDS)}{' '.join(before[-WORDS:])}"
    tail = f"{' '.join(after[:WORDS])}{'…' * (len(after) > WORDS)}"
    gaps = " " * text[:start][-1:].isspace(), " " * text[end : end + 1].isspace()
    return f"{head}{gaps[0]}[{' '.join(text[start:end].split())}]{gaps[1]}{tail}".strip()
