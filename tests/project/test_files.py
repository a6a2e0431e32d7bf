"""Tests of `khacphuc.project.files`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from khacphuc.errors import SourceError, StageError
from khacphuc.project import files
from khacphuc.project.files import read_bytes, read_text, write_bytes, write_text


def test_text_is_utf_8_everywhere(tmp_path):
    """A byte order mark is taken off, line ends are kept as they are written."""
    file = tmp_path / "folder" / "x.txt"
    write_text(file, "Tây Ninh\n")
    assert file.read_bytes() == "Tây Ninh\n".encode()
    file.write_bytes(b"\xef\xbb\xbfa\r\nb")
    assert read_text(file) == "a\r\nb"


def test_what_is_not_utf_8_is_told_with_its_line(tmp_path):
    """The message says what to do."""
    (tmp_path / "x").write_bytes(b"a\nb\n\xe9")
    with pytest.raises(SourceError, match=r"x, line 3: not UTF-8 \(byte 0xe9\); save the file again"):
        read_text(tmp_path / "x")


def test_what_cannot_be_read_is_told(tmp_path):
    """A missing file and a folder are errors of ours."""
    with pytest.raises(SourceError, match="no such file"):
        read_bytes(tmp_path / "x")
    with pytest.raises(SourceError, match="cannot be read"):
        read_bytes(tmp_path)


def test_a_file_is_written_whole_or_not_at_all(tmp_path, monkeypatch):
    """A write that fails leaves the old bytes and no temporary file."""
    file = tmp_path / "x"
    write_bytes(file, b"old")
    assert file.stat().st_mode & 0o777 == 0o644

    def full(*_arguments):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(files.Path, "replace", full)
    with pytest.raises(OSError, match="No space left"):
        write_bytes(file, b"new")
    assert file.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [file]


def test_a_stage_reads_only_what_it_declares(tmp_path, monkeypatch):
    """Anything else of the project is an error that says where to declare it, there or not."""
    (tmp_path / "declared").mkdir()
    for name in ("declared/a.csv", "declared.csv", "other.csv"):
        (tmp_path / name).write_text("x", encoding="utf-8")
    monkeypatch.setenv(files.READS, json.dumps([str(tmp_path / "declared"), str(tmp_path / "declared.csv")]))
    assert read_text(tmp_path / "declared" / "a.csv") == "x"
    assert read_text(tmp_path / "declared.csv") == "x"
    assert read_text(Path(files.__file__))
    for name in ("other.csv", "none.csv", "declared/../other.csv"):
        with pytest.raises(StageError, match=r"does not declare it; add it to what the stage reads"):
            read_text(tmp_path / name)
