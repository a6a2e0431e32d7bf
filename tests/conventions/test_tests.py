"""The promises about tests: each says in a sentence what it holds, and can fail."""

from __future__ import annotations

import ast
from functools import cache
from typing import TYPE_CHECKING

import pytest

from . import assertions
from .code import PACKAGE, TESTS, calls, modules, nodes, place

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Set as AbstractSet
    from pathlib import Path

#: Modules whose behaviour is seen through another's tests, with the reason.
NOT_MIRRORED = {
    "__main__": "python -m khacphuc is run by test_cli",
    "errors": "every other test raises them",
}
TESTED_AS_ONE = {"cli": "test_cli calls its commands as people do"}
"""Packages whose test module is that of the package."""


def functions() -> Iterator[tuple[Path, ast.FunctionDef]]:
    """Every test of the suite, with its file."""
    for path in modules(TESTS):
        if path.name.startswith("test_"):
            for node in nodes(path):
                if isinstance(node, ast.FunctionDef) and node.name.startswith("test_"):
                    yield path, node


def test_a_test_says_what_it_holds() -> None:
    """A test has a docstring whose first line is filled and whose last ends a sentence."""
    offenders = [
        f"{place(path, node)}: {node.name}"
        for path, node in functions()
        if not (text := ast.get_docstring(node) or "").splitlines()[:1] or not text.strip().endswith(".")
    ]
    assert not offenders, "\n".join(offenders)


def test_a_test_can_fail() -> None:
    """A test asserts, expects an exception or a warning, or calls a function of the tests that does."""
    offenders = [
        f"{place(path, node)}: {node.name}"
        for path, node in functions()
        if not assertions.can_fail(path, node)
    ]
    assert not offenders, "\n".join(offenders)


@pytest.mark.parametrize(
    ("body", "fails"),
    [
        ("assert make()", True),
        ("assert True", False),
        ("with pytest.raises(ValueError): int('')", True),
        ("pd.testing.assert_frame_equal(a, b)", True),
        ("expect(page).to_be_visible()", True),
        ("expect(page).not_to_be_visible()", True),
        ("expect(page)", False),
        ("helper()", True),
        ("nested()", True),
        ("check_run('2021')", False),
        ("assert_like(1)", False),
        ("silent()", False),
        ("print(1)", False),
        # functions inside: called, called through another, only handed on, not called at all
        ("def inner(): assert make()\n    inner()", True),
        ("def inner(): assert make()\n    def outer(): inner()\n    outer()", True),
        ("def inner(): assert make()\n    print(inner)", False),
        ("def inner(): assert make()", False),
        ("def helper(): pass\n    helper()", False),
        ("inner_of_another()", False),
        ("print(lambda: pytest.fail('no'))", False),
        ("class Inner:\n        def method(self): assert make()", False),
        # what a fixture returns, not what it does or keeps to itself
        ("fixture()", True),
        ("quiet_fixture()", False),
    ],
)
def test_only_what_asserts_counts(monkeypatch: pytest.MonkeyPatch, body: str, fails: bool) -> None:
    """A call counts by what the function it leads to does, not by its name."""
    path = TESTS / f"planted_{abs(hash(body))}.py"  # in no cache
    source = (
        "from khacphuc.checks.run import check_run\n"
        "from playwright.sync_api import expect\n"
        f"def test_it(fixture, quiet_fixture):\n    {body}\n"
        "def helper():\n    assert make()\n"
        "def nested():\n    return helper()\n"
        "def silent():\n    return silent()\n"
        "def assert_like(number):\n    return number\n"
        "def another():\n    def inner_of_another(): assert make()\n"
        "def fixture():\n    def check(): assert make()\n    return check\n"
        "def quiet_fixture():\n    def check(): assert make()\n    assert make()\n    return print\n"
    )
    monkeypatch.setattr(assertions, "tree", lambda _: ast.parse(source))
    (function, *_) = (node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.FunctionDef))
    assert assertions.can_fail(path, function) is fails


def test_nothing_is_skipped_without_a_reason() -> None:
    """A skip says why, and a test that is expected to fail is mended instead."""
    offenders = []
    for path in modules(TESTS):
        for call in calls(path):
            name = ast.unparse(call.func)
            reasons = [*call.args, *(k for k in call.keywords if k.arg in {"reason", "msg"})]
            needed = {"pytest.skip": 1, "pytest.mark.skip": 1, "pytest.mark.skipif": 2}.get(name, 0)
            if len(reasons) < needed or name in {"pytest.mark.xfail", "pytest.xfail", "pytest.importorskip"}:
                offenders.append(f"{place(path, call)}: {name}")
    assert not offenders, "\n".join(offenders)


def test_tests_mirror_the_source() -> None:
    """Every module of the package has a test module of its name in the same place."""
    offenders = [
        place(module)
        for module in modules(PACKAGE)
        if module.stem not in {"__init__", *NOT_MIRRORED}
        and module.relative_to(PACKAGE).parts[0] not in TESTED_AS_ONE
        and not (TESTS / module.relative_to(PACKAGE).parent / f"test_{module.stem}.py").exists()
    ]
    assert not offenders, "\n".join(offenders)


@cache
def shared_fixtures() -> frozenset[str]:
    """The names of the fixtures that give several tests the same object."""
    return frozenset(
        node.name
        for path in modules(TESTS)
        for node in nodes(path)
        if isinstance(node, ast.FunctionDef)
        and any("fixture" in (text := ast.unparse(mark)) and "scope=" in text for mark in node.decorator_list)
    )


def written_into(function: ast.FunctionDef, names: AbstractSet[str]) -> Iterator[ast.Assign]:
    """Assignments into a part of an argument of these names, or of what was taken out of one."""
    parts = set(names) & {argument.arg for argument in function.args.args}
    for node in ast.walk(function):
        if isinstance(node, ast.Assign):
            (target,) = node.targets[:1]
            if isinstance(target, ast.Name) and isinstance(node.value, ast.Subscript | ast.Attribute):
                parts |= {target.id} if root(node.value) in parts else set()
            elif isinstance(target, ast.Subscript | ast.Attribute) and root(target) in parts:
                yield node


def root(node: ast.expr) -> str:
    """The name an expression begins with: ``tables`` of ``tables["figures"].loc[0]``."""
    while isinstance(node, ast.Subscript | ast.Attribute):
        node = node.value
    return node.id if isinstance(node, ast.Name) else ""


def test_nothing_shared_is_changed() -> None:
    """What a fixture gives to more than one test is not written into: another would pass or fail by it."""
    offenders = [
        f"{place(path, node)}: {ast.unparse(node)}"
        for path, function in functions()
        for node in written_into(function, shared_fixtures())
    ]
    assert not offenders, "\n".join(offenders)


@pytest.mark.parametrize(
    ("body", "changes"),
    [
        ("tables['figures'].loc[0, 'value'] = 1", True),
        ("figures = tables['figures']; figures.loc[0, 'value'] = 1", True),
        ("figures = tables['figures'].copy(); figures.loc[0, 'value'] = 1", False),
        ("one['figures'] = 1", False),
    ],
)
def test_a_change_of_what_is_shared_is_seen(body: str, changes: bool) -> None:
    """Into the argument or a part of it, but not into a copy or what is a test's alone."""
    (function,) = ast.parse(f"def test_it(tables, one):\n    {body}\n").body
    assert isinstance(function, ast.FunctionDef)
    assert bool([*written_into(function, {"tables"})]) is changes
