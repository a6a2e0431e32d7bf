"""Tests of `khacphuc.project.layout`."""

from __future__ import annotations

from pathlib import Path

import pytest

from khacphuc.errors import ParameterError, UsageError
from khacphuc.project.layout import Layout, check_run_id, find_root


@pytest.fixture
def root(tmp_path):
    """A folder that holds params/."""
    (tmp_path / "project" / "params").mkdir(parents=True)
    return tmp_path / "project"


def test_the_root_is_the_nearest_folder_with_params(root, monkeypatch):
    """From inside, from the folder itself, and from the working directory."""
    inside = root / "notebooks" / "x"
    inside.mkdir(parents=True)
    monkeypatch.chdir(inside)
    assert find_root() == find_root(inside) == find_root(str(root)) == root.resolve()
    assert Layout.find().root == root.resolve()


def test_no_root_is_told(tmp_path):
    """The message says what is looked for."""
    with pytest.raises(UsageError, match=r"holds params/; change to .* --root FOLDER"):
        find_root(tmp_path)


@pytest.mark.parametrize("run", ["2021", 2021, "tay-ninh-2021", "a"])
def test_ids_of_runs(run):
    """Small letters, digits and hyphens; a number is understood."""
    assert check_run_id(run) == str(run)


@pytest.mark.parametrize("run", ["", "-a", "A", "a/b", "..", "2021\n", "năm", None, 20.5])
def test_what_is_no_id(run):
    """Nothing that could lead out of a folder is an id."""
    with pytest.raises(ParameterError, match="is not a run id"):
        check_run_id(run)


def test_the_folders_of_a_project(root):
    """Every place is below the root, and named from it."""
    layout = Layout(root)
    places = {
        "notebooks": layout.notebooks,
        "expectations": layout.expectations,
        "params/policy/assessment.yml": layout.policy,
        "data/raw/reference": layout.reference,
        "data/raw/reference/tay-ninh": layout.office("tay-ninh"),
        "params/2021.yml": layout.parameters("2021"),
        "params/2021.md": layout.prose("2021"),
        "data/raw/2021": layout.raw("2021"),
        "data/clean/2021": layout.published_clean("2021"),
        "reports/2021": layout.published_report("2021"),
        ".runs/2021": layout.runs("2021"),
    }
    assert {name: layout.relative(path) for name, path in places.items()} == {name: name for name in places}


def test_a_path_outside_is_told_whole(root):
    """What is not below the root keeps its whole path; a link out of the root keeps its name inside."""
    layout = Layout(root)
    assert layout.relative(Path("/etc/hosts")) == "/etc/hosts"
    (root / "out").symlink_to("/etc")
    assert layout.relative(root / "out" / "hosts") == "out/hosts"
