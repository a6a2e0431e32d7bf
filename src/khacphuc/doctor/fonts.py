"""Examines the shipped typeface: whether it is unaltered, and whether it can print Vietnamese."""

from __future__ import annotations

import hashlib
import io
import shlex
import struct
from typing import TYPE_CHECKING, Final
from unicodedata import normalize

from fontTools.ttLib import TTFont, TTLibError

from khacphuc.doctor.diagnosis import Diagnosis, as_typed, first_names, with_python
from khacphuc.errors import SourceError
from khacphuc.fonts import FONT_DIR, SUMS
from khacphuc.project.files import read_bytes, read_text

if TYPE_CHECKING:
    from pathlib import Path

# none, and the combining ones: grave, acute, tilde, hook above, dot below
_TONES: Final = ("", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323")
_SMALL: Final = {normalize("NFC", vowel + tone) for vowel in "aăâeêioôơuưy" for tone in _TONES} | {"đ"}
#: The letters of Vietnamese that are not ASCII, in one character each.
VIETNAMESE: Final = {form for letter in _SMALL for form in (letter, letter.upper()) if not form.isascii()}


def examine_fonts(root: Path, folder: Path = FONT_DIR) -> list[Diagnosis]:
    """Whether every face and subset in a folder is whole, and every face has the letters of Vietnamese."""
    try:
        sums = [line.split() for line in read_text(folder / SUMS.name).splitlines()]
        faults = {name: fault for digest, name in sums if (fault := _fault(folder / name, digest))}
    except (SourceError, ValueError) as error:
        faults = {SUMS.name: f"their hashes cannot be read ({error})"}
    if not faults:
        return [Diagnosis("ok", f"all {len(sums)} are whole and have every letter of Vietnamese")]
    remedy = with_python("pip install --force-reinstall --no-deps khacphuc")
    if folder.is_relative_to(root) and (root / ".git").exists():
        # no other file of the folder: somebody may be at work on it
        names = shlex.join((folder / name).relative_to(root).as_posix() for name in faults)
        remedy = f"git -C {as_typed(root)} checkout -- {names}"
    cost = "documents fail, or look and break their lines otherwise than elsewhere"
    return [Diagnosis("stops", first_names([*faults.values()]), cost, remedy)]


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
    try:
        with TTFont(io.BytesIO(data), lazy=True) as font:
            lacking = VIETNAMESE.difference(map(chr, font.getBestCmap() or ()))
    except (TTLibError, LookupError, ValueError, AssertionError, struct.error):
        lacking = VIETNAMESE
    return f"{file.name} lacks {first_names(sorted(lacking))}" if lacking else ""
