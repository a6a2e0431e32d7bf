"""Compares what is installed with what ``pyproject.toml`` and ``requirements.lock`` ask for."""

from __future__ import annotations

import platform
import tomllib
from importlib.metadata import Distribution
from typing import TYPE_CHECKING, Any, Final

from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet
from packaging.utils import canonicalize_name
from packaging.version import Version

from khacphuc.doctor.diagnosis import LOCK, Diagnosis, State, as_typed, first_names, install_command
from khacphuc.project.files import read_text

if TYPE_CHECKING:
    from pathlib import Path

_PACKAGE: Final = "khacphuc"
_EXPORTERS: Final = "nbconvert.exporters"
"""Entry points a run does without: it calls its formats itself."""


def examine_environment(root: Path) -> list[Diagnosis]:
    """Whether everything is installed that a run needs, in the versions of the lock."""
    project = _read_project(root)
    needed, missing, at_odds = resolve(find_requirements(root))
    package = find_distribution(_PACKAGE)
    if package is None:
        missing.append(f"{_PACKAGE} itself (not installed, only found)")
    entry_points = _not_registered(project, package) if package else []
    formats = [line for line in entry_points if line.startswith(_EXPORTERS)]
    missing += [f"{line} (not registered)" for line in entry_points if line not in formats]
    pins = locked_versions(read_text(root / LOCK)) if (root / LOCK).is_file() else {}
    others = [
        f"{name} {distribution.version} (locked: {pins[name]})"
        for name, distribution in sorted(needed.items())
        if name in pins and Version(distribution.version) != Version(pins[name])  # 2.1 is 2.1.0
    ]
    expected, version = project.get("requires-python", ""), platform.python_version()
    is_right = SpecifierSet(expected).contains(version, prereleases=True)
    python = [] if is_right else [f"{version}, expected {expected}"]
    install = install_command(root)
    renew = f"rm -rf {as_typed(root / '.venv')} && make -C {as_typed(root)} PYTHON=python3.12 env"
    other_bytes = "reports may differ in bytes from a colleague's; --cluster refuses workers that differ"
    faults: list[tuple[State, str, list[str], str, str]] = [
        ("stops", "Python", python, "a run fails, or makes what no test has seen", renew),
        ("stops", "missing", missing, "a run fails when it comes to need what is missing", install),
        ("found", "not registered", formats, "JupyterLab's export menu lacks them", install),
        ("found", "not as it is needed", at_odds, "what needs them may fail, or compute otherwise", install),
        ("found", f"not those of {LOCK}", others, other_bytes, install),
    ]
    fine = f"the {len(needed)} packages a run needs{', as locked' if pins else ' are installed'}"
    return [
        Diagnosis(state, f"{fault}: {first_names(lines)}", cost, remedy)
        for state, fault, lines, cost, remedy in faults
        if lines
    ] or [Diagnosis("ok", fine)]


def locked_versions(text: str) -> dict[str, str]:
    """The version a lock gives each distribution on this system, by name; its hashes are passed over."""
    lines = [line.partition(" #")[0].rstrip(" \\") for line in text.splitlines()]
    # options (-e, --hash), comments and continued lines hold no requirement
    requirements = [Requirement(line) for line in lines if line and line[0] not in " \t#-"]
    return {
        canonicalize_name(requirement.name): pin.version
        for requirement in requirements
        if requirement.marker is None or requirement.marker.evaluate()
        for pin in requirement.specifier
    }


def find_requirements(root: Path) -> list[str]:
    """What the package requires: by the ``pyproject.toml`` of a clone, else as it was installed."""
    if project := _read_project(root):
        return list(project.get("dependencies", []))
    package = find_distribution(_PACKAGE)
    return package.requires or [] if package else []


def find_distribution(name: str) -> Distribution | None:
    """The distribution of a name that is imported; a folder without metadata is what pip left unfinished."""
    distributions = Distribution.discover(name=name)
    return next((each for each in distributions if each.read_text("METADATA")), None)


def module_files(distribution: Distribution) -> list[str]:
    """The source files of a distribution's modules; no scripts, which have no bytecode, and no tests."""
    files = [file for file in distribution.files or () if file.suffix == ".py"]
    return [str(file) for file in files if {"..", "/", "test", "tests"}.isdisjoint(file.parts[:-1])]


def resolve(requirements: list[str]) -> tuple[dict[str, Distribution], list[str], list[str]]:
    """Follow the requirements of a package, without its extras, all the way down.

    Returns:
        The distributions by their names in normal form; lines on those that are not installed, or too old
        for the package itself; lines on those that others require in another version.
    """
    needed: dict[str, Distribution] = {}
    missing, at_odds = set[str](), set[str]()
    pending, done = [(text, "", "") for text in requirements], set()
    while pending:
        text, extra, by = entry = pending.pop()
        requirement = Requirement(text)
        if entry in done or (requirement.marker and not requirement.marker.evaluate({"extra": extra})):
            continue
        done.add(entry)
        name = canonicalize_name(requirement.name)
        line = f"{name}{requirement.specifier}{f', which {by} needs' if by else ''}"
        distribution = needed.get(name) or find_distribution(name)
        if distribution is None:
            missing.add(f"{line} (not installed)")
            continue
        needed[name] = distribution
        if not requirement.specifier.contains(distribution.version, prereleases=True):
            (at_odds if by else missing).add(f"{line} ({distribution.version} is installed)")
        for wanted in ("", *requirement.extras):
            pending += [(text, wanted, name) for text in distribution.requires or ()]
    return needed, sorted(missing), sorted(at_odds)


def _read_project(root: Path) -> dict[str, Any]:
    """The table ``project`` of a clone's ``pyproject.toml``; empty where there is no clone of the suite."""
    file = root / "pyproject.toml"
    project: dict[str, Any] = tomllib.loads(read_text(file)).get("project", {}) if file.is_file() else {}
    return project if project.get("name") == _PACKAGE else {}


def _not_registered(project: dict[str, Any], package: Distribution) -> list[str]:
    """Entry points that were declared after an editable install, which registers nothing by itself."""
    registered = {(point.group, point.name, point.value) for point in package.entry_points}
    declared = project.get("entry-points", {}).items()
    points = {(group, *item) for group, names in declared for item in names.items()}
    return [f"{group} {name}" for group, name, _ in sorted(points - registered)]
