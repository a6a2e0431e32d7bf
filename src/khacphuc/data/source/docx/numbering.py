"""The numbers Word gives to paragraphs of lists by itself: ``numbering.xml`` in, labels out."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from khacphuc.data.source.docx.number_formats import format_number
from khacphuc.data.source.docx.xml import MARKUP_COMPATIBILITY, chosen, toggle, value, w, whole

if TYPE_CHECKING:
    from collections.abc import Sequence

    from khacphuc.data.source.docx.styles import ParagraphLook, Styles
    from khacphuc.data.source.docx.xml import Element

_PLACEHOLDER: Final = re.compile(r"%([1-9])")
_KNOWN_BULLETS: Final = {"-": "-", "–": "-", "—": "-", "+": "+", "*": "*"}
_LEVELS: Final = 9
_SYMBOL_FONT: Final = 0xF000
_ASCII: Final = 0x80  # as far as the signs of that font are those of ASCII
_MOST_LINKS: Final = 8  # a list that is linked further is linked in a circle


@dataclass(frozen=True, slots=True)
class Label:
    """What stands before a paragraph of a list.

    Attributes:
        text: the number or bullet with its signs: ``II.1.``, ``a)``, ``-``.
        gap: the blank behind it, or nothing.
        is_bullet: whether it is the same before every paragraph.
    """

    text: str
    gap: str = " "
    is_bullet: bool = False


@dataclass(frozen=True, slots=True)
class _Level:
    start: int
    form: str
    custom: str
    text: str
    restart: int | None  # the level, from 1, that begins it anew; None is every level above, 0 none
    legal: bool
    gap: str
    style: str | None
    font: str


@dataclass(frozen=True, slots=True)
class _List:
    """A list (``w:num``): the definition it shares its counting with, and what it changes."""

    definition: int
    levels: dict[int, _Level]
    starts: dict[int, int]


@dataclass(frozen=True, slots=True)
class _Definition:
    """The levels of a list (``w:abstractNum``), or the style it takes them from."""

    levels: dict[int, _Level]
    link: str | None


@dataclass(slots=True)
class _Counting:
    """How far the paragraphs of one definition have been counted, level by level."""

    numbers: dict[int, int] = field(default_factory=dict)


class Numbering:
    """Counts the paragraphs of a document's lists, in the order in which they are asked for.

    Args:
        root: the part ``numbering.xml``; None where there is none.
        styles: of the document; some lists are defined by a style.
    """

    def __init__(self, root: Element | None, styles: Styles) -> None:
        self._styles = styles
        self.is_missing = root is None
        self._definitions: dict[int, _Definition] = {}
        self._lists: dict[int, _List] = {}
        self._counting: dict[int, _Counting] = {}
        self._begun: set[tuple[int, int]] = set()
        if root is not None:
            for element in root.findall(w("abstractNum")):
                code = whole(element.get(w("abstractNumId")))
                if code is not None:
                    self._definitions[code] = _Definition(_levels(element), value(element, "numStyleLink"))
            for element in root.findall(w("num")):
                code, definition = whole(element.get(w("numId"))), whole(value(element, "abstractNumId"))
                if code is not None and definition is not None:
                    self._lists[code] = _read_list(element, definition)

    def label(self, look: ParagraphLook) -> Label | None:
        """The label of the next paragraph, which is counted by that; None where it has none."""
        if not look.number or look.number not in self._lists:
            return None
        return self.next(look.number, self.level_of(look))

    def next(self, number: int, level: int) -> Label | None:
        """Count one more paragraph of a list on a level, from 0, and print its label."""
        used = self._lists[number]
        code = self._definition_of(used.definition)
        levels = {**self._definitions[code].levels, **used.levels} if code in self._definitions else {}
        if level not in levels:
            return None
        counting = self._counting.setdefault(code, _Counting()).numbers
        if level in used.starts and (number, level) not in self._begun:
            self._begun.add((number, level))
            counting[level] = used.starts[level]
        elif level in counting:
            counting[level] += 1
        else:
            counting[level] = used.starts.get(level, levels[level].start)
        for below in [other for other in counting if other > level]:
            restart = levels[below].restart if below in levels else None
            if restart is None or level < restart:
                del counting[below]
        return _print(level, levels, counting, used.starts)

    def level_of(self, look: ParagraphLook) -> int:
        """The level of a paragraph in its list, from 0."""
        if look.level_is_direct or look.number is None:
            return look.level or 0
        used = self._lists[look.number]
        definition = self._definitions.get(self._definition_of(used.definition))
        levels = {**definition.levels, **used.levels} if definition else used.levels
        for style in look.styles:
            linked = [place for place, level in levels.items() if level.style == style]
            if linked:
                return linked[0]
        return look.level or 0

    def _definition_of(self, code: int) -> int:
        """The definition that has the levels: a list style's, where one is linked."""
        for _ in range(_MOST_LINKS):
            definition = self._definitions.get(code)
            if definition is None or definition.link is None or definition.levels:
                break
            number = self._styles.list_number(definition.link)
            if number not in self._lists:
                break
            code = self._lists[number].definition
        return code


def _print(level: int, levels: dict[int, _Level], counting: dict[int, int], starts: dict[int, int]) -> Label:
    printed = levels[level]
    if printed.form == "bullet":
        return Label(_KNOWN_BULLETS.get(_in_unicode(printed.text.strip(), printed.font), "-"), is_bullet=True)

    def number(match: re.Match[str]) -> str:
        place = int(match[1]) - 1
        if place not in levels:
            return ""
        other = levels[place]
        form = "decimal" if printed.legal and other.form != "none" else other.form
        return format_number(counting.get(place, starts.get(place, other.start)), form, other.custom)

    return Label(_PLACEHOLDER.sub(number, printed.text), printed.gap)


def _read_list(element: Element, definition: int) -> _List:
    levels: dict[int, _Level] = {}
    starts: dict[int, int] = {}
    for override in element.findall(w("lvlOverride")):
        place = whole(override.get(w("ilvl")))
        if place is None:
            continue
        start = whole(value(override, "startOverride"))
        if start is not None:
            starts[place] = start
        levels |= _levels(override)
    return _List(definition, levels, starts)


def _levels(parent: Element) -> dict[int, _Level]:
    levels: dict[int, _Level] = {}
    for element in parent.findall(w("lvl")):
        place = whole(element.get(w("ilvl")))
        if place is not None and 0 <= place < _LEVELS:
            levels[place] = _read_level(element)
    return levels


def _read_level(element: Element) -> _Level:
    form, custom = _form(element.findall(w("numFmt")))
    alternatives = element.find(f"{MARKUP_COMPATIBILITY}AlternateContent")
    if alternatives is not None and (choice := chosen(alternatives)) is not None:
        form, custom = _form(choice.findall(w("numFmt"))) if len(choice) else (form, custom)
    suffix = value(element, "suff")
    return _Level(
        start=whole(value(element, "start")) or 0,
        form=form,
        custom=custom,
        text=value(element, "lvlText") or "",
        restart=whole(value(element, "lvlRestart")),
        legal=bool(toggle(element, "isLgl")),
        gap="" if suffix == "nothing" else " ",
        style=value(element, "pStyle"),
        font=_font(element),
    )


def _form(elements: Sequence[Element]) -> tuple[str, str]:
    if not elements:
        return "decimal", ""
    return elements[-1].get(w("val"), "decimal"), elements[-1].get(w("format"), "")


def _font(level: Element) -> str:
    fonts = level.find(f"{w('rPr')}/{w('rFonts')}")
    return "" if fonts is None else fonts.get(w("ascii"), "").lower()


def _in_unicode(bullet: str, font: str) -> str:
    """A bullet as a sign of Unicode; LibreOffice writes ``+`` as a place in the font Symbol."""
    if len(bullet) == 1 and font == "symbol" and _SYMBOL_FONT <= ord(bullet) < _SYMBOL_FONT + _ASCII:
        return chr(ord(bullet) - _SYMBOL_FONT)
    return bullet
