"""Tests of `khacphuc.kernels.import_ahead`."""

import subprocess
import sys

import pytest

from khacphuc.kernels.import_ahead import import_ahead


def test_modules_are_imported_once_and_in_order(monkeypatch):
    """What cannot be imported keeps nobody from the rest: who needs it reports it."""
    imported = []

    def module(name):
        imported.append(name)
        if name == "missing":
            raise ImportError(name)

    monkeypatch.setattr("importlib.import_module", module)
    names = ("first", "missing", "last")
    thread = import_ahead(names)
    thread.join()
    assert import_ahead(names) is thread
    assert imported == list(names)


@pytest.mark.untraced
def test_a_process_ends_in_the_midst_of_imports():
    """Nobody waits for what nobody needs any more."""
    code = (
        "import sys, time, types; from khacphuc.kernels.import_ahead import import_ahead\n"
        "class Slow:\n"
        "    def find_spec(self, name, *_):\n"
        "        if name == 'slow': time.sleep(60)\n"
        "sys.meta_path.insert(0, Slow())\n"
        "import_ahead(('slow',))\n"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False, timeout=30).returncode == 0
