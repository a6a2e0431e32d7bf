"""Prints lines on standard output and standard error, without control characters."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from khacphuc.console.progress import printable

if TYPE_CHECKING:
    from pathlib import Path


def print_output(text: str) -> None:
    """Print lines on standard output."""
    print(printable(text), flush=True)  # noqa: T201 - the one place that does


def print_error(message: str) -> None:
    """Print what went wrong on standard error."""
    print(printable(f"khacphuc: {message}"), file=sys.stderr, flush=True)  # noqa: T201


def from_here(path: Path) -> str:
    """A path from the working directory."""
    try:
        return os.path.relpath(path)
    except ValueError:  # another drive
        return str(path)
