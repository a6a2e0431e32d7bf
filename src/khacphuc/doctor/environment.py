"""Compares what is installed with what ``pyproject.toml`` and ``requirements.lock`` ask for."""

from __future__ import annotations

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

    from khacphuc.doctor.distributions import Lack

_PACKAGE: Final = "khacphuc"
_NAME: Final = "environment"


def examine_environment(root: Path, path: Sequence[str], *, version: str) -> tuple[Diagnosis, ...]:
    """Whether everything is installed that a run needs, in the versions of the lock.

    Args:
        root: the project, which may be a clone of the suite or hold data only.
        path: the folders of packages.
        version: of Python.

    Raises:
        SourceError: a file of the project cannot be read.
        ValueError: it holds what is no requirement.
    """
    project = _read_project(root)
    remedy = install_command(root)
    needed, lacks = resolve(find_requirements(root, path), path)
    faults = [
        *_wrong_python(project.get("requires-python", ""), root, version),
        *_missing(project.get("entry-points", {}), path, lacks, remedy),
    ]
    if at_odds := [str(lack) for lack in lacks if lack.version and lack.by]:
        cost = "what needs them may fail, or compute otherwise"
        faults.append(Diagnosis(_NAME, "found", f"not as it is needed: {first_names(at_odds)}", cost, remedy))
    if not (root / LOCK).is_file():
        installed = f"the {len(needed)} packages a run needs are installed"
        return tuple(faults) or (Diagnosis(_NAME, "ok", installed),)
    faults += _not_as_locked(needed, locked_versions(read_text(root / LOCK)), remedy)
    return tuple(faults) or (Diagnosis(_NAME, "ok", f"the {len(needed)} packages a run needs, as locked"),)


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


def _wrong_python(specifier: str, root: Path, version: str) -> Iterator[Diagnosis]:
    if not SpecifierSet(specifier).contains(version, prereleases=True):
        observed = f"Python {version}, expected {specifier}"
        remedy = f"rm -rf {as_typed(root / '.venv')} && {in_project('make', root)} PYTHON=python3.12 env"
        yield Diagnosis(_NAME, "stops", observed, "a run fails, or makes what no test has seen", remedy)


def _missing(
    entry_points: Mapping[str, Mapping[str, str]], path: Sequence[str], lacks: Sequence[Lack], remedy: str
) -> Iterator[Diagnosis]:
    """Requirements that nothing or a version too old for the package meets, and what is not registered."""
    missing = [str(lack) for lack in lacks if not lack.version or not lack.by]
    package = find_distribution(_PACKAGE, path)
    if package is None:
        missing.append(f"{_PACKAGE} itself (not installed, only found)")
    else:  # an editable install registers nothing that was declared after it
        registered = {(point.group, point.name, point.value) for point in package.entry_points}
        declared = {(group, *item) for group, names in entry_points.items() for item in names.items()}
        missing += [f"{group} {name} (not registered)" for group, name, _ in sorted(declared - registered)]
    if missing:
        cost = "a run fails when it comes to need what is missing"
        yield Diagnosis(_NAME, "stops", f"missing: {first_names(missing)}", cost, remedy)


def _not_as_locked(needed: Mapping[str, str], locked: Mapping[str, str], remedy: str) -> Iterator[Diagnosis]:
    different = [
        f"{name} {version} (locked: {locked[name]})"
        for name, version in sorted(needed.items())
        if name in locked and Version(version) != Version(locked[name])  # 2.1 is 2.1.0
    ]
    if different:
        observed = (
            f"{len(different)} of {len(needed)} packages are not those of {LOCK}: {first_names(different)}"
        )
        cost = (
            "the bytes of reports may differ from a colleague's, who has the lock; --cluster refuses workers "
            "that differ from here"
        )
        yield Diagnosis(_NAME, "found", observed, cost, remedy)
