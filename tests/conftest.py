"""What every test may use: a copy of this project that can be run, changed and broken."""

from __future__ import annotations

import gc
import importlib.util
import os
import shutil
import subprocess
import sys
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from filelock import FileLock
from hypothesis import HealthCheck, settings

from khacphuc.run import hashing

from . import run2021

if TYPE_CHECKING:
    from collections.abc import Callable, Generator

# a busy machine is no defect: no law is broken by being slow
settings.register_profile(
    "khacphuc", deadline=None, max_examples=50, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("khacphuc")

ROOT = Path(__file__).parents[1]
_COVERAGE = "COVERAGE_PROCESS_CONFIG"
_TRACED = {name: value for name, value in os.environ.items() if name == _COVERAGE}
PARTS = ("params", "expectations", "notebooks", "data/raw")


def pytest_configure() -> None:
    """Look for garbage seldom: a tenth of the tests' time went into looking at what is never freed."""
    gc.set_threshold(50_000)


def pytest_collection_finish() -> None:
    """Leave out what was collected, which stays to the end, when garbage is looked for."""
    gc.freeze()


@pytest.hookimpl(tryfirst=True)  # before items are left out by their markers
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Of the cases of a test marked ``sampled(n)`` every nth is a daily one; the others are ``full``."""
    numbers: Counter[tuple[Path, str]] = Counter()
    for item in items:
        if mark := item.get_closest_marker("sampled"):
            test = (item.path, item.originalname)
            if numbers[test] % mark.args[0]:
                item.add_marker("full")
            numbers[test] += 1


def pytest_sessionfinish() -> None:
    """Write down what coverage has followed: a worker that is slow to end is killed, and would not."""
    if "coverage" in sys.modules and (running := sys.modules["coverage"].Coverage.current()):
        running.save()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Generator[None, object, object]:
    """Tests marked ``untraced``, and the processes they start, are not followed by coverage.

    They do many times over what others do once; followed, they would take twice as long.
    """
    if not item.get_closest_marker("untraced"):
        return (yield)
    trace, coverage = sys.gettrace(), os.environ.pop(_COVERAGE, None)
    sys.settrace(None)
    try:
        return (yield)
    finally:
        sys.settrace(trace)
        if coverage is not None:
            os.environ[_COVERAGE] = coverage


@dataclass(frozen=True)
class Project:
    """A copy of the project's inputs in a folder of its own, and the command line to run on it."""

    root: Path

    @property
    def report(self) -> Path:
        """The published report of run 2021."""
        return self.root / "reports" / "2021"

    def khacphuc(self, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
        """Run the command line in the project's folder."""
        return subprocess.run(
            [sys.executable, "-m", "khacphuc", *arguments],
            cwd=self.root,
            env=os.environ | environment,
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
            timeout=300,
        )

    def edit(self, name: str, old: str, new: str) -> None:
        """Replace the only place where a text stands in a file."""
        path = self.root / name
        text = path.read_text(encoding="utf-8")
        if text.count(old) != 1:
            pytest.fail(f"{name} holds {old!r} {text.count(old)} times")
        path.write_text(text.replace(old, new), encoding="utf-8")

    def published(self) -> dict[str, bytes]:
        """Every published file, by name."""
        folders = (self.root / "reports" / "2021", self.root / "data" / "clean" / "2021")
        return {
            f"{folder.parent.name}/{path.relative_to(folder).as_posix()}": path.read_bytes()
            for folder in folders
            for path in sorted(folder.rglob("*"))
            if path.is_file()
        }

    def copy(self, to: Path) -> Project:
        """The same project, with what it has published, somewhere else."""
        shutil.copytree(self.root, to, symlinks=True)
        return Project(to)


@pytest.fixture(scope="session")
def new_project() -> Callable[[Path], Project]:
    """Makes a copy of this project's inputs in an empty folder."""

    def make(folder: Path) -> Project:
        for part in PARTS:
            shutil.copytree(ROOT / part, folder / part)
        return Project(folder)

    return make


@pytest.fixture(scope="session")
def published(new_project: Callable[[Path], Project], tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A project whose run 2021 was published once for all workers; it is only read, or copied."""
    base = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        base = base.parent  # a worker's folder lies in one that all share
    folder, done = base / "published", base / "published.done"
    with FileLock(base / "published.lock"):
        if not done.exists():
            shutil.rmtree(folder, ignore_errors=True)
            project = new_project(folder / "project")
            result = project.khacphuc("run", "2021", **_TRACED)  # whichever test needs it first
            if result.returncode:
                pytest.fail(
                    f"khacphuc run 2021 ended with {result.returncode}:\n{result.stdout}{result.stderr}"
                )
            done.touch()
    return Project(folder / "project")


def _load_fake():
    if "khacphuc_fake" not in sys.modules:
        place = ROOT / "tests" / "run" / "fake.py"
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
    monkeypatch.setattr(hashing, "_hash_package", lambda: "0" * 64)  # people edit it while its tests run
    modules = fake.stand_in_writers()
    for name, module in modules.items():
        monkeypatch.setitem(sys.modules, name, module)
        package, _, short = name.rpartition(".")
        monkeypatch.setattr(fake.PACKAGES[package], short, module, raising=False)
    return modules


@pytest.fixture(scope="session")
def root():
    """The project's own folder."""
    return ROOT


@pytest.fixture
def tables():
    """Give the clean tables of run 2021: copies, for tests change them."""
    return run2021.tables()
