"""Letters of our typeface for matplotlib's SVG: read from memory, and loaded once.

matplotlib loads each letter of a line three times, to measure it, to lay it out and to draw it, and each
time reads it from the file of its face, by some twenty calls of the system: two thirds of what a chart
takes. This gives what matplotlib gives, byte for byte.

Of what it rests on, ``FT2Font._layout``, ``TextToPath._get_font`` and what matplotlib's renderer names its
letters are not public. Without the first, letters are loaded as matplotlib does; without one of the others,
it takes its own.
"""

from __future__ import annotations

import io
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import quote

from matplotlib.backends.backend_svg import RendererSVG
from matplotlib.ft2font import FT2Font, LoadFlags
from matplotlib.textpath import TextToPath

from khacphuc.fonts import FACES
from khacphuc.project.files import read_bytes

if TYPE_CHECKING:
    from matplotlib.font_manager import FontProperties

LAYOUT: Final = "_layout"
"""How matplotlib's fonts place the letters of a text."""
_MOST_MEASURED: Final = 8192
"""Lines are remembered: a run has some hundreds."""


class TypefaceLetters(TextToPath):
    """Letters of one thread: FreeType's faces belong to it."""

    def __init__(self) -> None:
        """Load no face yet."""
        super().__init__()
        self._faces: dict[bool, Any] = {}
        self._outlines: dict[str, Any] = {}
        self._measure = lru_cache(_MOST_MEASURED)(super().get_text_width_height_descent)

    def _get_font(self, prop: FontProperties) -> Any:
        bold = prop.get_weight() == "bold"
        if bold not in self._faces:
            self._faces[bold] = FT2Font(io.BytesIO(read_bytes(FACES[bold].ttf)))
        face = self._faces[bold]
        face.set_size(self.FONT_SCALE, self.DPI)
        return face

    def get_text_width_height_descent(self, s: str, prop: FontProperties, ismath: Any) -> Any:
        """As matplotlib measures a text, but once: words are fitted into a line before they are drawn."""
        return self._measure(s, prop, ismath)

    def get_glyphs_with_font(
        self,
        font: Any,
        s: str,
        glyph_map: dict[str, Any] | None = None,
        return_new_glyphs_only: bool = False,
        **settings: Any,
    ) -> Any:
        """As matplotlib does (whose names these are), but a letter is loaded once, not wherever it stands."""
        layout = getattr(font, LAYOUT, None)
        if layout is None:
            return super().get_glyphs_with_font(font, s, glyph_map, return_new_glyphs_only, **settings)
        known = {} if glyph_map is None else glyph_map
        new = {} if return_new_glyphs_only else known
        drawn, name = [], quote(font.postscript_name)
        for item in layout(s, LoadFlags.NO_HINTING, **settings):
            letter = f"{name}-{item.glyph_index:x}"
            drawn.append((letter, item.x, item.y, 1.0))
            if letter not in known and letter not in new:
                new[letter] = self._outline(font, item.glyph_index, letter)
        return drawn, new, []

    def _outline(self, font: Any, index: int, letter: str) -> Any:
        if letter not in self._outlines:
            font.load_glyph(index, flags=LoadFlags.NO_HINTING)
            self._outlines[letter] = font.get_path()
        return self._outlines[letter]


class LettersRenderer(RendererSVG):
    """matplotlib's SVG with letters of our typeface."""

    def __init__(self, letters: TextToPath, *size_and_file: Any, **settings: Any) -> None:
        """Begin an SVG.

        Args:
            letters: the letters.
            size_and_file: width, height and file, as matplotlib has them.
            settings: of matplotlib's renderer.
        """
        super().__init__(*size_and_file, **settings)  # type: ignore[no-untyped-call]
        self._text2path = letters
