"""Whether a test can fail: it asserts, or calls a function of the tests that does.

Names are resolved as Python would: in the function itself, in its file, through its imports from other files
of the tests, and through fixtures that return functions. What a name does not lead to does not count, nor
does a function inside another that is not called, nor the assertion of a constant.
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
    return _can_fail(path, function, ())


def _can_fail(path: Path, function: Function, above: tuple[Function, ...]) -> bool:
    scopes = (function, *above)
    calls = [node.func for node in _nodes(function) if isinstance(node, ast.Call)]
    if any(_asserts(node) for node in _nodes(function)) or any(_of_a_library(path, call) for call in calls):
        return True
    return any(
        _can_fail(place, helper, scopes)
        for call in calls
        for place, helper in _resolved(path, scopes, call)
        if helper not in scopes
    )


def _nodes(scope: Function | ast.Module) -> Iterator[ast.AST]:
    """What a function or a file does itself: the functions in it are named, not entered."""
    todo: list[ast.AST] = list(scope.body)
    while todo:
        node = todo.pop()
        yield node
        if not isinstance(node, Function | ast.Lambda):
            todo += ast.iter_child_nodes(node)


def _asserts(node: ast.AST) -> bool:
    return isinstance(node, ast.Assert) and not isinstance(node.test, ast.Constant)


def _of_a_library(path: Path, call: ast.expr) -> bool:
    """Whether a call is one of pytest that fails, or an assertion of pandas or Playwright."""
    match call:
        case ast.Attribute(value=ast.Name(id="pytest"), attr=name):
            return name in EXPECTATIONS
        case ast.Attribute(value=ast.Attribute(value=ast.Name(), attr="testing"), attr=name):
            return name.startswith("assert_")
        case ast.Attribute(value=ast.Call(func=ast.Name(id=name)), attr=method):
            return _imports(path).get(name) == "playwright.sync_api.expect" and method.startswith(
                ("to_", "not_to_")
            )
        case ast.Name(id=name):
            return _imports(path).get(name) in {
                f"pandas.testing.{name}",
                *(f"pytest.{n}" for n in EXPECTATIONS),
            }
    return False


def _resolved(path: Path, scopes: tuple[Function, ...], call: ast.expr) -> Iterator[tuple[Path, Function]]:
    """The functions of the tests a call may lead to, from the innermost of the functions around it."""
    match call:
        case ast.Name(id=name) | ast.Attribute(value=ast.Name(id="self"), attr=name):
            yield from _named(path, scopes, name)
        case ast.Attribute(value=ast.Name(id=module), attr=name):
            if module in LOADED:
                yield from _function(LOADED[module].relative_to(TESTS).with_suffix("").as_posix(), name)
            yield from _function(_imports(path).get(module, ""), name)


def _named(path: Path, scopes: tuple[Function, ...], name: str) -> Iterator[tuple[Path, Function]]:
    for scope in scopes:
        if any(parameter.arg == name for parameter in scope.args.args):
            yield from _fixtures(path, name)
            return
        if name in (inner := _inner(scope)):
            yield path, inner[name]
            return
    if name in _functions(path):
        yield path, _functions(path)[name]
    elif "." in (origin := _imports(path).get(name, "")):
        module, _, outer = origin.rpartition(".")
        yield from _function(module, outer)


def _function(module: str, name: str) -> Iterator[tuple[Path, Function]]:
    path = TESTS / f"{module.removeprefix('tests.').replace('.', '/')}.py"
    if path.is_file() and name in _functions(path):
        yield path, _functions(path)[name]


def _fixtures(path: Path, name: str) -> Iterator[tuple[Path, Function]]:
    """What the fixture returns that a parameter gets: of the file itself, or of the nearest conftest."""
    folders = [folder for folder in path.parents if folder.is_relative_to(TESTS)]
    for place in (path, *(folder / "conftest.py" for folder in folders)):
        if place.is_file() and (fixture := _functions(place).get(name)):
            for node in _nodes(fixture):
                match node:
                    case ast.Return(value=ast.Name(id=result)) | ast.Yield(value=ast.Name(id=result)):
                        yield from _named(place, (fixture,), result)
            return


def _inner(scope: Function | ast.Module) -> dict[str, Function]:
    return {node.name: node for node in _nodes(scope) if isinstance(node, Function)}


@cache
def _functions(path: Path) -> dict[str, Function]:
    """The functions and methods of a file, but for those inside others."""
    return _inner(tree(path))


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
