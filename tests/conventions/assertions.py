"""Whether a test can fail: it asserts, or calls a function of the tests that does.

Names are resolved as Python would: in the function's own file, through its imports from other files of
the tests, and through fixtures that return functions. What a name does not lead to does not count.
"""

from __future__ import annotations

import ast
from functools import cache
from typing import TYPE_CHECKING

from .code import TESTS, tree

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

#: What pytest fails by.
EXPECTATIONS = {"raises", "fail", "warns", "deprecated_call", "RaisesGroup"}
#: Names of modules the shared fixtures load by their path.
LOADED = {"fake": TESTS / "run" / "fake.py"}

Function = ast.FunctionDef | ast.AsyncFunctionDef


def can_fail(path: Path, function: Function) -> bool:
    """Whether a function of a file asserts something, itself or through another."""
    return _can_fail(path, function, frozenset())


def _can_fail(path: Path, function: Function, above: frozenset[Function]) -> bool:
    for node in ast.walk(function):
        if isinstance(node, ast.Assert) or (isinstance(node, ast.Call) and _of_a_library(path, node.func)):
            return True
    calls = [node.func for node in ast.walk(function) if isinstance(node, ast.Call)]
    return any(
        _can_fail(place, helper, above | {function})
        for call in calls
        for place, helper in _resolved(path, function, call)
        if helper not in above | {function}
    )


def _of_a_library(path: Path, call: ast.expr) -> bool:
    """Whether a call is one of pytest that fails, or an assertion of pandas."""
    match call:
        case ast.Attribute(value=ast.Name(id="pytest"), attr=name):
            return name in EXPECTATIONS
        case ast.Attribute(value=ast.Attribute(value=ast.Name(), attr="testing"), attr=name):
            return name.startswith("assert_")
        case ast.Name(id=name):
            return _imports(path).get(name) in {
                f"pandas.testing.{name}",
                *(f"pytest.{n}" for n in EXPECTATIONS),
            }
    return False


def _resolved(path: Path, function: Function, call: ast.expr) -> Iterator[tuple[Path, Function]]:
    """The functions of the tests a call may lead to."""
    match call:
        case ast.Name(id=name) | ast.Attribute(value=ast.Name(id="self"), attr=name):
            if any(parameter.arg == name for parameter in function.args.args):
                yield from _fixtures(path, name)
            elif name in _functions(path):
                yield path, _functions(path)[name]
            elif "." in (origin := _imports(path).get(name, "")):
                module, _, inner = origin.rpartition(".")
                yield from _function(module, inner)
        case ast.Attribute(value=ast.Name(id=module), attr=name):
            if module in LOADED:
                yield from _function(LOADED[module].relative_to(TESTS).with_suffix("").as_posix(), name)
            yield from _function(_imports(path).get(module, ""), name)


def _function(module: str, name: str) -> Iterator[tuple[Path, Function]]:
    path = TESTS / f"{module.removeprefix('tests.').replace('.', '/')}.py"
    if path.is_file() and name in _functions(path):
        yield path, _functions(path)[name]


def _fixtures(path: Path, name: str) -> Iterator[tuple[Path, Function]]:
    """The fixture a parameter gets: of the file itself, or of the nearest conftest."""
    folders = [folder for folder in path.parents if folder.is_relative_to(TESTS)]
    for place in (path, *(folder / "conftest.py" for folder in folders)):
        if place.is_file() and name in _functions(place):
            yield place, _functions(place)[name]
            return


@cache
def _functions(path: Path) -> dict[str, Function]:
    return {node.name: node for node in ast.walk(tree(path)) if isinstance(node, Function)}


@cache
def _imports(path: Path) -> dict[str, str]:
    """What each name a file imports stands for, with its module; those of the tests begin with ``tests``."""
    package = ("tests", *path.relative_to(TESTS).parent.parts)
    imports = {}
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.ImportFrom):
            base = ".".join(package[: len(package) - node.level + 1]) if node.level else ""
            module = ".".join(filter(None, [base, node.module]))
            imports |= {alias.asname or alias.name: f"{module}.{alias.name}" for alias in node.names}
        elif isinstance(node, ast.Import):
            imports |= {alias.asname or alias.name: alias.name for alias in node.names}
    return imports
