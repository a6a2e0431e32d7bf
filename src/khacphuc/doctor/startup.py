"""Examines what makes a start slow: missing bytecode, an unused grammar, kernels that cannot fork."""

from __future__ import annotations

import os
import struct
import sys
from importlib.util import MAGIC_NUMBER, cache_from_source, find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Final

import khacphuc
from khacphuc.doctor.diagnosis import Diagnosis, as_typed, with_python
from khacphuc.kernels.zygote import SWITCH, is_zygote_wanted, why_no_zygote

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from khacphuc.project.layout import Layout

# measured: what importing papermill and Great Expectations takes longer without any bytecode
_UNCOMPILED_SECONDS: Final = (8, 18)
# less than that nobody notices
_LEAST_SECONDS: Final = 0.1
# of a .pyc (PEP 552): magic number, flags, then time and size of the source, or its hash if a flag is set
_HEADER: Final = struct.Struct("<4sLLL")
_UINT32: Final = 0xFFFF_FFFF


def has_bytecode(source: Path) -> bool:
    """Whether Python would take the bytecode there is for a source file; one that is gone needs none."""
    try:
        stat = source.stat()
    except OSError:
        return True
    try:
        with Path(cache_from_source(source)).open("rb") as stream:
            magic, flags, *stamp = _HEADER.unpack(stream.read(_HEADER.size))
    except (OSError, struct.error):
        return False
    return magic == MAGIC_NUMBER and (
        bool(flags) or stamp == [int(stat.st_mtime) & _UINT32, stat.st_size & _UINT32]
    )


def examine_bytecode(layout: Layout) -> Iterator[Diagnosis]:
    """Whether modules that a run may import have to be compiled when they are imported."""
    # imported here: the other checks do without packaging, which may be missing
    from khacphuc.doctor.distributions import find_distribution, module_files, resolve  # noqa: PLC0415
    from khacphuc.doctor.environment import find_requirements  # noqa: PLC0415

    package = Path(khacphuc.__file__).parent
    places = {package: [str(file.relative_to(package)) for file in package.rglob("*.py")]}
    for name in resolve(find_requirements(layout.root, sys.path), sys.path).versions:
        if distribution := find_distribution(name, sys.path):
            folder = Path(str(distribution.locate_file("")))
            places.setdefault(folder, []).extend(map(str, module_files(distribution)))
    yield diagnose_bytecode(places)


def diagnose_bytecode(places: Mapping[Path, Sequence[str]]) -> Diagnosis:
    """Whether source files, by the folder they are named from, have bytecode."""
    counts = {
        folder: sum(not has_bytecode(folder / name) for name in names) for folder, names in places.items()
    }
    missing = [folder for folder, count in counts.items() if count]
    every, lacking = sum(map(len, places.values())), sum(counts.values())
    if not lacking:
        return Diagnosis("bytecode", "ok", f"every one of {every:,} modules is compiled")
    fewest, most = (seconds * lacking / every for seconds in _UNCOMPILED_SECONDS)
    seconds = (
        f"some {fewest:.2g} to {most:.2g} s" if most >= _LEAST_SECONDS else f"less than {_LEAST_SECONDS} s"
    )
    when = "once, when they are next imported"
    if sys.dont_write_bytecode:
        when = "at every start, since PYTHONDONTWRITEBYTECODE is set"
    elif closed := [folder for folder in missing if not os.access(folder, os.W_OK)]:
        when = f"at every start, since {as_typed(closed[0])} may not be written"
    return Diagnosis(
        "bytecode",
        "found",
        f"{lacking:,} of {every:,} modules are not compiled for this Python",
        f"{seconds} more {when}",
        with_python(f"compileall -q {' '.join(map(as_typed, missing))}"),
    )


def examine_grammar(_layout: Layout) -> Iterator[Diagnosis]:
    """Whether jsonschema, which reading a notebook imports, builds JupyterLab's grammar of addresses."""
    # jsonschema takes rfc3987 first where it is there, and builds nothing then
    if not (find_spec("rfc3987_syntax") and find_spec("lark")) or find_spec("rfc3987"):
        yield Diagnosis("grammar", "ok", "jsonschema builds no grammar when it is imported")
        return
    observed = (
        "rfc3987_syntax is installed, as JupyterLab brings it: jsonschema builds its grammar of internet "
        "addresses whenever it is imported"
    )
    cost = "1 to 2 s more at every start, of the runner and of its kernels; no run uses it"
    yield Diagnosis("grammar", "found", observed, cost, with_python("pip uninstall rfc3987-syntax"))


def examine_kernels(_layout: Layout) -> Iterator[Diagnosis]:
    """Whether kernels are forked from one process that has imported everything."""
    cost = "1 to 9 s more for every notebook: each kernel imports its libraries anew"
    if reason := why_no_zygote():
        cost += "; workers on Linux can make the runs instead"
        remedy = "khacphuc run --all --cluster tls://HOST:PORT"
        yield Diagnosis("kernels", "found", f"started one by one: {reason}", cost, remedy)
    elif not is_zygote_wanted():
        observed = f"started one by one: {SWITCH}=plain is set"
        yield Diagnosis("kernels", "found", observed, cost, f"unset {SWITCH}")
    else:
        yield Diagnosis("kernels", "ok", "forked from one process that has imported what they need")
