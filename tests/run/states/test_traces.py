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
def run_folders(tmp_path):
    """The folders of a run."""
    return RunFolders(Layout(tmp_path)).inputs()


def traces(run_folders):
    """What it has left."""
    return read_traces(
        run_folders.layout,
        run_folders.run,
        load_parameters(run_folders.layout.parameters(run_folders.run)),
        OFFICE,
    )


def test_the_newer_of_an_attempt_and_a_check_counts(run_folders):
    """Whichever it is."""
    run_folders.attempt(1, critical=1)
    run_folders.check(2, critical=2)
    assert traces(run_folders).newest.blocking == 2
    run_folders.attempt(3, critical=1)
    assert traces(run_folders).newest.blocking == 1


def test_what_is_older_than_the_publication_does_not_count(run_folders):
    """Nor does a check of what is published."""
    run_folders.attempt(1, critical=1)
    run_folders.publish(2)
    run_folders.check(3, critical=1)
    assert traces(run_folders).newest is None
    assert traces(run_folders).findings == {"warning": 1}


def test_a_damaged_version_is_told(run_folders):
    """By whoever reads it."""
    run_folders.status = "final"
    run_folders.inputs().publish()
    (version,) = run_folders.layout.history("2021").glob("*.zip")
    write_text(version, "no archive")
    with pytest.raises(SourceError, match="is damaged"):
        traces(run_folders)
