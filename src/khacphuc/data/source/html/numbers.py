"""The number a web page's list prints before each of its items."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from khacphuc.data.source.html.tree import Element

_ROMAN: Final = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"),
    (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_HIGHEST_ROMAN = 3999
_LETTERS = 26


def item_marker(ordered: Element, item: Element, number: int) -> tuple[str, int]:
    """What stands before an item of an ordered list, and its number.

    Args:
        ordered: the list.
        item: the item, which may have a number of its own.
        number: the one it has otherwise.

    >>> from khacphuc.data.source.html.tree import Element
    >>> item_marker(Element("ol", {"type": "I"}), Element("li"), 4)
    ('IV. ', 4)
    """
    number = to_number(item.attributes.get("value", ""), number)
    kind = ordered.attributes.get("type", "1")
    if kind in {"a", "A"} and number > 0:
        text = _letter(number)
    elif kind in {"i", "I"} and 0 < number <= _HIGHEST_ROMAN:
        text = _roman(number)
    else:
        text = str(number)
    return f"{text.upper() if kind in {'A', 'I'} else text}. ", number


def to_number(text: str, default: int) -> int:
    """A number of an attribute."""
    text = text.strip()
    return int(text) if text.removeprefix("-").isdecimal() and len(text) < len("1000000") else default


def _letter(number: int) -> str:
    text = ""
    while number:
        number, rest = divmod(number - 1, _LETTERS)
        text = chr(ord("a") + rest) + text
    return text


def _roman(number: int) -> str:
    text = ""
    for value, letters in _ROMAN:
        while number >= value:
            text += letters
            number -= value
    return text
