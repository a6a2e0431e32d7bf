"""The letters a font of a PDF stands for: the bytes a page shows in, their letters and widths out.

A font that does not say which letters its glyphs are gives `UNKNOWN` for each; whoever reads the page decides
whether that is a bullet or a document nobody can read.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from fontTools.agl import toUnicode
from fontTools.encodings.StandardEncoding import StandardEncoding

if TYPE_CHECKING:
    from collections.abc import Iterator

UNKNOWN: Final = "\N{REPLACEMENT CHARACTER}"
BULLET: Final = "•"

_MOST_CODES = 65_536  # a code has two bytes
_PICTURES = re.compile("symbol|dingbats|wingdings|webdings|marlett", re.IGNORECASE)
_SURROGATES = range(0xD800, 0xE000)
_PRIVATE = range(0xE000, 0xF900)
_LIGATURES = {0xFB00: "ff", 0xFB01: "fi", 0xFB02: "fl", 0xFB03: "ffi", 0xFB04: "ffl"}
_CHARS = re.compile(rb"beginbfchar(.*?)endbfchar", re.DOTALL)
_RANGES = re.compile(rb"beginbfrange(.*?)endbfrange", re.DOTALL)
_PAIR = re.compile(rb"<([0-9A-Fa-f\s]+)>\s*<([0-9A-Fa-f\s]*)>")
_RANGE = re.compile(
    rb"<([0-9A-Fa-f\s]+)>\s*<([0-9A-Fa-f\s]+)>\s*(?:<([0-9A-Fa-f\s]*)>|\[((?:\s*<[0-9A-Fa-f\s]*>)*)\s*\])"
)
_HEX = re.compile(rb"<([0-9A-Fa-f\s]*)>")
# widths of letters of the fonts every reader has, whose files need not tell them; of the type size, about
_NARROW, _BROAD, _LETTER = 0.28, 0.72, 0.5
_THIN = frozenset(" ijltfrI.,;:'()/-")


@dataclass(slots=True)
class Font:
    """How a font's codes are read.

    Attributes:
        letters: the letters of a code.
        widths: the width of a code's glyph, of the type size.
        default_width: the width of a code that has none there.
        bytes_per_code: 1 or 2.
        pictures: whether its glyphs are bullets and arrows, never letters.
    """

    letters: dict[int, str] = field(default_factory=dict)
    widths: dict[int, float] = field(default_factory=dict)
    default_width: float | None = None
    bytes_per_code: int = 1
    pictures: bool = False

    def glyphs(self, codes: bytes) -> Iterator[tuple[str, float, bool]]:
        """The letters of each code, the width of its glyph, whether it is the blank that ``Tw`` widens."""
        step = self.bytes_per_code
        for place in range(0, len(codes) - step + 1, step):
            code = codes[place] if step == 1 else codes[place] << 8 | codes[place + 1]
            letters = BULLET if self.pictures else self.letters.get(code, UNKNOWN)
            width = self.widths.get(code, self.default_width)
            yield letters, typical_width(letters) if width is None else width, step == 1 and code == ord(" ")


def typical_width(letters: str) -> float:
    """About how wide letters are, of the type size."""
    return sum(
        _NARROW if letter in _THIN else _BROAD if letter.isupper() or letter in "mw" else _LETTER
        for letter in letters
    )


def read_font(resource: Any) -> Font:
    """Read the font of a page.

    Args:
        resource: its dictionary.
    """
    name = str(resource.get("/BaseFont", ""))
    font = (_composite if resource.get("/Subtype") == "/Type0" else _simple)(resource)
    if "/ToUnicode" in resource and hasattr(mapping := resource["/ToUnicode"].get_object(), "get_data"):
        font.letters.update(_to_unicode(mapping.get_data()))
    font.pictures = bool(_PICTURES.search(name)) and "/ToUnicode" not in resource
    font.letters = {code: _plain(letters) for code, letters in font.letters.items()}
    return font


def _plain(letters: str) -> str:
    """Letters without ligatures; a bullet for a private letter, which only fonts of bullets draw."""
    if not letters or letters.strip("\0") == "":
        return UNKNOWN
    return "".join(
        BULLET if ord(letter) in _PRIVATE else _LIGATURES.get(ord(letter), letter) for letter in letters
    )


def _composite(resource: Any) -> Font:
    descendant = resource["/DescendantFonts"][0].get_object()
    font = Font(bytes_per_code=2, default_width=float(descendant.get("/DW", 1000)) / 1000)
    font.widths = _composite_widths(descendant.get("/W", []))
    encoding = str(resource.get("/Encoding", ""))
    if "UTF16" in encoding or "UCS2" in encoding:
        font.letters = {code: chr(code) for code in range(_MOST_CODES) if code not in _SURROGATES}
    return font


def _composite_widths(entries: Any) -> dict[int, float]:
    """The widths of ``/W``: a code and the list of widths from there on, or two codes and one width."""
    widths: dict[int, float] = {}
    entries = [entry.get_object() for entry in entries]
    place = 0
    while place + 1 < len(entries):
        first, second = int(entries[place]), entries[place + 1]
        if isinstance(second, list):
            widths.update((first + index, float(width) / 1000) for index, width in enumerate(second))
            place += 2
        elif place + 2 < len(entries):
            last = min(int(second), _MOST_CODES)
            widths.update(dict.fromkeys(range(first, last + 1), float(entries[place + 2]) / 1000))
            place += 3
        else:
            break
    return widths


def _simple(resource: Any) -> Font:
    font = Font(letters=_encoding(resource))
    scale = 1 / 1000
    if resource.get("/Subtype") == "/Type3":  # its glyphs are drawings, in a measure of their own
        scale = abs(float(resource.get("/FontMatrix", [0.001])[0]))
    first = int(resource.get("/FirstChar", 0))
    for code, width in enumerate(resource.get("/Widths", [])[:256], start=first):
        font.widths[code] = float(width) * scale
    if "Courier" in str(resource.get("/BaseFont", "")):
        font.default_width = 0.6
    return font


def _encoding(resource: Any) -> dict[int, str]:
    encoding = resource.get("/Encoding", "")
    encoding = encoding.get_object() if hasattr(encoding, "get_object") else encoding
    is_table = isinstance(encoding, dict)
    base = str(encoding.get("/BaseEncoding", "") if is_table else encoding)
    if base == "/MacRomanEncoding":
        letters = {code: bytes([code]).decode("mac_roman") for code in range(32, 256)}
    elif not base and resource.get("/Subtype") == "/Type1" and is_table:
        letters = {code: toUnicode(name) for code, name in enumerate(StandardEncoding)}
        letters = {code: letter for code, letter in letters.items() if letter}
    else:
        letters = {code: bytes([code]).decode("cp1252", "replace") for code in range(32, 256)}
    if resource.get("/Subtype") == "/Type3":
        letters = {}  # every code is what its drawing is called
    code = 0
    for entry in encoding.get("/Differences", []) if is_table else []:
        if isinstance(entry, int):
            code = int(entry)
        else:
            letters[code] = toUnicode(str(entry).removeprefix("/")) or UNKNOWN
            code += 1
    return letters


def _to_unicode(stream: bytes) -> dict[int, str]:
    r"""What a ToUnicode map gives for each code.

    >>> _to_unicode(b"beginbfchar <01> <0041> endbfchar beginbfrange <02> <03> <0042> endbfrange")
    {1: 'A', 2: 'B', 3: 'C'}
    """
    letters: dict[int, str] = {}
    for section in _CHARS.findall(stream):
        for code, value in _PAIR.findall(section):
            letters[_number(code)] = _text(value)
    for section in _RANGES.findall(stream):
        for low, high, value, values in _RANGE.findall(section):
            first, last = _number(low), min(_number(high), _MOST_CODES)
            if values:
                texts = [_text(each) for each in _HEX.findall(values)]
                letters.update(zip(range(first, last + 1), texts, strict=False))
            elif text := _text(value):
                for code in range(first, last + 1):
                    # the last letter counts upwards, the ones before it stay
                    letters[code] = text[:-1] + chr(min(ord(text[-1]) + code - first, 0x10FFFF))
    return letters


def _number(digits: bytes) -> int:
    return int(b"".join(digits.split()), 16)


def _text(digits: bytes) -> str:
    digits = b"".join(digits.split())
    if len(digits) % 4:
        digits = digits.zfill((len(digits) + 3) // 4 * 4)
    return bytes.fromhex(digits.decode()).decode("utf-16-be", "replace")
