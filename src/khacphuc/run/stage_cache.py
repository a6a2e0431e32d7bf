"""What stages made last, kept to be used again: nothing is executed twice for the same reason.

A stage is keyed by the content of its notebook, of the files and tables it reads, of the package, and by
the versions of Python and of the libraries. ``.runs/<run>/stage-<name>`` holds what it made under its
last key, and the key in ``made.json``, where each part has a name: so it can be told why a stage is
executed again. Everything here is done under the lock of the run.
"""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING, Any, Final

from khacphuc.errors import SourceError
from khacphuc.project.files import hash_file, read_text, write_text
from khacphuc.run.builds import TEMPORARY, drop, remove
from khacphuc.run.hashing import PACKAGE, hash_tree
from khacphuc.run.staleness import what_differs
from khacphuc.run.versions import system, versions

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from khacphuc.project.layout import Layout
    from khacphuc.project.selection import Selection
    from khacphuc.run.stages import Stage

_PREFIX: Final = "stage-"
_RECORD: Final = "made.json"
#: Stands before the names of versions, which are no files.
_VERSION: Final = "version of "


def stage_key(
    layout: Layout, run: str, stage: Stage, build: Path, *, selection: Selection, inputs: Mapping[str, str]
) -> dict[str, str]:
    """Everything the outputs of a stage depend on.

    Args:
        layout: the project.
        run: the run.
        stage: the stage.
        build: the build, with what earlier stages have made.
        selection: what the run reads that is not its own.
        inputs: the hashes of everything the run reads (see ``hash_inputs``).
    """
    places = [layout.relative(place) for place in stage.places(layout, run, selection)]
    read = {
        name: digest
        for name, digest in inputs.items()
        if any(name == place or name.startswith(f"{place}/") for place in places)
    }
    built = {name: digest for part in stage.builds for name, digest in hash_tree(build, part).items()}
    environment = {f"{_VERSION}{name}": value for name, value in {**versions(), **system()}.items()}
    return {**read, **built, **environment, PACKAGE: inputs[PACKAGE], "run": run}


def reuse(layout: Layout, run: str, stage: Stage, key: Mapping[str, str], build: Path) -> tuple[str, ...]:
    """Put what a stage made under the same key into a build.

    Returns:
        Why it could not be, a few words each; empty if it is done, and the stage need not be executed.
    """
    folder = _folder(layout, run, stage)
    try:
        record: Any = json.loads(read_text(folder / _RECORD))
        before, outputs = dict(record["key"]), dict(record["outputs"])
    except (SourceError, ValueError, KeyError, TypeError):
        return ("nothing is kept of it",)
    if before != key:
        return tuple(_differing(before, key))
    for name, digest in outputs.items():
        if not (folder / name).is_file() or hash_file(folder / name) != digest:
            return ("what was kept of it is damaged",)
    for name in outputs:
        (build / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(folder / name, build / name)
    return ()


def keep(
    layout: Layout, run: str, stage: Stage, key: Mapping[str, str], build: Path, *, before: Mapping[str, str]
) -> None:
    """Keep what a stage has made in a build, in the place of what is kept of it.

    Args:
        layout: the project.
        run: the run.
        stage: the stage, just executed.
        key: its key.
        build: the build.
        before: what was in the build before it, as ``hash_tree`` tells.
    """
    outputs = {name: digest for name, digest in hash_tree(build).items() if before.get(name) != digest}
    folder = _folder(layout, run, stage)
    fresh = folder.with_name(f"{TEMPORARY}{folder.name}")
    remove(fresh)
    for name in outputs:
        (fresh / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(build / name, fresh / name)
    write_text(fresh / _RECORD, json.dumps({"key": dict(key), "outputs": outputs}, indent=1) + "\n")
    drop(folder)
    fresh.rename(folder)


def _folder(layout: Layout, run: str, stage: Stage) -> Path:
    return layout.runs(run) / f"{_PREFIX}{stage.name}"


def _differing(before: Mapping[str, str], key: Mapping[str, str]) -> Iterator[str]:
    for name in sorted(before.keys() | key.keys()):
        earlier, other = before.get(name), key.get(name)
        if earlier != other:
            if name.startswith(_VERSION):
                yield f"{name.removeprefix(_VERSION)} {earlier} became {other}"
            else:
                yield f"{name} {what_differs(there=name in before, here=name in key)}"
