"""Tests of `khacphuc.data.records.papers`."""

from datetime import date

import pandas as pd
import pytest

from khacphuc.data.records.papers import (
    MEETING_COLUMNS,
    PAPER_COLUMNS,
    PUNCTUALITY_COLUMNS,
    due_between,
    meeting_counts,
    meeting_states,
    paper_counts,
    paper_states,
    punctuality,
)
from khacphuc.data.records.settings import RecordSettings

from .meeting_office import tables

YEAR_END = date(2021, 12, 31)
MEETINGS = [
    {"meeting_id": "PH01", "planned_on": "20/01/2021", "held_on": "20/01/2021"},
    {"meeting_id": "PH02", "planned_on": "20/02/2021", "held_on": "25/02/2021"},
    {"meeting_id": "PH03", "planned_on": "20/3/2021"},
    {"meeting_id": "PH04", "held_on": "20/4/2021", "papers_sent_on": "18/4/2021"},
    {"meeting_id": "PH05", "planned_on": "20/01/2022"},
]
PAPERS = [
    {"paper_id": "TA01", "meeting_id": "PH01", "department": "B", "title": "a", "sent_on": "17/01/2021"},
    {"paper_id": "TA02", "meeting_id": "PH01", "department": "A", "title": "b", "sent_on": "18/01/2021"},
    {"paper_id": "TA03", "meeting_id": "PH02", "department": "A", "title": "c", "sent_on": "22/02/2021"},
    {"paper_id": "TA04", "meeting_id": "PH03", "department": "A", "title": "d"},
    {"paper_id": "TA05", "meeting_id": "PH05", "department": "B", "title": "e"},
    {"paper_id": "TA06", "meeting_id": "PH99", "department": "B", "title": "g", "sent_on": "01/01/2021"},
]


@pytest.fixture(scope="module")
def recorded():
    """Five meetings with six papers, of which one names no meeting there is."""
    return tables(meetings=MEETINGS, papers=PAPERS)


def test_papers_are_due_some_days_before_the_day_a_meeting_was_held_or_planned_for(recorded):
    """The day it was held counts, and only without it the day planned; the policy says how many days."""
    assert recorded["meetings"]["due_on"].dt.strftime("%d/%m/%Y").tolist() == [
        *("17/01/2021", "22/02/2021", "17/03/2021", "17/04/2021", "17/01/2022")
    ]
    assert recorded["papers"]["days_ahead"].tolist() == [3, 2, 3, pd.NA, pd.NA, pd.NA]
    assert tables(5, meetings=MEETINGS[:1])["meetings"]["due_on"].tolist() == [pd.Timestamp("2021-01-15")]


@pytest.mark.parametrize(
    ("as_of", "expected"),
    [
        (YEAR_END, ["on_day", "moved", "not_held", "unplanned", "ahead"]),
        (date(2021, 2, 24), ["on_day", "not_held", "ahead", "ahead", "ahead"]),
        (date(2021, 1, 19), ["ahead"] * 5),
    ],
)
def test_what_became_of_meetings(recorded, as_of, expected):
    """A meeting that was put off is not held until it is; on a day before it nothing is known of it."""
    states = meeting_states(recorded, as_of)
    assert states["state"].tolist() == expected
    assert tuple(states.columns) == MEETING_COLUMNS


def test_how_far_a_meeting_was_moved(recorded):
    """Only where both days are known."""
    assert meeting_states(recorded, YEAR_END)["days_moved"].tolist() == [0, 5, pd.NA, pd.NA, pd.NA]


@pytest.mark.parametrize(
    ("as_of", "expected"),
    [
        (YEAR_END, ["in_time", "late", "in_time", "not_sent", "pending", "unknown", "late"]),
        # on the day itself there is time until it ends, and what is sent later is not known yet
        (date(2021, 1, 16), ["pending"] * 5 + ["unknown"] * 2),
        (date(2021, 1, 17), ["in_time", "not_sent", *["pending"] * 3, *["unknown"] * 2]),
        # nor is that a meeting would be held later than it was planned for, or that there would be one
        (date(2021, 2, 24), ["in_time", "late", "late", *["pending"] * 2, *["unknown"] * 2]),
    ],
)
def test_what_became_of_papers(recorded, as_of, expected):
    """Papers are in time, late, never sent or pending; the day papers of a meeting were sent is one paper."""
    states = paper_states(recorded, as_of)
    assert states["state"].tolist() == expected
    assert tuple(states.columns) == PAPER_COLUMNS
    assert states.iloc[-1][["paper_id", "department", "title"]].tolist() == ["PH04", "", ""]


def test_days_are_those_known_then(recorded):
    """A meeting that was put off moves the last day of its papers once that is known."""
    before, after = (paper_states(recorded, date(2021, 2, day)) for day in (24, 25))
    days = ["meeting_on", "due_on", "days_ahead"]
    assert before.loc[2, days].tolist() == [pd.Timestamp("2021-02-20"), pd.Timestamp("2021-02-17"), -2]
    assert after.loc[2, days].tolist() == [pd.Timestamp("2021-02-25"), pd.Timestamp("2021-02-22"), 3]
    assert paper_states(recorded, date(2021, 2, 21))["sent_on"].notna().tolist()[:4] == [
        True,
        True,
        False,
        False,
    ]
    assert paper_states(recorded, YEAR_END)["days_ahead"].iloc[-1] == 2
    held = meeting_states(recorded, date(2021, 2, 24))
    assert held["held_on"].notna().tolist() == [True, False, False, False, False]
    assert held["meeting_on"].isna().tolist() == [False, False, False, True, False]


def test_a_meeting_with_rows_of_papers_is_not_read_as_one_more():
    """Where both are recorded the rows count."""
    both = tables(
        meetings=[{"meeting_id": "PH01", "held_on": "20/01/2021", "papers_sent_on": "17/01/2021"}],
        papers=PAPERS[:1],
    )
    assert paper_states(both, YEAR_END)["paper_id"].tolist() == ["TA01"]


def test_nothing_recorded_is_nothing():
    """Tables without rows give frames without rows, with the same columns."""
    nothing = tables()
    assert paper_states(nothing, YEAR_END).empty
    assert meeting_states(nothing, YEAR_END).empty
    rates = punctuality(paper_states(nothing, YEAR_END))
    assert (tuple(rates.columns), len(rates)) == (PUNCTUALITY_COLUMNS, 0)


def test_punctuality_of_departments(recorded):
    """Only what was due counts, by department in the order they stand in, those without one last."""
    rates = punctuality(paper_states(recorded, YEAR_END))
    assert rates.drop(columns="rate").to_numpy().tolist() == [
        ["B", 1, 1, 0, 0, "TA01"],
        ["A", 3, 1, 1, 1, "TA02;TA03;TA04"],
        ["", 1, 0, 1, 0, "PH04"],
    ]
    assert rates["rate"].tolist() == [100, pytest.approx(100 / 3), 0]


def test_one_department_in_two_spellings():
    """Capitals and blanks make no other department; it is called as it is first."""
    rows = [PAPERS[0] | {"department": "Ban A"}, PAPERS[2] | {"department": "ban  a"}]
    rates = punctuality(paper_states(tables(meetings=MEETINGS, papers=rows), YEAR_END))
    assert rates[["department", "due"]].to_numpy().tolist()[0] == ["Ban A", 2]


def test_what_is_due_in_a_month(recorded):
    """By the day it is due, both ends of the month included."""
    states = paper_states(recorded, date(2021, 2, 28))
    assert due_between(states, date(2021, 3, 1), date(2021, 3, 17))["paper_id"].tolist() == ["TA04"]
    assert due_between(states, date(2021, 3, 18), date(2021, 4, 16)).empty


def test_counts_of_meetings_and_papers(recorded):
    """Each with the codes of its rows; of tables without rows nothing is counted, which is not 0."""
    settings = RecordSettings(YEAR_END)
    counts = {
        count.code: (count.value, ";".join(count.rows))
        for counter in (meeting_counts, paper_counts)
        for count in counter(recorded, settings)
    }
    assert counts == {
        "meetings.held": (3, "PH01;PH02;PH04"),
        "meetings.planned": (3, "PH01;PH02;PH03"),
        "meetings.on_day": (1, "PH01"),
        "meetings.moved": (1, "PH02"),
        "meetings.not_held": (1, "PH03"),
        "papers.due": (5, "TA01;TA02;TA03;TA04;PH04"),
        "papers.in_time": (2, "TA01;TA03"),
        "papers.late": (2, "TA02;PH04"),
        "papers.not_sent": (1, "TA04"),
    }
    assert not [*meeting_counts(tables(), settings), *paper_counts(tables(), settings)]
    unplanned = tables(meetings=MEETINGS[3:4])
    assert [count.code for count in meeting_counts(unplanned, settings)] == ["meetings.held"]
