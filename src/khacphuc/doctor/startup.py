"""Examines what makes a start slow: missing bytecode, an unused grammar, kernels that cannot fork."""

from __future__ import annotations

import os
import struct
from importlib.util import MAGIC_NUMBER, cache_from_source
from pathlib import Path
from typing import TYPE_CHECKING, Final

from khacphuc.doctor.diagnosis import Diagnosis, as_typed, with_python
from khacphuc.kernels.zygote import SWITCH, is_zygote_wanted, why_no_zygote

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

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


def examine_bytecode(places: Mapping[Path, Sequence[str]], *, is_kept: bool) -> Diagnosis:
    """Whether modules have to be compiled when they are imported.

    Args:
        places: the source files a run may import, by the folder they are named from.
        is_kept: whether Python keeps what it compiles.
    """
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
    if not is_kept:
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


def examine_grammar(has: Callable[[str], bool]) -> Diagnosis:
    """Whether jsonschema, which reading a notebook imports, builds JupyterLab's grammar of addresses.

    Args:
        has: whether a module can be imported; it is not imported.
    """
    # jsonschema takes rfc3987 first where it is there, and builds nothing then
    if not (has("rfc3987_syntax") and has("lark")) or has("rfc3987"):
        return Diagnosis("grammar", "ok", "jsonschema builds no grammar when it is imported")
    observed = (
        "rfc3987_syntax is installed, as JupyterLab brings it: jsonschema builds its grammar of internet "
        "addresses whenever it is imported"
    )
    cost = "1 to 2 s more at every start, of the runner and of its kernels; no run uses it"
    return Diagnosis("grammar", "found", observed, cost, with_python("pip uninstall rfc3987-syntax"))


def examine_kernels() -> Diagnosis:
    """Whether kernels are forked from one process that has imported everything."""
    cost = "1 to 9 s more for every notebook: each kernel imports its libraries anew"
    if reason := why_no_zygote():
        cost += "; workers on Linux can make the runs instead"
        remedy = "khacphuc run --all --cluster tls://HOST:PORT"
        return Diagnosis("kernels", "found", f"started one by one: {reason}", cost, remedy)
    if not is_zygote_wanted():
        observed = f"started one by one: {SWITCH}=plain is set"
        return Diagnosis("kernels", "found", observed, cost, f"unset {SWITCH}")
    return Diagnosis("kernels", "ok", "forked from one process that has imported what they need")
