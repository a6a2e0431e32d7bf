"""Which of what a run has left counts."""

from __future__ import annotations

import pytest

from khacphuc.config.parameters import load_parameters
from khacphuc.errors import SourceError
from khacphuc.project.files import write_text
from khacphuc.project.layout import Layout
from khacphuc.run.states.traces import read_traces

from .folders import OFFICE, RunFolders


@pytest.fixture
def run(tmp_path):
    """The folders of a run."""
    return RunFolders(Layout(tmp_path)).inputs()


def traces(run):
    """What it has left."""
    return read_traces(run.layout, run.run, load_parameters(run.layout.parameters(run.run)), OFFICE)


def test_the_newer_of_an_attempt_and_a_check_counts(run):
    """Whichever it is."""
    run.attempt(1, critical=1)
    run.check(2, critical=2)
    assert traces(run).newest.blocking == 2
    run.attempt(3, critical=1)
    assert traces(run).newest.blocking == 1


def test_what_is_older_than_the_publication_does_not_count(run):
    """Nor does a check of what is published."""
    run.attempt(1, critical=1)
    run.publish(2)
    run.check(3, critical=1)
    assert traces(run).newest is None
    assert traces(run).findings == {"warning": 1}


def test_a_damaged_version_is_told(run):
    """By whoever reads it."""
    run.status = "final"
    run.inputs().publish()
    (version,) = run.layout.history("2021").glob("*.zip")
    write_text(version, "no archive")
    with pytest.raises(SourceError, match="is damaged"):
        traces(run)
