"""Publishing: together, whole, or not at all."""

from __future__ import annotations

import errno
import os
import shutil
import subprocess
from pathlib import Path

import pytest

from khacphuc.errors import UsageError
from khacphuc.project.files import write_text
from khacphuc.project.layout import Layout
from khacphuc.run import publish as publishing
from khacphuc.run.builds import current_id, new_build
from khacphuc.run.publish import check_places, publish, recover

from ..disks import small_disk


def publish_version(project, text):
    """Publish a version whose tables and report hold a text."""
    with new_build(project, "2021") as build:
        write_text(build / "clean" / "figures.parquet", text)
        write_text(build / "report" / "report.html", text)
        return publish(project, "2021", build, "en")


def published(project):
    """What readers find in both places."""
    return (
        (project.published_clean("2021") / "figures.parquet").read_text(),
        (project.published_report("2021") / "report.html").read_text(),
    )


SYMLINK_TO = Path.symlink_to


@pytest.fixture
def no_links(monkeypatch):
    """A system on which links cannot be made."""

    def refuse(*_arguments, **_keywords):
        raise OSError(errno.EPERM, "Operation not permitted")

    monkeypatch.setattr(Path, "symlink_to", refuse)
    return monkeypatch


def raising(error):
    """A function that raises, whatever it is called with."""

    def refuse(*_arguments, **_keywords):
        raise error

    return refuse


def versions(project):
    """The builds that are kept."""
    return sorted(entry.name for entry in project.runs("2021").iterdir() if entry.name[0] == "2")


def test_the_published_places_are_links_that_never_change(project):
    """Two versions, the same two links, and one version kept."""
    assert publish_version(project, "one") == ""
    links = [
        str(project.published_clean("2021").readlink()),
        str(project.published_report("2021").readlink()),
    ]
    assert links == ["../../.runs/2021/current/clean", "../.runs/2021/current/report"]
    first = current_id(project, "2021")
    publish_version(project, "two")
    assert published(project) == ("two", "two")
    assert versions(project) == [first, current_id(project, "2021")]
    assert [
        str(project.published_clean("2021").readlink()),
        str(project.published_report("2021").readlink()),
    ] == links


def test_exactly_one_older_version_is_kept(project):
    """After many versions there are two builds, and the older is the one before."""
    for number in range(4):
        publish_version(project, str(number))
    older, newer = versions(project)
    assert (project.runs("2021") / older / "report" / "report.html").read_text() == "2"
    assert newer == current_id(project, "2021")


def test_a_project_may_be_moved(project):
    """The links are relative."""
    publish_version(project, "one")
    moved = project.root.with_name("moved")
    project.root.rename(moved)
    assert (moved / "reports" / "2021" / "report.html").read_text() == "one"


def test_publishing_clears_scratch_and_attempt(project):
    """What analysts tried on the old version, and what the last failure left, is out of date."""
    for name in ("scratch", "attempt"):
        write_text(project.runs("2021") / name / "x", "")
    publish_version(project, "one")
    assert not (project.runs("2021") / "scratch").exists()
    assert not (project.runs("2021") / "attempt").exists()


def test_a_folder_another_run_makes_meanwhile_is_one(tmp_path, monkeypatch):
    """Two runs of a new project begin at once: whoever looks second finds a folder."""
    folder, is_there = tmp_path / ".runs", os.path.lexists

    def appears(path):
        folder.mkdir(exist_ok=True)
        return is_there(path)

    monkeypatch.setattr(publishing.os.path, "lexists", appears)
    assert not publishing.refusal(folder)


@pytest.mark.parametrize("name", ["reports", "data/clean", ".runs"])
def test_a_folder_may_be_a_link_to_another_disk(project, tmp_path, name):
    """The links there start where they really lie, so they lead somewhere, from both sides."""
    disk = tmp_path / "far" / "away" / "disk"
    disk.mkdir(parents=True)
    (project.root / name).symlink_to(disk)
    for text in ("one", "two"):
        check_places(project, "2021")
        assert publish_version(project, text) == ""
        assert published(project) == (text, text)
    recover(project, "2021")
    assert published(project) == ("two", "two")
    assert (disk / "2021").exists()


@pytest.mark.parametrize("name", ["reports", "data/clean", "data", ".runs"])
@pytest.mark.parametrize("kind", ["file", "link"])
def test_a_folder_that_is_none_is_told(project, name, kind):
    """A file, or a link to a disk that is away, is told before anything is made, with what to do."""
    path = project.root / name
    shutil.rmtree(path, ignore_errors=True)
    path.touch() if kind == "file" else path.symlink_to("/mnt/away")
    with pytest.raises(UsageError) as caught:
        check_places(project, "2021")
    reason = "no folder" if kind == "file" else "a link to /mnt/away, which is no folder"
    remedy = "mount the disk it lies on, or remove it, then run again"
    assert str(caught.value) == f"{name}: {reason}; {remedy}"


@pytest.mark.parametrize("place", ["data/clean/2021", "reports/2021"])
@pytest.mark.parametrize("kind", ["folder", "file", "link"])
def test_what_somebody_else_made_is_left_alone(project, place, kind):
    """A real folder, a file or another link is told, and nothing is published."""
    path = project.root / place
    path.parent.mkdir(parents=True, exist_ok=True)
    {"folder": path.mkdir, "file": path.touch, "link": lambda: path.symlink_to("elsewhere")}[kind]()
    with pytest.raises(UsageError, match=f"{place}: was not made by publishing run 2021"):
        publish_version(project, "one")
    assert current_id(project, "2021") == ""
    assert not versions(project)


def test_a_current_that_was_copied_as_a_folder_is_told(project):
    """A project copied by a tool that follows links says what to remove."""
    publish_version(project, "one")
    current = project.runs("2021") / "current"
    target = current.resolve()
    current.unlink()
    shutil.copytree(target, current)
    with pytest.raises(UsageError, match=r"\.runs/2021/current: is a folder, not a link"):
        check_places(project, "2021")


@pytest.mark.parametrize("step", ["sync_tree", "note_replaced", "_publish_links"])
@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EROFS])
def test_a_disk_that_refuses_leaves_the_published_version(project, monkeypatch, step, number):
    """Whichever step the disk refuses, readers keep what they had, and no build is left."""
    publish_version(project, "one")
    before = versions(project)

    def refuse(*_arguments):
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(publishing, step, refuse)
    with pytest.raises(UsageError, match="disk"):
        publish_version(project, "two")
    assert published(project) == ("one", "one")
    assert versions(project) == before


def test_a_full_disk_is_not_taken_for_one_without_links(project, monkeypatch):
    """Copies would need more room still."""
    monkeypatch.setattr(Path, "symlink_to", raising(OSError(errno.ENOSPC, "full")))
    with pytest.raises(UsageError, match="the disk is full"):
        publish_version(project, "one")
    assert not project.published_report("2021").exists()


def test_a_real_disk_that_is_full_or_read_only(fake, tmp_path):
    """What was published stays on a disk too small for the next version, and on a read-only one."""
    with small_disk(tmp_path / "disk", "300k") as disk:
        project = fake.make_project(disk / "project")
        publish_version(project, "one")
        with pytest.raises(OSError, match="No space left"):
            publish_version(project, "x" * 400_000)
        assert published(project) == ("one", "one")
        subprocess.run(["mount", "-o", "remount,ro", str(disk)], check=True)
        with pytest.raises(UsageError, match="the disk is read-only"), new_build(project, "2021"):
            pass
        assert published(project) == ("one", "one")


@pytest.mark.usefixtures("no_links")
def test_without_links_both_places_are_copies(project):
    """Folders are replaced, one version is kept, and one line says what cannot be promised."""
    publish_version(project, "one")
    warning = publish_version(project, "two")
    assert warning.startswith("no links can be made here, so data/clean/2021 and reports/2021 were replaced")
    assert "\n" not in warning
    assert published(project) == ("two", "two")
    assert not project.published_report("2021").is_symlink()
    assert len(versions(project)) == 2
    assert [e.name for e in project.published_report("2021").parent.iterdir()] == ["2021"]
    check_places(project, "2021")


def test_a_system_that_knows_no_links(project, monkeypatch):
    """``NotImplementedError`` means copies too."""
    monkeypatch.setattr(Path, "symlink_to", raising(NotImplementedError()))
    assert publish_version(project, "one")
    assert published(project) == ("one", "one")


@pytest.mark.usefixtures("no_links")
def test_links_and_copies_take_each_others_place(project):
    """A project may move from a disk without links to one with them, and back."""
    publish_version(project, "one")
    with pytest.MonkeyPatch.context() as links:
        links.setattr(Path, "symlink_to", SYMLINK_TO)
        assert publish_version(project, "two") == ""
    assert project.published_report("2021").is_symlink()
    assert published(project) == ("two", "two")
    publish_version(project, "three")
    assert not project.published_report("2021").is_symlink()
    assert published(project) == ("three", "three")


@pytest.mark.parametrize("swaps", [0, 1, 2])
def test_copies_cut_short_are_made_good(project, no_links, swaps):
    """A run killed between its two swaps leaves two versions; the next run takes the published one."""
    publish_version(project, "one")
    done = []
    swap = publishing._swap

    def cut_short(place):
        if len(done) == swaps:
            raise KeyboardInterrupt
        done.append(place)
        swap(place)

    if swaps < 2:
        no_links.setattr(publishing, "_swap", cut_short)
    else:
        no_links.setattr(publishing, "sync_folder", raising(KeyboardInterrupt()))
    with pytest.raises(KeyboardInterrupt):
        publish_version(project, "two")
    no_links.setattr(publishing, "_swap", swap)
    no_links.setattr(publishing, "sync_folder", lambda _f: None)
    recover(project, "2021")
    assert published(project) == ("one", "one")
    assert [e.name for e in project.published_clean("2021").parent.iterdir()] == ["2021"]


@pytest.mark.usefixtures("no_links")
def test_a_copy_cut_short_between_two_renames_comes_back(project):
    """The old folder goes back to its place."""
    publish_version(project, "one")
    place = project.published_report("2021")
    place.rename(place.with_name(".old-2021"))
    recover(project, "2021")
    assert published(project) == ("one", "one")


@pytest.mark.usefixtures("no_links")
def test_a_first_copy_that_was_never_published_is_removed(project):
    """Without a current version there is nothing to go back to."""
    publish_version(project, "one")
    (project.runs("2021") / "current").unlink()
    recover(project, "2021")
    assert not project.published_report("2021").exists()
    assert not project.published_clean("2021").exists()


class KilledError(BaseException):
    """The process is killed: nothing it would still do is done."""


class Killer:
    """Kills a process before one of its changes to the disk, and keeps it from cleaning up after itself."""

    CHANGES = ("rename", "replace", "unlink", "remove", "rmdir", "mkdir", "symlink")

    def __init__(self, patch, *, links):
        self.left = None
        for name in self.CHANGES:
            patch.setattr(os, name, self.counted(getattr(os, name), refused=name == "symlink" and not links))
        patch.setattr(os, "fsync", lambda _: None)  # it is slow, and changes nothing a process sees

    def counted(self, change, *, refused):
        """A change of the disk that kills once its time has come."""

        def changed(*arguments, **keywords):
            if self.left is not None:
                if self.left <= 0:
                    raise KilledError
                self.left -= 1
            if refused:
                raise OSError(errno.EPERM, "Operation not permitted")
            return change(*arguments, **keywords)

        return changed


def moments(project, act, *, links):
    """Do something, killed before its first, second … change, from the same project each time.

    Yields when it was killed, and ends when it ends by itself.
    """
    original = project.root.with_name("original")
    shutil.copytree(project.root, original, symlinks=True)
    for moment in range(1000):
        shutil.rmtree(project.root)
        shutil.copytree(original, project.root, symlinks=True)
        with pytest.MonkeyPatch.context() as patch:
            killer = Killer(patch, links=links)
            killer.left = moment
            try:
                act()
            except KilledError:
                pass
            else:
                return
        yield moment
    pytest.fail("it never ends")


@pytest.fixture
def bare(tmp_path):
    """A project that holds what is published and nothing else: it is copied many times."""
    (tmp_path / "project").mkdir()
    return Layout(tmp_path / "project")


@pytest.mark.untraced
@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param(True, False, id="links give way to copies"),
        pytest.param(False, True, id="copies give way to links"),
        pytest.param(False, False, id="copies", marks=pytest.mark.full),
        pytest.param(True, True, id="links", marks=pytest.mark.full),
    ],
)
def test_a_kill_at_any_moment_leaves_a_whole_version(bare, before, after):
    """Whatever links and copies give way to: recovered, both places have the published version."""
    with pytest.MonkeyPatch.context() as patch:
        Killer(patch, links=before)
        publish_version(bare, "one")
    killed = 0
    for _ in moments(bare, lambda: publish_version(bare, "two"), links=after):
        killed += 1
        with pytest.MonkeyPatch.context() as patch:
            Killer(patch, links=after)
            recover(bare, "2021")
            version = current_text(bare)
            assert published(bare) == (version, version)
            check_places(bare, "2021")
            publish_version(bare, "three")
        assert published(bare) == ("three", "three")
    assert killed > 20
    assert published(bare) == ("two", "two")


def current_text(project):
    """What the version on record says."""
    return (project.runs("2021") / current_id(project, "2021") / "report" / "report.html").read_text()


@pytest.mark.full
@pytest.mark.untraced
def test_a_kill_while_recovering_leaves_a_whole_version(bare):
    """A recovery that is killed itself is made good by the next one, from every state a kill leaves."""
    publish_version(bare, "one")
    states = bare.root.with_name("states")
    for moment in moments(bare, lambda: publish_version(bare, "two"), links=False):
        shutil.copytree(bare.root, states / str(moment), symlinks=True)
    for state in states.iterdir():
        shutil.rmtree(bare.root)
        shutil.rmtree(bare.root.with_name("original"))
        state.rename(bare.root)
        for _ in moments(bare, lambda: recover(bare, "2021"), links=False):
            with pytest.MonkeyPatch.context() as patch:
                Killer(patch, links=False)
                recover(bare, "2021")
            assert published(bare) == (current_text(bare), current_text(bare))
