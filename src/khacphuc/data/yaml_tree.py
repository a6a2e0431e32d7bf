"""The plain tree of a YAML file, each place with its line; what could run or explode is refused unread."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.events import AliasEvent, CollectionEndEvent, CollectionStartEvent, NodeEvent
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from khacphuc.errors import ParameterError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_MOST_CHARACTERS = 100_000
_DEEPEST = 10
_CORE = "tag:yaml.org,2002:"
_KINDS = {"int": "the number", "float": "the number", "bool": "the truth value", "timestamp": "the date"}
_NUMBERS: dict[str, Callable[[str], object]] = {"int": int, "float": float}

Where = tuple[str | int, ...]
"""A place in the tree: keys and positions from the top."""


@dataclass(frozen=True)
class Written:
    """A scalar YAML does not read as text, kept as it was written: ``012`` stays ``012``.

    ``kind`` is what YAML takes it for, as messages say it.
    """

    kind: str
    written: str

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

    def told(self) -> str:
        """All problems, one a line, in the order of the file."""
        lines = [(line + self.after_line, told) for line, told in sorted(self.problems)]
        return "\n".join(
            dict.fromkeys(
                f"{self.name}, line {line}: {told}" if line else f"{self.name}: {told}"
                for line, told in lines
            )
        )

    def raise_if_any(self) -> None:
        """Raise a ParameterError if there are problems."""
        if self.problems:
            raise ParameterError(self.told())


def parse_tree(text: str, reading: Reading) -> object:
    """The text as plain data; empty, with a problem noted, where it cannot be read."""
    if len(text) > _MOST_CHARACTERS:
        reading.complain(0, f"has {len(text)} characters; expected at most {_MOST_CHARACTERS}")
        return {}
    try:
        # events come one by one and are never expanded: what could explode is refused before it is built
        if not _is_plain(text, reading):
            return {}
        node = YAML(typ="safe", pure=True).compose(text)
    except MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 0
        hint = "; put spaces in the place of the tab" if "\\t" in str(error.problem) else ""
        reading.complain(line, f"is not YAML: {error.problem}{hint}")
        return {}
    except YAMLError as error:  # a character YAML forbids: it has a place, but no line
        position = getattr(error, "position", 0)
        line = text.count("\n", 0, position) + 1
        reading.complain(line, f"holds the control character U+{ord(text[position]):04X}")
        return {}
    return None if node is None else _build(node, (), reading)


def _is_plain(text: str, reading: Reading) -> bool:
    depth = 0
    for event in YAML(typ="safe", pure=True).parse(text):
        line = event.start_mark.line + 1
        if isinstance(event, AliasEvent) or (isinstance(event, NodeEvent) and event.anchor):
            reading.complain(line, "anchors and aliases (& and *) are refused; write it out, or quote it")
            return False
        if getattr(event, "tag", None):
            reading.complain(line, f"the tag {event.tag} is refused; write the value without it")
            return False
        depth += isinstance(event, CollectionStartEvent) - isinstance(event, CollectionEndEvent)
        if depth > _DEEPEST:
            reading.complain(line, f"is nested more than {_DEEPEST} deep")
            return False
    return True


def _build(node: Node, where: Where, reading: Reading) -> object:
    reading.lines.setdefault(where, node.start_mark.line + 1)
    if isinstance(node, SequenceNode):
        return [_build(item, (*where, number), reading) for number, item in enumerate(node.value)]
    if isinstance(node, MappingNode):
        return dict(_pairs(node, where, reading))
    return _scalar(node, reading)


def _scalar(node: Node, reading: Reading) -> object:
    tag = str(node.tag).removeprefix(_CORE)
    if tag == "null":
        return None
    if tag in _KINDS and reading.as_written:
        return Written(_KINDS[tag], node.value)
    if tag == "bool":
        return node.value.lower() == "true"
    with suppress(ValueError):  # 0x1F, .inf: numbers to YAML, and to nobody who fills in a form
        return _NUMBERS.get(tag, str)(node.value)
    return node.value


def _pairs(node: MappingNode, where: Where, reading: Reading) -> Iterator[tuple[str, object]]:
    first: dict[str, int] = {}
    for key, value in node.value:
        line = key.start_mark.line + 1
        if not isinstance(key, ScalarNode):
            reading.complain(line, "a key is a list or a mapping; expected a word")
        elif key.value in first:
            shown = one_line(key.value)
            reading.complain(line, f'the key "{shown}" stands twice; line {first[key.value]} has it too')
        else:
            first[key.value] = reading.lines[*where, key.value] = line
            yield key.value, _build(value, (*where, key.value), reading)


def one_line(text: str) -> str:
    """Text whose line breaks and invisible characters can be seen."""
    return "".join(c if c.isprintable() else f"\\u{ord(c):04x}" for c in text)
