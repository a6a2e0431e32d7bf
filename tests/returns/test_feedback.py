"""What units are told about a period is what the page of returns shows of it."""

from __future__ import annotations

import pytest

from khacphuc.data.returns.report_states import ReportState

from . import feedback_frames


@pytest.fixture(scope="module")
def month():
    """The rows of the page, and the feedback of a month."""
    return feedback_frames.feedback()


def test_every_unit_is_told_what_became_of_its_report(month):
    """Each unit that was asked stands once, below its parent, with the state the page has."""
    rows, units = month
    states = rows.states[rows.states["period"] == feedback_frames.PERIOD]
    assert [unit.unit_id for unit in units] == list(states.sort_values(["parent", "unit_id"])["unit_id"])
    by_unit = {unit.unit_id: unit.reports[0].state for unit in units}
    assert by_unit == dict(zip(states["unit_id"], states["state"], strict=True))


def test_who_is_missing_late_or_doubtful_is_asked_after(month):
    """Nobody else is."""
    _, units = month
    reports = [report for unit in units for report in unit.reports]
    assert {report.state for report in reports if report.is_chased} >= {ReportState.MISSING, ReportState.LATE}
    assert any(report.doubts and report.state == ReportState.ON_TIME for report in reports)
    assert all(report.doubts == () for report in reports if not report.is_chased)


def test_history_ends_with_the_period(month):
    """A unit sees its own values up to the period: numbers, nil, or nothing where it did not report."""
    _, units = month
    report = next(unit.reports[0] for unit in units if unit.reports[0].state == ReportState.ON_TIME)
    assert report.periods == ("2021-01", "2021-02", "2021-03")
    assert [row.values[-1] for row in report.history] == [3.0, "nil"]
    missing = next(unit.reports[0] for unit in units if unit.reports[0].state == ReportState.MISSING)
    assert [row.values[-1] for row in missing.history] == [None, None]
