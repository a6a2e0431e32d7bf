"""The project that is tortured: the fake one, or a copy of the one in KHACPHUC_TORTURE_ROOT."""

from __future__ import annotations

import importlib.util
import os
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

FAKE = Path(__file__).resolve().parents[1] / "run" / "fake.py"


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


@pytest.fixture(scope="module")
def victim(tmp_path_factory, temporary, request):
    """A project that may be hurt: what is tortured is never the original."""
    original = os.environ.get("KHACPHUC_TORTURE_ROOT")
    if not original:
        return request.getfixturevalue("fake_victim")
    root = tmp_path_factory.mktemp("torture") / "project"
    for name in ("params", "expectations", "notebooks", "data/raw"):
        shutil.copytree(Path(original) / name, root / name)
    run = os.environ.get("KHACPHUC_TORTURE_RUN", "2021")
    return Victim(Layout(root), run, [sys.executable, "-m", "khacphuc"], _fake(), temporary)
