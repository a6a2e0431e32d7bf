"""How much of what a cell prints and displays is kept, and what a terminal leaves of a text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable

#: Characters of a text: some 2,000 lines.
MOST_CHARACTERS: Final = 100_000
#: Characters of everything one cell displays: pictures of a print's size, or a chart with its script.
MOST_DATA: Final = 20_000_000
#: Outputs of one cell: more than anybody scrolls through.
MOST_OUTPUTS: Final = 1_000


@dataclass(frozen=True)
class Notes:
    """The lines that say what was cut: so many characters of a text, so many outputs of a cell."""

    characters: Callable[[int], str] = "[characters cut: {}]".format
    outputs: Callable[[int], str] = "[outputs not kept: {}]".format


def overwritten(text: str) -> str:
    r"""A text as a terminal leaves it where lines go back to their beginning: the last writing stays.

    >>> overwritten("10%\r50%\r\ndone\r\n")
    '50%\ndone\n'
    """
    if "\r" not in text:
        return text
    *lines, last = text.split("\n")
    # the open line may still be gone back over: its last carriage return stays
    end = "\r" if last.endswith("\r") else ""
    return "\n".join([*map(_last_writing, lines), _last_writing(last) + end])


def _last_writing(line: str) -> str:
    return line.rstrip("\r").rpartition("\r")[2]


def without_backspaces(text: str) -> str:
    r"""A text whose backspaces have taken away the letter before them, but no end of a line.

    >>> without_backspaces("ab\b\bc")
    'c'
    """
    if "\b" not in text:
        return text
    letters: list[str] = []
    for letter in text:
        if letter != "\b":
            letters.append(letter)
        elif letters and letters[-1] != "\n":
            letters.pop()
    return "".join(letters)
