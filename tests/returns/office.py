"""A project of the small office, with what it asks its communes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from khacphuc.project.layout import Layout

from .. import invented
from . import worlds

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path


def make_office(folder: Path, **changed: list[Mapping[str, str]]) -> Layout:
    """The project in an empty folder.

    Args:
        folder: where.
        changed: rows in the place of those of a table.
    """
    rows = dict(invented.ROWS) | worlds.tables() | changed
    return Layout(invented.make_project(folder, rows=rows))
