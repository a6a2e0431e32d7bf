"""A prose as it comes out of Word, an old keyboard or a mail: made plain for the parser, or refused. Pure.

What a reader cannot see, or what says the same, becomes plain: letters taken apart (NFD), line ends,
format characters, blanks of any width where Markdown asks for a plain one, Word's bullets, ``＠``. Quotation
marks, dashes and blanks inside a text stay as typed. Lines keep their numbers, so that a message names the
line of the file.
"""

from __future__ import annotations

import re
import unicodedata

from khacphuc.errors import ParameterError
from khacphuc.text.characters import BLANKS
from khacphuc.text.legacy import detect_legacy

LONGEST_LINE = 100_000
"""Characters of one line: a paragraph of forty pages is a file put in the wrong place."""

_BLANK = f"[ \\t{BLANKS}]"
_LINE_BREAKS = str.maketrans(dict.fromkeys("\v\f\x85\u2028", " "))
_PLAIN = str.maketrans({"＠": "@", "﹫": "@"})
_BULLETS = "•·▪▫●○◦‣⁃■□➢✓\uf0b7\uf0a7\uf0d8\uf0fc\uf02d"
_ITEM = re.compile(rf"({_BLANK}*)(?:[{_BULLETS}]{_BLANK}*|([–—]){_BLANK}+)(?=\S)")
_TIGHT = re.compile(rf"{_BLANK}*[-–—][^\W\d_]")
_MARK = re.compile(rf"({_BLANK}*)(#{{1,6}}|[-*+]|\d{{1,9}}[.)]|\[\^[^\]]+\]:|[a-z]+:){_BLANK}+")
_HEADING = re.compile(r"#{1,6}[^\W\d_]")
_NUMBER = re.compile(rf"{_BLANK}*(\d{{1,9}})[.)]{_BLANK}")
_POINT = re.compile(rf"{_BLANK}*(?:\w|\d+(?:\.\d+)+|[ivxIVX]+)[.)/]{_BLANK}+[^\W\d_]")
_DASHES = re.compile(rf"(?:{_BLANK}|[|:-])+")
_TITLE = re.compile(rf"#{{1,6}}{_BLANK}")
_BEFORE_LIST = re.compile(rf"{_BLANK}*(?:$|[-*+]{_BLANK}|#{{1,6}}{_BLANK})|.*[:;]{_BLANK}*$")
_FENCE = re.compile(rf"{_BLANK}*(?:```|~~~)")
_CELLS = re.compile(r"\S *\t *(?=\S)")


def plain_prose(text: str, *, filename: str) -> str:
    r"""Make a prose plain.

    Args:
        text: as it was typed or pasted.
        filename: the file's name in messages.

    Raises:
        ParameterError: a line cannot be read as what it was meant to be: a table of Word's, a heading or a
            list item without its blank, points that would run together, an old font, a control character.

    >>> plain_prose("\ufeffKe\u0302\u0301t qua\u0309\r\n\u2022\tmo\u0323\u0302t \u201chai\u201d", filename="")
    'Kết quả\n- một “hai”'
    """
    text = unicodedata.normalize("NFC", text).replace("\r\n", "\n").replace("\r", "\n")
    text = text.translate(_LINE_BREAKS).translate(_PLAIN)
    # Word and web pages leave format characters (zero width, marks of direction) that nobody typed
    text = "".join(sign for sign in text if unicodedata.category(sign) != "Cf")
    reader = _Lines(filename)
    return "\n".join(reader.plain(number, line) for number, line in enumerate(text.split("\n"), 1))


class _Lines:
    """Reads line after line; what a line is depends on the one before."""

    def __init__(self, filename: str) -> None:
        self._filename = filename
        self._before = ""
        self._fenced = False
        self._numbered = False

    def plain(self, number: int, line: str) -> str:
        where = f"{self._filename}, line {number}"
        _refuse_unreadable(line, where)
        if self._fenced or _FENCE.match(line):
            self._fenced ^= bool(_FENCE.match(line))
            self._before = ""
            return _with_plain_mark(line)
        if not line.strip():
            self._before, self._numbered = "", False
            return ""
        self._before = self._plain(line, where)
        self._numbered |= bool(_NUMBER.match(self._before))
        return self._before

    def _plain(self, line: str, where: str) -> str:
        lists = not self._before or bool(_BEFORE_LIST.match(self._before))
        if (item := _ITEM.match(line)) and (lists or not item[2]):
            line = f"{item[1]}- {line[item.end() :]}"
        elif _TIGHT.match(line) and lists:
            raise ParameterError("a list item has a blank behind its dash", place=where, remedy="write '- …'")
        if _HEADING.match(line):
            raise ParameterError("a heading has a blank behind its signs", place=where, remedy="write '# …'")
        if self._runs_on(line):
            raise ParameterError(
                "this point would run on from the line above",
                place=where,
                remedy="leave an empty line between them, or make a list: '- …' or '1. …'",
            )
        line = _with_plain_mark(line)
        if _DASHES.fullmatch(line):
            return _spaces(line)
        mark = _MARK.match(line)
        if not line.lstrip().startswith("|") and _CELLS.search(line, mark.end() if mark else 0):
            raise ParameterError(
                "cells with tabs between them, a table pasted from Word or Excel",
                place=where,
                remedy="write '| … | … |' and a second line |---|---|, or blanks in the place of the tabs",
            )
        return line

    def _runs_on(self, line: str) -> bool:
        """Whether Markdown would not see that a point begins here."""
        if not self._before or _TITLE.match(self._before) or not _POINT.match(line):
            return False
        number = _NUMBER.match(line)
        return number is None or (number[1] != "1" and not self._numbered)


def _refuse_unreadable(line: str, where: str) -> None:
    if len(line) > LONGEST_LINE:
        raise ParameterError(
            f"{len(line):,} characters in one line",
            place=where,
            expected=f"at most {LONGEST_LINE:,}",
            remedy="is it the right file?",
        )
    if encoding := detect_legacy(line):
        raise ParameterError(
            f"typed in the old {encoding} encoding, not in Unicode",
            place=where,
            remedy="convert it first (Unikey can)",
        )
    for sign in line:
        # a control stands where something else was lost; a bullet of Word's (private) or an emoji does not
        if sign != "\t" and unicodedata.category(sign) in {"Cc", "Zp"}:
            raise ParameterError(f"the control character U+{ord(sign):04X}", place=where, remedy="delete it")


def _with_plain_mark(line: str) -> str:
    """A line whose heading sign, bullet, number or key has plain blanks around it."""
    mark = _MARK.match(line)
    return _spaces(mark[0]) + line[mark.end() :] if mark else line


def _spaces(text: str) -> str:
    """Blanks made plain; tabs stay, Markdown knows them."""
    return re.sub(_BLANK, lambda match: "\t" if match[0] == "\t" else " ", text)
