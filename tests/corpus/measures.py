"""How often a reading of real texts agrees with their labels.

A label and a span are the same number when they hold the same runs of digits. Numbers in words have no label
and are left out.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from fractions import Fraction
from typing import TYPE_CHECKING, TypeVar

from khacphuc.text.spans import QUANTITIES, SpanKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from khacphuc.data.source.outline import Position
    from khacphuc.text.spans import Span

    from .labels import Label

RUN = re.compile(r"[0-9]+|[½¼¾]")
CITATIONS = frozenset({SpanKind.DOCUMENT, SpanKind.LEGAL_REFERENCE})
"""``Nghị quyết 27`` is a short citation and the number of a document: either is right."""
UPWARD = "trở lên"
_Part = TypeVar("_Part", "Label", "Span")


@dataclass
class Tally:
    """Questions of one kind: how many, and each wrong answer."""

    questions: int = 0
    wrong: list[str] = field(default_factory=list)

    def ask(self, right: bool, answer: str) -> None:
        """Count an answer."""
        self.questions += 1
        if not right:
            self.wrong.append(answer)

    @property
    def share(self) -> float:
        """The share of right answers; 1 where there was no question."""
        return 1 - len(self.wrong) / self.questions if self.questions else 1.0

    def __str__(self) -> str:
        """Give the share and of how many."""
        return f"{self.share:.2%} of {self.questions}"


@dataclass
class Agreement:
    """What is measured of a reading.

    Attributes:
        precision: of spans that are quantities, is the number a quantity?
        recall: of quantities, is each a quantity in the reading?
        exact: of quantities read as such, are kind, value, upper bound and qualifier right?
        cited: of numbers and days of documents, is the kind right?
        sections: of numbers whose section was decided, is it right?
        kinds: how often each kind was taken for which.
    """

    precision: Tally = field(default_factory=Tally)
    recall: Tally = field(default_factory=Tally)
    exact: Tally = field(default_factory=Tally)
    cited: Tally = field(default_factory=Tally)
    sections: Tally = field(default_factory=Tally)
    kinds: Counter[tuple[str, str]] = field(default_factory=Counter)

    def __str__(self) -> str:
        """Give every share, by its name."""
        names = ("precision", "recall", "exact", "cited", "sections")
        return "; ".join(f"{name} {getattr(self, name)}" for name in names)


def compare(text: str, labels: Sequence[Label], spans: Sequence[Span], into: Agreement, *, name: str) -> None:
    """Count how a reading of one text agrees with its labels."""
    label_of = dict(_by_run(text, labels))
    span_of = dict(_by_run(text, spans))
    for label in labels:
        _ask_label(text, label, span_of, into, name)
    for span in spans:
        runs = _runs(text, span)
        if span.kind not in QUANTITIES or not runs:
            continue
        behind = [label_of[run] for run in runs if run in label_of]
        if any(label.is_open for label in behind):
            continue
        right = len(behind) == len(runs) and all(label.is_quantity for label in behind)
        into.precision.ask(right, f"{name}: {_place(text, span.start, span.end)} is no {span.kind}")


def compare_sections(
    labels: Sequence[Label], spans: Sequence[Span], positions: Sequence[Position], into: Tally, *, name: str
) -> None:
    """Count whether numbers stand in the sections read; only in a text with headings, not their numbers."""
    if not any(label.section for label in labels):
        return
    for label in labels:
        if label.section is None or label.kinds[0] is SpanKind.SECTION:
            continue
        read = {
            position.section
            for span, position in zip(spans, positions, strict=True)
            if label.offset <= span.start < label.end
        }
        into.ask(read == {_path(label.section)}, f"{name}: {label.offset} in {label.section}, read {read}")


def _path(section: str) -> str:
    """The name of a section as ``outline`` gives it: ``A/2/2.1`` is ``A.2.1``.

    >>> _path("1/1.1/a")
    '1.1.a'
    """
    path = ""
    for part in section.replace("Điều ", "Đ").split("/"):
        above = path.rpartition(".")[2]
        path = ".".join(filter(None, (path, part.removeprefix(f"{above}.") if above else part)))
    return path


def _ask_label(text: str, label: Label, span_of: dict[int, Span], into: Agreement, name: str) -> None:
    readings = [span_of.get(run) for run in _runs(text, label)]
    where = f"{name}: {_place(text, label.offset, label.end)}"
    read = ", ".join(dict.fromkeys(f"{span.kind} {span.printed}" if span else "nothing" for span in readings))
    for span in readings:
        into.kinds[label.kinds[0], span.kind if span else "nothing"] += 1
    if label.is_quantity:
        counted = all(span and span.kind in QUANTITIES for span in readings)
        if not label.is_open:
            into.recall.ask(counted, f"{where} {label.kinds[0]}, read as {read}")
        if counted:
            first, *others = dict.fromkeys(span for span in readings if span)
            right = not others and _same(text, label, first)
            into.exact.ask(right, f"{where} {_tell(label)}, read as {read} {_tell(first)}")
    elif label.kinds[0] in CITATIONS | {SpanKind.DATE}:
        accepted = {*label.kinds, *(CITATIONS if label.kinds[0] in CITATIONS else ())}
        right = all(span and span.kind in accepted for span in readings)
        into.cited.ask(right, f"{where} {label.kinds[0]}, read as {read}")


def _same(text: str, label: Label, span: Span) -> bool:
    if span.kind not in label.kinds or _runs(text, label) != _runs(text, span):
        return False
    if label.value is None:
        return True
    values = (_fraction(span.value), _fraction(span.value_to), _qualifier(span.qualifier))
    return values == (label.value, label.value_to, _qualifier(label.qualifier))


def _fraction(value: object) -> Fraction | None:
    return None if value is None else Fraction(value)  # type: ignore[call-overload, no-any-return]


def _qualifier(words: str) -> str:
    return UPWARD if UPWARD in words else words


def _runs(text: str, part: Label | Span) -> list[int]:
    start = part.offset if hasattr(part, "offset") else part.start
    return [start + run.start() for run in RUN.finditer(text[start : part.end])]


def _by_run(text: str, parts: Sequence[_Part]) -> Iterator[tuple[int, _Part]]:
    for part in parts:
        for run in _runs(text, part):
            yield run, part


def _place(text: str, start: int, end: int, around: int = 28) -> str:
    before, behind = text[max(0, start - around) : start], text[end : end + around]
    return f"…{before}[{text[start:end]}]{behind}…".replace("\n", "⏎")


def _tell(part: Label | Span) -> str:
    kind = part.kind if hasattr(part, "kind") else part.kinds[0]
    upper = f"–{part.value_to}" if part.value_to is not None else ""
    return f"({kind} {part.value}{upper} {part.qualifier!r})"
