"""Whether a disk can do what publishing asks of it."""

from __future__ import annotations

import errno
import os
import warnings
from pathlib import Path

import pytest

from khacphuc.doctor.diagnosis import exit_code
from khacphuc.doctor.disk import OPERATIONS, examine_disk, filesystem_of

ROOM = 10**12
LOCAL = "31 1 8:1 / / rw,relatime shared:1 - ext4 /dev/sda1 rw\n"


def look(project, **keywords):
    """The diagnoses of the disk of a project."""
    return list(examine_disk(project, **({"mounts": LOCAL, "free": ROOM} | keywords)))


def names(project):
    """Everything below a project."""
    return sorted(path.relative_to(project.root).as_posix() for path in project.root.rglob("*"))


def refusing(name, error):
    """The operations, of which one is refused."""

    def refuse(_folder):
        raise error

    assert name in {operation.name for operation in OPERATIONS}
    return [
        operation._replace(attempt=refuse) if operation.name == name else operation
        for operation in OPERATIONS
    ]


def test_a_disk_of_this_machine_is_fine_and_left_as_it_was(project):
    """Each thing is really done, and nothing is left of it."""
    before = names(project)
    (diagnosis,) = look(project)
    assert diagnosis.state == "ok"
    assert (
        diagnosis.observed == "ext4 can be written, locked, renamed, flushed and linked as publishing needs"
    )
    assert names(project) == before
    (project.root / ".runs").mkdir()
    before = names(project)
    assert look(project, mounts="")[0].observed.startswith("it can be written")
    assert names(project) == before


@pytest.mark.parametrize("operation", OPERATIONS, ids=lambda operation: operation.name)
def test_everything_publishing_needs_is_tried(tmp_path, operation):
    """On this disk, which has it, nothing is raised."""
    operation.attempt(tmp_path)
    assert operation.cost


def test_no_links_are_found_and_stop_nothing(project):
    """Publishing copies then."""
    error = OSError(errno.EPERM, os.strerror(errno.EPERM))
    (diagnosis,) = look(project, operations=refusing("no symbolic links can be made", error))
    assert diagnosis.state == "found"
    assert diagnosis.observed == "no symbolic links can be made (ext4: Operation not permitted)"
    assert "copied" in diagnosis.cost
    assert exit_code([diagnosis]) == 0
    assert not (project.root / ".runs").exists()


@pytest.mark.parametrize(
    "operation",
    [operation for operation in OPERATIONS if operation.state == "stops"],
    ids=lambda operation: operation.name,
)
def test_what_publishing_cannot_do_without_stops_a_run(project, operation):
    """The first thing is told; what comes after it would only be refused, too."""
    (diagnosis,) = look(project, operations=refusing(operation.name, NotImplementedError()), mounts="")
    assert (diagnosis.state, diagnosis.observed) == ("stops", f"{operation.name} (NotImplementedError)")
    assert diagnosis.remedy.startswith("cp -r ")
    assert exit_code([diagnosis]) == 2


def test_locks_that_lock_nobody_out_are_told(project, monkeypatch):
    """Some network disks let two have one lock."""
    monkeypatch.setattr("khacphuc.doctor.disk.FileLock", lambda *_args, **_keywords: open(os.devnull))  # noqa: PTH123, SIM115
    (diagnosis,) = look(project)
    assert diagnosis.state == "stops"
    assert diagnosis.observed == "a run cannot be locked (ext4: two hold one lock at once)"


def test_a_lock_that_makes_do_with_less_is_told(project):
    """What locks only warns where the system has no locks."""

    def warn(_folder):
        warnings.warn("flock not supported on this filesystem", stacklevel=1)

    operations = [OPERATIONS[1]._replace(attempt=warn)]
    assert "flock not supported" in look(project, operations=operations)[0].observed


@pytest.mark.parametrize("kind", ["nfs4", "nfs", "cifs", "smb3", "fuse.sshfs", "9p"])
def test_a_network_file_system_is_found(project, kind):
    """Its name is told, and what it costs."""
    mounts = f"{LOCAL}40 31 0:50 / {os.path.realpath(project.root)} rw - {kind} host:/x rw\n"
    (diagnosis,) = look(project, mounts=mounts)
    assert (diagnosis.state, diagnosis.observed) == (
        "found",
        f"the project lies on a network file system ({kind})",
    )
    assert diagnosis.remedy.endswith("# DIR: on a disk of this machine")


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


def test_little_room_is_found(project):
    """How much there is, and what to look at."""
    (diagnosis,) = look(project, free=123_400_000)
    assert (diagnosis.state, diagnosis.observed) == ("found", "123 MB are free, expected at least 200")
    assert diagnosis.remedy.startswith("du -h ")


def test_a_folder_that_may_not_be_written_stops_a_run(project, monkeypatch):
    """Nothing is tried then; the run of somebody else's counts, too."""
    project.runs("2021").mkdir(parents=True)
    (project.root / "reports").mkdir()
    closed = {project.runs("2021"), project.root / "reports"}
    tried = []
    monkeypatch.setattr("khacphuc.doctor.disk._is_open", lambda folder: folder not in closed)
    (diagnosis,) = look(project, operations=[OPERATIONS[0]._replace(attempt=tried.append)])
    assert (diagnosis.state, diagnosis.observed) == ("stops", "may not be written: .runs/2021, reports")
    assert diagnosis.remedy.startswith("chmod -R u+rwX ")
    assert tried == []


def test_a_read_only_disk_is_not_a_matter_of_rights(project, monkeypatch):
    """Nobody can change the rights there."""
    monkeypatch.setattr("khacphuc.doctor.disk._is_read_only", lambda _folder: True)
    monkeypatch.setattr("khacphuc.doctor.disk._is_open", lambda folder: folder != project.root)
    (diagnosis,) = look(project)
    assert diagnosis.observed == "may not be written: the project's folder"
    assert diagnosis.remedy.endswith("# DIR: on a disk that is not read-only")


def test_a_file_in_the_place_of_the_runs_stops_a_run(project):
    """It is told, not raised."""
    (project.root / ".runs").touch()
    (diagnosis,) = look(project)
    assert diagnosis.state == "stops"
    assert diagnosis.observed.startswith("nothing can be made in .runs (")
