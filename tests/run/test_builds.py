"""Private builds of a run."""

from __future__ import annotations

from pathlib import Path

import pytest

from khacphuc.errors import UsageError
from khacphuc.project.files import write_text
from khacphuc.run.builds import (
    current_id,
    drop,
    keep_attempt,
    new_build,
    new_id,
    note_replaced,
    remove,
    replaced_id,
    sweep,
)


def test_ids_sort_by_time():
    """Two ids made one after the other differ, and sort that way."""
    ids = [new_id() for _ in range(50)]
    assert ids == sorted(set(ids))


def test_a_build_is_gone_unless_it_was_published(project):
    """Whatever ends it, a private build leaves nothing."""
    with new_build(project, "2021") as build:
        assert (build / "report" / "tables").is_dir()
    with pytest.raises(KeyboardInterrupt), new_build(project, "2021"):
        raise KeyboardInterrupt
    assert not list(project.runs("2021").iterdir())


def test_a_published_build_stays(project):
    """What ``current`` leads to is not removed."""
    with new_build(project, "2021") as build:
        (project.runs("2021") / "current").symlink_to(build.name)
    assert current_id(project, "2021") == build.name
    assert build.is_dir()


def test_a_disk_that_takes_no_folder_is_told(project, monkeypatch):
    """A full disk is told with the folder of the run."""

    def full(*_arguments, **_keywords):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "mkdir", full)
    with pytest.raises(UsageError, match=r"\.runs/2021: the disk is full"), new_build(project, "2021"):
        pass


def test_the_sweep_keeps_two_versions_and_what_is_not_a_build(project):
    """Builds of killed runs, half-made links and old versions go; notes of people stay."""
    folder = project.runs("2021")
    names = [f"20210101T00000{n}.000000Z-1" for n in range(4)]
    for name in names:
        write_text(folder / name / "report" / "x", name)
    write_text(folder / names[1] / "replaces", f"{names[0]}\n")
    write_text(folder / names[2] / "replaces", f"{names[1]}\n")
    (folder / "current").symlink_to(names[2])
    (folder / ".new-current").symlink_to("nowhere")
    write_text(folder / ".old-attempt" / "x", "")
    for name in ("attempt/x", "scratch/x", "my notes"):
        write_text(folder / name, "")
    sweep(project, "2021")
    assert {entry.name for entry in folder.iterdir()} == {
        names[1],
        names[2],
        "current",
        "attempt",
        "scratch",
        "my notes",
    }
    assert replaced_id(project, "2021", names[2]) == names[1]


def test_as_many_versions_stay_as_are_to_be(project):
    """Those it took the place of, one after the other; without a note two, of whatever publishes next."""
    folder = project.runs("2021")
    names = [f"20210101T00000{n}.000000Z-1" for n in range(5)]
    for number, name in enumerate(names):
        write_text(folder / name / "report" / "x", name)
        note_replaced(project, "2021", folder / name, {2: 4, 4: 2}.get(number))
        (folder / "current").unlink(missing_ok=True)
        (folder / "current").symlink_to(name)
        sweep(project, "2021")
        first = {4: 3}.get(number, 0)
        assert (
            sorted(entry.name for entry in folder.iterdir() if entry.name != "current")
            == names[first : number + 1]
        )


def test_an_attempt_takes_the_place_of_the_last(project):
    """What is kept loses ``report/``; what is missing is passed over; the last attempt is gone."""
    write_text(project.runs("2021") / "attempt" / "old", "")
    with new_build(project, "2021") as build:
        write_text(build / "report" / "review.html", "review")
        write_text(build / "notebooks" / "20_check.ipynb", "{}")
        attempt = keep_attempt(
            project, "2021", build, ("report/review.html", "report/run.json", "notebooks/20_check.ipynb")
        )
    assert {p.relative_to(attempt).as_posix() for p in attempt.rglob("*") if p.is_file()} == {
        "review.html",
        "notebooks/20_check.ipynb",
    }
    assert [entry.name for entry in project.runs("2021").iterdir()] == ["attempt"]


def test_removing_takes_folders_files_links_and_nothing(tmp_path):
    """A link is removed, not what it leads to."""
    write_text(tmp_path / "folder" / "x", "")
    (tmp_path / "link").symlink_to("folder")
    remove(tmp_path / "link")
    assert (tmp_path / "folder" / "x").exists()
    drop(tmp_path / "folder")
    drop(tmp_path / "folder")
    remove(tmp_path / "nothing")
    assert not list(tmp_path.iterdir())
