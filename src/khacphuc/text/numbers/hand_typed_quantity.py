"""A quantity a text states by itself; ``hand_typed`` finds them, and its patterns are slow to import."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class HandTypedQuantity:
    """A quantity a text states.

    Attributes:
        words: the quantity and its noun, as typed.
        quote: it in brackets among the words around it.
        number: the number alone.
        after: the words behind the number, its unit first.
        offset: where it begins.

    >>> HandTypedQuantity("94 đội", "lập mới [94 đội]", "94", "đội", 8).words
    '94 đội'
    """

    words: str
    quote: str
    number: str
    after: str
    offset: int
