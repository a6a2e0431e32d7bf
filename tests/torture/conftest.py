"""The project that is tortured: the fake one, or a copy of this one."""

from __future__ import annotations

import importlib.util
import shutil
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from khacphuc.project.layout import Layout

if TYPE_CHECKING:
    from types import ModuleType

ROOT = Path(__file__).resolve().parents[2]
PARTS = ("params", "expectations", "notebooks", "data/raw")
FAKE = ROOT / "tests" / "run" / "fake.py"


@dataclass
class Victim:
    """A project and the command that makes a run of it."""

    layout: Layout
    run: str
    command: list[str]
    fake: ModuleType
    temporary: Path
    """Where its processes put temporary files, and nobody else does."""


def _fake():
    spec = importlib.util.spec_from_file_location("khacphuc_fake_of_torture", FAKE)
    fake = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(fake)
    return fake


@pytest.fixture(scope="module")
def temporary():
    """A folder with a short name: sockets lie in it."""
    with tempfile.TemporaryDirectory(prefix="kt") as folder:
        yield Path(folder)


@pytest.fixture(scope="module")
def fake_victim(tmp_path_factory, temporary):
    """The fake project, whose runs are quick: kernels, publishing and locks are real."""
    fake = _fake()
    root = tmp_path_factory.mktemp("torture") / "project"
    return Victim(fake.make_project(root), "2021", [sys.executable, str(FAKE)], fake, temporary)


@pytest.fixture(scope="module", params=["fake", pytest.param("real", marks=pytest.mark.full)])
def victim(request, tmp_path_factory, temporary):
    """A project that may be hurt: the fake one, or a copy of this one."""
    if request.param == "fake":
        return request.getfixturevalue("fake_victim")
    root = tmp_path_factory.mktemp("torture") / "project"
    for name in PARTS:
        shutil.copytree(ROOT / name, root / name)
    return Victim(Layout(root), "2021", [sys.executable, "-m", "khacphuc"], _fake(), temporary)
