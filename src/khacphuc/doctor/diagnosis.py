"""What ``khacphuc doctor`` has examined, and how it is told: plain lines of at most 80 columns."""

from __future__ import annotations

import shlex
import textwrap
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal

if TYPE_CHECKING:
    from collections.abc import Sequence

#: ``found`` costs time or sameness; ``stops`` ends a run, or makes another document.
State = Literal["ok", "found", "stops"]

_WIDTH: Final = 80
_INDENT: Final = 7
_MOST_NAMES: Final = 6


@dataclass(frozen=True)
class Examined:
    """One thing that was examined.

    Attributes:
        name: of the thing, one word.
        state: how it stands.
        found: what was found.
        cost: what that costs, in seconds or in what fails; empty where nothing is wrong.
        remedy: a command to type; empty where nothing is wrong.
    """

    name: str
    state: State
    found: str
    cost: str = ""
    remedy: str = ""


def exit_code(examined: Sequence[Examined]) -> int:
    """2 if something stops a run or makes another document, else 0."""
    return 2 if any(one.state == "stops" for one in examined) else 0


def told(examined: Sequence[Examined]) -> str:
    """Everything that was examined, and how much was found.

    >>> print(told([Examined("fonts", "ok", "whole"), Examined("bytecode", "found", "none", "9 s", "make")]))
    ok     fonts: whole
    found  bytecode: none
           cost: 9 s
           do: make
    1 found, and nothing that stops a run
    """
    lines = [line for one in examined for line in _lines(one)]
    found = sum(one.state != "ok" for one in examined)
    stopping = sum(one.state == "stops" for one in examined)
    if stopping:
        lines.append(f"{found} found, {stopping} of them to mend before a run")
    else:
        lines.append(f"{found or 'nothing'} found{', and nothing that stops a run' if found else ''}")
    return "\n".join(lines)


def _lines(one: Examined) -> list[str]:
    lines = _wrapped(f"{one.name}: {one.found}", f"{one.state:<{_INDENT}}")
    if one.cost:
        lines += _wrapped(f"cost: {one.cost}", " " * _INDENT)
    if one.remedy:  # one line, so that it can be copied
        lines.append(f"{' ' * _INDENT}do: {one.remedy}")
    return lines


def _wrapped(text: str, start: str) -> list[str]:
    return textwrap.wrap(
        text,
        _WIDTH,
        initial_indent=start,
        subsequent_indent=" " * (_INDENT + 2),
        break_long_words=False,
        break_on_hyphens=False,
    )


def listed(names: Sequence[str]) -> str:
    """The first names, and how many more there are.

    >>> listed(["a", "b"])
    'a, b'
    >>> listed([*"abcdefgh"])
    'a, b, c, d, e, f and 2 more'
    """
    more = f" and {len(names) - _MOST_NAMES} more" if len(names) > _MOST_NAMES else ""
    return ", ".join(names[:_MOST_NAMES]) + more


def as_typed(path: Path | str) -> str:
    """A path as it is typed in a command: from the working directory if it lies in it."""
    path, here = Path(path), Path.cwd()
    return shlex.quote(str(path.relative_to(here) if path.is_relative_to(here) else path))


def in_project(tool: str, root: Path) -> str:
    """The beginning of a command of make or git that works in the project."""
    where = as_typed(root)
    return tool if where == "." else f"{tool} -C {where}"
