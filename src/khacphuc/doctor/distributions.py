"""The distributions of this Python, and which of them a package needs.

``packaging`` is imported when it is needed: what examines an environment must not need a whole one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from email.parser import HeaderParser
from importlib.metadata import distributions
from pathlib import Path
from typing import TYPE_CHECKING, Final

from khacphuc.run.versions import normalized

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from importlib.metadata import Distribution

_TESTS: Final = re.compile(r"(^|/)tests?/")
#: Nothing outside the folder of packages (scripts) has bytecode.
_OUTSIDE: Final = ("..", "/")


@dataclass(frozen=True)
class Installed:
    """One distribution.

    Attributes:
        name: in its normal form.
        version: its version.
        requires: its requirements, as ``packaging`` reads them.
        folder: where its modules are.
        modules: the source files of its modules, from the folder; tests are left out.
        entry_points: the text of its ``entry_points.txt``.
    """

    name: str
    version: str
    requires: tuple[str, ...] = ()
    folder: Path = Path()
    modules: tuple[str, ...] = ()
    entry_points: str = ""


@dataclass(frozen=True)
class Lack:
    """A requirement that is not met.

    Attributes:
        name: what is required, in its normal form.
        asked: the versions that would do; empty for any.
        by: who requires it; empty for the package itself.
        version: the version that is installed; empty for none.
    """

    name: str
    asked: str
    by: str
    version: str

    def __str__(self) -> str:
        """The requirement and what is there instead."""
        there = f"{self.version} is installed" if self.version else "not installed"
        asker = f", which {self.by} needs" if self.by else ""
        return f"{self.name}{self.asked}{asker} ({there})"


def read_installed(path: Sequence[str] | None = None) -> dict[str, Installed]:
    """Every distribution by its name; of two with one name that which is imported.

    Args:
        path: the folders to look in; by default those modules are imported from.
    """
    found: dict[str, Installed] = {}
    for distribution in distributions() if path is None else distributions(path=[*path]):
        one = _read(distribution)
        if one.name:
            found.setdefault(one.name, one)
    return found


def _read(distribution: Distribution) -> Installed:
    text = distribution.read_text("METADATA") or distribution.read_text("PKG-INFO") or ""
    told = HeaderParser().parsestr(text)
    return Installed(
        normalized(told.get("Name", "")),
        told.get("Version", ""),
        tuple(told.get_all("Requires-Dist", ())),
        Path(str(distribution.locate_file(""))),
        tuple(_modules(distribution.read_text("RECORD") or "")),
        distribution.read_text("entry_points.txt") or "",
    )


def _modules(record: str) -> Iterator[str]:
    for line in record.splitlines():
        name = line.partition(",")[0]
        if name.endswith(".py") and not name.startswith(_OUTSIDE) and not _TESTS.search(name):
            yield name


def needed(
    requirements: Iterable[str], installed: Mapping[str, Installed]
) -> tuple[dict[str, Installed], tuple[Lack, ...]]:
    """What requirements need of what is installed, all the way down, and what they lack.

    Args:
        requirements: of a package, whose extras nobody asked for.
        installed: what there is (see ``read_installed``).

    Raises:
        ModuleNotFoundError: ``packaging`` itself is not installed.
        ValueError: a requirement is none.
    """
    from packaging.requirements import Requirement  # noqa: PLC0415 - see above

    met: dict[str, Installed] = {}
    lacking: list[Lack] = []
    seen: set[tuple[str, str, str]] = set()
    asked = [(text, "", "") for text in requirements]
    while asked:
        text, extra, by = one = asked.pop()
        if one in seen:
            continue
        seen.add(one)
        requirement = Requirement(text)
        if requirement.marker and not requirement.marker.evaluate({"extra": extra}):
            continue
        name = normalized(requirement.name)
        there = installed.get(name)
        if there is None or not requirement.specifier.contains(there.version, prereleases=True):
            lacking.append(Lack(name, str(requirement.specifier), by, there.version if there else ""))
        if there is not None:
            met[name] = there
            asked += [(line, wanted, name) for wanted in ("", *requirement.extras) for line in there.requires]
    return met, tuple(sorted(lacking, key=str))
