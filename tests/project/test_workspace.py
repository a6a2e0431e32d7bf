"""Tests of `khacphuc.project.workspace`."""

from __future__ import annotations

import tempfile

import pytest

from khacphuc.errors import SourceError
from khacphuc.project.files import write_text
from khacphuc.project.workspace import Workspace


@pytest.fixture
def root(tmp_path):
    """A folder that holds params/."""
    (tmp_path / "project" / "params").mkdir(parents=True)
    return tmp_path / "project"


def test_a_build_is_the_whole_world_of_a_stage(root, tmp_path):
    """A stage of a run reads nothing that was published before."""
    write_text(root / "data" / "clean" / "2021" / "x", "published")
    workspace = Workspace.open(2021, str(root), str(tmp_path / "build"))
    assert workspace.clean("x") == (tmp_path / "build").resolve() / "clean" / "x"
    with pytest.raises(SourceError, match="not there yet; run the notebook that writes it first"):
        workspace.existing_clean("x")
    write_text(workspace.clean("x"), "own")
    assert workspace.existing_clean("x") == workspace.clean("x")


def test_a_notebook_opened_alone_falls_back_to_what_is_published(root, monkeypatch):
    """It writes to scratch, and reads its own before the published."""
    monkeypatch.chdir(root)
    workspace = Workspace.open("2021")
    write_text(root / "reports" / "2021" / "x", "published")
    assert workspace.existing_report("x").read_text() == "published"
    write_text(workspace.report("x"), "own")
    assert workspace.existing_report("x") == root.resolve() / ".runs" / "2021" / "scratch" / "report" / "x"
    assert (root / "reports" / "2021" / "x").read_text() == "published"


def test_a_project_that_cannot_be_written_has_scratch_elsewhere(root, monkeypatch, tmp_path):
    """Reading along in a read-only folder works."""
    (root / ".runs").touch()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    workspace = Workspace.open("2021", str(root))
    assert workspace.build.parent == tmp_path
    assert workspace.build.is_dir()
