"""A real Dask cluster on this machine: a scheduler and workers, each a process that can be killed."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

PATIENCE_SECONDS = 120


@dataclass
class Cluster:
    """A scheduler, its address, and the workers started for it."""

    folder: Path
    options: tuple[str, ...] = ()
    preload: str = ""
    environment: dict[str, str] = field(default_factory=dict)
    address: str = ""
    processes: list[subprocess.Popen[bytes]] = field(default_factory=list)

    @property
    def scheduler(self) -> subprocess.Popen[bytes]:
        """The scheduler."""
        return self.processes[0]

    @property
    def workers(self) -> dict[int, subprocess.Popen[bytes]]:
        """The workers by the ids of their processes."""
        return {process.pid: process for process in self.processes[1:]}

    def log(self, name: str) -> str:
        """What a process of the cluster has said so far."""
        return (self.folder / f"{name}.log").read_text(encoding="utf-8")

    def start(self, name: str, module: str, *arguments: str) -> None:
        """Start a process of the cluster."""
        with (self.folder / f"{name}.log").open("wb") as log:
            command = [sys.executable, "-m", f"distributed.cli.{module}", *self.options, *arguments]
            self.processes.append(
                subprocess.Popen(
                    command,
                    cwd=self.folder,
                    env={**os.environ, **self.environment},
                    stdin=subprocess.DEVNULL,
                    stdout=log,
                    stderr=log,
                )
            )

    def start_workers(self, count: int, host: tuple[str, ...] = ("--host", "127.0.0.1")) -> None:
        """Start workers, and wait until the scheduler knows them."""
        names = [f"worker-{len(self.workers) + n}" for n in range(count)]
        for name in names:
            self.start(
                name,
                "dask_worker",
                *(self.address, *host, "--nthreads", "1", "--no-nanny", "--no-dashboard"),
                *("--local-directory", str(self.folder / name)),
                *(("--preload", self.preload) if self.preload else ()),
            )
        wait_for(lambda: all("Registered to" in self.log(name) for name in names))

    def end(self) -> None:
        """End every process of the cluster."""
        for process in reversed(self.processes):
            process.kill()
            process.wait()


def wait_for(condition) -> None:
    """Wait until something is so."""
    end = time.monotonic() + PATIENCE_SECONDS
    while not condition():
        assert time.monotonic() < end
        time.sleep(0.02)


@contextmanager
def cluster_of(
    workers: int,
    folder: Path,
    *,
    options: tuple[str, ...] = (),
    preload: str = "",
    protocol: str = "tcp",
    host: str = "127.0.0.1",
    **environment: str,
) -> Iterator[Cluster]:
    """A cluster of so many workers that make one run at a time each, and execute a file first."""
    folder.mkdir()
    cluster = Cluster(folder, options, preload, environment)
    place = folder / "scheduler.json"
    try:
        cluster.start(
            "scheduler",
            "dask_scheduler",
            *("--host", f"{protocol}://{host}", "--port", "0", "--no-dashboard"),
            *("--scheduler-file", str(place)),
        )

        def is_started() -> bool:
            with suppress(OSError, ValueError, KeyError):
                cluster.address = json.loads(place.read_text(encoding="utf-8"))["address"]
            return bool(cluster.address)

        wait_for(is_started)
        cluster.start_workers(workers)
        yield cluster
    finally:
        cluster.end()
