"""Tests of `khacphuc.explore.examples`."""

from khacphuc.explore.examples import comparable, example_changes
from khacphuc.report.charts.context import ChartContext
from khacphuc.report.prose.citations import Citations, citables

from .. import run2021


def context(tables):
    """What charts take from these tables."""
    return ChartContext(tables, Citations(citables(tables, run2021.policy().class_names("vi"))))


def test_examples_share_their_unit_and_their_section():
    """Each example is of figures of one section and one unit, two at least, and none is a ratio."""
    tables = run2021.tables()
    run, figures = context(tables), tables["figures"].set_index("figure_id")
    examples = comparable(run)
    assert 1 < len(examples) <= 4
    for unit, codes in examples.items():
        assert 1 < len(codes) <= 4
        assert {run.value(code).base_unit for code in codes} == {unit}
        assert figures.loc[list(codes), "section"].nunique() == 1
        assert "ratio" not in {run.value(code).kind for code in codes}


def test_no_two_figures_no_example():
    """A run of which every section prints one figure has nothing to compare."""
    tables = run2021.tables()
    tables["figures"] = tables["figures"].drop_duplicates("section")
    tables["computed"] = tables["computed"].iloc[:0]
    assert comparable(context(tables)) == {}


def test_an_example_of_a_change_is_of_the_run():
    """A judged criterion would be achieved, the first figure that misses its threshold would reach it."""
    tables = run2021.tables()
    example = example_changes(tables, run2021.assessment(tables))
    assert example == {"KD1.2": "achieved", "SL026": "2.000"}
    tables["criteria"] = tables["criteria"].iloc[:0]
    tables |= {name: tables[name].iloc[:0] for name in ("targets", "target_parts")}
    assert example_changes(tables, run2021.assessment(tables)) == {"SL001": "05"}
    tables |= {name: tables[name].iloc[:0] for name in ("figures", "computed")}
    assert example_changes(tables, run2021.assessment(tables)) == {}
