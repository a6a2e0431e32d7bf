"""Finds the processes of a test, whoever started them."""

from __future__ import annotations

from pathlib import Path


def bearing(name: str, mark: str) -> list[int]:
    """The processes that have a variable of this name and value in their environment, zombies aside."""
    pids = []
    for folder in Path("/proc").iterdir():
        if folder.name.isdecimal():
            try:
                environment = (folder / "environ").read_bytes()
            except OSError:
                continue
            if f"{name}={mark}".encode() in environment.split(b"\0"):
                pids.append(int(folder.name))
    return pids
