"""How the tests of spans write what they expect."""

from __future__ import annotations

from khacphuc.text.spans import read_spans


def read(text: str) -> str:
    """Every number of a text with its kind, in order.

    >>> read("Năm 2021 có 94 đội")
    '2021 year, 94 count'
    """
    return ", ".join(f"{span.printed} {span.kind.value}" for span in read_spans(text))
