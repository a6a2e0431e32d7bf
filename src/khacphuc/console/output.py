"""Prints lines on standard output and standard error, without control characters."""

from __future__ import annotations

import os
import shutil
import sys
import textwrap
from typing import TYPE_CHECKING

from khacphuc.console.progress import printable

if TYPE_CHECKING:
    from pathlib import Path


def print_output(text: str) -> None:
    """Print lines on standard output."""
    print(printable(text), flush=True)  # noqa: T201 - the one place that does


def wrapped(text: str) -> str:
    """A long line in lines that fit the terminal, or 80 columns, those that go on further in."""
    width = shutil.get_terminal_size().columns
    lines = textwrap.wrap(text, width, subsequent_indent="  ", break_long_words=False, break_on_hyphens=False)
    return "\n".join(lines)


def print_error(message: str) -> None:
    """Print what went wrong on standard error."""
    print(printable(f"khacphuc: {message}"), file=sys.stderr, flush=True)  # noqa: T201


def from_here(path: Path) -> str:
    """A path from the working directory."""
    try:
        return os.path.relpath(path)
    except ValueError:  # another drive
        return str(path)
