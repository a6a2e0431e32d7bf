"""The promises about source files: small, named for one idea, files opened in one place."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections import Counter
from typing import TYPE_CHECKING

from .code import PACKAGE, ROOT, TESTS, calls, in_package, modules, nodes, place

if TYPE_CHECKING:
    from pathlib import Path

LONGEST = 300
LARGEST_PACKAGE = 25
NAMES_THAT_SAY_NOTHING = {"utils", "util", "helpers", "helper", "common", "misc", "tools"}
MAY_CATCH_ALL = {
    "commands/guard.py": "turns the unexpected into exit code 3",
    "checks/one_graph.py": "leaves a rule to Batch.validate, which makes a finding of whatever is raised",
    "data/returns/forms/reader.py": "a form made to break it is a fault of that form, with what was raised",
    "run/batch.py": "leaves a run to who makes it, which meets again whatever is raised, and reports it",
    "kernels/forked_worker.py": "sends what a function raises to the process that called it",
    "kernels/zygote_process.py": "passes what an import raises on to the kernel that needs the module",
}
#: Modules that open files themselves instead of through ``project.files``, each with the reason.
MAY_OPEN_FILES = {
    "project/files.py": "the one way files are opened",
    "locale/__init__.py": "reads the catalogues, which are package data",
    "office/installed_from.py": "reads the metadata of this distribution, outside the project",
    "office/project_files.py": "reads what projects start from, which is package data",
    "doctor/environment.py": "reads the metadata of installed distributions, outside the project",
    "doctor/startup.py": "reads the first bytes of compiled modules outside the project",
    "commands/guard.py": "writes a traceback to a temporary file where the project cannot be written",
    "console/streams.py": "opens the device that takes what nobody reads",
    "run/hashing.py": "hashes the source of this package, which is no file of a project",
    "run/builds.py": "copies files of a build, byte for byte, without looking into them",
    "run/publish.py": "copies a build beside what is published, without looking into it",
    "run/stage_cache.py": "copies outputs of stages into the cache and back, without looking into them",
}
OPENING = {
    *("open", "fdopen", "read_text", "read_bytes", "write_text", "write_bytes", "read_csv", "read_parquet"),
    *("copyfile", "copytree", "copy2"),
}
#: Other things that are called open: a constructor, a browser, and what asks an address.
NO_FILES = {"Workspace", "webbrowser", "opener"}


def test_modules_are_small_and_well_named() -> None:
    """A module has at most 300 lines and a name that says what it is about."""
    offenders = [
        f"{place(path)}: {lines} lines"
        for path in modules(PACKAGE)
        if (lines := len(path.read_text(encoding="utf-8").splitlines())) > LONGEST
    ]
    assert not offenders, "\n".join(offenders)
    offenders = [place(path) for path in modules(PACKAGE) if path.stem in NAMES_THAT_SAY_NOTHING]
    assert not offenders, "\n".join(offenders)


def test_ruff_reads_every_module() -> None:
    """No folder is kept from the linter by its name alone, as one called notebooks was."""
    listed = subprocess.run(
        [sys.executable, "-m", "ruff", "check", "--show-files", "src", "tests"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    assert {str(path) for path in modules(PACKAGE, TESTS)} <= set(listed.stdout.splitlines())


def test_packages_are_small() -> None:
    """No package directly holds more than 25 modules."""
    sizes = Counter(path.parent for path in modules(PACKAGE))
    offenders = [f"{place(folder)}: {size}" for folder, size in sizes.items() if size > LARGEST_PACKAGE]
    assert not offenders, "\n".join(offenders)


def test_no_two_modules_differ_by_an_ending() -> None:
    """Beside a module there is none of its name with another ending, such as zygote and zygotes."""
    endings = ("s", "es", "d", "ed", "r", "er", "or", "ing", "ion", "y")
    neighbours = {
        folder: {path.stem for path in folder.iterdir() if path.suffix == ".py" or path.is_dir()}
        for folder in {path.parent for path in modules(PACKAGE)}
    }
    offenders = [
        f"{place(folder)}: {name} and {name}{ending}"
        for folder, names in sorted(neighbours.items())
        for name in sorted(names)
        for ending in endings
        if name + ending in names or (name.endswith("e") and name[:-1] + ending in names - {name})
    ]
    assert not offenders, "\n".join(offenders)


def test_data_is_never_checked_by_assert() -> None:
    """No bare assert stands in the package: it is gone under python -O."""
    offenders = [
        place(path, node) for path in modules(PACKAGE) for node in nodes(path) if isinstance(node, ast.Assert)
    ]
    assert not offenders, "\n".join(offenders)


def test_errors_are_not_swallowed() -> None:
    """Only modules with a reason catch everything: what they catch is reported elsewhere."""
    offenders = [
        place(path, handler)
        for path in modules(PACKAGE)
        if in_package(path) not in MAY_CATCH_ALL
        for handler in nodes(path)
        if isinstance(handler, ast.ExceptHandler)
        and (handler.type is None or (isinstance(handler.type, ast.Name) and handler.type.id == "Exception"))
    ]
    assert not offenders, "\n".join(offenders)


def test_rows_become_dicts_in_one_place() -> None:
    """``frame.pipe(row_dicts)`` gives what ``to_dict("records")`` gives, in a fraction of the time."""
    offenders = [
        place(path, call)
        for path in modules(PACKAGE)
        for call in nodes(path)
        if isinstance(call, ast.Call)
        and isinstance(call.func, ast.Attribute)
        and call.func.attr == "to_dict"
        and any(isinstance(argument, ast.Constant) for argument in call.args)
    ]
    assert not offenders, "\n".join(offenders)


def test_files_are_opened_in_one_place() -> None:
    """Only project.files opens the files of a project; package data is read where it is used."""
    opening = {path: list(_opens(path)) for path in modules(PACKAGE)}
    offenders = [
        f"{place(path, call)}: {ast.unparse(call.func)}"
        for path, opened in opening.items()
        if in_package(path) not in MAY_OPEN_FILES
        for call in opened
    ]
    assert not offenders, "\n".join(offenders)
    unneeded = MAY_OPEN_FILES.keys() - {in_package(path) for path, opened in opening.items() if opened}
    assert not unneeded, f"no file is opened in {sorted(unneeded)} any more; take them off the list"


def _opens(path: Path) -> list[ast.Call]:
    """The calls that open a file, but for those of the functions of project.files and of buffers."""
    ours = {
        alias.asname or alias.name
        for node in nodes(path)
        if isinstance(node, ast.ImportFrom) and node.module == "khacphuc.project.files"
        for alias in node.names
    }
    return [call for call in calls(path) if _opens_a_file(call, ours)]


def _opens_a_file(call: ast.Call, ours: set[str]) -> bool:
    if isinstance(call.func, ast.Name):
        return call.func.id in OPENING - ours
    if not isinstance(call.func, ast.Attribute) or call.func.attr not in OPENING:
        return False
    if call.args and ast.unparse(call.args[0]).startswith(("io.BytesIO(", "io.StringIO(")):
        return False
    return ast.unparse(call.func.value) not in NO_FILES
