"""The result of an examination, and its printed form: lines of at most 80 columns, remedies as commands."""

from __future__ import annotations

import shlex
import sys
import textwrap
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal

if TYPE_CHECKING:
    from collections.abc import Sequence

#: ``found`` costs time, or makes reports differ from a colleague's; ``stops`` ends a run, or makes
#: another document.
State = Literal["ok", "found", "stops"]

LOCK: Final = "requirements.lock"
_WIDTH: Final = 80
_INDENT: Final = 7  # the longest state, and two blanks
_MOST_NAMES: Final = 6  # fit in two lines


@dataclass(frozen=True)
class Diagnosis:
    """The result of examining one thing.

    ``cost`` says what a fault costs, in seconds or in what fails; ``remedy`` is a command to type. Both are
    empty where nothing is wrong.
    """

    name: str
    state: State
    observed: str
    cost: str = ""
    remedy: str = ""


def exit_code(diagnoses: Sequence[Diagnosis]) -> int:
    """2 if something stops a run or makes another document, else 0."""
    return 2 if any(diagnosis.state == "stops" for diagnosis in diagnoses) else 0


def format_diagnoses(diagnoses: Sequence[Diagnosis]) -> str:
    """Everything that was examined, and how many faults there are.

    >>> bytecode = Diagnosis("bytecode", "found", "none", "9 s", "make")
    >>> print(format_diagnoses([Diagnosis("fonts", "ok", "whole"), bytecode]))
    ok     fonts: whole
    found  bytecode: none
           cost: 9 s
           do: make
    1 found, and nothing that stops a run
    """
    margin = " " * _INDENT
    lines = []
    for diagnosis in diagnoses:
        lines += _wrap(f"{diagnosis.name}: {diagnosis.observed}", f"{diagnosis.state:<{_INDENT}}")
        lines += _wrap(f"cost: {diagnosis.cost}", margin) if diagnosis.cost else []
        # a remedy stays in one line, so that it can be copied
        lines += [f"{margin}do: {diagnosis.remedy}"] if diagnosis.remedy else []
    faults = sum(diagnosis.state != "ok" for diagnosis in diagnoses)
    stopping = sum(diagnosis.state == "stops" for diagnosis in diagnoses)
    if stopping:
        lines.append(f"{faults} found, {stopping} of them to mend before a run")
    else:
        lines.append(f"{faults} found, and nothing that stops a run" if faults else "nothing found")
    return "\n".join(lines)


def _wrap(text: str, start: str) -> list[str]:
    wrapper = textwrap.TextWrapper(_WIDTH, start, " " * (_INDENT + 2))
    wrapper.break_long_words = wrapper.break_on_hyphens = False  # paths and names of packages stay whole
    return wrapper.wrap(text)


def first_names(names: Sequence[str]) -> str:
    """The first names, and how many more there are.

    >>> first_names([*"abcdefgh"])
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


def with_python(arguments: str) -> str:
    """A command of the Python at work."""
    return f"{as_typed(sys.executable)} -m {arguments}"


def install_command(root: Path) -> str:
    """What to type to install what the project asks for."""
    if Path(sys.executable).is_relative_to(root / ".venv") and (root / "Makefile").is_file():
        return f"rm -f {as_typed(root / '.venv' / 'runtime')} && {in_project('make', root)} env"
    pip = with_python("pip install")
    is_clone = (root / "pyproject.toml").is_file()
    if (root / LOCK).is_file():
        locked = f"{pip} --require-hashes -r {as_typed(root / LOCK)}"
        package = f"{pip} --no-deps --no-build-isolation -e {as_typed(root)}"
        return f"{locked} && {package}" if is_clone else locked
    return f"{pip} -e {as_typed(root)}" if is_clone else f"{pip} --upgrade khacphuc"
