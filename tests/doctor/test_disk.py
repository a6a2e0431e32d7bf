"""Whether a disk can do what publishing asks of it."""

from __future__ import annotations

import errno
import os
import shutil
import warnings
from pathlib import Path
from types import SimpleNamespace

import pytest

from khacphuc.doctor.diagnosis import exit_code
from khacphuc.doctor.disk import examine_disk, filesystem_of

LOCAL = "31 1 8:1 / / rw,relatime shared:1 - ext4 /dev/sda1 rw\n"
#: What may be refused: the function that does it, and what is wrong with such a disk.
STEPS = [
    ("TemporaryDirectory", "nothing can be made in .runs"),
    ("write_text", "files cannot be written"),
    ("FileLock", "a run cannot be locked"),
    ("sync_tree", "files cannot be flushed"),
    ("drop", "folders cannot be renamed"),
]


@pytest.fixture(autouse=True)
def mounts(tmp_path, monkeypatch):
    """The text of mountinfo, of a machine with one disk that has room."""
    file = tmp_path / "mountinfo"
    file.write_text(LOCAL)
    monkeypatch.setattr("khacphuc.doctor.disk._MOUNTS", file)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: SimpleNamespace(free=10**12))
    return file


def names(project):
    """Everything below a project."""
    return sorted(path.relative_to(project.root).as_posix() for path in project.root.rglob("*"))


def refuse(monkeypatch, step, error):
    """Have one step of publishing fail."""

    def fail(*_arguments, **_keywords):
        raise error

    monkeypatch.setattr(f"khacphuc.doctor.disk.{step}", fail)


def test_a_disk_of_this_machine_is_fine_and_left_as_it_was(project, mounts):
    """Each thing is really done, and nothing is left of it."""
    before = names(project)
    (diagnosis,) = examine_disk(project.root)
    assert diagnosis.state == "ok"
    assert (
        diagnosis.observed == "ext4 can be written, locked, flushed, renamed and linked as publishing needs"
    )
    assert names(project) == before
    (project.root / ".runs").mkdir()
    mounts.unlink()
    before = names(project)
    assert examine_disk(project.root)[0].observed.startswith("it can be written")
    assert names(project) == before


def test_no_links_are_found_and_stop_nothing(project, monkeypatch):
    """Publishing copies then."""
    error = OSError(errno.EPERM, os.strerror(errno.EPERM))
    with monkeypatch.context() as context:
        context.setattr(Path, "symlink_to", lambda *_arguments, **_keywords: (_ for _ in ()).throw(error))
        (diagnosis,) = examine_disk(project.root)
    assert diagnosis.state == "found"
    assert diagnosis.observed == "no symbolic links can be made (ext4: Operation not permitted)"
    assert "copied" in diagnosis.cost
    assert exit_code([diagnosis]) == 0
    assert not (project.root / ".runs").exists()


@pytest.mark.parametrize(("step", "fault"), STEPS)
def test_what_publishing_cannot_do_without_stops_a_run(project, monkeypatch, mounts, step, fault):
    """The first thing is told; what comes after it would only be refused, too."""
    mounts.unlink()
    refuse(monkeypatch, step, NotImplementedError())
    (diagnosis,) = examine_disk(project.root)
    assert (diagnosis.state, diagnosis.observed) == ("stops", f"{fault} (NotImplementedError)")
    assert diagnosis.cost
    assert diagnosis.remedy.startswith("ls -ld " if step == "TemporaryDirectory" else "cp -r ")
    assert exit_code([diagnosis]) == 2


def test_locks_that_lock_nobody_out_are_told(project, monkeypatch):
    """Some network disks let two have one lock."""
    monkeypatch.setattr("khacphuc.doctor.disk.FileLock", lambda *_args, **_keywords: open(os.devnull))  # noqa: PTH123, SIM115
    (diagnosis,) = examine_disk(project.root)
    assert diagnosis.state == "stops"
    assert diagnosis.observed == "a run cannot be locked (ext4: two hold one lock at once)"


def test_a_lock_that_makes_do_with_less_is_told(project, monkeypatch):
    """What locks only warns where the system has no locks."""

    def warn(*_arguments, **_keywords):
        warnings.warn("flock not supported on this filesystem", stacklevel=1)

    monkeypatch.setattr("khacphuc.doctor.disk.FileLock", warn)
    (diagnosis,) = examine_disk(project.root)
    assert diagnosis.observed == "a run cannot be locked (ext4: flock not supported on this filesystem)"


@pytest.mark.parametrize("kind", ["nfs4", "nfs", "cifs", "smb3", "fuse.sshfs", "9p"])
def test_a_network_file_system_is_found(project, mounts, kind):
    """Its name is told, and what it costs."""
    mounts.write_text(f"{LOCAL}40 31 0:50 / {os.path.realpath(project.root)} rw - {kind} host:/x rw\n")
    (diagnosis,) = examine_disk(project.root)
    assert (diagnosis.state, diagnosis.observed) == (
        "found",
        f"the project lies on a network file system ({kind})",
    )
    assert "lock" in diagnosis.cost
    assert diagnosis.remedy.endswith("# DIR: on another disk of this machine")


@pytest.mark.parametrize(
    ("place", "kind"),
    [
        ("/home/a", "ext4"),
        ("/srv/data/x", "nfs4"),
        ("/srv/database", "xfs"),
        ("/mnt/a b/x", "cifs"),
        ("/twice/x", "tmpfs"),
    ],
)
def test_the_nearest_mount_counts(place, kind):
    """Whole names of folders, escapes undone, the later of two at one place."""
    mounts = LOCAL + (
        "32 31 0:1 / /srv rw - xfs /dev/b rw\n"
        "33 31 0:2 / /srv/data rw shared:3 master:4 - nfs4 host:/x rw\n"
        "34 31 0:3 / /mnt/a\\040b rw - cifs //host/x rw\n"
        "35 31 0:4 / /twice rw - ext4 /dev/c rw\n"
        "36 31 0:5 / /twice rw - tmpfs none rw\n"
        "not a mount\n"
    )
    assert filesystem_of(Path(place), mounts) == kind
    assert filesystem_of(Path(place), "") == ""


def test_little_room_is_found(project, monkeypatch):
    """How much there is, and what to look at."""
    monkeypatch.setattr(shutil, "disk_usage", lambda _: SimpleNamespace(free=123_400_000))
    (diagnosis,) = examine_disk(project.root)
    assert (diagnosis.state, diagnosis.observed) == ("found", "123 MB are free, expected at least 200")
    assert diagnosis.remedy.startswith("du -h ")


def test_a_folder_that_may_not_be_written_stops_a_run(project, monkeypatch):
    """Nothing is tried then; the run of somebody else's counts, too."""
    monkeypatch.chdir(project.root)
    project.runs("2021").mkdir(parents=True)
    (project.root / "reports").mkdir()
    closed = {project.runs("2021"), project.root / "reports"}
    refuse(monkeypatch, "TemporaryDirectory", AssertionError("it is tried"))
    monkeypatch.setattr(os, "access", lambda folder, _: folder not in closed)
    (diagnosis,) = examine_disk(project.root)
    assert (diagnosis.state, diagnosis.observed) == ("stops", "may not be written: .runs/2021, reports")
    assert diagnosis.remedy == "chmod -R u+rwX .runs/2021 reports"


def test_a_read_only_disk_is_not_a_matter_of_rights(project, monkeypatch):
    """Nobody can change the rights there."""
    monkeypatch.setattr(os, "statvfs", lambda _: SimpleNamespace(f_flag=os.ST_RDONLY))
    monkeypatch.setattr(os, "access", lambda folder, _: folder != project.root)
    (diagnosis,) = examine_disk(project.root)
    assert (diagnosis.state, diagnosis.observed) == ("stops", f"may not be written: {project.root}")
    assert diagnosis.remedy.endswith("# DIR: on another disk of this machine")


def test_a_file_in_the_place_of_the_runs_stops_a_run(project):
    """It is told, not raised."""
    (project.root / ".runs").touch()
    (diagnosis,) = examine_disk(project.root)
    assert diagnosis.state == "stops"
    assert diagnosis.observed == ".runs is no folder"


@pytest.mark.parametrize("name", ["reports", "data/clean", ".runs"])
def test_a_link_to_a_disk_that_is_away_stops_a_run(project, name):
    """The folder cannot be made where the link leads."""
    (project.root / name).symlink_to("/mnt/away")
    (diagnosis,) = examine_disk(project.root)
    assert (diagnosis.state, diagnosis.observed) == (
        "stops",
        f"{name} is a link to /mnt/away, which is no folder",
    )


@pytest.mark.parametrize("name", ["reports", "data/clean"])
def test_a_link_to_another_disk_is_found(project, tmp_path, name):
    """Runs are published there, as links back; within the project a link is nothing."""
    (tmp_path / "disk").mkdir()
    (project.root / name).symlink_to(tmp_path / "disk")
    (diagnosis,) = examine_disk(project.root)
    assert (diagnosis.state, diagnosis.observed) == (
        "found",
        f"{name} is a link to {tmp_path / 'disk'}, outside the project",
    )
    (project.root / name).unlink()
    (project.root / "inside").mkdir()
    (project.root / name).symlink_to(project.root / "inside")
    assert [diagnosis.state for diagnosis in examine_disk(project.root)] == ["ok"]
