"""Tests of `khacphuc.assess.run`."""

import pandas as pd

from khacphuc.assess.classes import assess
from khacphuc.assess.criteria import judge
from khacphuc.assess.run import assess_run
from khacphuc.assess.targets import evaluate
from khacphuc.data.clean import clean_table
from khacphuc.schema.tables import TABLES


def test_the_whole_assessment_is_its_parts(tables, values, policy):
    """One call gives targets, criteria and classes as the three steps do; the tables stay untouched."""
    before = {name: frame.copy(deep=True) for name, frame in tables.items()}
    assessment = assess_run(tables, policy)
    for name, frame in tables.items():
        pd.testing.assert_frame_equal(frame, before[name])
    criteria = judge(tables["criteria"], values)
    pd.testing.assert_frame_equal(assessment.criteria, criteria)
    pd.testing.assert_frame_equal(
        assessment.targets, evaluate(tables["targets"], tables["target_parts"], values)
    )
    pd.testing.assert_frame_equal(
        assessment.assessments, assess(tables["shortcomings"], criteria, tables["declared"], policy)
    )


def test_a_figure_decides(tables, policy):
    """When the printed ratio says 11/11, its criterion is achieved and the class of its shortcoming rises."""
    figures = tables["figures"].copy()
    ratio = figures["figure_id"] == "SL010"
    figures.loc[ratio, ["printed", "numerator", "value"]] = ["11/11", 11, 1.0]
    computed = tables["computed"].copy()
    assessment = assess_run({**tables, "figures": figures, "computed": computed}, policy)
    criteria = assessment.criteria.set_index("criterion_id")
    assert criteria.loc["KD1.1", "status"] == "achieved"
    assert assessment.assessments.loc[0, "computed_class"] == "improved"
    assert not assessment.assessments.loc[0, "agrees"]


def test_unreadable_tables_are_assessed(policy):
    """Rows in which nothing could be read give missing statuses, not a crash: the checks tell them."""
    broken = {}
    for name, table in TABLES.items():
        cells = {field.name: "?" for field in table.raw}
        raw = pd.DataFrame([cells]).astype("str").assign(file="x.csv", line=pd.array([2], dtype="Int64"))
        broken[name] = clean_table(table, raw)
    assessment = assess_run(broken, policy)
    assert assessment.targets["status"].tolist() == ["missing", "missing"]
    assert assessment.criteria["status"].tolist() == ["missing"]
    assert assessment.assessments["computed_class"].tolist() == ["insufficient_data"]
    assert assessment.assessments["declared_class"].tolist() == ["?"]


def test_empty_tables_are_assessed(tables, policy):
    """Tables without rows give tables without rows."""
    assessment = assess_run({name: frame.head(0) for name, frame in tables.items()}, policy)
    assert [len(t) for t in (assessment.targets, assessment.criteria, assessment.assessments)] == [0, 0, 0]
