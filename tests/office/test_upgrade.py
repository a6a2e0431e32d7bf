"""Bringing a project to another version: what nobody changed is replaced, what somebody changed is kept."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from khacphuc.errors import SourceError, UsageError
from khacphuc.office import upgrade as module
from khacphuc.office.installation import RECORD, Installation, content_hash, read_installation
from khacphuc.office.make_project import make_project
from khacphuc.office.project_files import project_files
from khacphuc.office.upgrade import plan_upgrade, upgrade_project
from khacphuc.project.layout import Layout

OLD, NEW, MINE = b"a: 1\n", b"a: 2\n", b"a: 3\n"
ASSESS = "notebooks/30_assess.ipynb"
CHECK, SUITE, EXTRA = "notebooks/20_check.ipynb", "expectations/figures.yml", "expectations/extra.yml"


@pytest.fixture
def project(tmp_path):
    """A project of this version."""
    make_project(tmp_path)
    return Layout(tmp_path)


def release(monkeypatch, **changes):
    """Have a version installed in which files are others; None for one it no longer has."""
    files = project_files() | {name.replace("__", "/"): data for name, data in changes.items()}
    new = {name: data for name, data in files.items() if data is not None}
    monkeypatch.setattr(module, "project_files", lambda: new)
    return new


@pytest.mark.parametrize(
    ("current", "installed", "new", "action"),
    [
        (OLD, OLD, NEW, "replace"),
        (None, OLD, NEW, "add"),  # deleted: the way to have the new one
        (None, None, NEW, "add"),
        (MINE, OLD, NEW, "keep"),
        (MINE, None, NEW, "doubt"),  # of a version that wrote no record
        (NEW, None, NEW, None),
        (NEW, OLD, NEW, None),  # somebody took it over by hand
        (MINE, NEW, NEW, None),  # changed, and there is nothing new
        (OLD, OLD, None, "remove"),
        (MINE, OLD, None, "leave"),
        (None, OLD, None, None),
    ],
)
def test_what_becomes_of_a_file(current, installed, new, action):
    """Every case of a file as it is, as it was installed and as the new version has it."""
    record = Installation("0.1", {"a.yml": content_hash("a.yml", installed)} if installed else {})
    steps = plan_upgrade({"a.yml": current} if current else {}, record, {"a.yml": new} if new else {})
    assert [step.action for step in steps] == ([action] if action else [])


def test_a_difference_is_told_by_the_lines_of_people():
    """Of a notebook the cells, not its JSON."""
    cell = {"cell_type": "code", "metadata": {}}
    yours, ours = (
        json.dumps({"cells": [cell | {"source": [source]}]}).encode() for source in ("mine()", "new()")
    )
    (step,) = plan_upgrade({"a.ipynb": yours}, Installation("0.1", {"a.ipynb": "old"}), {"a.ipynb": ours})
    assert step.difference[2:] == ("@@ -1,2 +1,2 @@", " [code]", "-mine()", "+new()")


def test_an_untouched_project_needs_nothing(project):
    """Upgraded to its own version, no file is written but the record."""
    assert upgrade_project(project) == ()


def test_an_untouched_notebook_is_replaced_and_an_edited_one_kept(project, monkeypatch):
    """What was run only is replaced and opens the same run; what was edited stays, byte for byte."""
    old = json.loads(project_files()[CHECK])
    old["cells"][1]["source"] = ['run = "2024"\n', 'root = ""\n', 'build = ""']
    (project.root / CHECK).write_text(json.dumps(old), encoding="utf-8")
    (project.root / SUITE).write_bytes(MINE)
    notebook = json.loads(project_files()[CHECK])
    notebook["cells"][0]["source"] = "# Mới"
    release(monkeypatch, **{CHECK: json.dumps(notebook).encode(), SUITE: NEW, EXTRA: NEW})
    steps = {step.name: step for step in upgrade_project(project)}
    assert {name: step.action for name, step in steps.items()} == {
        EXTRA: "add",
        SUITE: "keep",
        CHECK: "replace",
    }
    assert steps[SUITE].difference[-2:] == ("-a: 3", "+a: 2")
    assert (project.root / SUITE).read_bytes() == MINE
    upgraded = json.loads((project.root / CHECK).read_text(encoding="utf-8"))
    assert upgraded["cells"][0]["source"] == "# Mới"
    assert "".join(upgraded["cells"][1]["source"]).startswith('run = "2024"\n')
    # told again until somebody decides, and replaced once the old one is away
    assert [step.action for step in upgrade_project(project)] == ["keep"]
    (project.root / SUITE).unlink()
    assert [step.action for step in upgrade_project(project)] == ["add"]
    assert upgrade_project(project) == ()


def test_an_edited_notebook_is_kept_beside_an_untouched_one(project, monkeypatch):
    """Of two notebooks the new version changes, that nobody edited is replaced; the other is left."""
    edited = project.root / ASSESS
    mine = json.loads(edited.read_text(encoding="utf-8"))
    mine["cells"][-1]["source"] = ["my_question()"]
    edited.write_text(json.dumps(mine), encoding="utf-8")
    before, new = edited.read_bytes(), {}
    for name in (CHECK, ASSESS):
        notebook = json.loads(project_files()[name])
        notebook["cells"][0]["source"] = "# Mới"
        new[name] = json.dumps(notebook).encode()
    release(monkeypatch, **new)
    steps = {step.name: step for step in upgrade_project(project)}
    assert {name: step.action for name, step in steps.items()} == {CHECK: "replace", ASSESS: "keep"}
    assert {"-my_question()", "+# Mới"} <= set(steps[ASSESS].difference)
    assert edited.read_bytes() == before


def test_what_a_version_no_longer_has_goes(project, monkeypatch):
    """A suite nobody changed is removed, a changed one left; neither is spoken of again."""
    answers = "expectations/answers.yml"
    (project.root / answers).write_bytes(MINE)
    release(monkeypatch, **{SUITE: None, answers: None})
    assert {step.name: step.action for step in upgrade_project(project)} == {
        answers: "leave",
        SUITE: "remove",
    }
    assert not (project.root / SUITE).exists()
    assert (project.root / answers).read_bytes() == MINE
    assert upgrade_project(project) == ()


def test_an_interrupted_upgrade_is_completed_by_the_next(project, monkeypatch):
    """The record is written last, so what was replaced already is recognised."""
    new = release(monkeypatch, **{SUITE: NEW, "params/policy/assessment.yml": NEW})
    write = module.write_bytes

    def write_one(path, data):
        if path.name == "assessment.yml":
            raise KeyboardInterrupt
        write(path, data)

    with monkeypatch.context() as patch:
        patch.setattr(module, "write_bytes", write_one)
        with pytest.raises(KeyboardInterrupt):
            upgrade_project(project)
    assert (project.root / SUITE).read_bytes() == NEW
    assert [step.name for step in upgrade_project(project)] == ["params/policy/assessment.yml"]
    assert read_installation(project.root).files == {
        name: content_hash(name, data) for name, data in new.items()
    }


def test_a_project_without_a_record_keeps_what_differs(project):
    """One of an earlier version loses nothing, and has a record from then on."""
    (project.root / RECORD).unlink()
    (project.root / SUITE).write_bytes(MINE)
    (project.root / CHECK).unlink()
    assert [(step.name, step.action) for step in upgrade_project(project)] == [
        (SUITE, "doubt"),
        (CHECK, "add"),
    ]
    assert SUITE not in read_installation(project.root).files


def test_a_later_project_is_not_set_back(project):
    """An older package refuses it, and says what to install."""
    (project.root / RECORD).write_text('{"version": "99.1", "files": {}}', encoding="utf-8")
    with pytest.raises(UsageError, match=r"a project of khacphuc 99\.1, .*install the wheel of 99\.1"):
        upgrade_project(project)


def test_a_record_that_names_files_outside_removes_none(project, tmp_path_factory):
    """A record somebody wrote by hand cannot have files of others removed."""
    other = tmp_path_factory.mktemp("other") / "a.yml"
    other.write_bytes(OLD)
    entry = {"version": "0.1", "files": {str(other): content_hash("a.yml", OLD)}}
    (project.root / RECORD).write_text(json.dumps(entry), encoding="utf-8")
    with pytest.raises(SourceError, match="outside the project"):
        upgrade_project(project)
    assert other.exists()


def test_the_source_of_the_package_is_left_to_git():
    """A checkout has these files from git; no record is written into it."""
    root = Path(__file__).parents[2]
    with pytest.raises(UsageError, match="git brings it up to date"):
        upgrade_project(Layout(root))
    assert not (root / ".khacphuc").exists()
