"""The promises about source files: small, named for one idea, files opened in one place."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SOURCES = sorted((ROOT / "src" / "khacphuc").rglob("*.py"))
LONGEST = 300
NAMES_THAT_SAY_NOTHING = {"utils", "util", "helpers", "helper", "common", "misc", "tools"}
MAY_OPEN_FILES = {
    "project/files.py",  # the one way files are opened
    "fonts/__init__.py",  # package data
    "locale/__init__.py",
    "render/html/report.py",
    "render/pdf/typst.py",
    "render/profiles.py",
    "doctor/distributions.py",
    "doctor/startup.py",
    "preview/watch.py",
}
MAY_CATCH_ALL = {
    "cli.py",  # it turns the unexpected into exit code 3
    "kernels/zygote_process.py",  # what an import raises, the kernel that needs it tells
}


def name(path: Path) -> str:
    """A source file from the package's folder."""
    return path.relative_to(ROOT / "src" / "khacphuc").as_posix()


@pytest.fixture(params=SOURCES, ids=name)
def source(request: pytest.FixtureRequest) -> Path:
    """Each source file in turn."""
    return request.param


def test_a_module_is_small_and_well_named(source: Path) -> None:
    """A module has at most 300 lines and a name that says what it is about."""
    assert len(source.read_text(encoding="utf-8").splitlines()) <= LONGEST
    assert source.stem not in NAMES_THAT_SAY_NOTHING


def test_data_is_never_checked_by_assert(source: Path) -> None:
    """No bare assert stands in the package: it is gone under python -O."""
    assert not [node for node in ast.walk(tree(source)) if isinstance(node, ast.Assert)]


def test_errors_are_not_swallowed(source: Path) -> None:
    """Only the command line catches everything, and what imports modules for others."""
    caught = [
        handler
        for handler in ast.walk(tree(source))
        if isinstance(handler, ast.ExceptHandler)
        and (handler.type is None or (isinstance(handler.type, ast.Name) and handler.type.id == "Exception"))
    ]
    assert not caught or name(source) in MAY_CATCH_ALL


def test_files_are_opened_through_paths(source: Path) -> None:
    """Only paths opens the files of a project; package data is read where it is used."""
    calls = {
        node.func.id if isinstance(node.func, ast.Name) else node.func.attr
        for node in ast.walk(tree(source))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name | ast.Attribute)
    }
    opened = calls & {"open", "read_text", "read_bytes", "write_text", "write_bytes", "read_csv"}
    imported = {
        alias.name
        for node in ast.walk(tree(source))
        if isinstance(node, ast.ImportFrom) and node.module == "khacphuc.project.files"
        for alias in node.names
    }
    assert (
        name(source) in MAY_OPEN_FILES
        or name(source).startswith("run/")
        or opened <= imported | _methods(source)
    )


def _methods(source: Path) -> set[str]:
    # Workspace.open is a constructor, not the builtin
    text = source.read_text(encoding="utf-8")
    return {"open"} if "Workspace.open" in text else set()


def tree(source: Path) -> ast.Module:
    """A source file parsed."""
    return ast.parse(source.read_text(encoding="utf-8"))
