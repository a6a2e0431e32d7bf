"""Tests of `khacphuc.notebooks.preload.charts`."""

import subprocess
import sys

import pytest

from khacphuc.run.stages import STAGES

_LOOK = """
import importlib, sys, threading
for module in sys.argv[1:]:
    importlib.import_module(module)
from matplotlib.backends import backend_registry
zmq = sys.modules.get("zmq")
fit = threading.active_count() == 1 and not (zmq and zmq.Context._instance)
sys.exit(not (backend_registry._loaded_entry_points and fit))
"""


@pytest.mark.full
def test_ways_to_show_plots_are_known_and_the_zygote_can_fork():
    """Of all that stages name nothing starts a thread, and matplotlib has asked all packages."""
    modules = [module for stage in STAGES for module in stage.imports]
    assert subprocess.run([sys.executable, "-c", _LOOK, *modules], check=False).returncode == 0
