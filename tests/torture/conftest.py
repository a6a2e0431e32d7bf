"""The project that is tortured: the fake one, or a copy of the one in KHACPHUC_TORTURE_ROOT."""

from __future__ import annotations

import importlib.util
import os
import shutil
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from khacphuc.paths import Layout

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


@pytest.fixture(scope="module")
def victim(tmp_path_factory):
    """A project that may be hurt: what is tortured is never the original."""
    spec = importlib.util.spec_from_file_location("khacphuc_fake_of_torture", FAKE)
    fake = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(fake)
    root = tmp_path_factory.mktemp("torture") / "project"
    original = os.environ.get("KHACPHUC_TORTURE_ROOT")
    if not original:
        return Victim(fake.make_project(root), "2021", [sys.executable, str(FAKE)], fake)
    for name in ("params", "expectations", "notebooks", "data/raw"):
        shutil.copytree(Path(original) / name, root / name)
    run = os.environ.get("KHACPHUC_TORTURE_RUN", "2021")
    return Victim(Layout(root), run, [sys.executable, "-m", "khacphuc"], fake)
