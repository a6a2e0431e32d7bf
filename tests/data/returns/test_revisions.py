"""Tests of `khacphuc.data.returns.revisions`."""

import numpy as np
import pandas as pd
import pytest

from khacphuc.data.returns.faults import FaultKind
from khacphuc.data.returns.revisions import (
    CHANGE_OF_REVISION,
    WHY_NOT,
    current_forms,
    revision_changes,
    revision_faults,
)
from khacphuc.schema.allowed import RETURN_STATES

from .worlds import forms

SAME = {"content": "a"}
REJECTED, APPROVED = {"state": "rejected"}, {"state": "approved"}
SECOND, THIRD = {"revision": 2}, {"revision": 3}


@pytest.mark.parametrize(
    ("rows", "why_not"),
    [
        ([{}], [""]),
        ([{}, SECOND], ["replaced", ""]),
        ([SECOND, {}], ["", "replaced"]),  # the order of the files says nothing
        ([{}, {"unit_id": "B"}, {"period": "2021-02"}, {"collection": "other"}], [""] * 4),
        ([{}, {}], ["same_revision"] * 2),  # nobody knows which is right
        ([{}, SECOND, SECOND], ["replaced", "same_revision", "same_revision"]),
        ([{}, {"sha256": "0" * 64}], ["", "same_file"]),
        ([{}, {"sha256": "0" * 64, "sheet": "Tháng 2"}], ["same_revision"] * 2),  # another sheet of the file
        ([SAME, SAME, SAME], ["", "same_file", "same_file"]),  # a file a year, sent every month
        ([{**SAME, "received_on": "09/2/2021"}, SAME], ["same_file", ""]),  # the one that came first
        ([{**SAME, "received_on": None}, SAME], ["same_file", ""]),
        ([SAME, {**SAME, **APPROVED}], ["same_file", ""]),
        ([{**SAME, **REJECTED}, SAME, SAME], ["rejected", "", "same_file"]),  # one of two was set aside
        ([SAME, {**SAME, **SECOND}], ["replaced", ""]),  # sent again as it was, and so it says
        ([SAME, SAME, {"content": "b"}], ["same_revision", "same_file", "same_revision"]),
        ([SAME, {**SAME, "period": "2021-02"}, {**SAME, "unit_id": "B"}], [""] * 3),
        ([{"expires_on": "05/2/2021"}], [""]),
        ([{"expires_on": "04/2/2021"}], ["expired"]),
        ([{"expires_on": "04/2/2021", **APPROVED}], [""]),  # all the same
        ([{"expires_on": "04/2/2021", "received_on": None}], [""]),  # nobody knows when it came
        # a correction that came too late replaces nothing
        (
            [{"expires_on": "05/2/2021"}, {**SECOND, "expires_on": "05/2/2021", "received_on": "06/2/2021"}],
            ["", "expired"],
        ),
        ([{}, {**SECOND, **REJECTED}], ["", "rejected"]),
        ([REJECTED], ["rejected"]),
        ([APPROVED, SECOND], ["", "after_approval"]),
        ([{}, {**SECOND, **APPROVED}, THIRD], ["replaced", "", "after_approval"]),
        ([APPROVED, {**SECOND, **APPROVED}], ["replaced", ""]),
        ([APPROVED, {}], ["", "same_revision"]),  # what was approved is known to be right
        ([APPROVED, {**SECOND, **REJECTED}], ["", "rejected"]),
        ([{"revision": None}, {}], ["replaced", ""]),  # a form without a revision is older than any
        ([{"revision": None}], [""]),
        ([{"unit_id": ""}, {"period": ""}, {"collection": ""}], ["not_identified"] * 3),
        ([{"state": "edited"}, {"unit_id": "B", "state": "has_issues"}], ["", ""]),
        ([], []),
    ],
)
def test_which_form_counts(rows, why_not):
    """And of those that do not, why."""
    frame = current_forms(forms(*rows))
    assert list(frame["why_not"]) == why_not
    assert list(frame["counted"]) == ["no" if why else "yes" for why in why_not]


def test_rows_keep_their_index_and_the_input_its_columns():
    """So that what else is known of a form can be put beside it."""
    came_in = forms({}, SECOND).set_axis([7, 9])
    before = came_in.copy()
    assert list(current_forms(came_in).index) == [7, 9]
    pd.testing.assert_frame_equal(came_in, before)


def by_hand(rows):
    """The reason of each form as a clerk would find it, one after the other."""
    reasons = ["" for _ in rows]
    for place, row in enumerate(rows):
        if (row["sha256"], row["unit_id"]) in [(other["sha256"], other["unit_id"]) for other in rows[:place]]:
            reasons[place] = "same_file"
        elif row["state"] == "rejected":
            reasons[place] = "rejected"
    for unit in {row["unit_id"] for row in rows}:
        left = [n for n, row in enumerate(rows) if row["unit_id"] == unit and not reasons[n]]
        approved = [rows[n]["revision"] for n in left if rows[n]["state"] == "approved"]
        for n in [*left] if approved else []:
            if rows[n]["revision"] > max(approved):
                reasons[n] = "after_approval"
                left.remove(n)
        highest = [n for n in left if rows[n]["revision"] == max(rows[m]["revision"] for m in left)]
        reasons = ["replaced" if n in left and n not in highest else why for n, why in enumerate(reasons)]
        right = [n for n in highest if rows[n]["state"] == "approved"] or highest
        for n in highest:
            if n not in right or len(right) > 1:
                reasons[n] = "same_revision"
    return reasons


def test_a_clerk_counts_the_same_forms():
    """Of any forms of any revision and state, and one at most of each unit."""
    random = np.random.default_rng(15)
    for _ in range(20):
        rows = [
            {
                "unit_id": random.choice(["A", "B"]),
                "revision": int(random.integers(1, 4)),
                "state": random.choice(RETURN_STATES),
                "sha256": str(random.integers(6)),
            }
            for _ in range(random.integers(1, 9))
        ]
        frame = current_forms(forms(*rows))
        assert list(frame["why_not"]) == by_hand(rows), rows
        assert not frame[frame["counted"] == "yes"].duplicated("unit_id").any()
        assert set(frame["why_not"]) <= {"", *WHY_NOT}


def test_faults_name_the_file_that_counts_instead():
    """A replaced form is recorded; one after an approval and two of one revision are wrong."""
    frame = current_forms(
        forms({}, {**SECOND, **APPROVED}, THIRD, {"unit_id": "B"}, {"unit_id": "B"}, {"unit_id": "C"})
    )
    faults = [(fault.kind, fault.file, fault.observed, fault.expected) for fault in revision_faults(frame)]
    assert faults == [
        (FaultKind.RESUBMITTED, "0.xlsx", "1", "1.xlsx (2)"),
        (FaultKind.RESUBMITTED_AFTER_APPROVAL, "2.xlsx", "3", "1.xlsx (2)"),
        (FaultKind.SAME_REVISION_DIFFERS, "3.xlsx", "1", ""),
        (FaultKind.SAME_REVISION_DIFFERS, "4.xlsx", "1", ""),
    ]


def test_a_form_that_came_after_the_last_day_is_told():
    """With both days."""
    (fault,) = revision_faults(current_forms(forms({"expires_on": "04/2/2021"})))
    assert (fault.kind, fault.observed, fault.expected) == ("expired", "2021-02-05", "2021-02-04")


def test_what_a_revision_changed_is_recorded():
    """Against the one before it: other numbers, numbers that are new, and such that are gone."""
    frame = current_forms(forms({}, SECOND, THIRD, {"unit_id": "B"}))
    numbers = {
        "0.xlsx": {"teams": 9.0},
        "1.xlsx": {"teams": 3.0, "sessions": np.nan, "gifts": 5.0, "visits": 1.0},
        "2.xlsx": {"teams": 4.0, "sessions": 7.0, "gifts": np.nan, "visits": 1.0},
        "3.xlsx": {"teams": 2.0},
    }
    values = pd.DataFrame(
        [
            {
                "collection": "monthly",
                "unit_id": "B" if file == "3.xlsx" else "A",
                "period": "2021-01",
                "indicator": indicator,
                "value": value,
                "file": file,
                "sheet": "Biểu",
            }
            for file, items in numbers.items()
            for indicator, value in items.items()
        ]
    )
    changes = revision_changes(values, frame)
    assert tuple(changes) == CHANGE_OF_REVISION
    assert {
        row.indicator: (row.revision_before, row.value_before, row.revision, row.value)
        for row in changes.fillna(-1).itertuples()
    } == {"gifts": (2, 5, 3, -1), "sessions": (2, -1, 3, 7), "teams": (2, 3, 3, 4)}
