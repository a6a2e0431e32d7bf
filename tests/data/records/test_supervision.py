"""Tests of `khacphuc.data.records.supervision`."""

from datetime import date

import pandas as pd
import pytest

from khacphuc.data.records.settings import RecordSettings
from khacphuc.data.records.supervision import (
    SUPERVISION_COLUMNS,
    supervision_counts,
    supervision_states,
)

from .meeting_office import tables

DOCUMENTS = [
    {"document_id": "VB40", "issued_on": "01/7/2021"},
    {"document_id": "VB41", "issued_on": "01/9/2021"},
]
SUPERVISIONS = [
    {
        "supervision_id": "GS01",
        "topic": "x",
        "unit_id": "DV1",
        "visited_on": "10/6/2021",
        "follow_up": "VB40",
    },
    {"supervision_id": "GS02", "topic": "y"},
]
FINDINGS = [
    {"supervision_finding_id": "GS01.1", "supervision_id": "GS01", "answered_on": "21/7/2021"},
    {"supervision_finding_id": "GS01.2", "supervision_id": "GS01", "follow_up": "VB41"},
    {"supervision_finding_id": "GS02.1", "supervision_id": "GS02"},
    {"supervision_finding_id": "GS02.2", "supervision_id": "GS02", "answered_on": "30/6/2021"},
    {"supervision_finding_id": "GS99.1", "supervision_id": "GS99"},
]


@pytest.fixture(scope="module")
def recorded():
    """Two supervisions with four findings, and one finding of a supervision there is none of."""
    return tables(supervisions=SUPERVISIONS, supervision_findings=FINDINGS, documents=DOCUMENTS)


def test_what_became_of_findings(recorded):
    """A finding has its own letter or that of its supervision; days run from it to the answer or the day."""
    states = supervision_states(recorded, date(2021, 12, 31))
    assert tuple(states.columns) == SUPERVISION_COLUMNS
    assert states["state"].tolist() == ["answered", "unanswered", "not_asked", "answered", "not_asked"]
    assert states["follow_up"].tolist() == ["VB40", "VB41", "", "", ""]
    assert states["days"].tolist() == [20, 121, pd.NA, pd.NA, pd.NA]
    assert states["topic"].tolist() == ["x", "x", "y", "y", ""]
    assert states["visited_on"].notna().tolist() == [True, True, False, False, False]


@pytest.mark.parametrize(
    ("as_of", "expected", "days"),
    [
        (date(2021, 7, 20), ["unanswered", "not_asked", "not_asked", "answered", "not_asked"], [19]),
        (date(2021, 6, 15), ["not_asked"] * 5, []),
        (date(2021, 6, 9), ["ahead"] * 2 + ["not_asked"] * 3, []),
    ],
)
def test_what_is_not_known_yet(recorded, as_of, expected, days):
    """An answer and a letter of a later day are not known."""
    states = supervision_states(recorded, as_of)
    assert states["state"].tolist() == expected
    assert states["days"].dropna().tolist() == days
    assert not (states["asked_on"] > pd.Timestamp(as_of)).any()
    assert (states["follow_up"] == "").tolist() == states["asked_on"].isna().tolist()


def test_nothing_recorded_is_nothing():
    """Tables without rows give a frame without rows, with the same columns."""
    assert tuple(supervision_states(tables(), date(2021, 1, 1)).columns) == SUPERVISION_COLUMNS


def test_counts_of_findings(recorded):
    """Each with the codes of its rows; of a table without rows nothing is counted, which is not 0."""
    settings = RecordSettings(date(2021, 12, 31))
    counts = {count.code: count.rows for count in supervision_counts(recorded, settings)}
    assert counts == {
        "supervision.findings": ("GS01.1", "GS01.2", "GS02.1", "GS02.2", "GS99.1"),
        "supervision.answered": ("GS01.1", "GS02.2"),
        "supervision.unanswered": ("GS01.2",),
        "supervision.not_asked": ("GS02.1", "GS99.1"),
    }
    assert not [*supervision_counts(tables(), settings)]


def test_what_is_found_later_is_not_counted(recorded):
    """A visit of a later day found nothing yet; one without a day is counted, of which a rule tells."""
    findings, *_ = supervision_counts(recorded, RecordSettings(date(2021, 6, 9), is_within_year=True))
    assert findings.rows == ("GS02.1", "GS02.2", "GS99.1")
