"""Examines this machine for ``khacphuc doctor``; nothing is changed.

What a check imports may be missing, which is a finding: checks that need more than the standard library
are imported when they are made.
"""

from __future__ import annotations

import platform
import shutil
import sys
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Final

import khacphuc
from khacphuc.doctor.diagnosis import Diagnosis, install_command
from khacphuc.doctor.startup import examine_bytecode, examine_grammar, examine_kernels
from khacphuc.errors import SourceError
from khacphuc.fonts import FONT_DIR
from khacphuc.project.files import read_text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from khacphuc.project.layout import Layout

    Check = Callable[[Layout], Iterable[Diagnosis]]

_MOUNTS: Final = Path("/proc/self/mountinfo")


def examine(layout: Layout) -> list[Diagnosis]:
    """The results of all checks of a project and this machine, in their order."""
    return [diagnosis for name, check in CHECKS.items() for diagnosis in _guarded(name, check, layout)]


def _guarded(name: str, check: Check, layout: Layout) -> Iterable[Diagnosis]:
    """The results of a check; that it cannot be made is a result, too."""
    remedy = install_command(layout.root)
    try:
        return check(layout)
    except ModuleNotFoundError as error:
        observed = f"cannot be examined: {error.name} is not installed"
        return [Diagnosis(name, "stops", observed, "a run fails when it imports it", remedy)]
    except (SourceError, OSError, ValueError) as error:
        return [
            Diagnosis(name, "found", f"cannot be examined ({error})", "nobody knows before a run", remedy)
        ]


def _bytecode(layout: Layout) -> Iterable[Diagnosis]:
    from khacphuc.doctor.distributions import find_distribution, module_files, resolve  # noqa: PLC0415
    from khacphuc.doctor.environment import find_requirements  # noqa: PLC0415

    package = Path(khacphuc.__file__).parent
    places = {package: [str(file.relative_to(package)) for file in package.rglob("*.py")]}
    for name in resolve(find_requirements(layout.root, sys.path), sys.path)[0]:
        if distribution := find_distribution(name, sys.path):
            folder = Path(str(distribution.locate_file("")))
            places.setdefault(folder, []).extend(map(str, module_files(distribution)))
    return [examine_bytecode(places, is_kept=not sys.dont_write_bytecode)]


def _fonts(layout: Layout) -> Iterable[Diagnosis]:
    from khacphuc.doctor.fonts import examine_fonts  # noqa: PLC0415

    return [examine_fonts(FONT_DIR, root=layout.root)]


def _environment(layout: Layout) -> Iterable[Diagnosis]:
    from khacphuc.doctor.environment import examine_environment  # noqa: PLC0415

    return examine_environment(layout.root, sys.path, version=platform.python_version())


def _disk(layout: Layout) -> Iterable[Diagnosis]:
    from khacphuc.doctor.disk import examine_disk  # noqa: PLC0415

    mounts = read_text(_MOUNTS) if _MOUNTS.exists() else ""
    return examine_disk(layout, mounts=mounts, free=shutil.disk_usage(layout.root).free)


CHECKS: dict[str, Check] = {
    "bytecode": _bytecode,
    "grammar": lambda _: [examine_grammar(lambda name: bool(find_spec(name)))],
    "kernels": lambda _: [examine_kernels()],
    "fonts": _fonts,
    "environment": _environment,
    "disk": _disk,
}
