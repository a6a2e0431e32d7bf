"""Follows requirements through the installed distributions: which are needed, and which are lacking."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.metadata import Distribution
from typing import TYPE_CHECKING, Final

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from khacphuc.run.versions import installed_versions

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from importlib.metadata import PackagePath

_TESTS: Final = {"test", "tests"}


@dataclass(frozen=True)
class Lack:
    """An unmet requirement: who has it (empty: the package), which version is installed (empty: none)."""

    name: str
    specifier: str
    by: str
    version: str

    def __str__(self) -> str:
        """The requirement and what is there instead."""
        there = f"{self.version} is installed" if self.version else "not installed"
        by = f", which {self.by} needs" if self.by else ""
        return f"{self.name}{self.specifier}{by} ({there})"


def find_distribution(name: str, path: Sequence[str]) -> Distribution | None:
    """The distribution of a name in folders of packages; of several the one that is imported."""
    return next(iter(Distribution.discover(name=name, path=[*path])), None)


def module_files(distribution: Distribution) -> list[PackagePath]:
    """The source files of a distribution's modules; no scripts, which have no bytecode, and no tests."""
    return [
        file
        for file in distribution.files or ()
        if file.suffix == ".py" and file.parts[0] not in {"..", "/"} and _TESTS.isdisjoint(file.parts[:-1])
    ]


def resolve(requirements: Iterable[str], path: Sequence[str]) -> tuple[dict[str, str], tuple[Lack, ...]]:
    """What requirements need of what is installed, all the way down, and what they lack.

    Args:
        requirements: of a package, without its extras.
        path: the folders of packages.

    Returns:
        The version of each distribution that is needed and installed, by its name in its normal form; and
        the requirements that are not met.

    Raises:
        ValueError: a requirement is none.
    """

    @cache  # one is required by many
    def requires(name: str) -> tuple[str, ...]:
        distribution = find_distribution(name, path)
        return tuple(distribution.requires or ()) if distribution else ()

    versions = installed_versions(path)
    needed: dict[str, str] = {}
    lacks: set[Lack] = set()
    pending = [(text, "", "") for text in requirements]
    done: set[tuple[str, str, str]] = set()
    while pending:
        text, extra, by = entry = pending.pop()
        requirement = Requirement(text)
        if entry in done or (requirement.marker and not requirement.marker.evaluate({"extra": extra})):
            continue
        done.add(entry)
        name = canonicalize_name(requirement.name)
        version = versions.get(name, "")
        if not version or not requirement.specifier.contains(version, prereleases=True):
            lacks.add(Lack(name, str(requirement.specifier), by, version))
        if version:
            needed[name] = version
            pending += [
                (line, wanted, name) for wanted in ("", *requirement.extras) for line in requires(name)
            ]
    return needed, tuple(sorted(lacks, key=str))
