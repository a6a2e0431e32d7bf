"""Our words, how numbers are printed, and the letters of the typeface."""

from __future__ import annotations

from khacphuc.fonts import letters
from khacphuc.locale import LANGUAGES, words
from khacphuc.text.formats import format_decimal

for _language in sorted(LANGUAGES):
    words(_language, "document")
    format_decimal(1, 0, language=_language)
letters()
