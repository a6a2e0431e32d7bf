"""Tests of `khacphuc.checks.views.supervision`."""

import pandas as pd

from khacphuc.checks.views.supervision import supervision_views

from ...data.records.meeting_office import tables
from ...data.records.test_supervision import DOCUMENTS, FINDINGS, SUPERVISIONS

RECORDED = tables(supervisions=SUPERVISIONS, supervision_findings=FINDINGS, documents=DOCUMENTS)


def test_days_that_bound_a_visit():
    """Those of its plan and its letter, and the year."""
    (first, second) = supervision_views(RECORDED, 2021)["supervisions"].to_dict("records")
    assert first["followed_on"] == pd.Timestamp("2021-07-01")
    assert (first["earliest"], first["latest"]) == (pd.Timestamp("2020-01-01"), pd.Timestamp("2021-12-31"))
    assert second["followed_on"] is pd.NaT


def test_what_was_never_asked_and_what_never_answered():
    """A finding without a letter waits for one; one with a letter for its answer."""
    findings = supervision_views(RECORDED, 2021)["supervision_findings"]
    assert findings["never_asked"].tolist() == ["", "", "GS02.1", "", "GS99.1"]
    assert findings["never_answered"].tolist() == ["", "GS01.2", "", "", ""]
    assert set(supervision_views(RECORDED, None)["supervision_findings"]["never_answered"]) == {""}
