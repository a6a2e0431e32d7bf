"""Examines what makes a start slow: missing bytecode, an unused grammar, kernels that cannot fork."""

from __future__ import annotations

import os
import struct
import sys
from importlib.util import MAGIC_NUMBER, cache_from_source, find_spec
from pathlib import Path
from typing import Final

import khacphuc
from khacphuc.doctor.diagnosis import Diagnosis, as_typed, with_python
from khacphuc.kernels.zygote import SWITCH, is_zygote_wanted, why_no_zygote

# measured: importing papermill and Great Expectations takes 8 to 18 s longer without any bytecode
_UNCOMPILED_SECONDS: Final = 18
# of a .pyc (PEP 552): magic number, flags, then time and size of the source, or its hash if a flag is set
_HEADER: Final = struct.Struct("<4sLLL")


def examine_bytecode(root: Path) -> list[Diagnosis]:
    """Whether modules that a run may import have to be compiled when they are imported."""
    # imported here: the other checks do without packaging, which may be missing
    from khacphuc.doctor.environment import find_requirements, module_files, resolve  # noqa: PLC0415

    package = Path(khacphuc.__file__).parent
    places = {package: [str(file.relative_to(package)) for file in package.rglob("*.py")]}
    for distribution in resolve(find_requirements(root))[0].values():
        place = Path(str(distribution.locate_file("")))
        places.setdefault(place, []).extend(module_files(distribution))
    return [diagnose_bytecode(places)]


def diagnose_bytecode(places: dict[Path, list[str]]) -> Diagnosis:
    """Whether source files, by the folder they are named from, have bytecode."""
    every = sum(map(len, places.values()))
    lacking = [place for place, names in places.items() for name in names if not has_bytecode(place / name)]
    if not lacking:
        return Diagnosis("ok", f"every one of {every:,} modules is compiled")
    folders = list(dict.fromkeys(lacking))
    when = "once, when they are next imported"
    if sys.dont_write_bytecode:
        when = "at every start, since PYTHONDONTWRITEBYTECODE is set"
    elif closed := [folder for folder in folders if not os.access(folder, os.W_OK)]:
        when = f"at every start, since {as_typed(closed[0])} may not be written"
    seconds = max(0.1, _UNCOMPILED_SECONDS * len(lacking) / every)  # nobody notices less
    observed = f"{len(lacking):,} of {every:,} modules are not compiled for this Python"
    remedy = with_python(f"compileall -q {' '.join(map(as_typed, folders))}")
    return Diagnosis("found", observed, f"up to {seconds:.2g} s more {when}", remedy)


def has_bytecode(source: Path) -> bool:
    """Whether Python would take the bytecode there is for a source file; one that is gone needs none."""
    if not source.exists():
        return True
    try:
        with Path(cache_from_source(source)).open("rb") as stream:
            magic, flags, *stamp = _HEADER.unpack(stream.read(_HEADER.size))
    except (OSError, struct.error):
        return False
    stat = source.stat()
    return magic == MAGIC_NUMBER and (bool(flags) or stamp == [int(stat.st_mtime), stat.st_size])


def examine_grammar(_root: Path) -> list[Diagnosis]:
    """Whether jsonschema, which reading a notebook imports, builds JupyterLab's grammar of addresses."""
    # jsonschema takes rfc3987 first where it is there, and builds nothing then
    if not (find_spec("rfc3987_syntax") and find_spec("lark")) or find_spec("rfc3987"):
        return [Diagnosis("ok", "jsonschema builds no grammar when it is imported")]
    observed = "jsonschema builds a grammar when it is imported, of rfc3987_syntax that JupyterLab brings"
    cost = "1 to 2 s more at every start, of the runner and of its kernels; no run uses it"
    return [Diagnosis("found", observed, cost, with_python("pip uninstall rfc3987-syntax"))]


def examine_kernels(_root: Path) -> list[Diagnosis]:
    """Whether kernels are forked from one process that has imported everything."""
    cost = "1 to 9 s more for every notebook: each kernel imports its libraries anew"
    if reason := why_no_zygote():
        cost += "; workers on Linux can make the runs instead"
        remedy = "khacphuc run --all --cluster tls://HOST:PORT"
    elif not is_zygote_wanted():
        reason, remedy = f"{SWITCH}=plain is set", f"unset {SWITCH}"
    else:
        return [Diagnosis("ok", "forked from one process that has imported what they need")]
    return [Diagnosis("found", f"started one by one: {reason}", cost, remedy)]
