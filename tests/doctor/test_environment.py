"""Whether the environment is the one the project asks for."""

from __future__ import annotations

import platform
import sys

import pytest

from khacphuc.doctor.diagnosis import exit_code, install_command
from khacphuc.doctor.environment import examine_environment, find_requirements, locked_versions
from khacphuc.project.files import write_text
from khacphuc.project.layout import Layout

from .dists import make_dist

PYTHON = "/x/python"
PYPROJECT = """\
[project]
name = "khacphuc"
requires-python = ">=3.11"
dependencies = ["alpha>=1"]
[project.entry-points."papermill.engine"]
khacphuc = "khacphuc.kernels.engine:WarmEngine"
"""
ENTRY_POINTS = "[papermill.engine]\nkhacphuc = khacphuc.kernels.engine:WarmEngine\n"
LOCK = """\
# a comment
alpha==1.0 \\
    --hash=sha256:00 \\
    --hash=sha256:01
beta==2.0 ; python_full_version < '3.0' \\
    --hash=sha256:02
beta==2.1 ; python_full_version >= '3.0' \\
    --hash=sha256:03
builder==9 \\
    --hash=sha256:04
"""


@pytest.fixture
def root(tmp_path):
    """A clone with a lock."""
    write_text(tmp_path / "clone" / "pyproject.toml", PYPROJECT)
    write_text(tmp_path / "clone" / "requirements.lock", LOCK)
    return tmp_path / "clone"


@pytest.fixture(autouse=True)
def python(monkeypatch):
    """The interpreter remedies name."""
    monkeypatch.setattr(sys, "executable", PYTHON)


@pytest.fixture
def packages(tmp_path):
    """A folder of packages, as the lock has them."""
    place = tmp_path / "packages"
    make_dist(place, "khacphuc", requires=["alpha>=1"], entry_points=ENTRY_POINTS)
    make_dist(place, "alpha", requires=["beta>=2"])
    make_dist(place, "beta", "2.1")
    return place


def look(root, packages):
    """The diagnoses of an environment."""
    return list(examine_environment(Layout(root), [str(packages)]))


def change(packages, name, before, after=None, **keywords):
    """Remove a distribution, or put another version in its place."""
    info = packages / f"{name}-{before}.dist-info"
    for file in info.iterdir():
        file.unlink()
    info.rmdir()
    if after:
        make_dist(packages, name, after, **keywords)


def test_the_locked_environment_is_fine(root, packages):
    """What builds the package need not be there; without a lock there is nothing to compare."""
    (diagnosis,) = look(root, packages)
    assert (diagnosis.state, diagnosis.observed) == ("ok", "the 2 packages a run needs, as locked")
    (root / "requirements.lock").unlink()
    (diagnosis,) = look(root, packages)
    assert (diagnosis.state, diagnosis.observed) == ("ok", "the 2 packages a run needs are installed")


def test_a_lock_is_read_by_its_markers_and_without_its_hashes():
    """Of two pins the one for this Python counts; names are in their normal form."""
    assert locked_versions(LOCK) == {"alpha": "1.0", "beta": "2.1", "builder": "9"}
    assert locked_versions("Ruamel.YAML==1 # why\n-e .\n\n") == {"ruamel-yaml": "1"}
    with pytest.raises(ValueError, match="<<<"):
        locked_versions("<<<<<<< ours\n")


def test_another_version_than_the_locked_is_found(root, packages):
    """Name, installed, expected; bytes may differ, which stops nothing."""
    change(packages, "beta", "2.1", "2.2")
    (diagnosis,) = look(root, packages)
    assert diagnosis.state == "found"
    assert diagnosis.observed == "1 of 2 packages are not those of requirements.lock: beta 2.2 (locked: 2.1)"
    assert "bytes" in diagnosis.cost
    lock = f"{PYTHON} -m pip install --require-hashes -r {root}/requirements.lock"
    assert diagnosis.remedy == f"{lock} && {PYTHON} -m pip install --no-deps --no-build-isolation -e {root}"
    assert exit_code([diagnosis]) == 0


def test_versions_written_otherwise_are_the_same(root, packages):
    """2.1 is 2.1.0."""
    change(packages, "beta", "2.1", "2.1.0")
    assert look(root, packages)[0].state == "ok"


def test_a_lock_that_was_altered_is_a_difference(root, packages):
    """The environment is older than the lock somebody pulled."""
    text = (root / "requirements.lock").read_text()
    (root / "requirements.lock").write_text(text.replace("alpha==1.0", "alpha==1.1"))
    assert "alpha 1.0 (locked: 1.1)" in look(root, packages)[0].observed


@pytest.mark.parametrize(
    ("name", "before", "observed"),
    [
        ("alpha", "1.0", "missing: alpha>=1 (not installed)"),
        ("beta", "2.1", "missing: beta>=2, which alpha needs (not installed)"),
        ("khacphuc", "1.0", "missing: khacphuc itself (not installed, only found)"),
    ],
)
def test_a_missing_package_stops_a_run(root, packages, name, before, observed):
    """Whether we need it or what we need does."""
    change(packages, name, before)
    (diagnosis, *_) = look(root, packages)
    assert (diagnosis.state, diagnosis.observed) == ("stops", observed)
    assert exit_code([diagnosis]) == 2


def test_too_old_for_us_stops_a_run_and_too_old_for_others_is_found(root, packages):
    """Our own bounds are known to be needed."""
    change(packages, "alpha", "1.0", "0.9", requires=["beta>=3"])
    stopping, at_odds, different = look(root, packages)
    assert (stopping.state, stopping.observed) == ("stops", "missing: alpha>=1 (0.9 is installed)")
    assert at_odds.state == "found"
    assert at_odds.observed == "not as it is needed: beta>=3, which alpha needs (2.1 is installed)"
    assert different.observed.endswith("alpha 0.9 (locked: 1.0)")


def test_an_old_python_stops_a_run(root, packages, monkeypatch):
    """As pyproject.toml says."""
    monkeypatch.setattr(platform, "python_version", lambda: "3.10.4")
    (diagnosis,) = look(root, packages)
    assert (diagnosis.state, diagnosis.observed) == ("stops", "Python 3.10.4, expected >=3.11")
    assert diagnosis.remedy.endswith("PYTHON=python3.12 env")


def test_what_was_declared_after_the_install_is_missing(root, packages):
    """An editable install registers nothing new by itself."""
    change(packages, "khacphuc", "1.0", "1.1", entry_points="")
    (diagnosis,) = look(root, packages)
    assert (diagnosis.state, diagnosis.observed) == (
        "stops",
        "missing: papermill.engine khacphuc (not registered)",
    )


@pytest.mark.parametrize("text", [None, '[project]\nname = "office"\n'])
def test_a_folder_of_data_asks_for_what_was_installed(tmp_path, packages, text):
    """Another project's pyproject.toml says nothing about us."""
    if text:
        write_text(tmp_path / "pyproject.toml", text)
    assert find_requirements(tmp_path, [str(packages)]) == ("alpha>=1",)
    assert find_requirements(tmp_path, [str(tmp_path / "nothing")]) == ()


def test_the_remedy_fits_the_place(root, monkeypatch):
    """By make in its own environment, pip elsewhere; with hashes where there is a lock."""
    monkeypatch.chdir(root)
    (root / "Makefile").touch()
    monkeypatch.setattr(sys, "executable", str(root / ".venv" / "bin" / "python"))
    assert install_command(root) == "rm -f .venv/runtime && make env"
    monkeypatch.setattr(sys, "executable", PYTHON)
    (root / "requirements.lock").unlink()
    assert install_command(root) == "/x/python -m pip install -e ."
    (root / "pyproject.toml").unlink()
    assert install_command(root) == "/x/python -m pip install --upgrade khacphuc"
    (root / "requirements.lock").touch()
    assert install_command(root) == "/x/python -m pip install --require-hashes -r requirements.lock"
