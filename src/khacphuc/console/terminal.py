"""Prints plain text to a terminal, wrapped between words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.console import Console
from rich.text import Text

from khacphuc.console.progress import printable

if TYPE_CHECKING:
    from typing import TextIO


# where there is no terminal: what logs, mails and diffs show whole
_WIDTH = 80
# a column is never narrower, however deep a text is indented
_NARROWEST = 20


def open_console(stream: TextIO) -> Console:
    """What prints plain text to a stream: as wide as its terminal, or 80 columns."""
    console = Console(file=stream, highlight=False, markup=False, emoji=False)
    if console.is_terminal:
        return console
    return Console(file=stream, highlight=False, markup=False, emoji=False, width=_WIDTH, color_system=None)


def print_line(console: Console, text: str, *, indent: int = 0, hang: int = 2, style: str = "") -> None:
    """One text, wrapped between words and never cut; continued lines stand further in."""
    words = " ".join(printable(text).split())
    first = True
    for part in Text(words).wrap(console, max(console.width - indent - hang, _NARROWEST)) or [Text("")]:
        margin = " " * (indent if first else indent + hang)
        console.print(Text(margin + part.plain.rstrip(), style=style), soft_wrap=True)
        first = False
