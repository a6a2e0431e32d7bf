"""Makes the checks of ``khacphuc doctor``, which change nothing."""

from __future__ import annotations

from dataclasses import replace
from pkgutil import resolve_name
from typing import TYPE_CHECKING, Final

from khacphuc.doctor.diagnosis import Diagnosis, install_command
from khacphuc.errors import SourceError

if TYPE_CHECKING:
    from khacphuc.project.layout import Layout

#: Functions of the project's folder by the names of the checks, in the order in which they are made. They
#: are imported only then: what they import may be missing, which is a finding, too.
CHECKS: Final = {
    "bytecode": "khacphuc.doctor.startup:examine_bytecode",
    "grammar": "khacphuc.doctor.startup:examine_grammar",
    "kernels": "khacphuc.doctor.startup:examine_kernels",
    "fonts": "khacphuc.doctor.fonts:examine_fonts",
    "environment": "khacphuc.doctor.environment:examine_environment",
    "disk": "khacphuc.doctor.disk:examine_disk",
}


def examine(layout: Layout) -> list[Diagnosis]:
    """The results of all checks of a project and this machine; that one cannot be made is a result, too."""
    diagnoses: list[Diagnosis] = []
    remedy = install_command(layout.root)
    for name, check in CHECKS.items():
        try:
            results = resolve_name(check)(layout.root)
        except ModuleNotFoundError as error:
            observed = f"cannot be examined: {error.name} is not installed"
            results = [Diagnosis("stops", observed, "a run fails when it imports it", remedy)]
        except (SourceError, OSError, ValueError) as error:
            observed = f"cannot be examined ({error})"
            results = [Diagnosis("found", observed, "nobody knows before a run", remedy)]
        diagnoses += [replace(result, name=name) for result in results]
    return diagnoses
