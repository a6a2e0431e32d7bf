"""Tests of `khacphuc.notebooks.preload`, as the zygote imports it."""

import subprocess
import sys

from khacphuc.run.stages import STAGES

_LOOK = """
import importlib, sys, threading
for module in sys.argv[1:]:
    importlib.import_module(module)
from khacphuc import fonts, locale
from khacphuc.render.html.environment import TEMPLATE_DIR, environment
from matplotlib.backends import backend_registry
assert threading.active_count() == 1
assert fonts.letters.cache_info().currsize == 1
assert locale._groups.cache_info().currsize == len(locale.LANGUAGES)
assert "cards.html.j2" in {name for _, name in environment(TEMPLATE_DIR).cache.keys()}
assert backend_registry._loaded_entry_points
assert "zmq" not in sys.modules or not sys.modules["zmq"].Context._instance
"""


def test_kernels_find_read_what_all_of_them_read():
    """Catalogues, letters, templates and ways to show plots are read before the fork, without a thread."""
    modules = [module for stage in STAGES for module in stage.imports]
    done = subprocess.run([sys.executable, "-c", _LOOK, *modules], check=False)
    assert done.returncode == 0
