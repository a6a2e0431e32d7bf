"""Takes out of an executed notebook what differs from run to run: times, random ids, places on the disk."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from khacphuc.console.progress import first_line
from khacphuc.errors import SourceError
from khacphuc.project.files import read_text, write_text

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from khacphuc.project.layout import Layout

_MAKER = "papermill"
_INJECTED = "injected-parameters"
_MARKER = "papermill-error-cell-tag"
# what nbformat raises of a file that is JSON and no notebook, before it validates
_MISSHAPEN = (AttributeError, KeyError, TypeError)
_TIMED = "execution"
# ipykernel names each cell after its process: /tmp/ipykernel_4711/123456.py
# from the beginning of a word on, so that a long word is walked once
_CELL_FILE = re.compile(r"(?<![^\s\"'<>])[^\s\"'<>]*ipykernel_\d+[/\\]\d+\.py")


def read_notebook(file: Path) -> Any:
    """The notebook in a file, as nbformat's node.

    Raises:
        SourceError: the file cannot be read, or is not a notebook.
    """
    import nbformat  # noqa: PLC0415  (slow, and not needed to print help)

    nbformat_of_any_kind: Any = nbformat
    try:
        invalid: dict[str, Exception] = {}
        notebook = nbformat_of_any_kind.reads(read_text(file), as_version=4, capture_validation_error=invalid)
        for error in invalid.values():
            raise error
    except (nbformat.reader.NotJSONError, nbformat.ValidationError, *_MISSHAPEN) as error:
        raise SourceError(
            f"is not a notebook ({first_line(str(error))})", place=f"{file}", remedy="restore it"
        ) from error
    return notebook


def normalise_file(file: Path, layout: Layout, run: str, build: Path) -> None:
    """Rewrite the executed notebook in a file (see ``normalise``).

    A notebook that was cut short while it was written is of no use, and is removed.
    """
    try:
        notebook = json.loads(read_text(file))
    except ValueError:
        file.unlink()
        return
    normalise(notebook, layout, run, build)
    # as nbformat writes it
    write_text(file, json.dumps(notebook, indent=1, ensure_ascii=False, sort_keys=True) + "\n")


def normalise(notebook: dict[str, Any], layout: Layout, run: str, build: Path) -> None:
    """Make a notebook one that is the same whenever and wherever it was run.

    papermill's and nbclient's times go, and the cell papermill injects gets a fixed id and no folders
    of ours: opened again, it reads what is published. Paths into the build become those they are
    published under, and all paths start at the root.

    Args:
        notebook: the executed notebook, as nbformat's node or as its file holds it; it is changed.
        layout: the project.
        run: the run.
        build: the private folder the run was made in.
    """
    for number, cell in enumerate(notebook["cells"]):
        tags = cell["metadata"].get("tags", ())
        if _INJECTED in tags:
            cell["source"] = f'# Parameters\nrun = "{run}"\nroot = ""\nbuild = ""'.splitlines(keepends=True)
        if _INJECTED in tags or _MARKER in tags:  # the two papermill makes, with random ids
            cell["id"] = f"papermill-{number}"
        for name in (_MAKER, _TIMED):
            cell["metadata"].pop(name, None)
    notebook["metadata"].pop(_MAKER, None)
    if "version" in (language := notebook["metadata"].get("language_info", {})):  # a patch changes nothing
        language["version"] = ".".join(str(language["version"]).split(".")[:2])
    _replace_texts(notebook, _replacer(layout, run, build))


def _replace_texts(part: Any, replace: Callable[[str], str]) -> None:
    """Replace every text below a part of a notebook, but pictures: they hold no paths, and are long."""
    for key, item in part.items() if isinstance(part, dict) else enumerate(part):
        if str(key).startswith("image/png"):
            continue
        if isinstance(item, dict | list):
            _replace_texts(item, replace)
        elif isinstance(item, str) and (text := replace(item)) is not item:
            part[key] = text


def _replacer(layout: Layout, run: str, build: Path) -> Callable[[str], str]:
    places: list[tuple[str, str]] = []
    for folder, name in (
        (build / "clean", layout.published_clean(run)),
        (build / "report", layout.published_report(run)),
        (build / "notebooks", layout.published_report(run) / "notebooks"),
        (build, layout.runs(run) / "current"),
    ):
        places += [(spelled, name.relative_to(layout.root).as_posix()) for spelled in _spellings(folder)]
    patterns = [
        # a path ends where its name ends: /srv/office is not in /srv/offices
        (re.compile(rf"(?<![\w.]){re.escape(spelled)}(?![\w-])"), name)
        for spelled, name in places
    ]
    for spelled in _spellings(layout.root):
        if len(spelled) > 1:
            patterns.append((re.compile(rf"(?<![\w.]){re.escape(spelled)}[/\\]"), ""))
            patterns.append((re.compile(rf"(?<![\w.]){re.escape(spelled)}(?![\w-])"), "."))

    spellings = {*(spelled for spelled, _ in places), *_spellings(layout.root)}
    # where a folder stands, those it lies in do
    folders = [outer for outer in spellings if not any(other in outer for other in spellings - {outer})]

    def replaced(text: str) -> str:
        if any(map(text.__contains__, folders)):  # in few there is one
            for pattern, name in patterns:
                text = pattern.sub(name, text)
        # the pattern walks every long word (base64) to its end, so only where there is something to find
        return _CELL_FILE.sub("<cell>", text) if "ipykernel_" in text else text

    return replaced


def _spellings(folder: Path) -> list[str]:
    """A folder as given and as resolved, the longest first."""
    return sorted({str(folder), str(folder.resolve())}, key=len, reverse=True)
