"""Whether the typeface of documents is the one that was shipped, and can print Vietnamese."""

from __future__ import annotations

import hashlib
import io
import shlex
import struct
import unicodedata
from typing import TYPE_CHECKING, Final

from khacphuc.doctor.diagnosis import Examined, as_typed, in_project, listed
from khacphuc.errors import SourceError
from khacphuc.fonts import SUMS
from khacphuc.project.files import read_bytes, read_text

if TYPE_CHECKING:
    from pathlib import Path

_VOWELS: Final = "aăâeêioôơuưy"
_TONES: Final = ("", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323")
_COST: Final = "documents fail, or look and break their lines otherwise than elsewhere"


def vietnamese_letters() -> frozenset[str]:
    """The letters of Vietnamese that are not ASCII, in one character each."""
    both = {unicodedata.normalize("NFC", vowel + tone) for vowel in _VOWELS for tone in _TONES} | {"đ"}
    return frozenset(form for letter in both for form in (letter, letter.upper()) if not form.isascii())


def examine_fonts(folder: Path, *, root: Path, python: Path) -> Examined:
    """Whether every face and subset is whole, and every face has the letters of Vietnamese.

    Args:
        folder: of the fonts, with the file of their hashes.
        root: the project.
        python: the interpreter.

    Raises:
        ModuleNotFoundError: what reads fonts is not installed.
    """
    try:
        sums = [line.split() for line in read_text(folder / SUMS.name).splitlines()]
        wrong = {name: told for digest, name in sums if (told := _wrong(folder / name, digest))}
    except (SourceError, ValueError) as error:
        wrong = {SUMS.name: f"their hashes cannot be read ({error})"}
    if not wrong:
        return Examined("fonts", "ok", f"all {len(sums)} are whole and have every letter of Vietnamese")
    if folder.is_relative_to(root) and (root / ".git").exists():
        # no other file of the folder: somebody may be at work on it
        names = " ".join(shlex.quote((folder / name).relative_to(root).as_posix()) for name in wrong)
        remedy = f"{in_project('git', root)} checkout -- {names}"
    else:
        remedy = f"{as_typed(python)} -m pip install --force-reinstall --no-deps khacphuc"
    return Examined("fonts", "stops", listed([*wrong.values()]), _COST, remedy)


def _wrong(file: Path, digest: str) -> str:
    """What is wrong with a font; empty if nothing is."""
    try:
        data = read_bytes(file)
    except SourceError:
        return f"{file.name} is missing"
    if hashlib.sha256(data).hexdigest() != digest:
        return f"{file.name} is not what was shipped"
    if file.suffix != ".ttf":  # to read a subset takes a module the package does without
        return ""
    lacking = vietnamese_letters() - _letters(data)
    return f"{file.name} lacks {listed(sorted(lacking))}" if lacking else ""


def _letters(data: bytes) -> frozenset[str]:
    """The letters of a font; none if it cannot be loaded."""
    from fontTools.ttLib import TTFont, TTLibError  # noqa: PLC0415 - the environment may lack it

    try:
        with TTFont(io.BytesIO(data), lazy=True) as font:
            return frozenset(map(chr, font.getBestCmap() or ()))
    except (TTLibError, LookupError, ValueError, AssertionError, struct.error):
        return frozenset()
