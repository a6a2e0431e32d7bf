"""The typeface of every document: Tinos, metric-equal to Times New Roman, with all Vietnamese letters.

The folder holds four TTF faces (PDF, charts), a WOFF2 subset of each for the HTML, made by
``scripts/subset_fonts.py``, their hashes in ``SHA256SUMS``, and the licence (SIL Open Font License 1.1)
in ``OFL.txt``. Nothing is ever taken from the machine's own fonts, so that a document looks the same
everywhere.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

FONT_DIR: Final = Path(__file__).parent
FAMILY: Final = "Tinos"
#: The hash of every face and subset, as ``sha256sum`` writes and checks them.
SUMS: Final = FONT_DIR / "SHA256SUMS"


@dataclass(frozen=True, slots=True, kw_only=True)
class Face:
    """One face of the family, as CSS names it."""

    name: str
    weight: int
    style: str

    @property
    def ttf(self) -> Path:
        """The whole face, for PDF and charts."""
        return FONT_DIR / f"{FAMILY}-{self.name}.ttf"

    @property
    def woff2(self) -> Path:
        """The subset of the face (Latin and Vietnamese), for HTML."""
        return FONT_DIR / f"{FAMILY}-{self.name}.woff2"


FACES: Final = (
    Face(name="Regular", weight=400, style="normal"),
    Face(name="Bold", weight=700, style="normal"),
    Face(name="Italic", weight=400, style="italic"),
    Face(name="BoldItalic", weight=700, style="italic"),
)


@cache
def letters() -> frozenset[int]:
    """The code points the family has; all faces have the same."""
    from fontTools.ttLib import TTFont  # noqa: PLC0415 - slow, and few who ask for a face need it

    with TTFont(FACES[0].ttf, lazy=True) as font:
        return frozenset(font.getBestCmap())


@cache
def register_matplotlib() -> str:
    """Make the family known to matplotlib, once per process.

    Returns:
        The name to set ``font.family`` to.
    """
    from matplotlib import font_manager  # noqa: PLC0415 - one second slow, and only charts need it

    for face in FACES:
        font_manager.fontManager.addfont(face.ttf)
    return FAMILY
