"""The distributions of this Python."""

from __future__ import annotations

from khacphuc.doctor.distributions import Installed, Lack, needed, read_installed

from .dists import make_dist


def test_a_distribution_is_read_from_its_own_files(tmp_path):
    """Name in its normal form, requirements, modules; scripts and tests are no modules of a run."""
    modules = {
        "a/b.py": "",
        "a/tests/test_b.py": "",
        "tests/x.py": "",
        "a/attests/y.py": "",
    }
    info = make_dist(
        tmp_path, "Some_Thing.x", "2.0", requires=["numpy>=1"], modules=modules, entry_points="[a]"
    )
    record = info / "RECORD"
    record.write_text(record.read_text() + "../../bin/script.py,,\na/data.txt,,\n")
    assert read_installed([str(tmp_path)]) == {
        "some-thing-x": Installed(
            "some-thing-x", "2.0", ("numpy>=1",), tmp_path, ("a/b.py", "a/attests/y.py"), "[a]"
        )
    }


def test_of_two_with_one_name_the_first_is_imported(tmp_path):
    """As Python looks through its folders."""
    make_dist(tmp_path / "first", "a", "1.0")
    make_dist(tmp_path / "second", "a", "2.0")
    assert read_installed([str(tmp_path / "first"), str(tmp_path / "second")])["a"].version == "1.0"


def test_what_an_interrupted_pip_left_is_passed_over(tmp_path):
    """A folder without metadata is no distribution."""
    (tmp_path / "x-1.0.dist-info").mkdir()
    assert read_installed([str(tmp_path)]) == {}


def test_this_python_has_what_runs_the_tests():
    """By default it is the Python at work."""
    assert {"khacphuc", "pytest", "pandas"} <= read_installed().keys()


def test_needs_are_followed_all_the_way_down():
    """With the extras that are asked for and without those that are not, round circles, by markers."""
    installed = {
        "a": Installed("a", "1.0", ("B[fast]>=1", 'x ; sys_platform == "amiga"', 'y ; extra == "slow"')),
        "b": Installed("b", "1.0", ("a", 'c ; extra == "fast"')),
        "c": Installed("c", "1.0"),
        "d": Installed("d", "1.0"),
    }
    met, lacking = needed(["a"], installed)
    assert sorted(met) == ["a", "b", "c"]
    assert lacking == ()


def test_what_is_lacking_says_who_needs_it():
    """Missing or too old, of our own or of others."""
    installed = {"a": Installed("a", "1.0", ("b>=2", "c")), "b": Installed("b", "1.9")}
    met, lacking = needed(["a>=2", "d"], installed)
    assert sorted(met) == ["a", "b"]
    assert lacking == (
        Lack("a", ">=2", "", "1.0"),
        Lack("b", ">=2", "a", "1.9"),
        Lack("c", "", "a", ""),
        Lack("d", "", "", ""),
    )
    assert [str(lack) for lack in lacking] == [
        "a>=2 (1.0 is installed)",
        "b>=2, which a needs (1.9 is installed)",
        "c, which a needs (not installed)",
        "d (not installed)",
    ]
