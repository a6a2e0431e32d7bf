"""Runs to try changes on: 2021 with its findings, an invented one without."""

import warnings

import pytest

from khacphuc.explore.what_if import Difference, Trial
from khacphuc.inputs import Inputs
from khacphuc.project.layout import Layout
from khacphuc.project.workspace import Workspace

from .. import invented, run2021


@pytest.fixture(scope="session")
def trial(tmp_path_factory) -> Trial:
    """Run 2021 as it is."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        import khacphuc.checks.run  # noqa: F401, PLC0415 - Great Expectations warns
    return Trial(Inputs(Workspace(run2021.LAYOUT, "2021", tmp_path_factory.mktemp("build"), fallback=False)))


@pytest.fixture(scope="session")
def difference(trial) -> Difference:
    """What differs if papers were in time and more members were introduced."""
    return trial.compare({"KD3.2": "achieved", "SL026": "2.050"})


@pytest.fixture(scope="session", params=["vi", "en"])
def invented_inputs(request, tmp_path_factory) -> Inputs:
    """The invented run, in either language."""
    root = invented.make_project(tmp_path_factory.mktemp("invented"), request.param)
    return Inputs(Workspace(Layout(root), invented.RUN, root / ".runs" / "build"), from_raw=True)
