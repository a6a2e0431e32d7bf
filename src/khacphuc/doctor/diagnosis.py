"""The result of an examination, its printed form in 80 columns, and the commands that remedies consist of."""

from __future__ import annotations

import shlex
import sys
from dataclasses import dataclass
from pathlib import Path
from textwrap import wrap
from typing import TYPE_CHECKING, Final, Literal

from khacphuc import __version__
from khacphuc.office.installed_from import installed_from

if TYPE_CHECKING:
    from collections.abc import Sequence

#: ``found`` costs time, or makes other bytes; ``stops`` ends a run, or makes another document.
State = Literal["ok", "found", "stops"]
LOCK: Final = "requirements.lock"
_MOST_NAMES: Final = 6  # fit in two lines
_MARGIN: Final = " " * 7  # the longest state, and two blanks


@dataclass(frozen=True)
class Diagnosis:
    """What a check observed; of a fault also its cost, in seconds or in what fails, and a command to type."""

    state: State
    observed: str
    cost: str = ""
    remedy: str = ""
    name: str = ""  # of the check; set by whoever makes it


def exit_code(diagnoses: Sequence[Diagnosis]) -> int:
    """2 if something stops a run or makes another document, else 0."""
    return 2 if any(diagnosis.state == "stops" for diagnosis in diagnoses) else 0


def format_diagnoses(diagnoses: Sequence[Diagnosis]) -> str:
    """Everything that was examined, and how many faults there are."""
    lines = []
    for diagnosis in diagnoses:
        lines += _wrap(f"{diagnosis.state:<{len(_MARGIN)}}{diagnosis.name}: {diagnosis.observed}")
        lines += _wrap(f"{_MARGIN}cost: {diagnosis.cost}") if diagnosis.cost else []
        lines += [f"{_MARGIN}do: {diagnosis.remedy}"] if diagnosis.remedy else []  # whole, to be copied
    faults = [diagnosis.state for diagnosis in diagnoses if diagnosis.state != "ok"]
    stopping = faults.count("stops")
    ending = f"{stopping} of them to mend before a run" if stopping else "and nothing that stops a run"
    return "\n".join([*lines, f"{len(faults)} found, {ending}" if faults else "nothing found"])


def _wrap(text: str) -> list[str]:
    indent = f"{_MARGIN}  "  # paths and names of packages stay whole
    return wrap(text, 80, subsequent_indent=indent, break_long_words=False, break_on_hyphens=False)


def first_names(names: Sequence[str]) -> str:
    """The first names, and how many more there are."""
    more = f" and {len(names) - _MOST_NAMES} more" if len(names) > _MOST_NAMES else ""
    return ", ".join(names[:_MOST_NAMES]) + more


def as_typed(path: Path | str) -> str:
    """A path as it is typed in a command: from the working directory if it lies in it."""
    path, here = Path(path), Path.cwd()
    return shlex.quote(str(path.relative_to(here) if path.is_relative_to(here) else path))


def with_python(arguments: str) -> str:
    """A command of the Python at work."""
    return f"{as_typed(sys.executable)} -m {arguments}"


def install_command(root: Path) -> str:
    """What to type to install what the project asks for."""
    here, lock = as_typed(root), root / LOCK
    if Path(sys.executable).is_relative_to(root / ".venv") and (root / "Makefile").is_file():
        return f"rm -f {as_typed(root / '.venv' / 'runtime')} && make -C {here} env"
    locked = [f"--require-hashes -r {as_typed(lock)}"] if lock.is_file() else []
    options = "--no-deps --no-build-isolation " if locked else ""
    package = [f"{options}-e {here}"] if (root / "pyproject.toml").is_file() else []
    # its name is on no index: what others put there under it would be installed
    wheel = installed_from() or f"khacphuc-{__version__}-py3-none-any.whl"
    installs = [*locked, *package] or [f"--force-reinstall {shlex.quote(wheel)}"]
    return " && ".join(with_python(f"pip install {arguments}") for arguments in installs)
