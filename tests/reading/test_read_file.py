"""Tests of `khacphuc.reading.read_file`."""

import pytest

from khacphuc.errors import SourceError, UsageError
from khacphuc.reading import read_file as module
from khacphuc.reading.read_file import FILES, read_file


def written(folder, text="I. KẾT QUẢ\nCó 94 đội.\n"):
    """A document in a folder."""
    file = folder / "bao-cao.txt"
    file.write_text(text, encoding="utf-8")
    return file


def test_three_files_beside_the_document(tmp_path):
    """Without a folder they lie in one named after the document."""
    reading = read_file(written(tmp_path))
    assert reading.folder == tmp_path / "bao-cao.txt.read"
    assert sorted(path.name for path in reading.folder.iterdir()) == sorted(FILES)
    assert (reading.folder / "text.txt").read_bytes() == "I. KẾT QUẢ\nCó 94 đội.\n".encode()


def test_a_folder_is_made_with_those_above(tmp_path):
    """What is named is made."""
    assert read_file(written(tmp_path), out=tmp_path / "a" / "b").files[0].is_file()


def test_nothing_is_written_over(tmp_path):
    """A file that is there is named and kept, and so are the places of the others."""
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "coverage.csv").write_text("mine")
    with pytest.raises(UsageError, match=r"coverage\.csv: there already"):
        read_file(written(tmp_path), out=tmp_path / "out")
    assert [path.read_text() for path in (tmp_path / "out").iterdir()] == ["mine"]


def test_a_refused_document_leaves_nothing(tmp_path):
    """No folder is made for what cannot be read."""
    with pytest.raises(SourceError):
        read_file(tmp_path / "none.txt", out=tmp_path / "out")
    assert list(tmp_path.iterdir()) == []


def test_a_file_in_the_way(tmp_path):
    """A folder cannot be made of a file, nor below one."""
    file = written(tmp_path)
    for out in (file, file / "out"):
        with pytest.raises(UsageError, match="stands in the way"):
            read_file(file, out=out)


def test_a_disk_that_takes_no_more(tmp_path, monkeypatch):
    """What was made for the files is taken away again."""

    def full(*_: object, **__: object) -> None:
        raise UsageError("the disk is full")

    monkeypatch.setattr(module, "write_new", full)
    with pytest.raises(UsageError, match="out: the disk is full"):
        read_file(written(tmp_path), out=tmp_path / "new" / "out")
    assert [path.name for path in tmp_path.iterdir()] == ["bao-cao.txt"]
