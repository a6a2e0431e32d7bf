"""What becomes of the example's meetings, papers and supervision, computed, is what it was invented with."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pandas as pd
import pytest

from khacphuc.data.records.papers import meeting_states, paper_states, punctuality
from khacphuc.data.records.supervision import supervision_states
from khacphuc.data.values import TABLE_COUNTS
from khacphuc.office.example.meetings import papers_in_time
from khacphuc.office.example.truth import AGAIN, FIRST, SECOND

from .examples import example, inputs

pytestmark = pytest.mark.full

RUNS = ("2021", "2022", "2023")


def recorded(run):
    """The clean tables of a run of the example, the last day of its year, and its truth."""
    layout, truth = example()
    return inputs(layout, run).tables, date(int(run), 12, 31), truth.runs[run]


@pytest.mark.parametrize("run", RUNS)
def test_papers_and_meetings_are_those_of_the_truth(run):
    """Every paper, department and meeting is as the story says, and the counts are theirs."""
    tables, as_of, truth = recorded(run)
    papers, meetings = paper_states(tables, as_of), meeting_states(tables, as_of)
    assert dict(zip(papers["paper_id"], papers["state"], strict=True)) == dict(truth.papers)
    assert dict(zip(meetings["meeting_id"], meetings["state"], strict=True)) == dict(truth.meetings)
    rates = punctuality(papers)
    assert {row["department"]: (row["due"], row["in_time"]) for row in rates.to_dict("records")} == dict(
        truth.departments
    )
    counts = dict(zip(tables[TABLE_COUNTS]["count_id"], tables[TABLE_COUNTS]["value"], strict=True))
    states = list(truth.papers.values())
    assert counts["papers.due"] == len(states)
    assert [counts[f"papers.{state}"] for state in ("in_time", "late", "not_sent")] == [
        states.count(state) for state in ("in_time", "late", "not_sent")
    ]
    assert counts["meetings.moved"] == list(truth.meetings.values()).count("moved")


@pytest.mark.parametrize("run", RUNS)
def test_findings_of_supervision_are_those_of_the_truth(run):
    """Every finding is answered or not, with its days, as the story says."""
    tables, as_of, truth = recorded(run)
    states = supervision_states(tables, as_of)
    assert {
        row["supervision_finding_id"]: (row["state"], None if pd.isna(row["days"]) else row["days"])
        for row in states.to_dict("records")
    } == dict(truth.supervision)


def test_punctuality_is_a_share_of_the_story():
    """All papers are in time in a year of the second kind, some are not in the others."""
    assert papers_in_time(SECOND) == 1
    assert papers_in_time(FIRST) == papers_in_time(AGAIN) == Fraction(30, 34)
