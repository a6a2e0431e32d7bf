"""Executes one stage with papermill: a notebook in, an executed notebook and its artefacts out.

papermill only warns about a parameter the notebook does not declare, calls a run good whose files are
missing, and reports an error of ours as a traceback; all three are settled here. It is imported when a
stage is executed, not before.
"""

from __future__ import annotations

import ast
import json
import math
import os
import re
import time
from typing import TYPE_CHECKING, Any, Protocol

from khacphuc import errors
from khacphuc.console.progress import first_line, printable
from khacphuc.errors import KhacphucError, StageError, UsageError, shortened
from khacphuc.kernels.import_ahead import import_ahead
from khacphuc.kernels.imports_beside_cells import ImportsBesideCells
from khacphuc.kernels.printed_text import MOST_CHARACTERS, MOST_OUTPUTS, Notes
from khacphuc.kernels.socket_folders import sweep_folders
from khacphuc.locale import HOUSE, words
from khacphuc.project.disk_errors import REFUSALS, explained
from khacphuc.project.files import READS, read_text, write_text
from khacphuc.project.selection import Selection
from khacphuc.run.normalize_notebook import normalise, normalise_file, read_notebook
from khacphuc.run.outcome import STAGE_LIMIT
from khacphuc.run.stages import BEHIND_KERNELS, BEHIND_THE_LAST_KERNEL, PARAMETERS, WHEN_IDLE, stages_after
from khacphuc.text.formats import format_decimal

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from khacphuc.project.layout import Layout
    from khacphuc.run.stages import Stage

#: The papermill engine that gives every notebook a warm kernel.
ENGINE = "khacphuc"
# of a traceback: the failing line and what led to it fit a screen
_MOST_LINES = 12
_LONGEST_LINE = 1_000
# only what is in the error tree: a name a notebook made up is not looked up anywhere else
_OURS: dict[str, type[KhacphucError]] = {
    name: kind
    for name, kind in vars(errors).items()
    if isinstance(kind, type) and issubclass(kind, KhacphucError)
}
# how Python prints an OSError
_DISK = re.compile(r"\[Errno (\d+)\]")


class Executor(Protocol):
    """What executes one stage; ``execute_stage`` but in tests."""

    def __call__(
        self, layout: Layout, run: str, stage: Stage, build: Path, *, cell_done: Callable[[int], None]
    ) -> None:
        """Execute the stage into the build."""


def check_notebook(layout: Layout, stage: Stage) -> int:
    """The number of cells of a stage's notebook, after its parameters cell was checked.

    Raises:
        SourceError: the file is not a notebook.
        StageError: its cell tagged ``parameters`` does not declare exactly the parameters every stage
            is given.
    """
    file = stage.notebook(layout)
    name = layout.relative(file)
    notebook = read_notebook(file)
    tagged = [cell for cell in notebook.cells if "parameters" in cell.metadata.get("tags", ())]
    if len(tagged) != 1:
        raise StageError(f"{len(tagged)} cells have the tag parameters; expected one", place=name)
    declared = _declared(tagged[0].source)
    if sorted(declared) != sorted(PARAMETERS):
        raise StageError(
            f"the cell tagged parameters declares {', '.join(declared) or 'nothing'}; "
            f"expected {', '.join(PARAMETERS)}",
            place=name,
        )
    return len(notebook.cells)


def _declared(source: str) -> list[str]:
    """The names a cell assigns to, in their order."""
    try:
        statements = ast.parse(source).body
    except SyntaxError:
        return []
    targets = []
    for statement in statements:
        if isinstance(statement, ast.Assign):
            targets += statement.targets
        elif isinstance(statement, ast.AnnAssign):
            targets.append(statement.target)
    return [target.id for target in targets if isinstance(target, ast.Name)]


def execute_stage(
    layout: Layout,
    run: str,
    stage: Stage,
    build: Path,
    *,
    cell_done: Callable[[int], None],
    selection: Selection = Selection(),  # noqa: B008 - frozen
    limit: float = STAGE_LIMIT,
    language: str = HOUSE,
    engine: str = ENGINE,
) -> None:
    """Execute one stage into a build, and see that it left what it must.

    Args:
        layout: the project.
        run: the run.
        stage: the stage.
        build: the private folder to write in.
        cell_done: called with the number of cells done, each time one is.
        selection: what it may read that is not the run's own.
        limit: the most seconds it may take; then its kernel is killed.
        language: of the lines that say what of an output was cut.
        engine: the papermill engine; another than ours brings its own kernels.

    Raises:
        UsageError: the notebook found files or parameters wrong, or the disk is full.
        KhacphucError: the notebook raised another error of ours.
        StageError: a cell failed, the kernel died or was too slow, or an artefact is missing.
    """
    with explained(layout, build):
        _execute(
            layout,
            run,
            stage,
            build,
            cell_done=cell_done,
            selection=selection,
            limit=limit,
            language=language,
            engine=engine,
        )
    for artefact in stage.artefacts:
        if not (build / artefact).is_file():
            raise StageError(
                f"ended well, but did not write {artefact}",
                place=layout.relative(stage.notebook(layout)),
                remedy="see its last cells",
            )


def _execute(
    layout: Layout,
    run: str,
    stage: Stage,
    build: Path,
    *,
    cell_done: Callable[[int], None],
    selection: Selection,
    limit: float,
    language: str,
    engine: str,
) -> None:
    import papermill  # noqa: PLC0415  (slow, and needed here only)
    from jupyter_client.kernelspec import NoSuchKernel  # noqa: PLC0415
    from nbclient.exceptions import CellTimeoutError, DeadKernelError  # noqa: PLC0415

    sweep_folders()
    name = layout.relative(stage.notebook(layout))
    executed = stage.executed(build)
    executed.parent.mkdir(parents=True, exist_ok=True)
    at, is_finished = 0, False

    def entered(cell: Any, cell_index: int) -> None:  # noqa: ARG001  (nbclient calls it by these names)
        nonlocal at
        at = cell_index
        cell_done(cell_index)

    settings: dict[str, Any] = {
        "parameters": {"run": run, "root": str(layout.root), "build": str(build)},
        "engine_name": engine,
        "progress_bar": False,
        "execution_timeout": math.ceil(limit),
        # the kernel's folder, without papermill's cwd, which changes the folder of this process
        "resources": {"metadata": {"path": str(layout.notebooks)}},
        "coalesce_streams": True,
        "record_timing": False,
        "on_cell_start": entered,
    }
    later = [module for other in stages_after(stage) for module in other.imports]
    behind = BEHIND_KERNELS if later else BEHIND_THE_LAST_KERNEL
    if not later:  # else the zygote imports what the next kernel needs, and a third process would take turns
        imports = ImportsBesideCells(behind)
        settings |= {"on_cell_complete": imports.sent, "on_cell_executed": imports.executed}
    if engine == ENGINE:
        settings["preload"] = stage.imports
        settings["later"] = [*later, *(WHEN_IDLE if later else ())]  # after an edit nobody may come for them
        settings["limit"] = limit
        settings["notes"] = _notes(language)
        settings["request_save_on_cell_execute"] = False  # the build is private: nobody looks at a half
        settings["rescue"] = executed
        settings["finish"] = lambda notebook: normalise(notebook, layout, run, build)
        settings["env"] = {READS: _readable(layout, run, selection, stage, build)}
    since = time.monotonic()
    try:
        papermill.execute_notebook(stage.notebook(layout), executed, **settings)
        import_ahead(behind)  # what no cell took long enough for: documents are written by two threads
        is_finished = engine == ENGINE
    except papermill.PapermillExecutionError as error:
        raise _failure(name, layout, error) from error
    except DeadKernelError as error:
        if time.monotonic() - since >= limit:
            raise _too_slow(name, at, limit) from error
        raise StageError(
            "the kernel died (killed, or out of memory)", place=f"{name}, after cell {at}", remedy="run again"
        ) from error
    except CellTimeoutError as error:
        raise _too_slow(name, at, limit) from error
    except (NoSuchKernel, RuntimeError, papermill.exceptions.PapermillException) as error:
        raise StageError(
            f"no kernel could be started for it ({first_line(str(error))})", place=name
        ) from error
    finally:
        _end_file(executed, layout, run, build, is_finished=is_finished)


def _end_file(executed: Path, layout: Layout, run: str, build: Path, *, is_finished: bool) -> None:
    """Bring what papermill wrote to the form of other files: of a finished notebook, end its last line."""
    if is_finished:
        write_text(executed, f"{read_text(executed)}\n")
    elif executed.is_file():
        normalise_file(executed, layout, run, build)


def _notes(language: str) -> Notes:
    """The lines in the notebook that say what was cut, in the language of the run."""
    text = words(language, "review")

    def note(word: str, most: int) -> Callable[[int], str]:
        return lambda count: text[word].format(
            count=format_decimal(count, 0, language=language), most=format_decimal(most, 0, language=language)
        )

    return Notes(note("output_characters_cut", MOST_CHARACTERS), note("output_results_cut", MOST_OUTPUTS))


def _readable(layout: Layout, run: str, selection: Selection, stage: Stage, build: Path) -> str:
    """The places a stage may read, as ``khacphuc.project.files`` looks them up."""
    places = [*stage.places(layout, run, selection), *(build / part for part in stage.builds)]
    return json.dumps([os.path.realpath(place) for place in places])


def _too_slow(name: str, cell: int, limit: float) -> StageError:
    return StageError(
        f"the stage took more than {limit:g} s and was stopped",
        place=f"{name}, cell {cell}",
        remedy="mend the cell, or give it more (--limit)",
    )


def _failure(name: str, layout: Layout, error: Any) -> KhacphucError:
    """The error of a failed cell: one of ours as itself, anything else as a StageError.

    Only the name and the text of an error come out of the kernel, so the whole text is what was observed.
    """
    message = printable(error.evalue).strip()
    kind = _OURS.get(error.ename)
    if kind and issubclass(kind, UsageError):
        return kind(message)
    # counted from 0 with the cell papermill puts in: counted from 1 as people see the notebook
    place = f"{name}, cell {error.cell_index} ({first_line(error.source)})"
    if kind:
        return kind(f"{message}\n{place}")
    match = _DISK.match(message)
    if match and int(match[1]) in REFUSALS:
        refusal = f"{REFUSALS[int(match[1])]}\n{place}: {message}"
        return UsageError(refusal, place=layout.relative(layout.root))
    lines = printable("\n".join(error.traceback)).strip().splitlines() or [f"{error.ename}: {message}"]
    traceback = "\n".join(f"    {shortened(line, _LONGEST_LINE)}" for line in lines[-_MOST_LINES:])
    return StageError(f"{error.ename}\n{traceback}", place=place)
