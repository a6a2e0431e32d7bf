"""The commit of a project."""

from __future__ import annotations

import subprocess

from khacphuc.history.commit import commit_of


def git(folder, *arguments):
    """Run git there."""
    identity = ("-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false")
    subprocess.run(["git", "-C", str(folder), *identity, *arguments], check=True, capture_output=True)


def test_changes_are_marked(tmp_path, monkeypatch):
    """No work tree, no commit, a clean one, one with changes elsewhere, one with changes in what is read."""
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    assert commit_of(tmp_path, ("params",)) == ""
    git(tmp_path, "init", "-q")
    assert commit_of(tmp_path, ("params",)) == ""
    (tmp_path / "params").mkdir()
    (tmp_path / "params" / "2021.yml").write_text("year: 2021\n")
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "-qm", "A run")
    commit = commit_of(tmp_path, ("params",))
    assert len(commit) == 40
    (tmp_path / "notes").write_text("x")
    assert commit_of(tmp_path, ("params",)) == commit
    (tmp_path / "params" / "2021.yml").write_text("year: 2022\n")
    assert commit_of(tmp_path, ("params",)) == f"{commit}+changes"


def test_without_git(tmp_path, monkeypatch):
    """A machine that has none."""
    monkeypatch.setenv("PATH", str(tmp_path))
    assert commit_of(tmp_path, ()) == ""
