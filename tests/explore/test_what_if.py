"""Tests of `khacphuc.explore.what_if`."""

import pytest

from khacphuc.errors import ParameterError
from khacphuc.explore.what_if import Trial

from .. import run2021


def test_the_run_as_it_is_is_that_of_the_pipeline(trial):
    """Before any change the assessment and the findings are those of the published run."""
    assert len(trial.before.findings) == 15
    assert trial.before.assessment.assessments.equals(run2021.assessment().assessments)


def test_what_follows_is_computed_assessed_and_checked(difference):
    """Numbers, targets, criteria and classes follow, and findings appear and change."""
    computed = difference.computed.set_index("computed_id")["printed"]
    assert dict(computed) == {"TL01": "102,50%", "TL02": "2,7%"}
    part = difference.targets.set_index("part_id").loc["CT01.1"]
    assert (part["status_before"], part["status"]) == ("not_met", "met")
    assert (part["actual_before"], part["actual"]) == ("1.805", "2.050")
    assert list(difference.criteria["criterion_id"]) == ["KD3.2"]
    (class_,) = difference.assessments.to_dict("records")
    assert (class_["computed_class_before"], class_["computed_class"]) == ("not_thorough", "partly")
    rules = [(change.change, change.finding.rule, change.finding.row_id) for change in difference.findings]
    assert rules == [
        ("new", "CT-07", "CT01"),
        ("new", "TL-05", "SL018"),
        ("new", "TL-05", "SL028"),
        ("changed", "DG-05", "KD3"),
    ]


def test_the_kind_is_read_as_cleaning_reads_it(trial, monkeypatch):
    """A number of another kind is another kind of figure, with its flags, decimals and value."""
    monkeypatch.setattr(Trial, "_findings", lambda *_: ())
    after = []
    monkeypatch.setattr(
        "khacphuc.explore.what_if.difference", lambda _, __, state: after.append(state.clean["figures"])
    )
    fresh = Trial(trial._inputs)
    fresh.compare({"SL018": "90,5%", "SL026": "2050"})
    figures = after[0].set_index("figure_id")
    assert tuple(figures.loc["SL018", ["kind", "value", "decimals"]]) == ("percentage", 90.5, 1)
    assert tuple(figures.loc["SL026", ["value", "flags"]]) == (2050, "ungrouped")


def test_what_is_set_to_what_it_is_changes_nothing(trial, monkeypatch):
    """The same numbers and statuses give the same run."""
    monkeypatch.setattr(Trial, "_findings", lambda *_: ())
    same = Trial(trial._inputs).compare({"KD3.2": "not_achieved", "SL026": "1.805"})
    frames = (same.computed, same.targets, same.criteria, same.assessments)
    assert all(frame.empty for frame in frames)
    assert same.findings == ()
    assert same.before.totals == same.after.totals


def test_nothing_is_written(trial, difference):
    """Neither the build nor the raw tables are touched."""
    assert difference.changes
    assert list(trial._inputs.workspace.build.rglob("*")) == []


def test_any_run_can_be_tried(invented_inputs, monkeypatch):
    """Other codes, missing classes and unreadable numbers are no obstacle; a wrong code is refused."""
    monkeypatch.setattr(Trial, "_findings", lambda *_: ())
    trial = Trial(invented_inputs)
    reached = trial.compare({"SL902": "1.500", "KD91.2": "achieved"})
    assert list(reached.targets["part_id"]) == ["", "CT91.1"]
    assert dict(reached.assessments.set_index("shortcoming_id")["computed_class"]) == {"KD91": "remedied"}
    with pytest.raises(ParameterError, match="did you mean SL902"):
        trial.compare({"SL9O2": "1"})
