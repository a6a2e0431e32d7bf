"""The operations of a page followed: letters, straight rules and pictures, each with its place.

A viewer paints them; this notes where they are. Colours are not looked at.
"""

from __future__ import annotations

import math
from contextlib import suppress
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import TYPE_CHECKING, Any, ClassVar, Final

from khacphuc.data.source.pdf.fonts import Font, read_font
from khacphuc.data.source.pdf.geometry import IDENTITY, Matrix, point, times, to_matrix
from khacphuc.data.source.pdf.operations import read_operations
from khacphuc.data.source.pdf.rules import Paths
from khacphuc.errors import SourceError

if TYPE_CHECKING:
    from collections.abc import Callable

_DEEPEST = 12  # forms within forms; offices' files have two
_MOST_OPERATIONS = 2_000_000  # of a page; a map has a tenth
_LARGEST = 30_000_000  # bytes a page draws with, decompressed

_TOUCHING = 0.15  # of the type size: letters this near are of one word
_NEAR = 0.6  # of the type size: words this near were set by one stroke
_BACK = 0.3  # of the type size: kerning does not go back farther
_LEVEL = 0.03  # of the type size: letters of one line differ in height by less
_BLANKS_BETWEEN = 3  # so many blanks are a gap that somebody made by hand
_INVISIBLE = {3, 7}  # rendering modes that draw nothing
_TURNED = 2  # degrees: letters that lean less stand straight
_RIGHT_ANGLE = 90


@dataclass(slots=True)
class Run:
    """Letters that were drawn one behind the other."""

    x: float
    y: float
    end: float
    size: float
    text: str
    angle: int = 0
    is_invisible: bool = False


# operators that set a number of the state, and its scale
_NUMBERS: Final = {
    "Tc": ("letter_gap", 1.0), "Tw": ("word_gap", 1.0), "Tz": ("stretch", 0.01), "TL": ("leading", 1.0),
    "Ts": ("rise", 1.0), "Tr": ("mode", 1),
}  # fmt: skip


@dataclass(slots=True)
class _State:
    """What ``q`` keeps and ``Q`` brings back."""

    matrix: Matrix = IDENTITY
    font: Font = field(default_factory=Font)
    size: float = 1.0
    letter_gap: float = 0.0
    word_gap: float = 0.0
    stretch: float = 1.0
    leading: float = 0.0
    rise: float = 0.0
    mode: float = 0


class Drawing:
    """Follows the operations of a page, and of the forms it uses."""

    def __init__(self, fonts: dict[Any, Font]) -> None:
        self.runs: list[Run] = []
        self.pictures: list[tuple[float, float]] = []
        self._fonts = fonts
        self._state = _State()
        self._text = self._line = IDENTITY
        self.paths = Paths()
        self._spoken: list[str | None] = []  # what marked letters stand for, where the file tells
        self._depth = 0
        self._operations = 0

    def draw(self, content: bytes, resources: Any, matrix: Matrix) -> None:
        """Follow the operations of a page or form that is placed by a matrix."""
        if len(content) > _LARGEST:
            raise _too_much()
        before, text, line = self._state, self._text, self._line
        self._state = replace(before, matrix=matrix)
        stack: list[_State] = []
        for operator, operands in read_operations(content):
            self._operations += 1
            if self._operations > _MOST_OPERATIONS:
                raise _too_much()
            if operator == "q":
                stack.append(replace(self._state))
            elif operator == "Q":
                self._state = stack.pop() if stack else self._state
            elif operator == "Do":
                self._draw_object(operands, resources)
            elif operator == "Tf":
                self._choose_font(operands, resources)
            else:
                # where operands are missing, a viewer passes over the operation
                with suppress(IndexError, TypeError, ValueError):
                    self._follow(operator, operands)
        self._state, self._text, self._line = before, text, line

    def draw_form(self, form: Any, resources: Any, matrix: Matrix) -> None:
        """Draw a form, which is a page within a page."""
        if self._depth >= _DEEPEST:
            return
        self._depth += 1
        inner = times(to_matrix(form.get("/Matrix")), matrix)
        self.draw(form.get_data(), form.get("/Resources", resources), inner)
        self._depth -= 1

    def _follow(self, operator: str, operands: list[Any]) -> None:
        if number := _NUMBERS.get(operator):
            name, scale = number
            setattr(self._state, name, operands[0] * scale)
        elif operator in self._HANDLERS:
            self._HANDLERS[operator](self, operands)
        else:
            self.paths.follow(operator, operands, self._state.matrix)

    def _draw_object(self, operands: list[Any], resources: Any) -> None:
        drawn = resources.get("/XObject", {}).get(operands[0]) if operands else None
        if drawn is None:
            return
        drawn = drawn.get_object()
        if drawn.get("/Subtype") == "/Image":
            self._picture([])
        elif drawn.get("/Subtype") == "/Form":
            self.draw_form(drawn, resources, self._state.matrix)

    def _choose_font(self, operands: list[Any], resources: Any) -> None:
        if len(operands) > 1:
            fonts = resources.get("/Font", {})
            resource = fonts.raw_get(operands[0]) if operands[0] in fonts else None
            key = getattr(resource, "idnum", id(resource))
            if resource is not None and key not in self._fonts:
                self._fonts[key] = read_font(resource.get_object())
            self._state.font = self._fonts.get(key, Font())
            self._state.size = operands[1]

    def _picture(self, _: list[Any]) -> None:
        a, b, c, d, _e, _f = self._state.matrix
        self.pictures.append((abs(a) + abs(c), abs(b) + abs(d)))

    def _concatenate(self, operands: list[Any]) -> None:
        self._state.matrix = times(to_matrix(operands), self._state.matrix)

    def _begin_text(self, _: list[Any]) -> None:
        self._text = self._line = IDENTITY

    def _set_text(self, operands: list[Any]) -> None:
        self._text = self._line = to_matrix(operands)

    def _move(self, operands: list[Any]) -> None:
        self._text = self._line = times((1, 0, 0, 1, operands[0], operands[1]), self._line)

    def _move_and_lead(self, operands: list[Any]) -> None:
        self._state.leading = -operands[1]
        self._move(operands)

    def _next_line(self, _: list[Any]) -> None:
        self._move([0.0, -self._state.leading])

    def _show(self, operands: list[Any]) -> None:
        self._show_letters(operands[0])

    def _show_next(self, operands: list[Any]) -> None:
        self._next_line([])
        self._show_letters(operands[-1])

    def _show_spaced(self, operands: list[Any]) -> None:
        self._state.word_gap, self._state.letter_gap = operands[0], operands[1]
        self._show_next(operands)

    def _show_list(self, operands: list[Any]) -> None:
        for piece in operands[0]:
            if isinstance(piece, bytes):
                self._show_letters(piece)
            elif isinstance(piece, float):
                self._advance(-piece / 1000 * self._state.size * self._state.stretch)

    def _begin_marked(self, operands: list[Any]) -> None:
        properties = operands[1] if len(operands) > 1 and isinstance(operands[1], list) else []
        spoken = next((value for name, value in pairwise(properties) if name == "/ActualText"), None)
        self._spoken.append(_spoken(spoken) if isinstance(spoken, bytes) else None)

    def _end_marked(self, _: list[Any]) -> None:
        if self._spoken:
            self._spoken.pop()

    def _advance(self, length: float) -> None:
        self._text = times((1, 0, 0, 1, length, 0), self._text)

    def _show_letters(self, codes: bytes) -> None:
        """Add a run for each stretch of letters between wide gaps of blanks."""
        state = self._state
        text, blanks, start, end, at = "", 0, 0.0, 0.0, 0.0
        for letters, width, is_blank in state.font.glyphs(codes):
            advance = width * state.size
            if letters.isspace():
                blanks += 1
            else:
                if blanks >= _BLANKS_BETWEEN and text:
                    self._add(text, start, end)
                    text, start = "", at
                elif not text:
                    start = at
                    text = " " * bool(blanks)
                elif blanks:
                    text += " "
                text += letters
                blanks = 0
                end = at + advance * state.stretch
            at += (advance + state.letter_gap + (state.word_gap if is_blank else 0)) * state.stretch
        if text:
            self._add(text + " " * bool(blanks), start, end)
        elif blanks and self.runs and not self.runs[-1].text.endswith(" "):
            self.runs[-1].text += " "
        self._advance(at)

    def _add(self, text: str, start: float, end: float) -> None:
        state = self._state
        matrix = times(times((1, 0, 0, 1, 0, state.rise), self._text), state.matrix)
        if self._spoken and self._spoken[-1] is not None:
            text, self._spoken[-1] = self._spoken[-1], ""
        x, y = point(matrix, start, 0)
        size = abs(state.size) * math.hypot(matrix[2], matrix[3])
        along = math.hypot(matrix[0], matrix[1])
        angle = round(math.degrees(math.atan2(matrix[1], matrix[0]))) % 360
        nearest = round(angle / _RIGHT_ANGLE) * _RIGHT_ANGLE
        angle = nearest % 360 if abs(angle - nearest) <= _TURNED else angle
        run = Run(x, y, (end - start) * along, size or 1.0, text, angle, state.mode in _INVISIBLE)
        if not (self.runs and _joined(self.runs[-1], run)) and text:
            self.runs.append(run)

    _HANDLERS: ClassVar[dict[str, Callable[[Drawing, list[Any]], None]]] = {
        "BI": _picture, "cm": _concatenate, "BT": _begin_text, "Tm": _set_text, "Td": _move,
        "TD": _move_and_lead, "T*": _next_line, "Tj": _show, "'": _show_next, '"': _show_spaced,
        "TJ": _show_list, "BDC": _begin_marked, "BMC": _begin_marked, "EMC": _end_marked,
    }  # fmt: skip


def _joined(last: Run, run: Run) -> bool:
    """Whether a run goes on where the last one ends, and so was added to it."""
    if (last.angle, last.is_invisible) != (run.angle, run.is_invisible) or abs(
        last.size - run.size
    ) > _LEVEL * run.size:
        return False
    turn = math.radians(run.angle)
    across, up = run.x - last.x, run.y - last.y
    along = across * math.cos(turn) + up * math.sin(turn)
    aside = up * math.cos(turn) - across * math.sin(turn)
    gap = along - last.end
    if abs(aside) > _LEVEL * run.size or not -_BACK * run.size <= gap <= _NEAR * run.size:
        return False
    blank = gap > _TOUCHING * run.size and not last.text.endswith(" ") and not run.text.startswith(" ")
    last.text += " " * blank + run.text
    last.end = along + run.end
    return True


def _spoken(text: bytes) -> str:
    return (
        text.decode("utf-16", "replace") if text[:2] in {b"\xfe\xff", b"\xff\xfe"} else text.decode("latin-1")
    )


def _too_much() -> SourceError:
    return SourceError(
        "a page draws far more than one of a document",
        remedy="give the report without its annexes and pictures",
    )
