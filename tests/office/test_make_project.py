"""Making a project: all its files or none, and never over one that is there."""

from __future__ import annotations

import errno
from typing import TYPE_CHECKING

import pytest

from khacphuc.errors import SourceError, UsageError
from khacphuc.office import make_project as module
from khacphuc.office.installation import content_hash, read_installation
from khacphuc.office.make_project import make_project
from khacphuc.office.project_files import project_files
from khacphuc.project.layout import find_root

if TYPE_CHECKING:
    from pathlib import Path


def files_below(folder: Path) -> set[str]:
    """The files below a folder, by their paths from it."""
    return {file.relative_to(folder).as_posix() for file in folder.rglob("*") if file.is_file()}


def test_a_project_has_every_folder_and_a_record(tmp_path):
    """Folders a run needs are there, and the record has the hash of every file as installed."""
    folder = tmp_path / "offices" / "my-office"
    names = make_project(folder)
    assert set(names) == files_below(folder)
    for part in ("notebooks", "params/policy", "data/raw/reference", "data/clean", "expectations", "reports"):
        assert (folder / part).is_dir(), part
    assert {"environment.yml", "README.md", ".gitignore", ".khacphuc/installed.json"} <= set(names)
    assert find_root(folder / "notebooks") == folder
    assert read_installation(folder).files == {
        name: content_hash(name, data) for name, data in project_files().items()
    }


def test_other_files_of_the_folder_are_no_hindrance(tmp_path):
    """A project can be made in a folder in use; what lies there stays."""
    (tmp_path / "notes.txt").write_text("mine", encoding="utf-8")
    make_project(tmp_path)
    assert (tmp_path / "notes.txt").read_text(encoding="utf-8") == "mine"


@pytest.mark.parametrize(
    ("name", "named"),
    [
        ("README.md", "README.md"),
        ("notebooks/20_check.ipynb", "notebooks/20_check.ipynb"),
        ("params", "params"),  # a file where a folder is to be
        (".khacphuc/installed.json", ".khacphuc/installed.json"),
    ],
)
def test_nothing_is_written_over_what_is_there(tmp_path, name, named):
    """A file in the way is named, and nothing is written."""
    (tmp_path / name).parent.mkdir(exist_ok=True)
    (tmp_path / name).write_text("mine", encoding="utf-8")
    with pytest.raises(UsageError) as caught:
        make_project(tmp_path)
    assert f"holds {named} already; nothing was written" in caught.value.observed
    assert "init --upgrade" in caught.value.remedy
    assert files_below(tmp_path) == {name}


def test_of_many_files_in_the_way_the_first_are_named(tmp_path):
    """Made twice, the message is still one line."""
    make_project(tmp_path)
    with pytest.raises(UsageError, match=r"holds \.gitignore, README\.md, .* and \d+ more already"):
        make_project(tmp_path)


def test_a_file_is_no_folder(tmp_path):
    """A file in the place of the folder is refused as one."""
    (tmp_path / "office").touch()
    with pytest.raises(UsageError, match="a file, not a folder"):
        make_project(tmp_path / "office")


def test_links_out_of_the_folder_are_refused(tmp_path):
    """Nothing is written through a link into somebody else's folder."""
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "office").mkdir()
    (tmp_path / "office" / "notebooks").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(SourceError, match="outside the project"):
        make_project(tmp_path / "office")
    assert not files_below(tmp_path)


def test_a_full_disk_leaves_nothing(tmp_path, monkeypatch):
    """What cannot be written whole is taken away again, with its folders, and the disk is named."""
    (tmp_path / "office").mkdir()
    (tmp_path / "office" / "notes.txt").touch()
    write, written = module.write_bytes, []

    def write_some(path: Path, data: bytes) -> None:
        if len(written) == 9:
            raise OSError(errno.ENOSPC, "No space left on device")
        written.append(path)
        write(path, data)

    monkeypatch.setattr(module, "write_bytes", write_some)
    with pytest.raises(UsageError, match="the disk is full"):
        make_project(tmp_path / "office")
    assert [path.name for path in (tmp_path / "office").iterdir()] == ["notes.txt"]
