"""The text of a YAML file as plain data, each place with its line, for ``yaml_models``.

What could run (tags) or explode (aliases, deep nesting, long files) is refused before anything is built.
"""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

import yaml
from yaml.events import (
    AliasEvent,
    CollectionStartEvent,
    DocumentStartEvent,
    MappingEndEvent,
    NodeEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from khacphuc.errors import ParameterError
from khacphuc.text.characters import escape_unprintable, not_yaml

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

# far more than any file of this project has, and little enough to be parsed at once
_MOST_CHARACTERS = 100_000
_DEEPEST = 10
#: The parser in C where there is one: twenty times as fast. Only events are taken of it, nothing is built.
_QUICK: Final = yaml.CSafeLoader if yaml.__with_libyaml__ else yaml.SafeLoader
#: What YAML 1.2 takes a scalar without quotes for (its core schema); and dates, so that messages can name
#: them.
_KIND_OF_PLAIN: Final = {
    "null": re.compile(r"~|null|Null|NULL|"),
    "bool": re.compile(r"true|True|TRUE|false|False|FALSE"),
    "int": re.compile(r"[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+"),
    "float": re.compile(
        r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?|[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN)"
    ),
    "timestamp": re.compile(r"[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}([Tt \t]+[0-9]{1,2}:[0-9]{2}.*)?"),
}
_KINDS = {"int": "the number", "float": "the number", "bool": "the truth value", "timestamp": "the date"}
_NUMBERS: dict[str, Callable[[str], object]] = {"int": int, "float": float}

Where = tuple[str | int, ...]
"""A place in the tree: keys and positions from the top."""


@dataclass(frozen=True)
class PlainScalar:
    """A scalar YAML does not read as text, as it was written: ``012`` stays ``012``.

    ``kind`` is what YAML takes it for, as messages say it.
    """

    kind: str
    text: str

    @property
    def is_number(self) -> bool:
        """Whether YAML takes it for a number."""
        return self.kind == "the number"


@dataclass
class Reading:
    """One parse of one file: its problems so far, and the line of every key and item."""

    name: str
    as_written: bool = False
    after_line: int = 0
    problems: list[tuple[int, str]] = field(default_factory=list)
    lines: dict[Where, int] = field(default_factory=dict)

    def complain(self, line: int, problem: str) -> None:
        """Note a problem; line 0 is the whole file."""
        self.problems.append((line, problem))

    def line(self, where: Where) -> int:
        """The line of a place, or of the nearest one around it."""
        around = (where[:length] for length in range(len(where), -1, -1))
        return next((self.lines[place] for place in around if place in self.lines), 0)

    def message(self) -> str:
        """All problems, one a line, in the order of the file."""
        lines = [(line + self.after_line, problem) for line, problem in sorted(self.problems)]
        return "\n".join(
            dict.fromkeys(
                f"{self.name}, line {line}: {problem}" if line else f"{self.name}: {problem}"
                for line, problem in lines
            )
        )

    def raise_if_any(self) -> None:
        """Raise a ParameterError if there are problems."""
        if self.problems:
            raise ParameterError(self.message())


def parse_tree(text: str, reading: Reading) -> object:
    """The text as plain data; empty, with a problem noted, where it cannot be read."""
    if len(text) > _MOST_CHARACTERS:
        reading.complain(0, f"has {len(text)} characters; expected at most {_MOST_CHARACTERS}")
        return {}
    if forbidden := not_yaml().search(text):
        line = text.count("\n", 0, forbidden.start()) + 1
        reading.complain(line, f"holds the control character U+{ord(forbidden.group()):04X}")
        return {}
    try:
        return _document(yaml.parse(text, Loader=_QUICK), reading)
    except _RefusedError as refused:
        reading.complain(*refused.args)
    except yaml.MarkedYAMLError as error:
        slow = _error_of_slow_parser(text) or error
        line = slow.problem_mark.line + 1 if slow.problem_mark else 0
        reading.complain(line, f"is not YAML: {slow.problem}{_hint(str(slow.problem))}")
    return {}


def _hint(problem: str) -> str:
    """What mends the two faults people make, in the words of the parser that found them."""
    if "\\t" in problem:
        return "; put spaces in the place of the tab"
    return '; put a text with a colon in quotes, "so: here"' if "mapping values" in problem else ""


class _RefusedError(Exception):
    """What is YAML, but refused here: a line, and the problem."""


def _error_of_slow_parser(text: str) -> yaml.MarkedYAMLError | None:
    """What the parser without C says is wrong: the same words wherever this runs."""
    try:
        for _ in yaml.parse(text, Loader=yaml.SafeLoader):
            pass
    except yaml.MarkedYAMLError as error:
        return error
    return None


def _document(events: Iterator[yaml.Event], reading: Reading) -> object:
    """The one document of a stream; events are taken one by one, so what could explode is never built."""
    tree: object = None
    documents = 0
    for event in events:
        if isinstance(event, DocumentStartEvent):
            documents += 1
            if documents > 1:
                raise _RefusedError(event.start_mark.line + 1, "is not YAML: but found another document")
        elif isinstance(event, NodeEvent):
            tree = _build(event, events, (), reading, _DEEPEST)
    return tree


def _build(
    event: yaml.Event, events: Iterator[yaml.Event], where: Where, reading: Reading, deeper: int
) -> object:
    line = event.start_mark.line + 1
    if isinstance(event, AliasEvent) or event.anchor:
        raise _RefusedError(line, "anchors and aliases (& and *) are refused; write it out, or quote it")
    if event.tag:
        raise _RefusedError(line, f"the tag {event.tag} is refused; write the value without it")
    if isinstance(event, CollectionStartEvent) and not deeper:
        raise _RefusedError(line, f"is nested more than {_DEEPEST} deep")
    reading.lines.setdefault(where, line)
    if isinstance(event, ScalarEvent):
        return _scalar(event, reading)
    if isinstance(event, SequenceStartEvent):
        items: list[object] = []
        while not isinstance(inner := next(events), SequenceEndEvent):
            items.append(_build(inner, events, (*where, len(items)), reading, deeper - 1))
        return items
    return dict(_pairs(events, where, reading, deeper - 1))


def _scalar(event: yaml.ScalarEvent, reading: Reading) -> object:
    value: str = event.value
    kinds = _KIND_OF_PLAIN.items() if event.implicit[0] else ()
    kind = next((name for name, form in kinds if form.fullmatch(value)), "text")
    if kind == "null":
        return None
    if kind in _KINDS and reading.as_written:
        return PlainScalar(_KINDS[kind], value)
    if kind == "bool":
        return value.lower() == "true"
    with suppress(ValueError):  # 0x1F, .inf: numbers to YAML, and to nobody who fills in a form
        return _NUMBERS.get(kind, str)(value)
    return value


def _pairs(
    events: Iterator[yaml.Event], where: Where, reading: Reading, deeper: int
) -> Iterator[tuple[str, object]]:
    first: dict[str, int] = {}
    while not isinstance(key := next(events), MappingEndEvent):
        line = key.start_mark.line + 1
        _build(key, events, where, reading, deeper)  # what is refused in values is refused in keys
        if isinstance(key, ScalarEvent) and key.value not in first:
            first[key.value] = reading.lines[*where, key.value] = line
            yield key.value, _build(next(events), events, (*where, key.value), reading, deeper)
            continue
        if isinstance(key, ScalarEvent):
            name = escape_unprintable(key.value)
            reading.complain(line, f'the key "{name}" stands twice; line {first[key.value]} has it too')
        else:
            reading.complain(line, "a key is a list or a mapping; expected a word")
        _build(next(events), events, where, reading, deeper)
