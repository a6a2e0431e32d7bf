"""The promises about tests: each says in a sentence what it holds, and can fail."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

TESTS = Path(__file__).parents[1]
ROOT = TESTS.parent
FUNCTIONS = [
    pytest.param(node, id=f"{path.relative_to(TESTS).as_posix()}::{node.name}")
    for path in sorted(TESTS.rglob("test_*.py"))
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
    if isinstance(node, ast.FunctionDef) and node.name.startswith("test_")
]
# modules whose behaviour is seen through another's tests, with the reason
NOT_MIRRORED = {
    "__main__": "python -m khacphuc is run by test_cli",
    "errors": "every other test raises them",
}


@pytest.mark.parametrize("function", FUNCTIONS)
def test_a_test_says_what_it_holds_and_can_fail(function: ast.FunctionDef) -> None:
    """A test has a docstring of one sentence and at least one assertion, raises or called check."""
    docstring = ast.get_docstring(function) or ""
    assert docstring.splitlines()[:1], function.name
    assert docstring.strip().endswith("."), docstring
    assert any(_asserts(node) for node in ast.walk(function)), function.name


def test_tests_mirror_the_source() -> None:
    """Every module of the package has a test module of its name in the same place."""
    source = ROOT / "src" / "khacphuc"
    missing = [
        module.relative_to(source).as_posix()
        for module in sorted(source.rglob("*.py"))
        if module.stem not in {"__init__", *NOT_MIRRORED}
        and not (TESTS / module.relative_to(source).parent / f"test_{module.stem}.py").exists()
    ]
    assert not missing


def _asserts(node: ast.AST) -> bool:
    if isinstance(node, ast.Assert):
        return True
    if isinstance(node, ast.Call):
        called = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        return called in {"raises", "fail"} or called.startswith(("assert_", "check_"))
    return False
