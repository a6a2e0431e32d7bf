"""What tests of kernels share: cells that are executed in a warm kernel of their own."""

from __future__ import annotations

import os
import tempfile
import time
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient

from khacphuc.kernels import provisioner
from khacphuc.kernels.manager import private_kernels
from khacphuc.kernels.zygote import SWITCH, close_zygote


@pytest.fixture(autouse=True)
def plain_kernel_reasons(monkeypatch):
    """Why kernels were started one by one; a test that does not expect it fails."""
    reasons = []
    monkeypatch.setattr(provisioner, "_warn_once", reasons.append)
    monkeypatch.delenv(SWITCH, raising=False)
    yield reasons
    assert not reasons


@pytest.fixture
def temporary(monkeypatch):
    """A folder of temporary files of our own, with a short name."""
    with tempfile.TemporaryDirectory(prefix="k") as short:
        monkeypatch.setattr(tempfile, "tempdir", short)
        yield Path(short)


@pytest.fixture
def private_zygote():
    """No zygote of an earlier test is asked, and none of this one by a later."""
    close_zygote()
    yield
    close_zygote()


@pytest.fixture
def modules(tmp_path, monkeypatch, private_zygote):  # noqa: ARG001
    """Writes modules a zygote can import."""
    monkeypatch.setenv("PYTHONPATH", str(tmp_path), prepend=os.pathsep)

    def write(**sources):
        for name, source in sources.items():
            (tmp_path / f"{name}.py").write_text(source, encoding="utf-8")
        return tuple(sources)

    return write


@pytest.fixture
def execute():
    """Executes cells in a kernel of their own; the text each has printed."""

    def run(*sources, preload=(), later=(), folder=None, timeout=60, kernel="python3", **settings):
        cells = [nbformat.v4.new_code_cell(source) for source in sources]
        notebook = nbformat.v4.new_notebook(cells=cells)
        resources = {"metadata": {"path": str(folder)}} if folder else {}
        with private_kernels(preload, later) as kernels:
            client = NotebookClient(
                notebook,
                kernel_manager_class=kernels,
                kernel_name=kernel,
                resources=resources,
                timeout=timeout,
            )
            client.execute(**settings)
        return [
            "".join(
                output.get("text", "") or output.get("data", {}).get("text/plain", "")
                for output in cell.outputs
            )
            for cell in notebook.cells
        ]

    return run


@pytest.fixture
def gone():
    """Waits until processes are gone; those that are still there in the end."""

    def wait(*processes, seconds=15):
        end = time.monotonic() + seconds
        while (left := [pid for pid in processes if _lives(pid)]) and time.monotonic() < end:
            time.sleep(0.05)
        return left

    return wait


def _lives(pid):
    try:
        os.kill(pid, 0)
        # a zombie whose parent does not care is gone
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except (ProcessLookupError, FileNotFoundError):
        return False
