"""Tests of `khacphuc.trace.record_rows`."""

from functools import cache

import pandas as pd
import pytest

from khacphuc.data.records.systems import RECORD_SYSTEMS
from khacphuc.trace.chain import codes_of, trace_code
from khacphuc.trace.record_rows import LABELS, progress_of_measures
from khacphuc.trace.rows import items_of

from ..office.example.examples import example, inputs

pytestmark = pytest.mark.full

NOTHING = pd.DataFrame(columns=["row_id", "related", "severity", "rule", "description", "answer"])


@cache
def items(language="vi"):
    """Every row of the example's first year."""
    run = inputs(example()[0], "2021")
    return items_of(run.tables, run.assessment, run.class_names, language)


def counts():
    """The counts of tables of that year."""
    return inputs(example()[0], "2021").tables["table_counts"].to_dict("records")


def test_every_table_of_a_system_is_there():
    """A new system says what its rows are called."""
    assert {name for system in RECORD_SYSTEMS for name in (*system.tables, *system.older)} <= set(LABELS)


def test_a_count_leads_to_rows_of_raw_files():
    """Every code a count names is a row, and behind each is one that says where it lies."""
    files = ("data/raw/2021/", "data/raw/reference/")
    codes = {code for count in counts() for code in count["rows"].split(";") if code}
    assert len(codes) > 20
    for code in codes:
        chain = trace_code(code, items(), NOTHING, {}, "vi")
        behind = [items()[name] for name in {code, *codes_of(chain.rests_on)}]
        # a round nobody was rated in has no row
        assert any(file in item.brief for item in behind for file in files) or item_kind(code), code


def item_kind(code):
    """Whether a code is a round of ratings nobody was rated in."""
    return items()[code].kind == "đợt xếp loại" and not items()[code].uses


def test_a_paper():
    """Its cells by their headings, and the meeting by whose day it was due."""
    paper = items()["TA05"]
    assert dict(paper.facts)["Ngày gửi"] == "19/02/2021"
    assert dict(paper.facts)["nằm ở"] == "data/raw/2021/papers.csv:6"
    assert paper.uses == ("PH02",)
    assert items("en")["TA05"].kind == "paper"


def test_a_row_of_a_register_names_its_sheet():
    """The file, the sheet and the row."""
    run = inputs(example()[0], "2021")
    papers = run.tables["papers"].assign(file="data/raw/2021/register.xlsx#papers")
    by_code = items_of(run.tables | {"papers": papers}, run.assessment, run.class_names, "vi")
    assert by_code["TA05"].brief.endswith("(data/raw/2021/register.xlsx, trang tính papers, dòng 6)")


def test_a_unit_rests_on_its_scores_and_a_measure_on_what_was_reported_of_it():
    """A score rests on its criterion, which is scored by a figure; the unit of it is not traced again."""
    assert items()["DC0033"].uses == ("BD03",)
    assert "DC0033" in items()["DV107"].uses
    assert "SL012" in items()["BD03"].uses
    assert "TD009" in items()["GP1.2"].uses


def test_months_nobody_looked_at_are_left_out():
    """A board paper of March knows no progress of April."""
    tables = inputs(example()[0], "2021").tables
    plan = tables["plan_progress"].assign(months="2021-02;2021-03")
    assert progress_of_measures(tables | {"plan_progress": plan})["GP1.2"] == ("TD009", "TD010")


def test_a_round():
    """How many roles were rated, which was not, and the rows of those that were."""
    facts = dict(items()["2021-05"].facts)
    assert facts["kết quả"] == "đã xếp loại 3/4 chức danh"
    assert facts["chưa xếp loại"] == "Ủy viên phụ trách phong trào"
    assert "XL0057" in items()["2021-05"].uses
