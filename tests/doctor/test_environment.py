"""Whether the environment is the one the project asks for."""

from __future__ import annotations

import platform
import sys
from contextlib import contextmanager

import pytest

from khacphuc import __version__
from khacphuc.doctor import diagnosis
from khacphuc.doctor.diagnosis import exit_code, install_command
from khacphuc.doctor.environment import (
    examine_environment,
    find_distribution,
    find_requirements,
    locked_versions,
    module_files,
    resolve,
)
from khacphuc.project.files import read_text, write_text
from khacphuc.run.versions import installed_versions

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


@contextmanager
def searching(*folders):
    """Have Python look for packages in these folders only."""
    with pytest.MonkeyPatch.context() as context:
        context.setattr(sys, "path", [str(folder) for folder in folders])
        yield


def follow(requirements, *folders):
    """The versions requirements lead to in folders of packages, and the lines on what is not met."""
    with searching(*folders):
        needed, missing, at_odds = resolve(requirements)
        return {name: each.version for name, each in needed.items()}, missing, at_odds


def look(root, packages):
    """The diagnoses of an environment."""
    with searching(packages):
        return examine_environment(root)


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
    assert diagnosis.observed == "not those of requirements.lock: beta 2.2 (locked: 2.1)"
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
    assert (diagnosis.state, diagnosis.observed) == ("stops", "Python: 3.10.4, expected >=3.11")
    assert diagnosis.remedy.endswith("PYTHON=python3.12 env")


def test_what_was_declared_after_the_install_is_missing(root, packages):
    """An editable install registers nothing new by itself."""
    change(packages, "khacphuc", "1.0", "1.1", entry_points="")
    (diagnosis,) = look(root, packages)
    assert (diagnosis.state, diagnosis.observed) == (
        "stops",
        "missing: papermill.engine khacphuc (not registered)",
    )


def test_a_format_that_is_not_registered_stops_no_run(root, packages):
    """Only JupyterLab asks for it by its name."""
    file = root / "pyproject.toml"
    points = '\n[project.entry-points."nbconvert.exporters"]\nkhacphuc_html = "khacphuc.render:Html"\n'
    write_text(file, read_text(file) + points)
    (diagnosis,) = look(root, packages)
    assert (diagnosis.state, diagnosis.observed) == (
        "found",
        "not registered: nbconvert.exporters khacphuc_html",
    )


@pytest.mark.parametrize("text", [None, '[project]\nname = "office"\n'])
def test_a_folder_of_data_asks_for_what_was_installed(tmp_path, packages, text):
    """Another project's pyproject.toml says nothing about us."""
    if text:
        write_text(tmp_path / "pyproject.toml", text)
    with searching(packages):
        assert find_requirements(tmp_path) == ["alpha>=1"]
    with searching(tmp_path / "nothing"):
        assert find_requirements(tmp_path) == []


def test_the_remedy_fits_the_place(root, monkeypatch):
    """By make in its own environment, pip elsewhere, by the address it came from where nothing else is."""
    monkeypatch.chdir(root)
    (root / "Makefile").touch()
    monkeypatch.setattr(sys, "executable", str(root / ".venv" / "bin" / "python"))
    assert install_command(root) == "rm -f .venv/runtime && make -C . env"
    monkeypatch.setattr(sys, "executable", PYTHON)
    (root / "requirements.lock").unlink()
    assert install_command(root) == "/x/python -m pip install -e ."
    (root / "pyproject.toml").unlink()
    monkeypatch.setattr(diagnosis, "installed_from", lambda: "file:///srv/khacphuc 1.whl")
    assert install_command(root) == "/x/python -m pip install --force-reinstall 'file:///srv/khacphuc 1.whl'"
    monkeypatch.setattr(diagnosis, "installed_from", str)
    assert install_command(root).endswith(f"--force-reinstall khacphuc-{__version__}-py3-none-any.whl")
    (root / "requirements.lock").touch()
    assert install_command(root) == "/x/python -m pip install --require-hashes -r requirements.lock"


def test_modules_are_source_files_but_no_scripts_and_no_tests(tmp_path):
    """By the record of what was installed; the name may be written in another form."""
    modules = {"a/b.py": "", "a/tests/test_b.py": "", "tests/x.py": "", "a/attests/y.py": ""}
    info = make_dist(tmp_path, "Some_Thing.x", "2.0", modules=modules)
    record = info / "RECORD"
    record.write_text(record.read_text() + "../../bin/script.py,,\n/usr/bin/script.py,,\na/data.txt,,\n")
    with searching(tmp_path):
        distribution = find_distribution("some-thing-x")
    (tmp_path / "a" / "data.txt").touch()
    assert module_files(distribution) == ["a/b.py", "a/attests/y.py"]


def test_of_two_with_one_name_the_first_is_imported(tmp_path):
    """As Python looks through its folders."""
    make_dist(tmp_path / "first", "a", "1.0")
    make_dist(tmp_path / "second", "a", "2.0")
    assert follow(["a"], tmp_path / "first", tmp_path / "second") == ({"a": "1.0"}, [], [])


def test_what_an_interrupted_pip_left_is_lacking(tmp_path):
    """A folder without metadata is no distribution."""
    (tmp_path / "x-1.0.dist-info").mkdir()
    assert follow(["x"], tmp_path) == ({}, ["x (not installed)"], [])


def test_this_python_has_what_runs_the_tests():
    """The package, and what it needs."""
    versions, missing, at_odds = follow(["khacphuc", "pytest"], *sys.path)
    assert {"khacphuc", "pytest", "pandas"} <= versions.keys()
    assert (missing, at_odds) == ([], [])
    assert versions.items() <= installed_versions(sys.path).items()


def test_needs_are_followed_all_the_way_down(tmp_path):
    """With the extras that are required and without those that are not, round circles, by markers."""
    requires = ["B[fast]>=1", 'x ; sys_platform == "amiga"', 'y ; extra == "slow"']
    make_dist(tmp_path, "a", requires=requires)
    make_dist(tmp_path, "b", requires=["a", 'c ; extra == "fast"'])
    make_dist(tmp_path, "c")
    make_dist(tmp_path, "d")
    assert follow(["a"], tmp_path) == ({"a": "1.0", "b": "1.0", "c": "1.0"}, [], [])


def test_what_is_lacking_says_who_needs_it(tmp_path):
    """Missing or too old, of our own or of others."""
    make_dist(tmp_path, "a", requires=["b>=2", "c"])
    make_dist(tmp_path, "b", "1.9")
    assert follow(["a>=2", "d"], tmp_path) == (
        {"a": "1.0", "b": "1.9"},
        ["a>=2 (1.0 is installed)", "c, which a needs (not installed)", "d (not installed)"],
        ["b>=2, which a needs (1.9 is installed)"],
    )
