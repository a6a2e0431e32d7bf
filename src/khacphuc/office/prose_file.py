"""``params/<run>.md`` of a new run: the headings and fences a report of this kind has, to be written into.

After another run it has the headings of that one, never its sentences. A number in a heading is a figure
of the year before, so a sign stands in its place. Pure.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from khacphuc.config.parameters import TO_FILL_IN
from khacphuc.locale import HOUSE, words
from khacphuc.report.document.numbering import roman
from khacphuc.text.dates import shifted_years

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

_HEADING = re.compile(r"(?P<signs>#{1,3})\s+(?P<title>.*)")
_FENCE = re.compile(r"(?P<ticks>`{3,})(?P<kind>\w*)")
_NOTE = re.compile(r"\[\^(\d+)\](?!:)")
_CODE = re.compile(r"@[A-Z]{2}\d+(?:\.\d+)*(?::\w+)?")
#: Fences that draw whole tables stay; one that lists codes is about figures of the year before.
_LISTS_CODES = re.compile(r"(?m)^\s*-?\s*(?:figures|documents|panels):")
_SECTION_LEVEL: Final = 2  # of the heading a shortcoming has


@dataclass(frozen=True)
class Continuation:
    """What of a report goes on.

    Attributes:
        orders: of each shortcoming that goes on, its place in the other report and in this one.
        remedied: the shortcomings that do not: their sections are left out.
        years: the year of the other report, and of this one.
        numbers: lines that cite the figures needed again, by the section they stand in.
    """

    orders: Mapping[str, tuple[int, int]]
    remedied: tuple[str, ...]
    years: tuple[int, int]
    numbers: Mapping[str, Sequence[str]]


@dataclass
class _Section:
    """A heading with what stands below it, up to the next one."""

    level: int
    title: str
    lines: list[str] = field(default_factory=list)

    def cites(self, code: str) -> bool:
        return re.search(rf"@{code}(?!\.?\d)", "\n".join(self.lines)) is not None

    def notes(self) -> list[str]:
        """The numbers of the footnotes it refers to."""
        return _NOTE.findall("\n".join(self.lines))

    def fences(self) -> Iterator[str]:
        lines = iter(self.lines)
        for line in lines:
            if opening := _FENCE.match(line):
                block = [line]
                for inner in lines:
                    block.append(inner)
                    if inner.startswith(opening["ticks"]):
                        break
                yield "\n".join(block)


def first_prose(year: int, body: str) -> str:
    """The prose of a run that follows none.

    Args:
        year: the year the report is about.
        body: who issues it.
    """
    labels = words(HOUSE, "new_prose")
    parts = [
        labels["opening"].format(body=body),
        f"# {labels['situation']}",
        f"# {labels['work']}",
        _fence("chart", "timeline", labels["documents"]),
        f"# {labels['results']}",
        _fence("table", "targets", labels["targets_table"].format(year=year)),
        _fence("chart", "targets", labels["targets_chart"].format(year=year)),
        f"## {labels['shortcoming'].format(order=1, title=TO_FILL_IN)}",
        f"### {labels['measures']}",
        f"### {labels['outcome']}",
        f"### {labels['judgement']}",
        labels["class"].format(code="KD1"),
        f"### {labels['direction'].format(year=year + 1)}",
        f"# {labels['overall']}",
        f"## {labels['strengths']}",
        f"## {labels['limitations']}",
        _fence("chart", "criteria", labels["criteria"]),
    ]
    return "\n\n".join(parts) + "\n"


def next_prose(previous: str, continuation: Continuation) -> str:
    """The prose of a run that follows another: its headings and fences, without its sentences.

    Args:
        previous: the prose of the other run.
        continuation: what goes on.
    """
    labels, is_skipped = words(HOUSE, "new_prose"), False
    parts: list[str] = []
    sections, address, top = _sections(previous), _Address(), 0
    for number, section in enumerate(sections):
        below = _below(sections, number)
        if section.level <= _SECTION_LEVEL:
            cited = {
                code
                for code in (*continuation.remedied, *continuation.orders)
                if any(part.cites(code) for part in below)
            }
            is_skipped = bool(cited) and not cited & continuation.orders.keys()
        fences = [fence for fence in section.fences() if not _LISTS_CODES.search(fence)]
        fences = [shifted_years(fence, *continuation.years) for fence in fences]
        if is_skipped and section.level >= _SECTION_LEVEL:
            # a table of all targets goes on, whichever shortcoming it stood at: behind the heading above
            parts[top:top] = fences
            top += len(fences)
            continue
        if section.title:
            address.enter(section.level)
            parts.append(f"{'#' * section.level} {_title(section, below, continuation)}")
        places = (str(address), *(f"fn{note}" for note in section.notes()))
        lines = [line for place in places for line in continuation.numbers.get(place, ())]
        parts += ["\n".join(lines)] if lines else []
        parts += [labels["class"].format(code=code) for code in continuation.orders if section.cites(code)]
        parts += fences
        top = len(parts) if section.level < _SECTION_LEVEL else top
    if not any("kind: promises" in part for part in parts):
        caption = labels["promises"].format(year=continuation.years[0])
        before = [number for number, part in enumerate(parts) if "kind: criteria" in part] or [len(parts)]
        parts.insert(before[0], _fence("table", "promises", caption))
    return "\n\n".join(parts) + "\n"


def _title(section: _Section, below: list[_Section], continuation: Continuation) -> str:
    title = _CODE.sub(TO_FILL_IN, shifted_years(section.title, *continuation.years))
    codes = [code for code in continuation.orders if any(part.cites(code) for part in below)]
    if len(codes) != 1 or section.level != _SECTION_LEVEL:
        return title
    old, new = continuation.orders[codes[0]]
    return re.sub(rf"(?<!\d){old}(?!\d)", str(new), title, count=1)


class _Address:
    """The number of a section as the document prints it: ``III.1.2``."""

    def __init__(self) -> None:
        self._counts = [0, 0, 0]

    def enter(self, level: int) -> None:
        """Go on to the next heading of a level."""
        self._counts[level - 1] += 1
        self._counts[level:] = [0] * (3 - level)

    def __str__(self) -> str:
        """The number; empty before the first heading."""
        first, *others = self._counts
        numbers = [str(number) for number in others if number]
        return ".".join([roman(first), *numbers]) if first else ""


def _below(sections: list[_Section], number: int) -> list[_Section]:
    """A section and those nested in it."""
    first = sections[number]
    rest = sections[number + 1 :]
    end = next((at for at, section in enumerate(rest) if section.level <= first.level), len(rest))
    return [first, *rest[:end]]


def _sections(text: str) -> list[_Section]:
    sections, ticks = [_Section(0, "")], ""
    for line in text.splitlines():
        fence = _FENCE.match(line)
        if fence and (not ticks or line.startswith(ticks)):
            ticks = "" if ticks else fence["ticks"]
        heading = None if ticks or fence else _HEADING.fullmatch(line)
        if heading:
            sections.append(_Section(len(heading["signs"]), heading["title"].strip()))
        else:
            sections[-1].lines.append(line)
    return sections


def _fence(kind: str, subject: str, caption: str) -> str:
    return f"```{kind}\nkind: {subject}\ncaption: {caption}\n```"
