"""Our words, how numbers are printed, and the letters of the typeface."""

from __future__ import annotations

from khacphuc.fonts import letters
from khacphuc.locale import LANGUAGES, groups, words
from khacphuc.text.formats import format_decimal

for _language in sorted(LANGUAGES):
    for _group in groups(_language):
        words(_language, _group)
    format_decimal(1, 0, language=_language)
letters()
