"""No sequence of runs, prunings, cleanings, upgrades and kills removes or alters an issued version."""

from __future__ import annotations

import io
import json
import random
import shutil
import subprocess
import sys
from contextlib import contextmanager, suppress
from pathlib import Path

import pandas as pd
import pytest

from khacphuc import history
from khacphuc.commands.history import restore_version
from khacphuc.commands.verify import verify_run
from khacphuc.console.progress import Silent
from khacphuc.errors import KhacphucError, UsageError
from khacphuc.history import gaps, keeping
from khacphuc.history import issued_values as issued
from khacphuc.history.append_only import today
from khacphuc.history.keeping import VINTAGES
from khacphuc.history.publication import is_kept
from khacphuc.history.published_values import TABLES_OF_VALUES, published_values
from khacphuc.history.signoffs import SIGN_OFFS, SignOff, add_sign_off
from khacphuc.history.version_file import list_versions, read_parts, read_record
from khacphuc.history.vintages import latest_values, read_vintages
from khacphuc.office.upgrade import upgrade_project
from khacphuc.project import files as project_files
from khacphuc.project.files import hash_file, read_text, write_bytes, write_text
from khacphuc.project.starter import starter_files
from khacphuc.run.attempt import run_report
from khacphuc.run.lock import run_lock
from khacphuc.run.outcome import Options
from khacphuc.run.publish import recover

from .test_keeping import files

RUN = "2021"
STEPS = 40
REAL = (keeping, issued, gaps)


class Kill(BaseException):
    """The process was killed: nothing it would have done afterwards happens."""


@pytest.fixture
def project(project, writers, monkeypatch):  # noqa: ARG001 - the stand-ins come first
    """A project whose stages leave tables that can be read, and whose versions are kept for good."""
    for module in REAL:
        monkeypatch.setitem(sys.modules, module.__name__, module)
        monkeypatch.setattr(history, module.__name__.rpartition(".")[2], module)
    return project


class Machine:
    """A project, what may happen to it, and what must be so whatever happened."""

    def __init__(self, project, fake, seed):
        self.project, self.fake = project, fake
        self.random = random.Random(seed)  # noqa: S311 - no secret
        self.history = project.history(RUN)
        self.value = 1
        self.before: dict[str, bytes] = {}
        self.records: set[str] = set()

    def step(self):
        """One thing that happens; what it was."""
        happening = self.random.choice(
            [self.edit_and_run] * 4
            + [self.run, self.force, self.draft, self.prune, self.clean, self.restore, self.sign]
            + [self.upgrade, self.verify, self.kill, self.kill, self.kill, self.tear]
        )
        happening()
        self.check()
        return happening.__name__

    def run(self, *, force=False):
        """Make the run."""
        value = float(read_text(self.project.raw(RUN) / "figures.csv").rpartition(",")[2])

        def execute(layout, run, stage, build, *, cell_done):
            self.fake.InProcess()(layout, run, stage, build, cell_done=cell_done)
            for name, data in files(value).items():
                if name.startswith("clean/") and (stage.name == "30_assess" or "assess" not in name):
                    write_bytes(build / name, data)

        options = Options(force=force)
        return run_report(self.project, RUN, progress=Silent(), execute=execute, options=options)

    def force(self):
        """Make the run though nothing has changed."""
        self.run(force=True)

    def edit_and_run(self):
        """Somebody corrects a number."""
        self.value = self.random.randrange(1, 6)
        write_text(self.project.raw(RUN) / "figures.csv", f"figure_id,printed\nSL041,{self.value}\n")
        assert self.run().status == "published"
        self.check_kept()

    def draft(self):
        """The report is a draft for a while."""
        file = self.project.parameters(RUN)
        text = read_text(file)
        write_text(file, text.replace("status: reconstruction", "status: draft"))
        self.run()
        write_text(file, text)

    def prune(self):
        """What is not needed goes, as at the beginning of each run."""
        with run_lock(self.project, RUN):
            recover(self.project, RUN)

    def clean(self):
        """As ``make clean`` does; what was not kept by then is given up."""
        self.records.clear()
        shutil.rmtree(self.project.root / ".runs", ignore_errors=True)
        for place in (self.project.published_clean(RUN), self.project.published_report(RUN)):
            place.unlink(missing_ok=True)

    def restore(self):
        """An earlier version is published again."""
        if versions := list_versions(self.history):
            before = snapshot(self.history)
            try:
                restore_version(self.project, RUN, self.random.choice(versions).number)
            except UsageError as error:
                assert "has other values than were issued last" in str(error)  # noqa: PT017
                assert snapshot(self.history) == before
            else:
                self.check_kept()

    def sign(self):
        """Somebody signs off."""
        if versions := list_versions(self.history):
            digest = read_record(self.random.choice(versions).path).run_json
            with run_lock(self.project, RUN):
                add_sign_off(self.history, SignOff(today(), digest, "Bí thư", "approved", ""))

    def upgrade(self):
        """The project is brought to this version: a file it lacks is back, one of its own stays."""
        names = sorted(name for name in starter_files() if (self.project.root / name).is_file())
        gone = self.project.root / self.random.choice(names) if names else None
        if gone:
            gone.unlink()
        upgrade_project(self.project)
        assert not gone or gone.is_file()

    def verify(self):
        """What is published is made again."""
        with suppress(KhacphucError):
            verify_run(self.project, RUN, progress=Silent(), execute=self.fake.InProcess())

    def kill(self):
        """A run is killed at some moment; the next one ends what it began."""
        with pytest.MonkeyPatch.context() as patch, suppress(Kill), dying(patch, self.random.randrange(90)):
            self.edit_and_run()

    def tear(self):
        """The disk loses the end of the vintages: that is told, and nothing is added until it is mended."""
        file = self.history / VINTAGES
        if file.exists():
            whole = file.read_bytes()
            file.write_bytes(whole[: -self.random.randrange(1, 9)])
            torn = snapshot(self.history)
            self.value += 10
            write_text(self.project.raw(RUN) / "figures.csv", f"figure_id,printed\nSL041,{self.value}\n")
            outcome = self.run()
            assert any(VINTAGES in message for message in outcome.messages)
            assert snapshot(self.history) == torn
            file.write_bytes(whole)

    def check(self):
        """What was there is there, byte for byte; tables have only grown."""
        record = self.project.published_report(RUN) / "run.json"
        if record.is_file() and json.loads(record.read_bytes())["document_status"] != "draft":
            self.records.add(hash_file(record))
        after = snapshot(self.history)
        for name, data in self.before.items():
            if name in {VINTAGES, SIGN_OFFS}:
                assert after[name].startswith(data), name
            elif not name.endswith(".pending"):
                assert after[name] == data, name
        self.before = {name: data for name, data in after.items() if not name.startswith(".")}

    def check_kept(self):
        """What is published is kept, and the vintages say of each version what is in it."""
        assert is_kept(self.project, RUN)
        assert gaps.history_gaps(self.history) == ()
        digests = {version.digest for version in list_versions(self.history)}
        assert {digest[:16] for digest in self.records} <= digests  # whatever was published once
        vintages = read_vintages(self.history / VINTAGES)
        for version in list_versions(self.history):
            parts = read_parts(version.path, "clean/")
            tables = {
                name: pd.read_parquet(io.BytesIO(parts[part])) for name, part in TABLES_OF_VALUES.items()
            }
            latest = latest_values(vintages, version.number)
            values = {value.key: value for value in published_values(tables)}
            assert {key: value for key, value in latest.items() if value.value} == {
                key: value for key, value in values.items() if value.value
            }
        assert not issued.issued_values(list_versions(self.history)[-1].path).empty


def snapshot(folder):
    """The bytes of every file of a folder."""
    if not folder.is_dir():
        return {}
    return {path.name: path.read_bytes() for path in folder.iterdir()}


@contextmanager
def dying(patch, moment):
    """The process dies when it touches the disk for the nth time, and touches nothing after that."""
    left = [moment]

    def fatal(function):
        def touch(*arguments, **options):
            left[0] -= 1
            if left[0] < 0:
                raise Kill
            return function(*arguments, **options)

        return touch

    for name in ("rename", "replace", "unlink", "mkdir", "symlink_to"):
        patch.setattr(Path, name, fatal(getattr(Path, name)))
    patch.setattr(project_files.os, "fsync", fatal(project_files.os.fsync))
    patch.setattr(shutil, "rmtree", fatal(shutil.rmtree))
    yield


@pytest.mark.usefixtures("writers")
def test_what_was_issued_stays(project, fake):
    """Everything but the history is removed."""
    machine = Machine(project, fake, 0)
    machine.edit_and_run()
    machine.check()
    machine.clean()
    machine.check()
    assert len(list_versions(machine.history)) == 1


@pytest.mark.full
@pytest.mark.skipif(not shutil.which("make"), reason="make is not installed")
def test_make_clean_leaves_the_history(project, root):
    """What is published goes, what was issued stays: the recipe itself, not what it is said to do."""
    shutil.copy(root / "Makefile", project.root)
    issued_file = project.history(RUN) / "0001-0.zip"
    published = project.root / "reports" / "2021" / "report.html"
    cleaned = project.root / "data" / "clean" / "2021" / "figures.parquet"
    for file in (issued_file, published, cleaned):
        write_bytes(file, b"x")
    subprocess.run(["make", "clean"], cwd=project.root, check=True, capture_output=True)
    assert issued_file.is_file()
    assert not published.exists()


@pytest.mark.full
@pytest.mark.untraced
@pytest.mark.usefixtures("writers")
@pytest.mark.parametrize("seed", range(4))
def test_whatever_happens_what_was_issued_stays(project, fake, seed):
    """Many things that happen, one after the other."""
    machine = Machine(project, fake, seed)
    happened = [machine.step() for _ in range(STEPS)]
    machine.edit_and_run()
    machine.check()
    assert len(happened) == STEPS
    assert len(list_versions(machine.history)) > 1
