"""What an analyst typed and cannot be done, said in the language of the run, part by part.

>>> error = CallError("no_document", language="en", code="VB13", near="VB12 (Plan)")
>>> print(error)
no document has the code «VB13»; the nearest is VB12 (Plan)
>>> [part for part, _ in error.parts], error.observed
(['observed', 'near'], 'no document has the code «VB13»')
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from khacphuc.errors import KhacphucError, ParameterError
from khacphuc.locale import words
from khacphuc.report.cells import outcome
from khacphuc.report.document import nodes

if TYPE_CHECKING:
    from collections.abc import Iterator

_PARTS: Final = ("place", "observed", "expected", "near", "remedy")


class CallError(ParameterError):
    """A call that cannot be done as it was typed.

    Args:
        key: what is wrong, in the group ``mistake`` of the catalogue; the groups ``mistake_expected`` and
            ``mistake_remedy`` may say of it what was expected and how to mend it.
        language: of the run.
        place: the code it is about.
        near: the name most like a wrong one.
        filled: what its words are filled in with.

    Attributes:
        near: see above; empty if there is none.
        language: of its words.
    """

    def __init__(self, key: str, *, language: str, place: str = "", near: str = "", **filled: str) -> None:
        super().__init__(
            words(language, "mistake")[key].format(**filled),
            place=place,
            expected=words(language, "mistake_expected").get(key, "").format(**filled),
            remedy=words(language, "mistake_remedy").get(key, "").format(**filled),
        )
        self.near = near
        self.language = language

    @property
    def parts(self) -> tuple[tuple[str, str], ...]:
        """Where, what is wrong, what was expected, the nearest name and how to mend it; as there are."""
        return parts(self)

    def __str__(self) -> str:
        """The parts in a line."""
        labels = words(self.language, "mistake")
        where = f"{self.place}: " if self.place else ""
        rest = [
            labels[f"in_line_{part}"].format(text=text) for part, text in self.parts if part in _PARTS[2:]
        ]
        return "; ".join([f"{where}{self.observed}", *rest])

    def _render_traceback_(self) -> list[str]:
        """What a notebook prints instead of a traceback: who typed a code reads no source."""
        return lines(self, self.language)


def parts(error: KhacphucError) -> tuple[tuple[str, str], ...]:
    """The parts an error has, by their names."""
    texts = ((part, getattr(error, part, "")) for part in _PARTS)
    return tuple((part, text) for part, text in texts if text)


def lines(error: KhacphucError, language: str) -> list[str]:
    """A line a part, with what it is."""
    labels = words(language, "mistake")
    return [labels["line"].format(part=labels[f"part_{part}"], text=text) for part, text in parts(error)]


def blocks(error: KhacphucError, language: str) -> Iterator[nodes.Block]:
    """The same as blocks, for who sees no traceback: what is wrong, then the rest as a list."""
    labels = words(language, "mistake")
    where = f"{error.place}: " if error.place else ""
    yield nodes.Paragraph(children=(outcome(f"{where}{error.observed}", "bad"),))
    rest = [(part, text) for part, text in parts(error) if part in _PARTS[2:]]
    items = (labels["line"].format(part=labels[f"part_{part}"], text=text) for part, text in rest)
    if rest:
        yield nodes.ItemList(
            items=tuple((nodes.Paragraph(children=(nodes.Text(text=item),)),) for item in items)
        )
