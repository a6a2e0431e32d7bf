"""Tests of `khacphuc.checks.views.tables`."""

import pandas as pd
import pytest

from khacphuc.checks.prose import Prose
from khacphuc.checks.views.tables import assessed_views, printed_views
from khacphuc.data.records.systems import RECORD_FRAMES, unused_suites
from khacphuc.schema.tables import TABLES

from ... import run2021


def checked_frames(tables=None, **options):
    """The views of these tables, or of run 2021."""
    tables = run2021.tables() if tables is None else tables
    assessment = run2021.assessment(tables)
    frames = {name: getattr(assessment, name) for name in ("targets", "criteria", "assessments")}
    prose = options.pop("prose", None)
    printed = printed_views(tables, **{"status": "reconstruction"} | options)
    assessed = assessed_views(tables, **frames, prose=prose)
    both = {
        name: printed[name].join(assessed[name][assessed[name].columns.difference(printed[name].columns)])
        for name in printed.keys() & assessed.keys()
    }
    return printed | assessed | both


def row(table, key, code):
    """One row of a view."""
    (match,) = table[table[key] == code].to_dict("records")
    return match


def test_every_table_is_seen():
    """Every clean table of a system that is used is there with its rows in order, and the assessments."""
    tables, frames = run2021.tables(), checked_frames()
    unused = unused_suites(tables)
    assert (
        set(frames) - unused == {*TABLES, *RECORD_FRAMES, "assessments", "citations", "statements"} - unused
    )
    for name in tables.keys() & frames.keys():
        table = tables[name]
        assert frames[name][TABLES[name].key].tolist() == table[TABLES[name].key].tolist()


def test_figures():
    """A figure knows what it is a count of, how often it is due, and what it is the sum of."""
    figures = checked_frames()["figures"]
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
    frames = checked_frames()
    target = row(frames["targets"], "target_id", "CT01")
    assert (target["status"], target["short_status"]) == ("not_met", "not_met")
    assert (target["parts_met"], target["parts_met_printed"]) == (1, 1)
    declared = row(frames["targets"], "target_id", "CT03")
    assert (declared["status"], declared["short_status"]) == ("declared_met", "met")
    assert pd.isna(declared["parts_met"])
    assert pd.isna(declared["parts_met_printed"])
    assert row(frames["target_parts"], "part_id", "CT01.3")["status"] == "met"


def test_criteria():
    """A criterion shows both what was recorded and what came out."""
    criteria = checked_frames()["criteria"]
    measured, judged = (row(criteria, "criterion_id", code) for code in ("KD1.1", "KD1.2"))
    assert (measured["recorded"], measured["status"]) == ("", "not_achieved")
    assert (judged["recorded"], judged["status"]) == ("improved", "improved")


@pytest.mark.parametrize(
    ("code", "cells"),
    [
        ("KD2.1", {"figure": ""}),
        ("KD2.1", {"threshold": ""}),
        ("KD1.2", {"status": ""}),
        ("KD1.2", {"status": "đạt", "problem": "status: «đạt»"}),
    ],
)
def test_a_status_that_lacks_is_told_where_a_cell_does(code, cells):
    """A cell that is empty or cannot be read has its rule; nothing else is said of what follows from it."""
    tables = run2021.tables()
    criteria = tables["criteria"]
    for name, text in cells.items():
        criteria.loc[criteria["criterion_id"] == code, name] = text
    frames = checked_frames(tables)
    assert row(frames["criteria"], "criterion_id", code)["status"] == ""
    assessment = row(frames["assessments"], "shortcoming_id", code[:3])
    is_told = "problem" in cells
    assert (assessment["computed_class"], assessment["agrees"]) == (
        ("", True) if is_told else ("insufficient_data", False)
    )


def test_what_cannot_be_compared_is_missing():
    """Both numbers are there, of two kinds: of that no other rule speaks."""
    tables = run2021.tables()
    criteria = tables["criteria"]
    criteria.loc[criteria["criterion_id"] == "KD2.1", "threshold"] = "90 triệu đồng"
    assert row(checked_frames(tables)["criteria"], "criterion_id", "KD2.1")["status"] == "missing"


def test_a_target_is_not_blamed_for_what_its_parts_lack():
    """A part without its number leaves nothing to compare, neither of the target nor of how many are met."""
    tables = run2021.tables()
    parts = tables["target_parts"]
    parts.loc[parts["part_id"] == "CT01.1", "figure"] = "SL999"
    frames = checked_frames(tables)
    target = row(frames["targets"], "target_id", "CT01")
    assert (target["status"], target["short_status"]) == ("missing", target["declared_status"])
    assert pd.isna(target["parts_met"])
    counted = frames["figures"].query("indicator == 'targets_met_ratio'")["counted"]
    assert counted.isna().all()


@pytest.mark.parametrize(("status", "due"), [("draft", "no"), ("final", "yes"), ("reconstruction", "yes")])
def test_declared_classes_are_due(status, due):
    """Only a draft may lack declared classes."""
    assert set(checked_frames(status=status)["declared"]["due"]) == {due}


def test_assessments_lead_to_the_declared_class():
    """A proposed class stands where the class it is compared with was declared."""
    assessment = row(checked_frames()["assessments"], "shortcoming_id", "KD3")
    assert (assessment["file"], assessment["line"], assessment["source"]) == (
        "data/raw/2021/declared.csv",
        4,
        "mục III.3.3",
    )


def test_undeclared():
    """A shortcoming nothing was declared about is assessed all the same."""
    tables = run2021.tables()
    tables["declared"] = tables["declared"].iloc[1:]
    assessment = row(checked_frames(tables)["assessments"], "shortcoming_id", "KD1")
    assert (assessment["file"], assessment["source"]) == ("", "")
    assert pd.isna(assessment["line"])


def test_input_is_untouched():
    """The tables stay as they are."""
    tables = run2021.tables()
    checked_frames(tables)
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
    computed = checked_frames(tables)["computed"].head(4)
    faults = computed.fillna(dict.fromkeys(("counted_twice", "mixed_terms", "too_few"), "–"))
    assert faults["counted_twice"].tolist() == ["SL053", "–", "–", ""]
    assert faults["mixed_terms"].tolist() == ["–", "SL015;SL051", "–", "–"]
    assert computed["repeated"].tolist() == ["", "", "", "SL002"]
    assert faults["too_few"].tolist() == ["–", "–", "", "–"]
    assert computed["decimals_of_counts"].isna().tolist() == [False, True, False, False]
    tables["computed"].loc[2, "operands"] = "SL052"
    assert checked_frames(tables)["computed"]["too_few"].iloc[2] == "yes"


def test_declared_sections():
    """A class is declared where the others are, under its own number; nothing is known of other sections."""
    tables = run2021.tables()
    tables["declared"].loc[:1, "section"] = ["III.2.3", "Phần III"]
    known = checked_frames(tables)["declared"]["section_known"]
    assert known.tolist() == ["III.1.3", "", "III.3.3", "III.4.3"]
    tables["declared"]["section"] = ""
    assert set(checked_frames(tables)["declared"]["section_known"]) == {""}


def test_indicators():
    """A unit asks for a kind of number: % and đồng for their own, nouns for counts and ratios."""
    tables = run2021.tables()
    tables["indicators"].loc[0, "kind"] = "money"
    indicators = checked_frames(tables)["indicators"]
    assert row(indicators, "indicator_id", "gift_spending")["kind_of_unit"] == "money"
    assert row(indicators, "indicator_id", "gathering_rate")["kind_of_unit"] == "percentage"
    assert row(indicators, "indicator_id", "targets_met_ratio")["kind_of_unit"] == ""
    assert indicators.loc[0, "kind_of_unit"] == "count"


@pytest.mark.parametrize(("year", "valid"), [(2021, "yes"), (2025, "no"), (None, "yes")])
def test_returns_come_from_units_of_the_year(year, valid):
    """A return is of a unit of the report year; only then are units without returns listed."""
    tables = run2021.tables()
    columns = {"return_id": "TH1", "unit_id": "DV25456", "indicator": "youths_counselled", "kind": "count"}
    tables["returns"] = pd.DataFrame(
        [columns | {"printed": "3", "unit": "thanh thiếu niên", "value": 3.0, "value_to": None}]
    )
    frames = checked_frames(tables, year=year)
    (returned,) = frames["returns"].to_dict("records")
    assert returned["valid"] == valid
    assert returned["gathered_from"] == "commune"
    assert frames["units"]["missing_returns"].isin(["youths_counselled"]).sum() == (
        93 if valid == "yes" else 0
    )


def test_citations():
    """What the prose cites is a table of its own; without a prose it is empty."""
    assert checked_frames()["citations"].empty
    frames = checked_frames(prose=Prose("a.md", {"SL001": (3, 8)}))
    (citation,) = frames["citations"].to_dict("records")
    assert (citation["mention"], citation["code"], citation["line"], citation["file"]) == (
        "SL001",
        "SL001",
        3,
        "a.md",
    )


def test_classes_are_cited():
    """A declared class knows whether the prose cites it; without a prose or a class nobody can."""
    tables = run2021.tables()
    tables["declared"].loc[3, "class"] = ""
    assert checked_frames(tables)["declared"]["cited"].tolist() == ["", "", "", ""]
    cited = checked_frames(tables, prose=Prose("a.md", {"KD2": (3,)}))["declared"]["cited"]
    assert cited.tolist() == ["no", "yes", "no", ""]
    assert "cited" not in tables["declared"]
