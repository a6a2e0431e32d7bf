"""``kill -9`` at any moment: readers never see half a report, and nothing is left running or lying about.

``make test`` kills a few runs of the fake project, whose stages are quick; ``make test-all`` kills runs
of a copy of this project at 50 moments.
"""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import time
import uuid
from pathlib import Path

import pytest

from khacphuc.run.builds import current_id
from khacphuc.run.lock import run_lock
from khacphuc.run.stages import CLEAN

from ..processes import bearing

KILLS = 50
#: The moments that are tried in ``make test``: in the middle of the stages, and about the swap.
FEW = (15, 45)
#: Runs of a batch.
BATCH = 4
#: Processes of a batch: the command, two workers, the zygote and two kernels.
IN_A_BATCH = 6
#: A batch takes longer than a run, so fewer of its moments are tried; odd and even ones differ.
BATCHES = (*FEW, *range(0, KILLS, 4), *range(3, KILLS, 10))
SEED = 2021
# ipykernel looks once a second whether its parent still lives
ORPHAN_SECONDS = 15
PATIENCE_SECONDS = 60
MARK = "KHACPHUC_TORTURE_MARK"

pytestmark = [
    pytest.mark.full,
    pytest.mark.untraced,
    pytest.mark.skipif(not Path("/proc/self/environ").exists(), reason="processes are found through /proc"),
]


def start(victim, mark, *arguments):
    """A run in a process of its own, every stage executed; all its descendants bear the mark."""
    return subprocess.Popen(
        [*victim.command, "run", *(arguments or (victim.run, "--force"))],
        cwd=victim.layout.root,
        env={**os.environ, MARK: mark, "TMPDIR": str(victim.temporary)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        start_new_session=True,
        # started in the background of a shell, we ignore interrupts, and so would our children
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # noqa: PLW1509 - one thread here
    )


def finish(victim):
    """A run that nobody kills; the seconds it took."""
    since = time.monotonic()
    process = start(victim, "finished")
    _, errors = process.communicate()
    assert process.returncode == 0, errors.decode()
    return time.monotonic() - since


def wait_until_gone(mark):
    """Wait for what a killed run left; what is still there in the end."""
    end = time.monotonic() + ORPHAN_SECONDS
    while (left := bearing(MARK, mark)) and time.monotonic() < end:
        time.sleep(0.1)
    return left


def wait_for_processes(process, mark, count):
    """Wait until a command has so many processes, itself among them."""
    end = time.monotonic() + PATIENCE_SECONDS
    while len(bearing(MARK, mark)) < count and process.poll() is None and time.monotonic() < end:
        time.sleep(0.02)
    assert process.poll() is None


def published(victim):
    """Every published byte of the run, and of which build it is."""
    layout, run = victim.layout, victim.run
    return {
        place.relative_to(layout.root).as_posix(): victim.fake.snapshot(place)
        for place in (layout.published_clean(run), layout.published_report(run))
    }


def differing(before, after):
    """The names of the files that are not the same."""
    return {name for name in before | after if before.get(name) != after.get(name)}


def private_folders(victim):
    """The folders of kernels' sockets that are there."""
    return set(victim.temporary.glob("khacphuc-kernel-*"))


@pytest.fixture(scope="module")
def seconds(victim):
    """What a run takes; after this there is a published version."""
    return finish(victim)


def moments(seconds):
    """Seeded moments, one in each equal part of a run and a little beyond."""
    choose = random.Random(SEED)  # noqa: S311  (seeded on purpose)
    return [(number + choose.random()) / KILLS * seconds * 1.05 for number in range(KILLS)]


@pytest.mark.parametrize(
    ("victim", "number"),
    [
        *(("fake", number) for number in FEW),
        *(("real", number) for number in range(KILLS)),
    ],
    indirect=["victim"],
)
def test_a_killed_run_leaves_what_was_published(victim, seconds, number):
    """Byte for byte the old version, or the whole new one; no lock, no process."""
    layout, run = victim.layout, victim.run
    before, build = published(victim), current_id(layout, run)
    mark = uuid.uuid4().hex
    process = start(victim, mark)
    time.sleep(moments(seconds)[number])
    process.kill()
    process.communicate()
    assert wait_until_gone(mark) == []
    after = published(victim)
    if current_id(layout, run) == build:
        assert after == before
    else:  # it had got as far as the swap: same inputs, same bytes, but for the times
        for place, files in after.items():
            assert files.keys() == before[place].keys()
            differ = {name for name in files if files[name] != before[place][name]}
            assert differ <= {"timings.json"}
    with run_lock(layout, run):
        assert (layout.runs(run) / "lock").exists()


@pytest.mark.full
def test_the_next_run_works_and_clears_everything_away(victim, seconds):
    """After a kill in the middle: a whole run, two versions, no temporary folder."""
    mark = uuid.uuid4().hex
    process = start(victim, mark)
    time.sleep(seconds / 2)
    process.kill()
    process.communicate()
    assert wait_until_gone(mark) == []
    finish(victim)
    assert victim.fake.leftovers(victim.layout, victim.run) == []
    assert not private_folders(victim)


@pytest.fixture(scope="module")
def batch(fake_victim):
    """The ids of some runs, none of them published."""
    names = [f"batch-{number}" for number in range(BATCH)]
    for name in names:
        fake_victim.fake.add_run(fake_victim.layout, name)
    return names


@pytest.fixture(scope="module")
def batch_seconds(fake_victim, batch):
    """What a batch takes."""
    since = time.monotonic()
    process = start(fake_victim, "batch", *batch, "--jobs", "2", "--force")
    _, errors = process.communicate()
    assert process.returncode == 0, errors.decode()
    return time.monotonic() - since


@pytest.mark.parametrize(
    "number",
    [pytest.param(number, marks=pytest.mark.full) for number in sorted({*BATCHES})],
)
def test_a_killed_batch_is_resumed(fake_victim, batch, batch_seconds, number):
    """Every report is whole at every moment; the next run makes what is missing, and clears up."""
    layout = fake_victim.layout
    whole = {run: fake_victim.fake.snapshot(layout.published_report(run)) for run in batch}
    clear = range(0, BATCH, 3) if number % 2 else ()
    for run in (batch[at] for at in clear):  # some have never been published
        layout.published_report(run).unlink()
        shutil.rmtree(layout.runs(run))
        shutil.rmtree(layout.history(run), ignore_errors=True)  # else it is compared with what was issued
    mark = uuid.uuid4().hex
    process = start(fake_victim, mark, *batch, "--jobs", "2", *([] if number % 2 else ["--force"]))
    time.sleep(moments(batch_seconds / (3 if number % 2 else 1))[number])
    process.kill()
    process.communicate()
    assert wait_until_gone(mark) == []
    for run in batch:
        there = layout.published_report(run)
        if there.exists():
            assert differing(whole[run], fake_victim.fake.snapshot(there)) <= {"timings.json"}
        else:
            assert number % 2
    resumed = uuid.uuid4().hex  # another torture may be at work on this machine
    process = start(fake_victim, resumed, *batch, "--jobs", "2")
    errors = process.communicate()[1].decode()
    assert process.returncode == 0, errors
    for run in batch:
        assert differing(whole[run], fake_victim.fake.snapshot(layout.published_report(run))) <= {
            "timings.json"
        }
        assert fake_victim.fake.leftovers(layout, run) == []
    assert bearing(MARK, resumed) == []
    assert not private_folders(fake_victim)


@pytest.mark.full
@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
@pytest.mark.usefixtures("seconds")
def test_an_interrupt_or_a_termination_takes_the_kernel_along(victim, number, code):
    """The kernel is ended at once, no build is left, and what was published stays."""
    before = published(victim)
    mark = uuid.uuid4().hex
    process = start(victim, mark)
    wait_for_processes(process, mark, 2)  # the runner, and its kernel
    time.sleep(0.3)
    process.send_signal(number)
    try:
        _, errors = process.communicate(timeout=PATIENCE_SECONDS)
    finally:
        process.kill()
    assert process.returncode == code, errors.decode()
    assert bearing(MARK, mark) == []
    assert b"Traceback" not in errors
    assert published(victim) == before
    assert victim.fake.leftovers(victim.layout, victim.run) == []
    assert not private_folders(victim)


@pytest.mark.full
@pytest.mark.usefixtures("seconds")
def test_two_runs_at_once_do_not_mix(victim):
    """One of the two makes the report; the other says who is at it, or comes after it."""
    processes = [start(victim, "both") for _ in range(2)]
    errors = [process.communicate()[1].decode() for process in processes]
    codes = sorted(process.returncode for process in processes)
    assert codes in ([0, 2], [0, 0])
    assert codes == [0, 0] or any("is at it" in text for text in errors)
    assert victim.fake.leftovers(victim.layout, victim.run) == []


@pytest.mark.full
@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
@pytest.mark.parametrize("group", [False, True], ids=["the command", "its whole group"])
@pytest.mark.usefixtures("batch_seconds")
def test_an_interrupt_ends_a_batch_with_its_workers(fake_victim, batch, number, code, group):
    """A terminal sends Ctrl-C to all processes, a scheduler to the first: either way all end, in order."""
    layout = fake_victim.layout
    before = {run: fake_victim.fake.snapshot(layout.published_report(run)) for run in batch}
    mark = uuid.uuid4().hex
    process = start(fake_victim, mark, *batch, "--jobs", "2", "--force")
    wait_for_processes(process, mark, IN_A_BATCH)
    time.sleep(0.5)  # one that is ended while it binds its sockets may print that they are gone
    if group:
        os.killpg(process.pid, number)
    else:
        process.send_signal(number)
    try:
        _, errors = process.communicate(timeout=PATIENCE_SECONDS)
    finally:
        process.kill()
    assert process.returncode == code, errors.decode()
    assert b"Traceback" not in errors
    assert wait_until_gone(mark) == []
    for run in batch:
        there = layout.published_report(run)
        assert differing(before[run], fake_victim.fake.snapshot(there)) <= {"timings.json"}
        assert fake_victim.fake.leftovers(layout, run) == []
    assert not private_folders(fake_victim)


@pytest.mark.full
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
@pytest.mark.usefixtures("batch_seconds")
def test_kernels_in_the_midst_of_a_cell_say_nothing_of_an_interrupt(fake_victim, batch, number):
    """They are killed: one that is asked to end while it computes complains at length."""
    notebook = CLEAN.notebook(fake_victim.layout)
    before = notebook.read_bytes()
    busy = "import time\nend = time.monotonic() + 60\nwhile time.monotonic() < end:\n    sum(range(1000))"
    fake_victim.fake.write_notebook(notebook, (fake_victim.fake.DECLARED, fake_victim.fake.OPENED, busy))
    mark = uuid.uuid4().hex
    process = start(fake_victim, mark, *batch, "--jobs", "2", "--force")
    try:
        wait_for_processes(process, mark, IN_A_BATCH)
        time.sleep(1)  # until both compute
        os.killpg(process.pid, number)
        _, errors = process.communicate(timeout=PATIENCE_SECONDS)
    finally:
        process.kill()
        notebook.write_bytes(before)
    assert process.returncode in {130, 143}
    assert b"Traceback" not in errors
    assert b"IPKernelApp" not in errors
    assert wait_until_gone(mark) == []
