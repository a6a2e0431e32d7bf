"""``khacphuc doctor``: what makes runs slow here, or would stop them. It changes nothing.

Each check is a function of what it is given; here it is given this machine. The package's own needs are
not imported before they are known to be there, so that a broken environment is told, too.
"""

from __future__ import annotations

import platform
import shutil
import sys
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Final

import khacphuc
from khacphuc.doctor import disk as filesystem
from khacphuc.doctor import environment, startup
from khacphuc.doctor import fonts as typeface
from khacphuc.doctor.diagnosis import Examined
from khacphuc.doctor.distributions import needed, read_installed
from khacphuc.errors import SourceError
from khacphuc.fonts import FONT_DIR
from khacphuc.kernels.zygote import is_zygote_wanted, why_no_zygote
from khacphuc.project.files import read_text

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from khacphuc.project.layout import Layout

    Check = Callable[[Layout], tuple[Examined, ...]]

_MOUNTS: Final = Path("/proc/self/mountinfo")
_PYTHON: Final = Path(sys.executable)


def examine(layout: Layout, checks: Sequence[tuple[str, Check]] | None = None) -> tuple[Examined, ...]:
    """Everything there is to examine, in the order of the checks.

    Args:
        layout: the project.
        checks: by default all there are.
    """
    return tuple(
        one for name, check in (CHECKS if checks is None else checks) for one in _guarded(name, check, layout)
    )


def _guarded(name: str, check: Check, layout: Layout) -> tuple[Examined, ...]:
    """What a check finds; that it cannot look is a finding, too."""
    remedy = environment.install_command(layout.root, _PYTHON)
    try:
        return check(layout)
    except ModuleNotFoundError as error:
        told = f"cannot be examined: {error.name} is not installed"
        return (Examined(name, "stops", told, "a run fails when it imports it", remedy),)
    except (SourceError, OSError, ValueError) as error:
        told = f"cannot be examined ({error})"
        return (Examined(name, "found", told, "nobody knows before a run", remedy),)


def _bytecode(layout: Layout) -> tuple[Examined, ...]:
    installed = read_installed()
    met, _ = needed(environment.read_declared(layout.root, installed).requirements, installed)
    places: dict[Path, list[str]] = {}
    for one in met.values():
        places.setdefault(one.folder, []).extend(one.modules)
    own = Path(khacphuc.__file__).parent
    places.setdefault(own, []).extend(str(file.relative_to(own)) for file in own.rglob("*.py"))
    return (startup.examine_bytecode(places, python=_PYTHON, is_kept=not sys.dont_write_bytecode),)


def _grammar(layout: Layout) -> tuple[Examined, ...]:
    return (startup.examine_grammar(lambda name: bool(find_spec(name)), root=layout.root, python=_PYTHON),)


def _kernels(_layout: Layout) -> tuple[Examined, ...]:
    return (startup.examine_kernels(is_wanted=is_zygote_wanted(), why_none=why_no_zygote()),)


def _fonts(layout: Layout) -> tuple[Examined, ...]:
    return (typeface.examine_fonts(FONT_DIR, root=layout.root, python=_PYTHON),)


def _environment(layout: Layout) -> tuple[Examined, ...]:
    return environment.examine_environment(
        layout.root, read_installed(), python=_PYTHON, version=platform.python_version()
    )


def _disk(layout: Layout) -> tuple[Examined, ...]:
    return filesystem.examine_disk(
        layout,
        mounts=read_text(_MOUNTS) if _MOUNTS.exists() else "",
        free=shutil.disk_usage(layout.root).free,
    )


#: Every check by its name.
CHECKS: Final = (
    ("bytecode", _bytecode),
    ("grammar", _grammar),
    ("kernels", _kernels),
    ("fonts", _fonts),
    ("environment", _environment),
    ("disk", _disk),
)
