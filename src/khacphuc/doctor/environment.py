"""Compares what is installed with what ``pyproject.toml`` and ``requirements.lock`` ask for."""

from __future__ import annotations

import platform
import sys
import tomllib
from typing import TYPE_CHECKING, Any, Final

from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet
from packaging.utils import canonicalize_name
from packaging.version import Version

from khacphuc.doctor.diagnosis import LOCK, Diagnosis, as_typed, first_names, in_project, install_command
from khacphuc.doctor.distributions import find_distribution, resolve
from khacphuc.project.files import read_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from khacphuc.project.layout import Layout

_PACKAGE: Final = "khacphuc"
_NAME: Final = "environment"


def examine_environment(layout: Layout, path: Sequence[str] | None = None) -> Iterator[Diagnosis]:
    """Whether everything is installed that a run needs, in the versions of the lock.

    Args:
        layout: of the project, which may be a clone of the suite or hold data only.
        path: the folders of packages; by default those of this Python.

    Raises:
        SourceError: a file of the project cannot be read.
        ValueError: it holds what is no requirement.
    """
    root, path = layout.root, sys.path if path is None else path
    remedy = install_command(root)
    project = _read_project(root)
    needed = resolve(find_requirements(root, path), path)
    python, version = project.get("requires-python", ""), platform.python_version()
    if is_wrong := not SpecifierSet(python).contains(version, prereleases=True):
        other = f"rm -rf {as_typed(root / '.venv')} && {in_project('make', root)} PYTHON=python3.12 env"
        cost = "a run fails, or makes what no test has seen"
        yield Diagnosis(_NAME, "stops", f"Python {version}, expected {python}", cost, other)
    missing = [*needed.missing, *_not_registered(project.get("entry-points", {}), path)]
    if missing:
        cost = "a run fails when it comes to need what is missing"
        yield Diagnosis(_NAME, "stops", f"missing: {first_names(missing)}", cost, remedy)
    if needed.at_odds:
        cost = "what needs them may fail, or compute otherwise"
        yield Diagnosis(_NAME, "found", f"not as it is needed: {first_names(needed.at_odds)}", cost, remedy)
    lock = locked_versions(read_text(root / LOCK)) if (root / LOCK).is_file() else {}
    different = [
        f"{name} {version} (locked: {lock[name]})"
        for name, version in sorted(needed.versions.items())
        if name in lock and Version(version) != Version(lock[name])  # 2.1 is 2.1.0
    ]
    count = len(needed.versions)
    if different:
        observed = f"{len(different)} of {count} packages are not those of {LOCK}: {first_names(different)}"
        cost = (
            "the bytes of reports may differ from a colleague's, who has the lock; --cluster refuses workers "
            "that differ from here"
        )
        yield Diagnosis(_NAME, "found", observed, cost, remedy)
    if not (is_wrong or missing or needed.at_odds or different):
        ending = ", as locked" if lock else " are installed"
        yield Diagnosis(_NAME, "ok", f"the {count} packages a run needs{ending}")


def find_requirements(root: Path, path: Sequence[str]) -> tuple[str, ...]:
    """What the package requires: by the ``pyproject.toml`` of a clone, else as it was installed."""
    if project := _read_project(root):
        return tuple(project.get("dependencies", ()))
    package = find_distribution(_PACKAGE, path)
    return tuple(package.requires or ()) if package else ()


def _read_project(root: Path) -> dict[str, Any]:
    """The table ``project`` of a clone's ``pyproject.toml``; empty where there is no clone of the suite."""
    file = root / "pyproject.toml"
    project: dict[str, Any] = tomllib.loads(read_text(file)).get("project", {}) if file.is_file() else {}
    return project if project.get("name") == _PACKAGE else {}


def locked_versions(text: str) -> dict[str, str]:
    """The version a lock gives each distribution on this system, by name; its hashes are passed over.

    Raises:
        ValueError: a line is no requirement.
    """
    lines = [line.partition(" #")[0].rstrip(" \\") for line in text.splitlines()]
    # options (-e, --hash), comments and continued lines hold no requirement
    requirements = [Requirement(line) for line in lines if line and line[0] not in " \t#-"]
    return {
        canonicalize_name(requirement.name): pin.version
        for requirement in requirements
        if requirement.marker is None or requirement.marker.evaluate()
        for pin in requirement.specifier
    }


def _not_registered(entry_points: Mapping[str, Mapping[str, str]], path: Sequence[str]) -> list[str]:
    """Entry points that were declared after an editable install, which registers nothing by itself."""
    package = find_distribution(_PACKAGE, path)
    if package is None:
        return [f"{_PACKAGE} itself (not installed, only found)"]
    registered = {(point.group, point.name, point.value) for point in package.entry_points}
    declared = {(group, *item) for group, names in entry_points.items() for item in names.items()}
    return [f"{group} {name} (not registered)" for group, name, _ in sorted(declared - registered)]
