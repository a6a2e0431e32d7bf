"""The fake project, for every test here."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path

import pytest

from khacphuc import render, report
from khacphuc.run import manifest

PACKAGES = {"khacphuc.render": render, "khacphuc.report": report}


def _load_fake():
    if "khacphuc_fake" not in sys.modules:
        place = Path(__file__).resolve().parent / "fake.py"
        spec = importlib.util.spec_from_file_location("khacphuc_fake", place)
        module = sys.modules["khacphuc_fake"] = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
    return sys.modules["khacphuc_fake"]


@pytest.fixture(scope="session")
def fake():
    """The module ``fake.py``."""
    return _load_fake()


@pytest.fixture
def project(tmp_path, fake):
    """A project with run 2021."""
    return fake.make_project(tmp_path / "project")


@pytest.fixture
def writers(monkeypatch, fake):
    """Stand-ins for the writers; a test may change what they do."""
    monkeypatch.setattr(manifest, "_hash_package", lambda: "0" * 64)  # people edit it while its tests run
    modules = fake.stand_in_writers()
    for name, module in modules.items():
        monkeypatch.setitem(sys.modules, name, module)
        package, _, short = name.rpartition(".")
        monkeypatch.setattr(PACKAGES[package], short, module, raising=False)
    return modules
