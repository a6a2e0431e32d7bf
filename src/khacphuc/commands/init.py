"""The command ``khacphuc init``: what it prints of a project that was made, or brought to another version."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from khacphuc import __version__
from khacphuc.console.output import from_here, print_output, wrapped
from khacphuc.errors import UsageError
from khacphuc.office.make_project import make_project
from khacphuc.office.upgrade import upgrade_project
from khacphuc.project.layout import Layout

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from khacphuc.office.upgrade import Step

_LONGEST: Final = 20  # lines of one diff: what is longer is compared in an editor
_ENDINGS: Final = {
    "add": "added",
    "replace": "replaced",
    "doubt": "kept: it differs, and whether somebody changed it is not recorded",
    "remove": "removed: this version no longer has it",
    "leave": "left: this version no longer has it, and it was changed",
}


def init_project(folder: Path) -> None:
    """Make a project, and print what to do next.

    Raises:
        UsageError: it cannot be made there (see ``make_project``).
    """
    count = len(make_project(folder))
    place = from_here(folder)
    print_output(f"{place}: a project, {count} files of khacphuc {__version__}")
    enter = [] if place == "." else [f"  cd {place}"]
    print_output("\n".join(["next:", *enter, "  khacphuc new RUN --office ID"]))
    print_output(wrapped(f"{from_here(folder / 'README.md')} says how, in Vietnamese and English."))


def upgrade(layout: Layout) -> None:
    """Bring a project to the installed version, and print what became of its files.

    Raises:
        UsageError: it cannot be (see ``upgrade_project``).
        SourceError: one of its files cannot be read.
    """
    print_output(format_upgrade(upgrade_project(layout), from_here(layout.root)))


def format_upgrade(steps: Sequence[Step], place: str) -> str:
    """What became of the files of a project, a line each, and the differences to those that were kept."""
    head = f"{place}: a project of khacphuc {__version__}"
    lines = [head if steps else f"{head}, nothing to replace"]
    for step in steps:
        is_edited = step.action == "keep"
        lines += _format_difference(step) if is_edited else [f"  {step.name}: {_ENDINGS[step.action]}"]
    if any(step.action in {"keep", "doubt"} for step in steps):
        lines.append("Kept files stay as they are. To have the new one: delete the file, and upgrade again.")
    return "\n".join(lines)


def _format_difference(step: Step) -> list[str]:
    body = step.difference[2:]  # without the names of the two files
    more, less = (sum(line.startswith(sign) for line in body) for sign in "+-")
    lines = [
        f"  {step.name}: kept, it was changed; its lines have - ({less}), those of the new one + ({more})"
    ]
    lines += [f"    {line}" for line in body[:_LONGEST]]
    cut = len(body) - _LONGEST
    return [*lines, f"    … {cut} more lines"] if cut > 0 else lines


def existing_project(folder: Path) -> Layout:
    """The project in a folder.

    Raises:
        UsageError: there is none.
    """
    if not (folder / "params").is_dir():
        raise UsageError("no project: no folder params/", place=str(folder), remedy="khacphuc init makes one")
    return Layout(folder)
