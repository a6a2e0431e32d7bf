"""The project's Python files, parsed once for every convention that reads them."""

from __future__ import annotations

import ast
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "src" / "khacphuc"
TESTS = ROOT / "tests"


@cache
def modules(*folders: Path) -> tuple[Path, ...]:
    """Every Python file below the folders, by name."""
    return tuple(path for folder in folders for path in sorted(folder.rglob("*.py")))


@cache
def tree(path: Path) -> ast.Module:
    """A Python file, parsed."""
    return ast.parse(path.read_text(encoding="utf-8"), str(path))


@cache
def nodes(path: Path) -> tuple[ast.AST, ...]:
    """Every node of a Python file, in the order of ``ast.walk``."""
    return tuple(ast.walk(tree(path)))


def place(path: Path, node: ast.AST | None = None) -> str:
    """Where an offender stands: the file from the project's folder, and the line if there is a node."""
    name = path.relative_to(ROOT).as_posix()
    return f"{name}:{node.lineno}" if node is not None and hasattr(node, "lineno") else name


def in_package(path: Path) -> str:
    """The name of a source file from the package's folder."""
    return path.relative_to(PACKAGE).as_posix()


def calls(path: Path) -> Iterator[ast.Call]:
    """Every call of a file."""
    return (node for node in nodes(path) if isinstance(node, ast.Call))
