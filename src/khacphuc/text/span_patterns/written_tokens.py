"""Words that hold digits: web addresses, files, QL14B, F0, m2 alone, COVID-19. Pure.

Such a word is one span from its first letter to its last, so that none of its digits is read by itself.
"""

from __future__ import annotations

import re
from typing import Final

from khacphuc.text.numbers.forms import MEASURE
from khacphuc.text.span_patterns.kinds import SpanKind

_ADDRESS = re.compile(
    r"(?:https?://|www\.)\S+|[\w.+-]+@[\w-]+\.[\w.-]+|(?:[\w-]+\.)+(?:vn|com|org|net|edu|gov|"
    r"info)(?:/\S*)?(?!\w)"
)
_FILE = re.compile(
    r"[\w.-]+\.(?:jpe?g|png|gif|bmp|docx?|xlsx?|pptx?|pdf|zip|rar|mp[34]|signed)(?!\w)", re.IGNORECASE
)
# a letter, then a digit: QL14B, a1, TW4, H5N1, Covid-19; a dash joins only what begins with a capital
_LETTER_FIRST = re.compile(r"[^\W\d_]+(?:[-‐‑][^\W\d_]+)*[-‐‑]?\d[\w]*(?:[-‐‑.][^\W_]*\d[^\W_]*)*")
# a digit, then a letter that is no unit: 5G, 7A, 10A1, 6B, 2D
_DIGIT_FIRST = re.compile(
    r"\d{1,4}[A-ZĐ](?:[A-ZĐ\d]{0,3})(?!\w|/[A-ZĐ])|\d{1,3}(?:[a-fi-oq-zđ]\d{1,2}|[b-fijnopqrstuvwxyz])(?!\w)"
)
# quick to ask, so that the patterns above are asked of few words
_IN_WEB = re.compile(
    r"@|://|www\.|\.(?:vn|com|org|net|edu|gov|info|jpe?g|png|gif|bmp|docx?|xlsx?|pptx?|pdf|zip|rar|mp[34]|"
    r"signed)(?!\w)",
    re.IGNORECASE,
)
_POWER = re.compile(r"[kcdmh]?m[23](?!\w)")
_WORD_DIGIT: Final = re.compile(r"(?:[^\W\d_]{1,12}[-‐‑]){0,3}[^\W_]*[^\W\d_][-‐‑]?$")


def written_token(line: str, start: int, behind: int) -> tuple[int, int, SpanKind] | None:
    """The word a digit stands in, if it is no number by itself.

    Args:
        line: the line.
        start: the place of the digit.
        behind: where the span before ended; nothing before it is taken again.

    >>> written_token("dọc QL14B;", 6, 0), written_token("diện tích m2", 11, 0), written_token("48kg", 0, 0)
    ((4, 9, <SpanKind.NAME: 'name'>), (10, 12, <SpanKind.OTHER: 'other'>), None)
    """
    first = max(behind, start - _LONGEST)
    first = max(first, line.rfind(" ", first, start) + 1)
    last = line.find(" ", start, start + _LONGEST)
    token = line[first : last if last > 0 else start + _LONGEST]
    if _IN_WEB.search(token):
        for pattern, kind in ((_ADDRESS, SpanKind.ADDRESS), (_FILE, SpanKind.OTHER)):
            for match in pattern.finditer(token):
                if match.start() <= start - first < match.end():
                    return first + match.start(), first + match.end(), kind
    return _letter_first(line, start, first) or _digit_first(line, start)


def _letter_first(line: str, start: int, first: int) -> tuple[int, int, SpanKind] | None:
    word = _WORD_DIGIT.search(line, max(first, start - _LONGEST_WORD), start)
    match = _LETTER_FIRST.match(line, word.start()) if word else None
    if word is None or match is None or match.end() <= start:
        return None
    if _POWER.fullmatch(match[0]):
        return match.start(), match.end(), SpanKind.OTHER
    joined_by_dash = word[0][-1] in "-‐‑"
    if joined_by_dash and (not word[0][0].isupper() or line[match.end() : match.end() + 1] == "%"):
        return None
    return match.start(), match.end(), SpanKind.NAME


def _digit_first(line: str, start: int) -> tuple[int, int, SpanKind] | None:
    match = _DIGIT_FIRST.match(line, start)
    return (start, match.end(), SpanKind.NAME) if match and not _MEASURED.match(line, start) else None


_LONGEST = 200
"""Characters of a web address or the name of a file that are looked at."""
_LONGEST_WORD = 30
_MEASURED = re.compile(rf"\d+{MEASURE}")
