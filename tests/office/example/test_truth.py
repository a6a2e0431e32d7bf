"""What an example says of itself is what its tables hold: every number, status, class and finding."""

from __future__ import annotations

from fractions import Fraction

import pytest

from khacphuc.data.records.admission import steps, unit_numbers
from khacphuc.data.values import Values

from .examples import checked, example, inputs

pytestmark = pytest.mark.full

RUNS = ("2021", "2022", "2023")


@pytest.mark.parametrize("run", RUNS)
def test_every_figure_and_computed_number(run: str) -> None:
    """The clean tables hold exactly the values that were invented, and the computed ones that follow."""
    layout, truth = example()
    tables = inputs(layout, run).tables
    values = Values.of_tables(tables)
    known = truth.runs[run].figures | truth.runs[run].computed
    percent = {
        code: Fraction(100) for code in known if code.startswith("TL") and values[code].kind == "ratio"
    }
    assert {code: values[code].exact * percent.get(code, 1) for code in known} == known
    assert set(known) == {*tables["figures"]["figure_id"], *tables["computed"]["computed_id"]}


@pytest.mark.parametrize("run", RUNS)
def test_every_status_and_class(run: str) -> None:
    """Criteria, classes and declarations come out as the story has them."""
    layout, truth = example()
    assessment, known = inputs(layout, run).assessment, truth.runs[run]
    criteria, classes = assessment.criteria, assessment.assessments
    assert dict(zip(criteria["criterion_id"], criteria["status"], strict=True)) == known.statuses
    assert dict(zip(classes["shortcoming_id"], classes["computed_class"], strict=True)) == known.classes
    assert dict(zip(classes["shortcoming_id"], classes["declared_class"], strict=True)) == known.declared


@pytest.mark.parametrize("run", RUNS)
def test_every_count(run: str) -> None:
    """Rows of tables and units of each level are as many as the truth says."""
    layout, truth = example()
    tables, known = inputs(layout, run).tables, truth.runs[run]
    assert {name: len(tables[name]) for name in known.rows} == known.rows
    assert tables["units"]["level"].value_counts().to_dict() == known.units
    assert inputs(layout, run).office == known.office


@pytest.mark.parametrize("run", RUNS)
def test_the_way_to_admission_by_district(run: str) -> None:
    """What the districts reported of each step is what was invented, and adds up to the figures."""
    layout, truth = example()
    tables, known = inputs(layout, run).tables, truth.runs[run]
    way = steps(tables["figures"], tables["indicators"])
    assert way == ("SL012", "SL013", "SL035", "SL036")
    counted = dict(zip(tables["figures"]["figure_id"], tables["figures"]["indicator"], strict=True))
    numbers = unit_numbers([counted[code] for code in way], tables["returns"], None)
    by_unit = {unit: tuple(rows["value"].astype("int64")) for unit, rows in numbers.groupby("unit_id")}
    assert by_unit == known.admission
    assert [Fraction(sum(column)) for column in zip(*by_unit.values(), strict=True)] == [
        known.figures[code] for code in way
    ]


def test_the_second_year_follows_the_first() -> None:
    """Of the four shortcomings carried over one is remedied, two improve and one gets worse."""
    layout, truth = example()
    first, second = truth.runs["2021"], truth.runs["2022"]
    better = ("not_remedied", "not_thorough", "partly", "improved", "remedied")
    moves = {
        code: better.index(class_) - better.index(first.classes[code])
        for code, class_ in second.classes.items()
    }
    assert second.classes["KD1"] == "remedied"
    assert {code for code, move in moves.items() if move > 0} == {"KD1", "KD2", "KD3"}
    assert moves["KD4"] < 0
    assert set(inputs(layout, "2022").tables["shortcomings"]["carried_from"]) == {"2021"}


@pytest.mark.parametrize("run", ["2021", "2022", "2023", "broken"])
def test_only_what_was_planted_is_found(run: str) -> None:
    """A check finds what was planted, all of it and nothing else, and ends with the code the truth says."""
    layout, truth = example()
    assert checked(layout, run) == (truth.runs[run].exit_code, truth.runs[run].planted)


def test_mistakes_of_several_kinds_are_planted() -> None:
    """The run with mistakes has critical ones in figures, computed numbers, documents and the prose."""
    planted = example()[1].runs["broken"].planted
    kinds = {finding.rule.partition("-")[0] for finding in planted if finding.severity == "critical"}
    assert {"SL", "TL", "VB", "TD"} <= kinds
    assert all(f.severity == "warning" or f.decision for run in RUNS for f in example()[1].runs[run].planted)


def test_runs_for_measuring_have_no_critical_finding() -> None:
    """Of 63 offices with 5 years each a sample is checked: only what was planted is found."""
    layout, truth = example(offices=63, years=5)
    assert len(truth.runs) == 63 * 5
    for run in [*truth.runs][7::61]:
        assert checked(layout, run) == (0, truth.runs[run].planted), run
