"""Tests of `khacphuc.project.comparisons`."""

import pytest

from khacphuc.project.comparisons import Comparison, run_comparison_of
from khacphuc.project.layout import check_run_id


@pytest.mark.parametrize(
    ("run", "others"), [("2022", ("2021",)), ("long-an-2023", ("long-an-2021", "long-an-2022"))]
)
def test_an_id_leads_to_its_runs(run, others):
    """The id is one that a folder may have."""
    comparison = Comparison(run, others)
    assert run_comparison_of(check_run_id(comparison.id)) == comparison
    assert comparison.runs == (*others, run)


@pytest.mark.parametrize("run", ["2021", "2021-board-2021-03", "with-2021", "2022-with-"])
def test_what_is_none(run):
    """Such an id is one of a run, if there is one."""
    assert run_comparison_of(run) is None
