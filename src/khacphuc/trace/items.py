"""What a trace knows of one row, whatever table it is of."""

from __future__ import annotations

from dataclasses import dataclass

Facts = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Item:
    """One row.

    Attributes:
        code: its code.
        kind: what it is, in a word or two.
        label: what it is called.
        brief: what is printed of it where another row is traced.
        facts: its facts by name; none is empty.
        uses: the codes it rests on.
    """

    code: str
    kind: str
    label: str
    brief: str
    facts: Facts = ()
    uses: tuple[str, ...] = ()
