"""Tests of `khacphuc.project.files`."""

from __future__ import annotations

import hashlib
import json
import os
import tracemalloc
from pathlib import Path

import pytest

from khacphuc.errors import SourceError, StageError
from khacphuc.project import files
from khacphuc.project.files import begin_private, hash_file, read_bytes, read_text, write_bytes, write_text


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

    def full(*_arguments):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(files.Path, "replace", full)
    with pytest.raises(OSError, match="No space left"):
        write_bytes(file, b"new")
    assert file.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [file]


@pytest.mark.parametrize("umask", [0o022, 0o002, 0o077])
def test_files_have_the_rights_of_the_umask(tmp_path, umask):
    """Whether others may read or write them is up to who runs the command."""
    before = os.umask(umask)
    try:
        write_text(tmp_path / "x", "")
    finally:
        os.umask(before)
    assert (tmp_path / "x").stat().st_mode & 0o777 == 0o666 & ~umask


@pytest.mark.parametrize("read", [read_bytes, read_text, hash_file])
def test_an_input_of_a_project_lies_in_it(tmp_path, read):
    """However it is opened, and below a second root that somebody put there, too."""
    root = tmp_path / "project"
    (root / "params").mkdir(parents=True)
    write_text(tmp_path / "secret", "secret")
    for name in ("params/2021.md", "data/raw/2021/figures.csv", "notebooks/a.ipynb", "expectations/a.yml"):
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).symlink_to(tmp_path / "secret")
        with pytest.raises(SourceError, match=rf"^{name}: a link to .*secret, outside the project; put the"):
            read(root / name)
    (root / "data" / "raw" / "params").mkdir()
    with pytest.raises(SourceError, match="outside the project"):
        read(root / "data" / "raw" / "2021" / "figures.csv")
    (root / "findings.xlsx").symlink_to(tmp_path / "secret")  # what a command is given may lie anywhere
    assert read(root / "findings.xlsx")


@pytest.mark.parametrize("read", [read_bytes, read_text, hash_file])
def test_only_files_are_read(tmp_path, read):
    """A pipe nobody writes to, and a device without an end."""
    os.mkfifo(tmp_path / "pipe")
    for path in (tmp_path / "pipe", Path("/dev/zero")):
        with pytest.raises(SourceError, match=r": a pipe or a device, expected a file; put the file itself"):
            read(path)


def test_a_large_file_is_hashed_in_blocks(tmp_path):
    """A file larger than the memory it takes: here one that has holes in it."""
    with (tmp_path / "x").open("wb") as stream:
        stream.truncate(20_000_000)
    tracemalloc.start()
    try:
        digest = hash_file(tmp_path / "x")
        _, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert digest == hashlib.sha256(bytes(20_000_000)).hexdigest()
    assert most < 2_000_000


def test_a_hash_misses_no_change(tmp_path):
    """Neither size nor time must differ."""
    write_text(tmp_path / "x", "1.231")
    stat, before = (tmp_path / "x").stat(), hash_file(tmp_path / "x")
    write_text(tmp_path / "x", "1.321")
    os.utime(tmp_path / "x", ns=(stat.st_atime_ns, stat.st_mtime_ns))
    assert hash_file(tmp_path / "x") != before


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


@pytest.mark.parametrize(
    ("name", "remedy"), [("register.xlsx", "close it where it is open"), ("a.yml", "check")]
)
def test_a_workbook_that_is_open_elsewhere(tmp_path, monkeypatch, name, remedy):
    """Windows calls it a matter of rights; the sentence says what to do."""
    (tmp_path / name).write_bytes(b"PK")

    def refused(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refused)
    with pytest.raises(SourceError, match=rf"cannot be read \(Permission denied\); {remedy}"):
        read_bytes(tmp_path / name)


@pytest.mark.skipif(os.name == "nt", reason="Windows has other rights")
def test_a_private_file(tmp_path):
    """Nobody else reads it, and what is there already, a link too, is never written over."""
    file = tmp_path / "settings" / "x.env"
    assert begin_private(file, "Đ")
    assert [path.stat().st_mode & 0o777 for path in (file, file.parent)] == [0o600, 0o700]
    assert not begin_private(file, "other")
    assert file.read_text(encoding="utf-8") == "Đ"
    (tmp_path / "link").symlink_to(tmp_path / "elsewhere")
    assert not begin_private(tmp_path / "link", "x")
    assert not (tmp_path / "elsewhere").exists()
