"""Word's fields: codes, which are not printed, their results, and numbers that Word reckons as it prints."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from khacphuc.data.source.docx.equations import field_equation
from khacphuc.data.source.docx.number_formats import format_number
from khacphuc.text.spans import SpanKind

if TYPE_CHECKING:
    from collections.abc import Mapping

_CONTENTS: Final = {"TOC", "TOA", "INDEX"}
_PAGES: Final = {"PAGE", "NUMPAGES", "SECTIONPAGES", "PAGEREF"}
_AUTOMATIC: Final = {"AUTONUM", "AUTONUMLGL", "AUTONUMOUT"}
_WORD: Final = re.compile(r'"([^"]*)"|(\S+)')
_SWITCH: Final = re.compile(r"\\([a-zA-Z])(?:\s*(\d+))?")
# the levels of Word's own lists for LISTNUM, by the name a field gives
_NUMBER_DEFAULT: Final = (
    ("%1)", "decimal"), ("%2)", "lowerLetter"), ("%3)", "lowerRoman"), ("(%4)", "decimal"),
    ("(%5)", "lowerLetter"), ("(%6)", "lowerRoman"), ("%7.", "decimal"), ("%8.", "lowerLetter"),
    ("%9.", "lowerRoman"),
)  # fmt: skip
_OUTLINE_DEFAULT: Final = (
    ("%1.", "upperRoman"), ("%2.", "upperLetter"), ("%3.", "decimal"), ("%4)", "lowerLetter"),
    ("(%5)", "decimal"), ("(%6)", "lowerLetter"), ("(%7)", "lowerRoman"), ("(%8)", "lowerLetter"),
    ("(%9)", "lowerRoman"),
)  # fmt: skip
_LEVELS: Final = 9
_DEEPEST: Final = 50  # fields within each other; offices have two or three


@dataclass(slots=True)
class _Field:
    """A field that has begun and not ended."""

    code: str = ""
    in_result: bool = False
    result: str = ""

    @property
    def name(self) -> str:
        return (self.code.split() or [""])[0].upper()


@dataclass(slots=True)
class Counters:
    """How far the numbers of a document's fields have been counted."""

    sequences: dict[str, int] = field(default_factory=dict)
    lists: dict[str, dict[int, int]] = field(default_factory=dict)


class Fields:
    """The fields that are open at a place of a part; one may stand in another, and go over paragraphs.

    Args:
        counters: of the whole document.
    """

    def __init__(self, counters: Counters) -> None:
        self._counters = counters
        self._open: list[_Field] = []

    @property
    def is_open(self) -> bool:
        """Whether a field has begun and not ended."""
        return bool(self._open)

    @property
    def hides(self) -> bool:
        """Whether what stands here is not read: a code, or a table of contents."""
        return any(not opened.in_result or opened.name in _CONTENTS for opened in self._open)

    @property
    def is_contents(self) -> bool:
        """Whether what stands here belongs to a table of contents."""
        return any(opened.in_result and opened.name in _CONTENTS for opened in self._open)

    @property
    def mark(self) -> SpanKind | None:
        """What a number here is known to be."""
        return SpanKind.PAGE if any(opened.name in _PAGES for opened in self._open) else None

    def begin(self, code: str = "") -> None:
        """A field begins; its code follows."""
        if len(self._open) >= _DEEPEST:
            raise RecursionError("fields within fields")
        self._open.append(_Field(code))

    def add_code(self, text: str) -> None:
        """More of the code of the innermost field."""
        if self._open and not self._open[-1].in_result:
            self._open[-1].code += text

    def separate(self) -> None:
        """The code ends and the result begins."""
        if self._open:
            self._open[-1].in_result = True

    def add_result(self, text: str) -> None:
        """A part of what is printed."""
        for opened in self._open:
            opened.result += text

    def end(self) -> str | None:
        """The innermost field ends; gives the code of one whose result is still to be reckoned."""
        if not self._open:
            return None
        done = self._open.pop()
        if done.name == "SEQ" and done.result.strip().isdecimal():
            self._counters.sequences[_argument(done.code)] = int(done.result)
        return None if done.result.strip() or self.hides else done.code

    def reckon(self, code: str) -> tuple[str, SpanKind | None] | None:
        """What Word prints for a field without a result.

        Returns:
            The text, and what its number is; None where there is no telling.
        """
        name = (code.split() or [""])[0].upper()
        switches = {letter.lower(): number for letter, number in _SWITCH.findall(code)}
        if name == "SEQ":
            return self._sequence(_argument(code), switches), None
        if name in _AUTOMATIC:
            return f"{self._sequence(name, {})}.", SpanKind.SECTION
        if name == "LISTNUM":
            return self._list_number(_argument(code), switches), SpanKind.SECTION
        if name == "EQ":
            text = field_equation(code)
            return None if text is None else (text, None)
        return "", None

    def _sequence(self, name: str, switches: Mapping[str, str]) -> str:
        counted = self._counters.sequences
        if switches.get("r"):
            counted[name] = int(switches["r"])
        elif "c" not in switches:
            counted[name] = counted.get(name, 0) + 1
        return "" if "h" in switches else str(counted.get(name, 0))

    def _list_number(self, name: str, switches: Mapping[str, str]) -> str:
        level = min(max(int(switches.get("l") or 1), 1), _LEVELS)
        counted = self._counters.lists.setdefault(name, {})
        counted[level] = int(switches["s"]) if switches.get("s") else counted.get(level, 0) + 1
        for below in range(level + 1, _LEVELS + 1):
            counted.pop(below, None)
        if name == "LegalDefault":
            return "".join(f"{counted.get(above, 1)}." for above in range(1, level + 1))
        levels = _OUTLINE_DEFAULT if name == "OutlineDefault" else _NUMBER_DEFAULT
        text, form = levels[level - 1]
        return text.replace(f"%{level}", format_number(counted[level], form))


def _argument(code: str) -> str:
    """The first argument of a field, which is no switch."""
    words = _WORD.findall(code)[1:2]
    text = (words[0][0] or words[0][1]) if words else ""
    return "" if text.startswith("\\") else text
