"""``kill -9`` while forms are received or gathered: nothing is lost, and nothing is counted twice."""

from __future__ import annotations

import csv
import hashlib
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from khacphuc.office.example.make_example import make_example
from khacphuc.project.layout import Layout

from ..returns.worlds import RUN, World, clean_forms

KILLS = 12
SEED = 2031
YEAR = "2021"

pytestmark = [
    pytest.mark.full,
    pytest.mark.untraced,
    pytest.mark.skipif(not Path("/proc/self/environ").exists(), reason="processes are killed as on Linux"),
]


def start(folder, *arguments):
    """A command in a process of its own."""
    return subprocess.Popen(
        [sys.executable, "-m", "khacphuc", *arguments],
        cwd=folder,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )


def finish(folder, *arguments):
    """A command nobody kills; the seconds it took."""
    since = time.monotonic()
    process = start(folder, *arguments)
    _, errors = process.communicate()
    assert process.returncode in {0, 1}, errors.decode()
    return time.monotonic() - since


def killed(folder, seconds, *arguments):
    """A command that is killed after so many seconds, with all it started."""
    process = start(folder, *arguments)
    time.sleep(seconds)
    process.send_signal(signal.SIGKILL)
    process.communicate()


def receipts(layout):
    """The rows of the receipts, all of them whole; none where there are no receipts yet."""
    file = layout.raw(RUN) / "receipts.csv"
    if not file.exists():
        return []
    with file.open(encoding="utf-8", newline="") as stream:
        rows = [*csv.DictReader(stream)]
    assert all(None not in row and None not in row.values() for row in rows)
    return rows


def check_receipts(layout):
    """Whatever has a receipt lies where it says, with the bytes it says."""
    for row in receipts(layout):
        data = (layout.raw(RUN) / row["received_file"]).read_bytes()
        assert hashlib.sha256(data).hexdigest() == row["sha256"]


@pytest.fixture
def sent(tmp_path):
    """An office that has received nothing, and a folder with what its units sent."""
    folder = tmp_path / "sent"
    folder.mkdir()
    for form in clean_forms():
        (folder / form.name).write_bytes(form.data)
    return Layout(World(files=[]).write(tmp_path / "office")), folder


def test_killed_while_forms_are_received(sent, tmp_path):
    """Received again after any kill, every form has one receipt and lies there once, unchanged."""
    layout, folder = sent
    spare = Layout(World(files=[]).write(tmp_path / "spare"))
    seconds = finish(spare.root, "returns", "receive", RUN, str(folder))
    choose = random.Random(SEED)  # noqa: S311 - seeded on purpose
    for number in range(KILLS):
        killed(
            layout.root, (number + choose.random()) / KILLS * seconds, "returns", "receive", RUN, str(folder)
        )
        check_receipts(layout)
    finish(layout.root, "returns", "receive", RUN, str(folder))
    check_receipts(layout)
    assert sorted(row["sha256"] for row in receipts(layout)) == sorted(form.sha256 for form in clean_forms())
    assert {file.name for file in (layout.raw(RUN) / "received").iterdir()} == {
        Path(row["received_file"]).name for row in receipts(layout)
    }


def test_killed_while_forms_are_gathered(tmp_path):
    """What a run gathers after any number of kills is what one gathers that nobody kills."""
    victim, other = (Layout(tmp_path / name) for name in ("killed", "other"))
    for layout in (victim, other):
        make_example(layout.root, years=1)
    before = {file.name: file.read_bytes() for file in (victim.raw(YEAR) / "received").iterdir()}
    seconds = finish(other.root, "run", YEAR, "--force")
    choose = random.Random(SEED)  # noqa: S311 - seeded on purpose
    for number in range(KILLS // 2):
        # the first half of a run has the stage in it
        killed(victim.root, (number + choose.random()) / KILLS * seconds, "run", YEAR, "--force")
    finish(victim.root, "run", YEAR, "--force")
    assert {file.name: file.read_bytes() for file in (victim.raw(YEAR) / "received").iterdir()} == before
    first, second = (
        {
            name: (layout.published_report(YEAR) / "tables" / name).read_bytes()
            for name in ("returns.csv", "rates.csv", "figures.csv")
        }
        for layout in (victim, other)
    )
    assert first == second
