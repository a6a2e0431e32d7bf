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
    return Trial(Inputs(Workspace(run2021.LAYOUT, "2021", tmp_path_factory.mktemp("build"), fallback=False)))


class UncheckedTrial(Trial):
    """A trial whose findings nobody looks at: Great Expectations takes seconds."""

    def _findings(self, *_) -> tuple[()]:
        return ()


@pytest.fixture(scope="session")
def unchecked(trial) -> Trial:
    """Run 2021 as it is, without findings."""
    return UncheckedTrial(trial._inputs)


@pytest.fixture(scope="session")
def checked(trial) -> Trial:
    """Run 2021 with its findings, for full tests."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        import khacphuc.checks.run  # noqa: F401, PLC0415 - Great Expectations warns
    return trial


@pytest.fixture(scope="session")
def difference(checked) -> Difference:
    """What differs if papers were in time and more members were introduced."""
    return checked.compare({"KD3.2": "achieved", "SL026": "2.050"})


@pytest.fixture(scope="session", params=["vi", pytest.param("en", marks=pytest.mark.full)])
def invented_inputs(request, tmp_path_factory) -> Inputs:
    """The invented run, in either language."""
    root = invented.make_project(tmp_path_factory.mktemp("invented"), request.param)
    return Inputs(Workspace(Layout(root), invented.RUN, root / ".runs" / "build"), from_raw=True)
