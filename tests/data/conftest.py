"""The published tables of run 2021, read once."""

from pathlib import Path

import pytest

from khacphuc.data.store import clean_run
from khacphuc.paths import Layout, Workspace

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="session")
def root():
    """The project's own folder."""
    return ROOT


@pytest.fixture(scope="session")
def tables(tmp_path_factory):
    """Give the clean tables of run 2021; tests copy what they change."""
    return clean_run(Workspace(Layout(ROOT), "2021", tmp_path_factory.mktemp("build")))
