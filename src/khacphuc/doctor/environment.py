"""Whether the environment is the one the project asks for: ``pyproject.toml`` and ``requirements.lock``."""

from __future__ import annotations

import tomllib
from configparser import ConfigParser
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from khacphuc.doctor.diagnosis import Examined, as_typed, in_project, listed
from khacphuc.doctor.distributions import Lack, needed
from khacphuc.project.files import read_text
from khacphuc.run.versions import normalized

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from khacphuc.doctor.distributions import Installed

_OWN: Final = "khacphuc"
_NAME: Final = "environment"
LOCK: Final = "requirements.lock"


@dataclass(frozen=True)
class Declared:
    """What the package asks for.

    Attributes:
        python: the versions of Python; empty for any.
        requirements: the distributions it needs.
        entry_points: what it registers, as group, name and value.
    """

    python: str = ""
    requirements: tuple[str, ...] = ()
    entry_points: frozenset[tuple[str, str, str]] = frozenset()


def read_declared(root: Path, installed: Mapping[str, Installed]) -> Declared:
    """What the package asks for: by the project's own ``pyproject.toml``, else as it was installed.

    Args:
        root: the project, which may be a clone of the suite or hold data only.
        installed: what there is.

    Raises:
        SourceError: the file cannot be read.
        ValueError: it is not TOML.
    """
    file = root / "pyproject.toml"
    project: dict[str, Any] = tomllib.loads(read_text(file)).get("project", {}) if file.is_file() else {}
    if project.get("name") != _OWN:
        own = installed.get(_OWN)
        return Declared(requirements=own.requires if own else ())
    return Declared(
        project.get("requires-python", ""),
        tuple(project.get("dependencies", ())),
        frozenset(
            (group, name, value)
            for group, names in project.get("entry-points", {}).items()
            for name, value in names.items()
        ),
    )


def locked_versions(text: str) -> dict[str, str]:
    """The version a lock gives each distribution on this system, by name; its hashes are passed over.

    Raises:
        ModuleNotFoundError: ``packaging`` is not installed.
        ValueError: a line is no requirement.
    """
    from packaging.requirements import Requirement  # noqa: PLC0415 - the environment may lack it

    lines = [line.partition(" #")[0].rstrip(" \\") for line in text.splitlines()]
    asked = [Requirement(line) for line in lines if line and line[0] not in " \t#-"]
    return {
        normalized(one.name): pin.version
        for one in asked
        if one.marker is None or one.marker.evaluate()
        for pin in one.specifier
    }


def examine_environment(
    root: Path, installed: Mapping[str, Installed], *, python: Path, version: str
) -> tuple[Examined, ...]:
    """Whether everything is installed that a run needs, in the versions of the lock.

    Args:
        root: the project.
        installed: what there is.
        python: the interpreter.
        version: its version.

    Raises:
        ModuleNotFoundError: ``packaging`` is not installed.
        SourceError: a file of the project cannot be read.
        ValueError: it holds what is no requirement.
    """
    declared = read_declared(root, installed)
    met, lacks = needed(declared.requirements, installed)
    remedy = install_command(root, python)
    found = [*_too_old(declared, root, version), *_missing(declared, installed, lacks, remedy)]
    if at_odds := [str(lack) for lack in lacks if lack.version and lack.by]:
        cost = "what needs them may fail, or compute otherwise"
        found.append(Examined(_NAME, "found", f"not as it is needed: {listed(at_odds)}", cost, remedy))
    lock = root / LOCK
    if not lock.is_file():
        return tuple(found) or (Examined(_NAME, "ok", f"the {len(met)} packages a run needs are installed"),)
    pinned = locked_versions(read_text(lock))
    different = [
        f"{name} {one.version} (locked: {pinned[name]})"
        for name, one in sorted(met.items())
        if name in pinned and not _is_same(one.version, pinned[name])
    ]
    if different:
        what = f"{len(different)} of {len(met)} packages are not those of {LOCK}: {listed(different)}"
        cost = (
            "the bytes of reports may differ from a colleague's, who has the lock; --cluster refuses workers "
            "that differ from here"
        )
        found.append(Examined(_NAME, "found", what, cost, remedy))
    return tuple(found) or (Examined(_NAME, "ok", f"the {len(met)} packages a run needs, as locked"),)


def _too_old(declared: Declared, root: Path, version: str) -> Iterator[Examined]:
    from packaging.specifiers import SpecifierSet  # noqa: PLC0415

    if not SpecifierSet(declared.python).contains(version, prereleases=True):
        what = f"Python {version}, expected {declared.python}"
        other = f"rm -rf {as_typed(root / '.venv')} && {in_project('make', root)} PYTHON=python3.12 env"
        yield Examined(_NAME, "stops", what, "a run fails, or makes what no test has seen", other)


def _missing(
    declared: Declared, installed: Mapping[str, Installed], lacks: tuple[Lack, ...], remedy: str
) -> Iterator[Examined]:
    own = installed.get(_OWN)
    missing = [str(lack) for lack in lacks if not lack.version or not lack.by]
    if own is None:
        missing.append(f"{_OWN} itself (not installed, only found)")
    else:
        left = sorted(declared.entry_points - _registered(own.entry_points))
        missing += [f"{group} {name} (not registered)" for group, name, _ in left]
    if missing:
        cost = "a run fails when it comes to need what is missing"
        yield Examined(_NAME, "stops", f"missing: {listed(missing)}", cost, remedy)


def _registered(text: str) -> frozenset[tuple[str, str, str]]:
    parser = ConfigParser(delimiters=("=",), interpolation=None)
    parser.optionxform = str  # type: ignore[assignment,method-assign]  # names are as they are written
    parser.read_string(text)
    return frozenset((group, *item) for group in parser.sections() for item in parser[group].items())


def _is_same(one: str, other: str) -> bool:
    from packaging.version import Version  # noqa: PLC0415

    return Version(one) == Version(other)


def install_command(root: Path, python: Path) -> str:
    """What to type to have the environment the project asks for."""
    if python.is_relative_to(root / ".venv") and (root / "Makefile").is_file():
        return f"rm -f {as_typed(root / '.venv' / 'runtime')} && {in_project('make', root)} env"
    pip = f"{as_typed(python)} -m pip install"
    own = f"{pip} --no-deps --no-build-isolation -e {as_typed(root)}"
    is_clone = (root / "pyproject.toml").is_file()
    if (root / LOCK).is_file():
        locked = f"{pip} --require-hashes -r {as_typed(root / LOCK)}"
        return f"{locked} && {own}" if is_clone else locked
    return f"{pip} -e {as_typed(root)}" if is_clone else f"{pip} --upgrade {_OWN}"
