"""Examines the shipped typeface: whether it is unaltered, and whether it can print Vietnamese."""

from __future__ import annotations

import hashlib
import io
import shlex
import struct
import unicodedata
from typing import TYPE_CHECKING, Final

from fontTools.ttLib import TTFont, TTLibError

from khacphuc.doctor.diagnosis import Diagnosis, first_names, in_project, with_python
from khacphuc.errors import SourceError
from khacphuc.fonts import FONT_DIR, SUMS
from khacphuc.project.files import read_bytes, read_text

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from khacphuc.project.layout import Layout

_VOWELS: Final = "aăâeêioôơuưy"
_TONES: Final = ("", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323")
_COST: Final = "documents fail, or look and break their lines otherwise than elsewhere"


def vietnamese_letters() -> frozenset[str]:
    """The letters of Vietnamese that are not ASCII, in one character each."""
    small = {unicodedata.normalize("NFC", vowel + tone) for vowel in _VOWELS for tone in _TONES} | {"đ"}
    return frozenset(form for letter in small for form in (letter, letter.upper()) if not form.isascii())


def examine_fonts(layout: Layout, folder: Path = FONT_DIR) -> Iterator[Diagnosis]:
    """Whether every face and subset is whole, and every face in a folder has the letters of Vietnamese."""
    try:
        sums = [line.split() for line in read_text(folder / SUMS.name).splitlines()]
        faults = {name: fault for digest, name in sums if (fault := _fault(folder / name, digest))}
    except (SourceError, ValueError) as error:
        faults = {SUMS.name: f"their hashes cannot be read ({error})"}
    if not faults:
        yield Diagnosis("fonts", "ok", f"all {len(sums)} are whole and have every letter of Vietnamese")
        return
    root = layout.root
    if folder.is_relative_to(root) and (root / ".git").exists():
        # no other file of the folder: somebody may be at work on it
        names = " ".join(shlex.quote((folder / name).relative_to(root).as_posix()) for name in faults)
        remedy = f"{in_project('git', root)} checkout -- {names}"
    else:
        remedy = with_python("pip install --force-reinstall --no-deps khacphuc")
    yield Diagnosis("fonts", "stops", first_names([*faults.values()]), _COST, remedy)


def _fault(file: Path, digest: str) -> str:
    """What is wrong with a font; empty if nothing is."""
    try:
        data = read_bytes(file)
    except SourceError:
        return f"{file.name} is missing"
    if hashlib.sha256(data).hexdigest() != digest:
        return f"{file.name} is not what was shipped"
    if file.suffix != ".ttf":  # reading a subset takes brotli, which the package does without
        return ""
    lacking = vietnamese_letters() - _letters(data)
    return f"{file.name} lacks {first_names(sorted(lacking))}" if lacking else ""


def _letters(data: bytes) -> frozenset[str]:
    """The letters of a font; none if it cannot be loaded."""
    try:
        with TTFont(io.BytesIO(data), lazy=True) as font:
            return frozenset(map(chr, font.getBestCmap() or ()))
    except (TTLibError, LookupError, ValueError, AssertionError, struct.error):
        return frozenset()
