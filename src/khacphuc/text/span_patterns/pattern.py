"""How a pattern of a kind is asked whether a number is of that kind: what stands at it, and what before it.

Patterns are tried at the first digit of a number only, and look back over a bounded window, so that a line
costs what its numbers cost, however long it is.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from khacphuc.text.numbers.forms import SCALE
from khacphuc.text.numbers.number_words import NOUNS

if TYPE_CHECKING:
    from khacphuc.text.span_patterns.kinds import SpanKind

_NEAR = 36
"""Characters before a number that are looked at: the longest phrase right before one has about 30."""
FAR = 90
"""The same where some words may stand between: ngày thành lập Đảng 3/2."""
CAPITALS = "".join(filter(str.isupper, map(chr, range(0x1EFA))))
DASH = "[-‐‑–—−]"

#: Behind a number that counts: a share, a scale, or a noun that does not begin the name of a place (xã Tân
#: Bình, Trường THCS): ấp 4 xã Tân Bình counts nothing, nor does lần 2 năm 2021.
COUNTED = re.compile(
    rf"(?! (?i:năm) (?:19|20)\d{{2}}(?! ?[-–])| (?i:tháng|quý) \d)"
    rf"(?: ?(?:%|‰)| (?i:phần trăm)| ?(?i:{SCALE})(?!\w)| (?i:{NOUNS})(?! [{CAPITALS}])| (?i:số) )"
)


# 22/12 ngày học sinh sinh viên: behind a day another feast may follow
_OF_A_DAY = re.compile(rf"(?! (?i:ngày|tháng|năm|giờ)(?!\w))(?:{COUNTED.pattern})")


@dataclass(frozen=True, slots=True)
class Pattern:
    """One way in which a number is of a kind.

    Attributes:
        kind: the kind.
        at: what stands at the number, from its first digit on; the group ``span`` is the span, or all of it.
        before: what stands before it, with an end ``$``; None if that says nothing.
        far: whether ``before`` looks further back.
        free: whether the number must count nothing: ``lớp 8`` is a class, ``lớp 8 em`` is none.
    """

    kind: SpanKind
    at: re.Pattern[str]
    before: re.Pattern[str] | None = None
    free: bool = False
    far: bool = False

    def end(self, line: TextLine, start: int) -> int | None:
        """Where the span ends that begins at a place of a line; None if it is not of this kind."""
        match = self.at.match(line.text, start)
        if not match or not (
            self.before is None
            or self.before.search(
                line.before(start), 0 if self.far else max(0, len(line.before(start)) - _NEAR)
            )
        ):
            return None
        end = match.end("span") if "span" in match.re.groupindex else match.end()
        if splits_digits(line.text, end):
            return None
        counted = _OF_A_DAY if self.kind in {"date", "period"} else COUNTED
        return None if self.free and counted.match(line.text, end) else end


def splits_digits(text: str, end: int) -> bool:
    """Whether a span that ends here would leave the rest of a number to another.

    >>> splits_digits("26/32", 4), splits_digits("26 đội", 2)
    (True, False)
    """
    return text[end - 1 : end + 1].isdecimal() and end < len(text)


class TextLine:
    """A line of a text, with what its patterns ask of it."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._start = -1
        self._before = ""

    def before(self, start: int) -> str:
        """The window before a place; asked many times of one place after another."""
        if start != self._start:
            self._start, self._before = start, self.text[max(0, start - FAR) : start]
        return self._before

    @cached_property
    def quoted(self) -> list[tuple[int, int]]:
        """Where words stand in quotation marks that begin with a letter: names of movements and models."""
        return [match.span() for match in _QUOTED.finditer(self.text)]

    @cached_property
    def has_blanks_in_numbers(self) -> bool:
        """Whether a blank may stand between the thousands of a number: ``1 231``."""
        return _APART.search(self.text) is not None


_APART = re.compile(r"\d \d{3}")
_QUOTED = re.compile(r"[“\"«”″][^\W\d_][^”\"»“″%\n]{0,80}[”\"»″]")


def at(pattern: str) -> re.Pattern[str]:
    """A pattern of what stands at a number, whatever the capitals."""
    return re.compile(pattern, re.IGNORECASE)


def at_exact(pattern: str) -> re.Pattern[str]:
    """The same, in which capitals count."""
    return re.compile(pattern)


def before(words: str) -> re.Pattern[str]:
    """A pattern of whole words right before a number, with a blank behind them."""
    return re.compile(rf"(?<!\w)(?:{words}) $", re.IGNORECASE)


def glued(words: str) -> re.Pattern[str]:
    """A pattern of what stands before a number with or without a blank."""
    return re.compile(rf"(?:{words})$", re.IGNORECASE)
