"""What makes a start slow: bytecode that is missing, a grammar nobody uses, kernels that cannot fork."""

from __future__ import annotations

import os
from importlib.util import MAGIC_NUMBER, cache_from_source
from pathlib import Path
from typing import TYPE_CHECKING, Final

from khacphuc.doctor.diagnosis import Examined, as_typed, in_project

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

# measured: what importing papermill and Great Expectations takes longer without any bytecode
_UNCOMPILED_SECONDS: Final = (8, 18)
_LEAST_TOLD: Final = 0.1
_HEADER: Final = 16
_UINT32: Final = 0xFFFFFFFF


def has_bytecode(source: Path) -> bool:
    """Whether Python finds bytecode it takes for a source file; one that is gone needs none."""
    try:
        told = source.stat()
    except OSError:
        return True
    try:
        with Path(cache_from_source(source)).open("rb") as stream:
            header = stream.read(_HEADER)
    except OSError:
        return False
    magic, flags, stamp = header[:4], header[4:8], header[8:]
    if magic != MAGIC_NUMBER or len(header) < _HEADER:
        return False
    if any(flags):  # by the hash of the source, which it bears
        return True
    return stamp == b"".join(
        (number & _UINT32).to_bytes(4, "little") for number in (int(told.st_mtime), told.st_size)
    )


def examine_bytecode(places: Mapping[Path, Sequence[str]], *, python: Path, is_kept: bool) -> Examined:
    """Whether modules have to be compiled when they are imported.

    Args:
        places: the source files a run may import, by the folder they are named from.
        python: the interpreter.
        is_kept: whether it keeps what it compiles.
    """
    missing = {
        folder: count
        for folder, names in places.items()
        if (count := sum(not has_bytecode(folder / name) for name in names))
    }
    every, lacking = sum(map(len, places.values())), sum(missing.values())
    if not lacking:
        return Examined("bytecode", "ok", f"every one of {every:,} modules is compiled")
    fewest, most = (seconds * lacking / every for seconds in _UNCOMPILED_SECONDS)
    seconds = f"some {fewest:.2g} to {most:.2g} s" if most >= _LEAST_TOLD else f"less than {_LEAST_TOLD} s"
    closed = [folder for folder in missing if not os.access(folder, os.W_OK)]
    if not is_kept:
        when = "at every start, since PYTHONDONTWRITEBYTECODE is set"
    elif closed:
        when = f"at every start, since {as_typed(closed[0])} may not be written"
    else:
        when = "once, when they are next imported"
    return Examined(
        "bytecode",
        "found",
        f"{lacking:,} of {every:,} modules are not compiled for this Python",
        f"{seconds} more {when}",
        f"{as_typed(python)} -m compileall -q {' '.join(map(as_typed, missing))}",
    )


def examine_grammar(has: Callable[[str], bool], *, root: Path, python: Path) -> Examined:
    """Whether jsonschema, which reading a notebook imports, builds JupyterLab's grammar of addresses.

    Args:
        has: whether a module can be imported; it is not imported.
        root: the project.
        python: the interpreter.
    """
    # jsonschema takes rfc3987 first where it is there, and builds nothing then
    if not (has("rfc3987_syntax") and has("lark")) or has("rfc3987"):
        return Examined("grammar", "ok", "jsonschema builds no grammar when it is imported")
    if not (root / "Makefile").is_file():
        remedy = f"{as_typed(python)} -m pip uninstall rfc3987-syntax"
    elif python.is_relative_to(root / ".venv"):
        remedy = f"rm -r {as_typed(root / '.venv')} && {in_project('make', root)} env"
    else:
        khacphuc = as_typed(root / ".venv" / "bin" / "khacphuc")
        remedy = f"{in_project('make', root)} env && {khacphuc} run --all"
    return Examined(
        "grammar",
        "found",
        "rfc3987_syntax is installed, as JupyterLab brings it: jsonschema builds its grammar of internet "
        "addresses whenever it is imported",
        "1 to 2 s more at every start, of the runner and of its kernels; no run uses it",
        remedy,
    )


def examine_kernels(*, is_wanted: bool, why_none: str) -> Examined:
    """Whether kernels are forked from one process that has imported everything.

    Args:
        is_wanted: whether the environment leaves kernels to us.
        why_none: why they cannot be forked; empty where they can be.
    """
    cost = "1 to 9 s more for every notebook: each kernel imports its libraries anew"
    if why_none:
        return Examined(
            "kernels",
            "found",
            f"started one by one: {why_none}",
            f"{cost}; workers on Linux can make the runs instead",
            "khacphuc run --all --cluster tls://HOST:PORT",
        )
    if not is_wanted:
        found = "started one by one: KHACPHUC_KERNELS=plain is set"
        return Examined("kernels", "found", found, cost, "unset KHACPHUC_KERNELS")
    return Examined("kernels", "ok", "forked from one process that has imported what they need")
