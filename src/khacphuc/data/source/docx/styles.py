"""The styles of a Word document: the list, level and kind of a paragraph, and which runs are hidden."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, Literal

from khacphuc.data.source.docx.xml import toggle, value, w, whole

if TYPE_CHECKING:
    from khacphuc.data.source.docx.xml import Element

Raised = Literal["", "superscript", "position"]

_LEVELS: Final = 9
_HEADING: Final = re.compile(r"heading ([1-9])")
# the styles of tables of contents, of pictures and of tables; Word calls them so in every language
_CONTENTS: Final = re.compile(r"toc \d|table of figures|table of authorities|index \d")
_RAISED: Final = 4  # half points; a line of letters is set that much higher by hand, never to align it
_OLD_FONTS: Final = re.compile(r"\.vn|vni-", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class RunLook:
    """What is known of letters: None, or empty, where nothing is said about it."""

    hidden: bool | None = None
    raised: Raised | None = None
    font: str = ""


@dataclass(frozen=True, slots=True)
class ParagraphLook:
    """What a paragraph's own properties and its styles say together.

    Attributes:
        number: the list it is in; None or 0 where in none.
        level: its level in that list, if one is named directly or by a style.
        level_is_direct: whether the paragraph itself names the level.
        styles: the codes of its style and of those it is based on.
        heading: 1 to 9; 0 for no heading.
        is_caption: whether it names a picture or a table.
        is_contents: whether it is a line of a table of contents.
        run: what its styles say about its letters.
    """

    number: int | None = None
    level: int | None = None
    level_is_direct: bool = False
    styles: tuple[str, ...] = ()
    heading: int = 0
    is_caption: bool = False
    is_contents: bool = False
    run: RunLook = field(default_factory=RunLook)


class Styles:
    """The styles of one document.

    Args:
        root: the part ``styles.xml``; None where there is none.
    """

    def __init__(self, root: Element | None) -> None:
        styles = [] if root is None else root.findall(w("style"))
        self._styles = {style.get(w("styleId"), ""): style for style in styles}
        self._default = next(
            (
                style.get(w("styleId"), "")
                for style in styles
                if style.get(w("type")) == "paragraph" and style.get(w("default"), "0") not in {"0", "false"}
            ),
            "",
        )
        defaults = None if root is None else root.find(f"{w('docDefaults')}/{w('rPrDefault')}/{w('rPr')}")
        self._defaults = _run_look(defaults)
        self._paragraphs: dict[str, ParagraphLook] = {}
        self._characters: dict[str, RunLook] = {}

    def paragraph(self, properties: Element | None) -> ParagraphLook:
        """What a paragraph with these properties (``w:pPr``) looks like."""
        code = value(properties, "pStyle")
        look = self._paragraph_style(self._default if code is None or code not in self._styles else code)
        if properties is None:
            return look
        numbering = properties.find(w("numPr"))
        number, level = whole(value(numbering, "numId")), whole(value(numbering, "ilvl"))
        outline = whole(value(properties, "outlineLvl"))
        return ParagraphLook(
            number=look.number if number is None else number,
            level=look.level if level is None else level,
            level_is_direct=level is not None,
            styles=look.styles,
            heading=look.heading if outline is None else _heading(outline),
            is_caption=look.is_caption,
            is_contents=look.is_contents,
            run=look.run,
        )

    def run(self, properties: Element | None, paragraph: ParagraphLook) -> RunLook:
        """What a run with these properties (``w:rPr``) in a paragraph looks like."""
        direct = _run_look(properties)
        code = value(properties, "rStyle")
        style = self._character_style(code) if code else RunLook()
        if direct.hidden is not None:
            hidden = direct.hidden
        else:
            # Word takes a property that both styles switch on for switched off; the defaults count besides
            hidden = bool(style.hidden) != bool(paragraph.run.hidden) or bool(self._defaults.hidden)
        looks = (direct, style, paragraph.run, self._defaults)
        nothing: Raised = ""
        raised = next((look.raised for look in looks if look.raised is not None), nothing)
        return RunLook(hidden, raised, next((look.font for look in looks if look.font), ""))

    def list_number(self, code: str) -> int | None:
        """The list that a style of lists stands for."""
        style = self._styles.get(code)
        return None if style is None else whole(value(style.find(f"{w('pPr')}/{w('numPr')}"), "numId"))

    def _chain(self, code: str) -> list[Element]:
        """A style and those it is based on; one may be based on itself."""
        chain: dict[str, Element] = {}
        while code in self._styles and code not in chain:
            chain[code] = self._styles[code]
            code = value(chain[code], "basedOn") or ""
        return list(chain.values())

    def _paragraph_style(self, code: str) -> ParagraphLook:
        if code not in self._paragraphs:
            chain = self._chain(code)
            properties = [style.find(w("pPr")) for style in chain]
            lists = [None if level is None else level.find(w("numPr")) for level in properties]
            names = [(value(style, "name") or "").lower() for style in chain]
            outlines = (whole(value(level, "outlineLvl")) for level in properties)
            outline = next((level for level in outlines if level is not None), None)
            heading = next((int(match[1]) for name in names if (match := _HEADING.fullmatch(name))), 0)
            self._paragraphs[code] = ParagraphLook(
                number=_first_number(lists, "numId"),
                level=_first_number(lists, "ilvl"),
                styles=tuple(style.get(w("styleId"), "") for style in chain),
                heading=heading if outline is None else _heading(outline),
                is_caption="caption" in names,
                is_contents=any(_CONTENTS.fullmatch(name) for name in names),
                run=_merged([_run_look(style.find(w("rPr"))) for style in chain]),
            )
        return self._paragraphs[code]

    def _character_style(self, code: str) -> RunLook:
        if code not in self._characters:
            looks = [_run_look(style.find(w("rPr"))) for style in self._chain(code)]
            self._characters[code] = _merged(looks)
        return self._characters[code]


def is_old_font(name: str) -> bool:
    """Whether a font's letters are not Unicode's: those of TCVN3 and VNI are called so.

    >>> is_old_font(".VnTimeH"), is_old_font("VNI-Times"), is_old_font("Times New Roman")
    (True, True, False)
    """
    return bool(_OLD_FONTS.match(name))


def _heading(outline: int) -> int:
    return outline + 1 if 0 <= outline < _LEVELS else 0


def _first_number(elements: list[Element | None], name: str) -> int | None:
    numbers = (whole(value(element, name)) for element in elements)
    return next((number for number in numbers if number is not None), None)


def _run_look(properties: Element | None) -> RunLook:
    if properties is None:
        return RunLook()
    alignment = value(properties, "vertAlign")
    height = whole(value(properties, "position"))
    raised: Raised | None = None
    if alignment == "superscript":
        raised = "superscript"
    elif height is not None and height >= _RAISED:
        raised = "position"
    elif alignment is not None or height is not None:
        raised = ""
    fonts = properties.find(w("rFonts"))
    font = "" if fonts is None else fonts.get(w("ascii")) or fonts.get(w("hAnsi")) or ""
    return RunLook(toggle(properties, "vanish"), raised, font)


def _merged(looks: list[RunLook]) -> RunLook:
    """The looks of a chain of styles together: the nearest that says something."""
    return RunLook(
        next((look.hidden for look in looks if look.hidden is not None), None),
        next((look.raised for look in looks if look.raised is not None), None),
        next((look.font for look in looks if look.font), ""),
    )
