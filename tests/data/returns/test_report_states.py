"""Tests of `khacphuc.data.returns.report_states`."""

from __future__ import annotations

import pandas as pd

from khacphuc.data.returns.fault_table import fault_frame
from khacphuc.data.returns.faults import Fault, FaultKind
from khacphuc.data.returns.report_states import STATE_COLUMNS, ReportState, report_states

from ...review import gathered


def states(**changes):
    """The states of four communes in a year, with some frames of the run replaced."""
    known = gathered.tables(communes=4, districts=2)
    run = gathered.gathered(known, clean=True) | changes
    return report_states(run["expected"], run["forms"], run["faults"])


def test_every_expected_report_has_a_state():
    """Where all came in time, all are in time; the columns are those that are declared."""
    frame = states()
    assert tuple(frame) == STATE_COLUMNS
    assert (len(frame), set(frame["state"])) == (48, {"on_time"})
    assert not frame["nil"].any()
    assert not frame[["doubts", "days_late"]].any(axis=None)


def test_states_add_up_to_the_rates():
    """Reports in time, late and of an unknown day are the complete ones; those in time are the rates' own."""
    known = gathered.tables(communes=94)
    run = gathered.gathered(known)
    counts = report_states(run["expected"], run["forms"], run["faults"])["state"].value_counts()
    year = run["rates"].query("period == '' and parent == ''").iloc[0]
    assert counts.sum() == year["expected"] == 1128
    assert counts["on_time"] == year["on_time"]
    assert counts[["on_time", "late", "received"]].sum() == year["actual"]


def test_what_is_not_due_yet_is_awaited():
    """Nothing came of either; only what is a fault is missing."""
    known = gathered.tables(communes=2, districts=1)
    run = gathered.gathered(known, clean=True)
    missing = Fault(FaultKind.MISSING_FORM, gathered.FORM, "DV25000", "2021-01")
    none = run["forms"].iloc[:0]
    frame = report_states(run["expected"], none, fault_frame([missing]))
    of = frame.set_index(["unit_id", "period"])["state"]
    assert of["DV25000", "2021-01"] == ReportState.MISSING
    assert of["DV25001", "2021-01"] == of["DV25000", "2021-02"] == ReportState.AWAITED


def test_days_late_are_counted_from_the_day_it_was_due():
    """A report of January that came on 9 February was due on the 5th."""
    known = gathered.tables(communes=1, districts=1)
    run = gathered.gathered(known, clean=True)
    forms = run["forms"].copy()
    forms.loc[forms["period"] == "2021-01", "received_on"] = pd.Timestamp(2021, 2, 9)
    first = report_states(run["expected"], forms, run["faults"]).iloc[0]
    assert (first["state"], first["days_late"]) == ("late", 4)


def test_notices_and_what_the_state_tells_are_no_doubts():
    """A report that is late, and saved by another program, has no doubt; one with a broken limit has."""
    place = (gathered.FORM, "DV25000", "2021-01")
    kinds = (FaultKind.LATE, FaultKind.SAVED_BY_LIBREOFFICE, FaultKind.CONSTRAINT_BROKEN)
    frame = states(faults=fault_frame(Fault(kind, *place) for kind in kinds))
    assert frame.set_index(["unit_id", "period"])["doubts"]["DV25000", "2021-01"] == 1
    assert frame["doubts"].sum() == 1


def test_no_form_at_all():
    """Before the first form comes in, there is a state for each report."""
    known = gathered.tables(communes=2, districts=1)
    run = gathered.gathered(known, clean=True)
    frame = report_states(run["expected"], run["forms"].iloc[:0], run["faults"].iloc[:0])
    assert set(frame["state"]) == {"awaited"}
