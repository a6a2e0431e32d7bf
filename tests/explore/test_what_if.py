"""Tests of `khacphuc.explore.what_if`."""

import pytest

from khacphuc.errors import ParameterError
from khacphuc.explore.what_if import Trial

from .. import run2021


@pytest.mark.full
def test_the_run_as_it_is_is_that_of_the_pipeline(checked):
    """Before any change the assessment and the findings are those of the published run."""
    assert len(checked.before.findings) == 15
    assert checked.before.assessment.assessments.equals(run2021.assessment().assessments)


def test_what_follows_is_computed_and_assessed(unchecked):
    """Numbers, targets, criteria and classes follow, and nothing is written."""
    difference = unchecked.compare({"KD3.2": "achieved", "SL026": "2.050"})
    computed = difference.computed.set_index("computed_id")["printed"]
    assert dict(computed) == {"TL01": "102,50%", "TL02": "2,7%"}
    part = difference.targets.set_index("part_id").loc["CT01.1"]
    assert (part["status_before"], part["status"]) == ("not_met", "met")
    assert (part["actual_before"], part["actual"]) == ("1.805", "2.050")
    assert list(difference.criteria["criterion_id"]) == ["KD3.2"]
    (class_,) = difference.assessments.to_dict("records")
    assert (class_["computed_class_before"], class_["computed_class"]) == ("not_thorough", "partly")
    assert list(unchecked._inputs.workspace.build.rglob("*")) == []


@pytest.mark.full
def test_what_follows_is_checked(difference):
    """Findings appear and change."""
    rules = [(change.change, change.finding.rule, change.finding.row_id) for change in difference.findings]
    assert rules == [
        ("new", "CT-07", "CT01"),
        ("new", "TL-05", "SL018"),
        ("new", "TL-05", "SL028"),
        ("changed", "DG-05", "KD3"),
    ]


@pytest.mark.full
def test_the_kind_is_read_as_cleaning_reads_it(unchecked, monkeypatch):
    """A number of another kind is another kind of figure, with its flags, decimals and value."""
    after = []
    monkeypatch.setattr(
        "khacphuc.explore.what_if.difference", lambda _, __, state: after.append(state.clean["figures"])
    )
    unchecked.compare({"SL018": "90,5%", "SL026": "2050"})
    figures = after[0].set_index("figure_id")
    assert tuple(figures.loc["SL018", ["kind", "value", "decimals"]]) == ("percentage", 90.5, 1)
    assert tuple(figures.loc["SL026", ["value", "flags"]]) == (2050, "ungrouped")


@pytest.mark.full
def test_what_is_set_to_what_it_is_changes_nothing(unchecked):
    """The same numbers and statuses give the same run."""
    same = unchecked.compare({"KD3.2": "not_achieved", "SL026": "1.805"})
    frames = (same.computed, same.targets, same.criteria, same.assessments)
    assert all(frame.empty for frame in frames)
    assert same.findings == ()
    assert same.before.totals == same.after.totals


@pytest.mark.full
def test_any_run_can_be_tried(invented_inputs, monkeypatch):
    """Other codes, missing classes and unreadable numbers are no obstacle; a wrong code is refused."""
    monkeypatch.setattr(Trial, "_findings", lambda *_: ())
    trial = Trial(invented_inputs)
    reached = trial.compare({"SL902": "1.500", "KD91.2": "achieved"})
    assert list(reached.targets["part_id"]) == ["", "CT91.1"]
    assert dict(reached.assessments.set_index("shortcoming_id")["computed_class"]) == {"KD91": "remedied"}
    with pytest.raises(ParameterError, match="SL902"):
        trial.compare({"SL9O2": "1"})
