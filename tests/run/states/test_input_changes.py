"""Whether inputs have changed, by names and times."""

from __future__ import annotations

import os

import pytest

from khacphuc.project.files import write_text
from khacphuc.project.layout import Layout
from khacphuc.project.selection import Selection
from khacphuc.run.manifest import read_manifest
from khacphuc.run.states import input_changes
from khacphuc.run.states.input_changes import any_newer, inputs_changed

from .folders import HOUR, NOW, OFFICE, RunFolders

SELECTION = Selection("", OFFICE)


@pytest.fixture
def run_folders(tmp_path):
    """The folders of a published run."""
    run_folders = RunFolders(Layout(tmp_path)).inputs()
    write_text(run_folders.layout.raw("2021") / "received" / "0a-x.xlsx", "form")
    run_folders.at(0)
    run_folders.publish()
    return run_folders


def is_changed(run_folders):
    """Whether its inputs are others than those of its record."""
    file = run_folders.layout.published_report("2021") / "run.json"
    return inputs_changed(run_folders.layout, "2021", read_manifest(file), file.stat().st_mtime_ns)


def test_what_is_older_is_not_read(run_folders, monkeypatch):
    """No byte of it."""
    monkeypatch.setattr(input_changes, "hash_file", None)
    assert not is_changed(run_folders)


def test_a_file_that_came_and_went_is_no_change(run_folders):
    """An editor writes beside what it saves."""
    write_text(run_folders.layout.raw("2021") / "x.csv", "")
    assert is_changed(run_folders)
    (run_folders.layout.raw("2021") / "x.csv").unlink()
    assert not is_changed(run_folders)


def test_a_form_that_came_is_a_change(run_folders):
    """In the folder of received files, whose files are not looked at one by each."""
    write_text(run_folders.layout.raw("2021") / "received" / "0b-y.xlsx", "form")
    assert is_changed(run_folders)


def test_a_folder_that_came_is_a_change(run_folders):
    """Where none was."""
    write_text(run_folders.layout.raw("2021") / "more" / "x.csv", "a\n")
    assert is_changed(run_folders)


def test_a_file_in_its_place_of_another_kind_is_a_change(run_folders):
    """A folder cannot be read."""
    file = run_folders.layout.prose("2021")
    file.unlink()
    file.mkdir()
    assert is_changed(run_folders)


def test_what_is_newer_than_a_moment_counts_whatever_is_in_it(run_folders):
    """There is no record of bytes."""
    assert not any_newer(run_folders.layout, "2021", SELECTION, NOW + HOUR)
    os.utime(run_folders.layout.prose("2021"), ns=(NOW + HOUR,) * 2)
    assert any_newer(run_folders.layout, "2021", SELECTION, NOW + HOUR)
