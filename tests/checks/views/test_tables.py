"""Tests of `khacphuc.checks.views.tables`."""

import pandas as pd
import pytest

from khacphuc.checks.prose import Prose
from khacphuc.checks.views.tables import views
from khacphuc.schema.tables import TABLES

from ... import run2021


def seen(tables=None, status="reconstruction"):
    """The views of these tables, or of run 2021."""
    tables = run2021.tables() if tables is None else tables
    made = run2021.assessment(tables)
    return views(
        tables, targets=made.targets, criteria=made.criteria, assessments=made.assessments, status=status
    )


def row(table, key, code):
    """One row of a view."""
    (found,) = table[table[key] == code].to_dict("records")
    return found


def test_every_table_is_seen():
    """Every clean table is there with its rows in order, and the assessments."""
    tables, found = run2021.tables(), seen()
    assert set(found) == {*TABLES, "assessments", "citations"}
    for name, table in tables.items():
        assert found[name][TABLES[name].key].tolist() == table[TABLES[name].key].tolist()


def test_figures():
    """A figure knows what it is a count of, how often it is due, and what it is the sum of."""
    figures = seen()["figures"]
    assert row(figures, "figure_id", "SL029")["concept"] == "workers_admitted"  # another definition of it
    assert row(figures, "figure_id", "SL076")["concept"] == "workers_admitted"
    assert row(figures, "figure_id", "SL026")["concept"] == "introduced"
    assert row(figures, "figure_id", "SL061")["per_year"] == 12
    assert row(figures, "figure_id", "SL035")["parts"] == "SL036;SL037"
    assert row(figures, "figure_id", "SL009")["parts"] == "SL010:numerator;SL011;SL010:denominator"
    assert row(figures, "figure_id", "SL018")["parts"] == ""  # a share is no sum
    assert figures["per_year"].notna().sum() == 1


def test_targets():
    """A target knows its evaluated status, and the parts its ratio prints as met."""
    found = seen()
    target = row(found["targets"], "target_id", "CT01")
    assert (target["status"], target["short_status"]) == ("not_met", "not_met")
    assert (target["parts_met"], target["parts_met_printed"]) == (1, 1)
    counted = row(found["targets"], "target_id", "CT03")
    assert (counted["status"], counted["short_status"]) == ("declared_met", "met")
    assert pd.isna(counted["parts_met"])
    assert pd.isna(counted["parts_met_printed"])
    assert row(found["target_parts"], "part_id", "CT01.3")["status"] == "met"


def test_criteria():
    """A criterion shows both what was recorded and what came out."""
    found = seen()["criteria"]
    measured, judged = (row(found, "criterion_id", code) for code in ("KD1.1", "KD1.2"))
    assert (measured["recorded"], measured["status"]) == ("", "not_achieved")
    assert (judged["recorded"], judged["status"]) == ("improved", "improved")


@pytest.mark.parametrize(("status", "due"), [("draft", "no"), ("final", "yes"), ("reconstruction", "yes")])
def test_declared_classes_are_due(status, due):
    """Only a draft may lack declared classes."""
    assert set(seen(status=status)["declared"]["due"]) == {due}


def test_assessments_lead_to_the_declared_class():
    """A proposed class stands where the class it is compared with was declared."""
    found = row(seen()["assessments"], "shortcoming_id", "KD3")
    assert (found["file"], found["line"], found["source"]) == ("data/raw/2021/declared.csv", 4, "mục III.3.3")


def test_undeclared():
    """A shortcoming nothing was declared about is assessed all the same."""
    tables = run2021.tables()
    tables["declared"] = tables["declared"].iloc[1:]
    found = row(seen(tables)["assessments"], "shortcoming_id", "KD1")
    assert (found["file"], found["source"]) == ("", "")
    assert pd.isna(found["line"])


def test_input_is_untouched():
    """The tables stay as they are."""
    tables = run2021.tables()
    seen(tables)
    for name, table in run2021.tables().items():
        pd.testing.assert_frame_equal(table, tables[name])


def test_computed():
    """A computed number knows what it counts twice, and from which ratios its terms come."""
    tables = run2021.tables()
    tables["computed"].loc[:3, "formula"] = ["sum", "share", "difference", "sum"]
    tables["computed"].loc[:3, "operands"] = [
        "SL053;SL052",  # a part beside its whole
        "SL051:numerator;SL015:denominator",
        "SL052;SL053",  # a difference takes a part off its whole
        "SL002;SL003;SL002",
    ]
    found = seen(tables)["computed"].head(4)
    assert found["counted_twice"].tolist() == ["SL053", "", "", ""]
    assert found["mixed_terms"].tolist() == ["", "SL015;SL051", "", ""]
    assert found["repeated"].tolist() == ["", "", "", "SL002"]
    assert found["too_few"].tolist() == ["", "", "", ""]
    assert found["decimals_of_counts"].isna().tolist() == [False, True, False, False]
    tables["computed"].loc[2, "operands"] = "SL052"
    assert seen(tables)["computed"]["too_few"].tolist()[:4] == ["", "", "yes", ""]


def test_declared_sections():
    """A class is declared where the others are, under its own number; nothing is known of other sections."""
    tables = run2021.tables()
    tables["declared"].loc[:1, "section"] = ["III.2.3", "Phần III"]
    found = seen(tables)["declared"]["section_known"]
    assert found.tolist() == ["III.1.3", "", "III.3.3", "III.4.3"]
    tables["declared"]["section"] = ""
    assert set(seen(tables)["declared"]["section_known"]) == {""}


def test_indicators():
    """A unit asks for a kind of number: % and đồng for their own, nouns for counts and ratios."""
    tables = run2021.tables()
    tables["indicators"].loc[0, "kind"] = "money"
    found = seen(tables)["indicators"]
    assert row(found, "indicator_id", "gift_spending")["kind_of_unit"] == "money"
    assert row(found, "indicator_id", "gathering_rate")["kind_of_unit"] == "percentage"
    assert row(found, "indicator_id", "targets_met_ratio")["kind_of_unit"] == ""
    assert found.loc[0, "kind_of_unit"] == "count"


@pytest.mark.parametrize(("year", "valid"), [(2021, "yes"), (2025, "no"), (None, "yes")])
def test_returns_come_from_units_of_the_year(year, valid):
    """A return is of a unit there is in the report's year; units that returned nothing are told then."""
    tables = run2021.tables()
    columns = {"return_id": "TH1", "unit_id": "DV25456", "indicator": "youths_counselled", "kind": "count"}
    tables["returns"] = pd.DataFrame([columns | {"printed": "3", "unit": "thanh thiếu niên", "value": 3.0}])
    made = run2021.assessment(tables)
    found = views(
        tables,
        targets=made.targets,
        criteria=made.criteria,
        assessments=made.assessments,
        status="draft",
        year=year,
    )
    (returned,) = found["returns"].to_dict("records")
    assert returned["valid"] == valid
    assert returned["gathered_from"] == "commune"
    assert (found["units"]["missing_returns"] != "").sum() == (93 if valid == "yes" else 0)


def test_citations():
    """What the prose cites is a table of its own; without a prose it is empty."""
    assert seen()["citations"].empty
    tables = run2021.tables()
    made = run2021.assessment(tables)
    found = views(
        tables,
        targets=made.targets,
        criteria=made.criteria,
        assessments=made.assessments,
        status="draft",
        prose=Prose("a.md", {"SL001": (3, 8)}),
    )
    (row,) = found["citations"].to_dict("records")
    assert (row["mention"], row["code"], row["line"], row["file"]) == ("SL001", "SL001", 3, "a.md")
