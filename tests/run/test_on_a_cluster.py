"""Whole runs on a Dask cluster: what its workers publish is what this machine would have."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from . import clusters

pytestmark = pytest.mark.untraced

HERE = Path(__file__).resolve().parent
RUNS = [f"office-{number}" for number in range(10)]


def command(project, *arguments):
    """``khacphuc run`` in a process of its own, with quick writers."""
    return subprocess.run(
        [sys.executable, str(HERE / "fake.py"), "run", *arguments],
        cwd=project.root,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


def outputs_of(fake, project, run):
    """What a run published, but for the times it took and the build it is."""
    files = fake.snapshot(project.published_report(run))
    files.pop("timings.json")
    record = json.loads(files.pop("run.json"))
    return files, record["inputs"], record["outputs"]


@pytest.fixture
def offices(project, fake):
    """A project with the runs of ten offices."""
    for run in RUNS:
        fake.add_run(project, run)
    return project


@pytest.mark.full
def test_ten_runs_outlive_a_worker_and_are_the_same_as_local(offices, fake, tmp_path):
    """One of two workers is killed at work; all ten are published, byte for byte as made here."""
    with clusters.cluster_of(2, tmp_path / "cluster", preload=str(HERE / "fake.py")) as running:
        lost = next(iter(running.workers))

        def kill():
            clusters.wait_for(lambda: sum(offices.published_report(run).exists() for run in RUNS) >= 2)
            os.kill(lost, signal.SIGKILL)

        killer = threading.Thread(target=kill)
        killer.start()
        done = command(offices, *RUNS, "--cluster", running.address)
        killer.join()
        assert running.workers[lost].wait() == -signal.SIGKILL
    assert done.returncode == 0, done.stderr
    assert "10 lần chạy trong " in done.stdout
    # the killed one may have published what it could no longer tell: then there was nothing left to make
    assert all(done.stdout.count(f"lần chạy {run}: đã công bố") == 1 for run in RUNS), done.stdout
    there = {run: outputs_of(fake, offices, run) for run in RUNS}
    assert all(fake.leftovers(offices, run) == [] for run in RUNS)
    here = command(offices, *RUNS, "--jobs", "2", "--force")
    assert here.returncode == 0, here.stderr
    assert {run: outputs_of(fake, offices, run) for run in RUNS} == there


@pytest.mark.full
def test_the_real_run_on_a_cluster_is_the_same_as_local(published, tmp_path):
    """Every file of run 2021 but its times."""
    project = published.copy(tmp_path / "project")
    with clusters.cluster_of(1, tmp_path / "cluster") as running:
        done = project.khacphuc("run", "2021", "--force", "--cluster", running.address)
    assert done.returncode == 0, done.stderr
    assert "1 lần chạy trong " in done.stdout
    names = {file.relative_to(project.report) for file in project.report.rglob("*") if file.is_file()}
    differ = {
        str(name)
        for name in names
        if (project.report / name).read_bytes() != (published.report / name).read_bytes()
    }
    assert differ <= {"timings.json", "run.json"}


def test_a_refused_address_starts_nothing(offices):
    """Exit 2, the address and what is expected."""
    done = command(offices, *RUNS, "--cluster", "tcp://10.0.0.7:8786")
    assert done.returncode == 2
    assert "--cluster tcp://10.0.0.7:8786: expected tls://HOST:PORT" in done.stderr
    assert not any(offices.published_report(run).exists() for run in RUNS)


def test_jobs_are_for_this_machine(offices):
    """Both at once are a usage error: workers decide how many."""
    done = command(offices, *RUNS, "--cluster", "localhost", "--jobs", "2")
    assert done.returncode == 2
    assert "--jobs is for this machine" in done.stderr
