"""The offices of a project: whose reports its runs are, each a folder below ``data/raw/reference``."""

from __future__ import annotations

import difflib
import os
from typing import TYPE_CHECKING

from khacphuc.errors import ParameterError
from khacphuc.project.layout import RUN_ID

if TYPE_CHECKING:
    from collections.abc import Iterable

    from khacphuc.project.layout import Layout

# ids are short: tay-ninh for tayninh, long-an for lonng-an; two names of provinces are less alike
_NEAR = 0.6


def existing_offices(layout: Layout) -> tuple[str, ...]:
    """The ids of the offices there are, sorted: the folders below the reference lists of such names."""
    return tuple(name for name in _folders(layout) if RUN_ID.fullmatch(name))


def find_office(layout: Layout, run: str, declared: str = "") -> str:
    """The office of a run.

    Args:
        layout: the project.
        run: the run.
        declared: the key ``office`` of its parameters; empty where it is left out.

    Returns:
        The declared office; without one the only office there is, and empty where there is none.

    Raises:
        ParameterError: there is no such office, or none is declared and there are several.
    """
    known, place = existing_offices(layout), layout.relative(layout.parameters(run))
    if not declared and len(known) > 1:
        raise ParameterError(
            f'the key "office" is missing, and there are {len(known)} offices',
            place=place,
            remedy=f"write office: and one of {', '.join(known)}",
        )
    if declared and declared not in known and (known or not _holds_units(layout)):
        folder = layout.relative(layout.office(declared))
        raise ParameterError(
            f'the key "office" names {declared}',
            place=place,
            remedy=_remedy(declared, _folders(layout), folder),
        )
    return declared or "".join(known)


def office_near(name: str, known: Iterable[str]) -> str:
    """The office that may be meant by a name there is none of; empty where none is like it.

    >>> office_near("tayninh", ["long-an", "tay-ninh"]), office_near("ha-noi", ["tay-ninh"])
    ('tay-ninh', '')
    """
    return "".join(difflib.get_close_matches(name, list(known), n=1, cutoff=_NEAR))


def _holds_units(layout: Layout) -> bool:
    """Whether units lie where projects of one office had them: they are those of whichever office it is."""
    return (layout.reference / "units.csv").is_file()


def _remedy(declared: str, folders: tuple[str, ...], folder: str) -> str:
    by_key = {name.casefold(): name for name in folders}
    near = by_key.get(office_near(declared, by_key), "")
    if RUN_ID.fullmatch(near):
        return f"did you mean {near}?"
    if near:
        return f"rename the folder {near} to {declared}"
    known = [name for name in folders if RUN_ID.fullmatch(name)]
    there = f"the offices there are: {', '.join(known)}" if known else "there is no office yet"
    return f"{there}; make the folder {folder}, with its units.csv"


def _folders(layout: Layout) -> tuple[str, ...]:
    try:
        entries = sorted(os.scandir(layout.reference), key=lambda entry: entry.name)
    except OSError:  # whoever reads the tables says what is wrong
        return ()
    return tuple(entry.name for entry in entries if entry.is_dir() and not entry.name.startswith("."))
