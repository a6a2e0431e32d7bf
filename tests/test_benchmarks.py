"""The benchmarks measure what they say: their figures are checked by the rules of today, and found faulty."""

import json
import subprocess
import sys

import pytest

from .run2021 import LAYOUT


@pytest.mark.untraced
def test_the_figures_of_the_benchmark_are_checked_by_our_suite():
    """Both rows that print an indicator differently, twice; a rule that broke would end the benchmark."""
    command = [sys.executable, "-m", "benchmarks.engines", "ours", "2000"]
    done = subprocess.run(command, cwd=LAYOUT.root, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert json.loads(done.stdout)["failing"] == 4
