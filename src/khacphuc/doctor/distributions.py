"""Follows requirements through the installed distributions: which are needed, and which are not met."""

from __future__ import annotations

from importlib.metadata import Distribution
from typing import TYPE_CHECKING, Final, NamedTuple

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from khacphuc.run.versions import installed_versions

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from importlib.metadata import PackagePath

_TESTS: Final = {"test", "tests"}


class Resolution(NamedTuple):
    """The distributions that requirements need.

    Attributes:
        versions: of those that are installed, by their names in normal form.
        missing: lines on those that are not installed, or too old for the package itself.
        at_odds: lines on those that others require in another version.
    """

    versions: dict[str, str]
    missing: list[str]
    at_odds: list[str]


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


def resolve(requirements: Iterable[str], path: Sequence[str]) -> Resolution:
    """Follow the requirements of a package, without its extras, all the way down.

    Raises:
        ValueError: a requirement is none.
    """
    installed = installed_versions(path)
    result = Resolution({}, [], [])
    pending = [(text, "", "") for text in requirements]
    done: set[tuple[str, str, str]] = set()
    while pending:
        text, extra, by = entry = pending.pop()
        requirement = Requirement(text)
        if entry in done or (requirement.marker and not requirement.marker.evaluate({"extra": extra})):
            continue
        done.add(entry)
        name = canonicalize_name(requirement.name)
        version = installed.get(name, "")
        if not version or not requirement.specifier.contains(version, prereleases=True):
            there = f"{version} is installed" if version else "not installed"
            line = f"{name}{requirement.specifier}{f', which {by} needs' if by else ''} ({there})"
            (result.at_odds if version and by else result.missing).append(line)
        if version and (distribution := find_distribution(name, path)):
            result.versions[name] = version
            for wanted in ("", *requirement.extras):
                pending += [(line, wanted, name) for line in distribution.requires or ()]
    return Resolution(result.versions, sorted(set(result.missing)), sorted(set(result.at_odds)))
