"""The typeface that is shipped."""

from __future__ import annotations

from fontTools.ttLib import TTFont
from matplotlib import font_manager

from khacphuc.fonts import FACES, FONT_DIR, letters, register_matplotlib

VOWELS = "aăâeêioôơuưy"
MARKS = "\u0300\u0301\u0303\u0309\u0323"


def test_all_faces_have_the_same_letters() -> None:
    """Who asks whether a letter can be printed need not say in which face."""
    assert all(TTFont(face.ttf).getBestCmap().keys() == letters() for face in FACES)


def vietnamese() -> set[str]:
    """The 134 Vietnamese letters with a mark of any kind."""
    from unicodedata import normalize  # noqa: PLC0415

    small = {normalize("NFC", vowel + mark) for vowel in VOWELS for mark in ("", *MARKS)} | {"đ"}
    return {form for letter in small for form in (letter, letter.upper()) if not form.isascii()}


def test_faces_have_every_vietnamese_letter() -> None:
    """Both the whole faces and the subsets of the HTML report can print every Vietnamese letter."""
    wanted = vietnamese()
    assert len(wanted) == 134
    for face in FACES:
        assert {chr(code) for code in TTFont(face.ttf).getBestCmap()} >= wanted


def test_subsets_are_small_and_there() -> None:
    """The HTML report embeds four subsets, so each must stay small."""
    for face in FACES:
        assert face.woff2.read_bytes()[:4] == b"wOF2"
        assert 8_000 < face.woff2.stat().st_size < 60_000


def test_licence_lies_beside_the_files() -> None:
    """The Open Font License asks to travel with every copy."""
    licence = (FONT_DIR / "OFL.txt").read_text(encoding="utf-8")
    assert "SIL OPEN FONT LICENSE Version 1.1" in licence
    assert "Copyright 2010 Google" in licence
    assert "Open Font License, Version 1.1" in TTFont(FACES[0].ttf)["name"].getDebugName(13)


def test_matplotlib_finds_the_family() -> None:
    """Charts use the same typeface, from our folder and not from the machine."""
    family = register_matplotlib()
    path = font_manager.findfont(
        font_manager.FontProperties(family=family, weight="bold"), fallback_to_default=False
    )
    assert "Bold" in path
    assert str(FONT_DIR / "Tinos-Bold.ttf") in [font.fname for font in font_manager.fontManager.ttflist]
