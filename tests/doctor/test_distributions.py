"""The distributions of this Python."""

from __future__ import annotations

import sys

from khacphuc.doctor.distributions import find_distribution, module_files, resolve
from khacphuc.run.versions import installed_versions

from .dists import make_dist


def test_modules_are_source_files_but_no_scripts_and_no_tests(tmp_path):
    """By the record of what was installed; the name may be written in another form."""
    modules = {"a/b.py": "", "a/tests/test_b.py": "", "tests/x.py": "", "a/attests/y.py": ""}
    info = make_dist(tmp_path, "Some_Thing.x", "2.0", modules=modules)
    record = info / "RECORD"
    record.write_text(record.read_text() + "../../bin/script.py,,\n/usr/bin/script.py,,\na/data.txt,,\n")
    distribution = find_distribution("some-thing-x", [str(tmp_path)])
    (tmp_path / "a" / "data.txt").touch()
    assert [str(file) for file in module_files(distribution)] == ["a/b.py", "a/attests/y.py"]


def test_of_two_with_one_name_the_first_is_imported(tmp_path):
    """As Python looks through its folders."""
    make_dist(tmp_path / "first", "a", "1.0")
    make_dist(tmp_path / "second", "a", "2.0")
    path = [str(tmp_path / "first"), str(tmp_path / "second")]
    assert find_distribution("a", path).version == "1.0"
    assert resolve(["a"], path).versions == {"a": "1.0"}


def test_what_an_interrupted_pip_left_is_lacking(tmp_path):
    """A folder without metadata is no distribution."""
    (tmp_path / "x-1.0.dist-info").mkdir()
    assert resolve(["x"], [str(tmp_path)]) == ({}, ["x (not installed)"], [])


def test_this_python_has_what_runs_the_tests():
    """The package, and what it needs."""
    versions, missing, at_odds = resolve(["khacphuc", "pytest"], sys.path)
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
    assert resolve(["a"], [str(tmp_path)]) == ({"a": "1.0", "b": "1.0", "c": "1.0"}, [], [])


def test_what_is_lacking_says_who_needs_it(tmp_path):
    """Missing or too old, of our own or of others."""
    make_dist(tmp_path, "a", requires=["b>=2", "c"])
    make_dist(tmp_path, "b", "1.9")
    assert resolve(["a>=2", "d"], [str(tmp_path)]) == (
        {"a": "1.0", "b": "1.9"},
        ["a>=2 (1.0 is installed)", "c, which a needs (not installed)", "d (not installed)"],
        ["b>=2, which a needs (1.9 is installed)"],
    )
