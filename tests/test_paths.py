"""Where files live, and the one way they are opened."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path

import pytest

from khacphuc import paths
from khacphuc.errors import ParameterError, SourceError, StageError, UsageError
from khacphuc.paths import (
    Layout,
    Workspace,
    check_run_id,
    find_root,
    read_bytes,
    read_text,
    write_bytes,
    write_text,
)


@pytest.fixture
def root(tmp_path):
    """A folder that holds params/."""
    (tmp_path / "project" / "params").mkdir(parents=True)
    return tmp_path / "project"


def test_the_root_is_the_nearest_folder_with_params(root, monkeypatch):
    """From inside, from the folder itself, and from the working directory."""
    inside = root / "notebooks" / "x"
    inside.mkdir(parents=True)
    monkeypatch.chdir(inside)
    assert find_root() == find_root(inside) == find_root(str(root)) == root.resolve()
    assert Layout.find().root == root.resolve()


def test_no_root_is_told(tmp_path):
    """The message says what is looked for."""
    with pytest.raises(UsageError, match=r"holds params/"):
        find_root(tmp_path)


@pytest.mark.parametrize("run", ["2021", 2021, "tay-ninh-2021", "a"])
def test_ids_of_runs(run):
    """Small letters, digits and hyphens; a number is understood."""
    assert check_run_id(run) == str(run)


@pytest.mark.parametrize("run", ["", "-a", "A", "a/b", "..", "2021\n", "năm", None, 20.5])
def test_what_is_no_id(run):
    """Nothing that could lead out of a folder is an id."""
    with pytest.raises(ParameterError, match="is not a run id"):
        check_run_id(run)


def test_the_folders_of_a_project(root):
    """Every place is below the root, and named from it."""
    layout = Layout(root)
    places = {
        "notebooks": layout.notebooks,
        "expectations": layout.expectations,
        "params/policy/assessment.yml": layout.policy,
        "data/raw/reference": layout.reference,
        "params/2021.yml": layout.parameters("2021"),
        "params/2021.md": layout.prose("2021"),
        "data/raw/2021": layout.raw("2021"),
        "data/clean/2021": layout.published_clean("2021"),
        "reports/2021": layout.published_report("2021"),
        ".runs/2021": layout.runs("2021"),
    }
    assert {name: layout.relative(path) for name, path in places.items()} == {name: name for name in places}


def test_a_path_outside_is_told_whole(root):
    """What is not below the root keeps its whole path; a link out of the root keeps its name inside."""
    layout = Layout(root)
    assert layout.relative(Path("/etc/hosts")) == "/etc/hosts"
    (root / "out").symlink_to("/etc")
    assert layout.relative(root / "out" / "hosts") == "out/hosts"


def test_a_build_is_the_whole_world_of_a_stage(root, tmp_path):
    """A stage of a run reads nothing that was published before."""
    write_text(root / "data" / "clean" / "2021" / "x", "published")
    workspace = Workspace.open(2021, str(root), str(tmp_path / "build"))
    assert workspace.clean("x") == (tmp_path / "build").resolve() / "clean" / "x"
    with pytest.raises(SourceError, match="not there yet; run the notebook that writes it first"):
        workspace.existing_clean("x")
    write_text(workspace.clean("x"), "own")
    assert workspace.existing_clean("x") == workspace.clean("x")


def test_a_notebook_opened_alone_falls_back_to_what_is_published(root, monkeypatch):
    """It writes to scratch, and reads its own before the published."""
    monkeypatch.chdir(root)
    workspace = Workspace.open("2021")
    write_text(root / "reports" / "2021" / "x", "published")
    assert workspace.existing_report("x").read_text() == "published"
    write_text(workspace.report("x"), "own")
    assert workspace.existing_report("x") == root.resolve() / ".runs" / "2021" / "scratch" / "report" / "x"
    assert (root / "reports" / "2021" / "x").read_text() == "published"


def test_a_project_that_cannot_be_written_has_scratch_elsewhere(root, monkeypatch, tmp_path):
    """Reading along in a read-only folder works."""
    (root / ".runs").touch()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    workspace = Workspace.open("2021", str(root))
    assert workspace.build.parent == tmp_path
    assert workspace.build.is_dir()


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

    monkeypatch.setattr(paths.Path, "replace", full)
    with pytest.raises(OSError, match="No space left"):
        write_bytes(file, b"new")
    assert file.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [file]


def test_a_stage_reads_only_what_it_declares(tmp_path, monkeypatch):
    """Anything else of the project is an error that says where to declare it, there or not."""
    (tmp_path / "declared").mkdir()
    for name in ("declared/a.csv", "declared.csv", "other.csv"):
        (tmp_path / name).write_text("x", encoding="utf-8")
    monkeypatch.setenv(paths.READS, json.dumps([str(tmp_path / "declared"), str(tmp_path / "declared.csv")]))
    assert paths.read_text(tmp_path / "declared" / "a.csv") == "x"
    assert paths.read_text(tmp_path / "declared.csv") == "x"
    assert paths.read_text(Path(paths.__file__))
    for name in ("other.csv", "none.csv", "declared/../other.csv"):
        with pytest.raises(StageError, match=r"does not declare it; add it to what the stage reads"):
            paths.read_text(tmp_path / name)
