"""The files to receive."""

from __future__ import annotations

import pytest

from khacphuc.errors import UsageError
from khacphuc.returns import found_files
from khacphuc.returns.found_files import find_files


def test_folders_are_looked_through_in_one_order(tmp_path):
    """Spreadsheets in folders below, too; what Excel and systems keep beside them is none."""
    for name in ("b.xlsx", "in/a.XLS", "in/~$a.xlsx", ".hidden/c.xlsx", "letter.docx"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()
    listing = find_files([tmp_path])
    assert [path.name for path in listing.files] == ["b.xlsx", "a.XLS"]
    assert listing.others == 1


def test_what_is_named_is_taken_whatever_it_is_called(tmp_path):
    """Somebody who names a file means it; a file that is named twice is one."""
    (tmp_path / "bieu").touch()
    (tmp_path / "in").mkdir()
    assert find_files([tmp_path / "bieu", tmp_path / "in" / ".." / "bieu"]).files == [tmp_path / "bieu"]


def test_links_are_not_followed(tmp_path):
    """Neither to files nor to folders, which may go round in circles."""
    (tmp_path / "a.xlsx").touch()
    (tmp_path / "b.xlsx").symlink_to(tmp_path / "a.xlsx")
    (tmp_path / "loop").symlink_to(tmp_path)
    listing = find_files([tmp_path])
    assert [path.name for path in listing.files] == ["a.xlsx"]
    assert [path.name for path in listing.links] == ["b.xlsx"]


def test_too_much_and_nothing(tmp_path, monkeypatch):
    """A whole disk, and a path that is not there, are told before anything is taken."""
    for name in "abc":
        (tmp_path / f"{name}.xlsx").touch()
    monkeypatch.setattr(found_files, "MOST_FILES", 2)
    with pytest.raises(UsageError, match="3 files, expected at most 2 at once"):
        find_files([tmp_path])
    monkeypatch.setattr(found_files, "_MOST_ENTRIES", 2)
    with pytest.raises(UsageError, match="more than 2 files and folders"):
        find_files([tmp_path])
    with pytest.raises(UsageError, match=r"none\.xlsx: cannot be read"):
        find_files([tmp_path / "none.xlsx"])
