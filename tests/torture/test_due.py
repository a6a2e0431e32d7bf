"""``khacphuc run --due`` in trouble: two at once, killed, a full disk, reports that cannot be written."""

from __future__ import annotations

import csv
import shutil
import sys
import time
from contextlib import suppress
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from khacphuc.project.layout import Layout
from khacphuc.schedule.event_record import EVENTS

from ..disks import small_disk
from .test_kill import PATIENCE_SECONDS, published, start, wait_until_gone

pytestmark = [
    pytest.mark.full,
    pytest.mark.untraced,
    pytest.mark.skipif(not sys.platform.startswith("linux"), reason="processes are found through /proc"),
]


@pytest.fixture
def victim(tmp_path, fake_victim):
    """The fake project with a draft that was due on the first day of the year its run is about."""
    layout = fake_victim.fake.make_project(tmp_path / "project")
    file = layout.parameters("2021")
    text = file.read_text(encoding="utf-8").replace("status: reconstruction", "status: draft")
    file.write_text(
        f"{text}schedule:\n  - {{event: draft, on: 01/01/2021, retries: 1, backoff: 1}}\n", "utf-8"
    )
    return type(fake_victim)(layout, "2021", fake_victim.command, fake_victim.fake, fake_victim.temporary)


def drafts(victim):
    """How often the draft was begun, and how that ended."""
    file = victim.layout.history("2021") / EVENTS
    if not file.exists():
        return []
    with file.open(encoding="utf-8", newline="") as stream:
        return [row["outcome"] for row in csv.DictReader(stream) if row["event"] == "draft"]


def run_due(victim, mark="due"):
    """A pass to its end."""
    process = start(victim, mark, "--due")
    _, errors = process.communicate(timeout=PATIENCE_SECONDS)
    return process.returncode, errors.decode()


def again(victim):
    """As if a retry were due: the last row was written long ago."""
    file = victim.layout.history("2021") / EVENTS
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace(f"{date.today().year}-", "2021-"), encoding="utf-8")  # noqa: DTZ011


def test_two_at_once_make_one_run(victim):
    """Whichever is second ends well and does nothing."""
    first, second = start(victim, "a", "--due"), start(victim, "b", "--due")
    for process in (first, second):
        _, errors = process.communicate(timeout=PATIENCE_SECONDS)
        assert process.returncode == 0, errors.decode()
    assert drafts(victim) == ["started", "done"]
    assert victim.layout.published_report("2021").is_dir()


def test_a_killed_pass_is_put_right_by_the_next(victim):
    """Readers have what they had; the next pass makes what was cut off, once."""
    assert run_due(victim)[0] == 0
    before = published(victim)
    raw = victim.layout.raw("2021") / "figures.csv"
    raw.write_text(raw.read_text(encoding="utf-8").replace("1.231", "1.232"), encoding="utf-8")
    file = victim.layout.parameters("2021")
    file.write_text(file.read_text(encoding="utf-8").replace("01/01/2021", "02/01/2021"), encoding="utf-8")
    process = start(victim, "killed", "--due")
    end = time.monotonic() + PATIENCE_SECONDS
    while drafts(victim) != ["started", "done", "started"] and time.monotonic() < end:
        time.sleep(0.01)
    process.kill()
    process.communicate()
    assert wait_until_gone("killed") == []
    assert published(victim) == before
    code, errors = run_due(victim)
    assert code == 0, errors
    assert drafts(victim) == ["started", "done", "started", "started", "done"]
    assert published(victim) != before
    assert victim.fake.leftovers(victim.layout) == []
    assert run_due(victim)[0] == 0
    assert len(drafts(victim)) == 5


def test_a_full_disk_is_named_and_the_next_pass_does_it(victim, tmp_path):
    """On a disk of its own, filled to the last byte; nothing is begun that cannot be recorded."""
    with small_disk(tmp_path / "disk", "4m") as disk:
        shutil.copytree(victim.layout.root, disk / "project")
        victim = replace(victim, layout=Layout(disk / "project"))
        filling = disk / "filling"
        with filling.open("wb", buffering=0) as stream, suppress(OSError):
            while True:
                stream.write(bytes(4096))
        code, errors = run_due(victim)
        assert (code, drafts(victim)) == (2, [])
        assert "the disk is full" in errors
        assert not victim.layout.published_report("2021").exists()
        filling.unlink()
        code, errors = run_due(victim)
        assert code == 0, errors
        assert drafts(victim) == ["started", "done"]


def test_reports_that_cannot_be_written_are_named_and_made_later(victim):
    """A file lies where the folder of reports should be; the event failed, and is tried again."""
    reports = victim.layout.root / "reports"
    shutil.rmtree(reports, ignore_errors=True)
    reports.write_bytes(b"")
    code, _ = run_due(victim)
    assert code in {2, 3}
    assert drafts(victim) == ["started", "failed"]
    reports.unlink()
    again(victim)
    code, errors = run_due(victim)
    assert code == 0, errors
    assert drafts(victim) == ["started", "failed", "started", "done"]
    assert Path(victim.layout.published_report("2021")).is_dir()
