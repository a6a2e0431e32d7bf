"""Notes at numbers that were answered to be of different definitions, so that a document says so. Pure.

A note stands at the first citation of each number: as a footnote, below a table, or in brackets where it is
cited in a footnote itself. A number that nothing cites gets a paragraph at the end.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, TypeAlias

from khacphuc.report.document import nodes
from khacphuc.report.words import document_words
from khacphuc.schema.tables import NOT_RELATED

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from khacphuc.checks.findings import Finding
    from khacphuc.report.prose.citable import Citable

_Place: TypeAlias = "Callable[[nodes.CitedValue, Iterable[str]], tuple[nodes.Inline, ...]]"
"""Puts notes at a cited number: what stands in its place then."""

_MOST_OTHERS = 3
"""A note names so many of the other numbers; the findings name all."""


@dataclass(frozen=True, slots=True)
class NumberNote:
    """A note, and the code of the number it belongs to; ``number`` is what that prints."""

    code: str
    number: str
    text: str


def number_notes(
    findings: Iterable[Finding], citables: Mapping[str, Citable], language: str
) -> list[NumberNote]:
    """The notes a document needs, in the order of the findings.

    Args:
        findings: with their answers.
        citables: what codes print.
        language: of our own words.
    """
    labels = document_words(language)
    notes = []
    for finding in findings:
        if finding.answer is None or finding.answer.decision != NOT_RELATED:
            continue
        codes = list(dict.fromkeys(code.partition(":")[0] for code in finding.codes))
        numbers = {code: citables[code].text for code in codes if _is_number(citables.get(code))}
        reason = finding.answer.reason
        # a target has no number of its own: the note stands at the first of those it is about
        for code in finding.choices or [*numbers, finding.row_id][:1]:
            number = numbers.get(code, code)
            others = list(dict.fromkeys(text for text in numbers.values() if text != number))[:_MOST_OTHERS]
            if finding.choices and not others:
                continue  # what another answer chose is the same number
            text = (
                labels["not_related"].format(others=", ".join(others), reason=reason)
                if others
                else labels["not_related_alone"].format(reason=reason)
            )
            notes.append(NumberNote(code, number, text))
    return notes


def _is_number(citable: Citable | None) -> bool:
    return citable is not None and citable.kind in {"figure", "computed", "count"}


def with_notes(
    blocks: Sequence[nodes.Block], notes: Sequence[NumberNote], language: str
) -> list[nodes.Block]:
    """The blocks of a body with its notes.

    Args:
        blocks: in their order; not changed.
        notes: in any order.
        language: of our own words.
    """
    walk = _Walk({})
    for note in notes:
        walk.texts.setdefault(note.code, []).append(note.text)
    result = [walk.block(block) for block in blocks]
    label = document_words(language)["not_related_about"]
    left = [
        nodes.Paragraph(children=_text(label.format(number=note.number, note=note.text)))
        for note in notes
        if note.code in walk.texts
    ]
    return [*result, *left]


@dataclass
class _Walk:
    """Puts notes where their numbers are first cited.

    ``texts`` are those that have no place yet, by code; ``below`` has those of the table at work, each with
    the numbers it is about.
    """

    texts: dict[str, list[str]]
    below: dict[str, list[str]] = field(default_factory=dict)

    def block(self, block: nodes.Block) -> nodes.Block:
        match block:
            case nodes.Paragraph():
                return replace(block, children=self._children(block.children, _as_footnote))
            case nodes.ItemList():
                return replace(block, items=tuple(tuple(map(self.block, item)) for item in block.items))
            case nodes.Table():
                return self._table(block)
        return block

    def _table(self, table: nodes.Table) -> nodes.Table:
        self.below = {}
        rows = tuple(tuple(self._children(cell, self._below_table) for cell in row) for row in table.rows)
        if not self.below:
            return table
        notes = [f"{'; '.join(numbers)}: {text}." for text, numbers in self.below.items()]
        note = nodes.Text(text=" ".join([*([nodes.plain(table.note)] if table.note else []), *notes]))
        return replace(table, rows=rows, note=(note,))

    def _below_table(self, cited: nodes.CitedValue, texts: Iterable[str]) -> tuple[nodes.Inline, ...]:
        for text in texts:
            self.below.setdefault(text, []).append(cited.text)
        return (cited,)

    def _children(self, children: Iterable[nodes.Inline], place: _Place) -> tuple[nodes.Inline, ...]:
        return tuple(part for child in children for part in self._parts(child, place))

    def _parts(self, inline: nodes.Inline, place: _Place) -> tuple[nodes.Inline, ...]:
        match inline:
            case nodes.CitedValue() if texts := self.texts.pop(inline.id, None):
                return place(inline, texts)
            case nodes.Strong() | nodes.Emphasis():
                return (replace(inline, children=self._children(inline.children, place)),)
            case nodes.Note():
                return (replace(inline, children=self._children(inline.children, _in_brackets)),)
        return (inline,)


def _as_footnote(cited: nodes.CitedValue, texts: Iterable[str]) -> tuple[nodes.Inline, ...]:
    return (cited, *(nodes.Note(children=_text(f"{text}.")) for text in texts))


def _in_brackets(cited: nodes.CitedValue, texts: Iterable[str]) -> tuple[nodes.Inline, ...]:
    return (cited, *_text("".join(f" ({text[:1].lower()}{text[1:]})" for text in texts)))


def _text(text: str) -> tuple[nodes.Text, ...]:
    return (nodes.Text(text=text),)
