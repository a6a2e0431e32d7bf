"""Examines this machine for ``khacphuc doctor``; nothing is changed.

A check is imported when it is made: what it imports may be missing, which is a finding, too.
"""

from __future__ import annotations

from pkgutil import resolve_name
from typing import TYPE_CHECKING, Final

from khacphuc.doctor.diagnosis import Diagnosis, install_command
from khacphuc.errors import SourceError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from khacphuc.project.layout import Layout

#: The checks by their names, in the order in which they are made: functions of the layout.
CHECKS: Final = {
    "bytecode": "khacphuc.doctor.startup:examine_bytecode",
    "grammar": "khacphuc.doctor.startup:examine_grammar",
    "kernels": "khacphuc.doctor.startup:examine_kernels",
    "fonts": "khacphuc.doctor.fonts:examine_fonts",
    "environment": "khacphuc.doctor.environment:examine_environment",
    "disk": "khacphuc.doctor.disk:examine_disk",
}


def examine(layout: Layout) -> list[Diagnosis]:
    """The results of all checks of a project and this machine."""
    return [diagnosis for name, check in CHECKS.items() for diagnosis in _results(name, check, layout)]


def _results(name: str, check: str, layout: Layout) -> Iterable[Diagnosis]:
    """The results of a check; that it cannot be made is a result, too."""
    remedy = install_command(layout.root)
    try:
        return list(resolve_name(check)(layout))
    except ModuleNotFoundError as error:
        observed = f"cannot be examined: {error.name} is not installed"
        return [Diagnosis(name, "stops", observed, "a run fails when it imports it", remedy)]
    except (SourceError, OSError, ValueError) as error:
        observed = f"cannot be examined ({error})"
        return [Diagnosis(name, "found", observed, "nobody knows before a run", remedy)]
