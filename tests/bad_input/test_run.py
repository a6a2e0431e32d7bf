"""Bad input through the command line: exit code 2, one message, and what is published stays."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

pytestmark = [pytest.mark.full, pytest.mark.untraced]

SCRIPTS = str(Path(__file__).parents[2] / "scripts")
sys.path.insert(0, SCRIPTS)
try:
    from make_bad_input import cases
finally:
    sys.path.remove(SCRIPTS)

SAMPLE = (
    "csv-formula-equals",
    "register-password",
    "register-1.231-in-an-english-excel",
    "folder-table-twice",
)


@pytest.mark.parametrize(
    "case",
    [pytest.param(case, id=case.name) for case in cases() if case.name in SAMPLE],
)
def test_a_run_on_bad_input(case, published, tmp_path):
    """The run ends with 2 and the message, without a traceback, and publishes nothing."""
    project = published.copy(tmp_path / "project")
    before = project.published()
    case.make(project.root)
    result = project.khacphuc("run", "2021")
    assert result.returncode == 2, result.stdout + result.stderr
    assert "Traceback" not in result.stdout + result.stderr
    assert [part for part in case.words if part not in result.stderr] == [], result.stderr
    assert project.published() == before


def test_the_sample_is_there():
    """Every case of the sample exists."""
    assert {case.name for case in cases()} >= set(SAMPLE)
