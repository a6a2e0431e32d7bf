"""What a disk refuses."""

from __future__ import annotations

import errno
import os

import pytest

from khacphuc.errors import UsageError
from khacphuc.project import disk_errors
from khacphuc.project.disk_errors import REFUSALS, explained, sync_folder, sync_tree


@pytest.mark.parametrize("number", sorted(REFUSALS))
def test_a_refusal_names_the_folder(project, number):
    """What the system says becomes a message with the folder and what to do."""
    with pytest.raises(UsageError) as caught, explained(project, project.root / "reports"):
        raise OSError(number, os.strerror(number))
    assert str(caught.value) == f"reports: {REFUSALS[number]} ({os.strerror(number)})"


def test_other_errors_pass(project):
    """What is no refusal of the disk is not dressed up as one."""
    with pytest.raises(BrokenPipeError) as caught, explained(project, project.root):
        raise BrokenPipeError(errno.EPIPE, "gone")
    assert caught.value.errno == errno.EPIPE


def test_everything_in_a_tree_reaches_the_disk(tmp_path, monkeypatch):
    """Each file and each folder is synced once."""
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "b").write_text("x")
    synced = []
    monkeypatch.setattr(disk_errors.os, "fsync", lambda handle: synced.append(os.fstat(handle).st_ino))
    sync_tree(tmp_path)
    assert sorted(synced) == sorted(p.stat().st_ino for p in (tmp_path, tmp_path / "a", tmp_path / "a" / "b"))


def test_a_folder_that_cannot_be_opened_is_passed_over(tmp_path, monkeypatch):
    """Windows opens no folders."""

    def refuse(*_arguments):
        raise PermissionError(errno.EACCES, "no")

    monkeypatch.setattr(disk_errors.os, "open", refuse)
    assert sync_folder(tmp_path) is None
