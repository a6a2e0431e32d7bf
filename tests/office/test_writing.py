"""Tests of `khacphuc.office.writing`."""

from pathlib import Path

import pytest

from khacphuc.errors import UsageError
from khacphuc.office import writing
from khacphuc.office.writing import write_new
from khacphuc.project.layout import Layout


def test_all_or_nothing(tmp_path):
    """A file that is there already is left alone, and so are the places of the others."""
    (tmp_path / "b").write_bytes(b"mine")
    with pytest.raises(UsageError, match=r"^b: there already, so nothing was written"):
        write_new(Layout(tmp_path), {tmp_path / "a": b"1", tmp_path / "b": b"2"}, remedy="move it")
    assert [path.name for path in tmp_path.iterdir()] == ["b"]


@pytest.mark.parametrize("without_links", [False, True])
def test_files_are_written_with_their_folders(tmp_path, monkeypatch, without_links):
    """Also where the system has no links."""
    if without_links:
        monkeypatch.setattr(Path, "hardlink_to", lambda *_: (_ for _ in ()).throw(OSError(95, "no links")))
    write_new(Layout(tmp_path), {tmp_path / "x" / "a": b"1", tmp_path / "b": b"2"}, remedy="move it")
    assert ((tmp_path / "x" / "a").read_bytes(), (tmp_path / "b").read_bytes()) == (b"1", b"2")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["b", "x"]


def test_who_was_quicker_keeps_the_file(tmp_path, monkeypatch):
    """A file that appears meanwhile is not written over, and what was moved is taken away."""
    monkeypatch.setattr(writing.os.path, "lexists", lambda _: False)
    (tmp_path / "b").write_bytes(b"mine")
    with pytest.raises(UsageError, match=r"^b: there already"):
        write_new(Layout(tmp_path), {tmp_path / "a": b"1", tmp_path / "b": b"2"}, remedy="move it")
    assert [(path.name, path.read_bytes()) for path in tmp_path.iterdir()] == [("b", b"mine")]


def test_a_disk_that_takes_no_more(tmp_path, monkeypatch):
    """Nothing is left, and a sentence says why."""

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(writing, "write_bytes", full)
    with pytest.raises(UsageError, match="the disk is full"):
        write_new(Layout(tmp_path), {tmp_path / "a": b"1"}, remedy="move it")
    assert list(tmp_path.iterdir()) == []
