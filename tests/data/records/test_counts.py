"""Tests of `khacphuc.data.records.counts`: a count of a table stands wherever a figure may."""

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pandas as pd
import pytest

from khacphuc.checks.codes import known_codes
from khacphuc.checks.prose import read_prose
from khacphuc.checks.views.citations import mentions
from khacphuc.checks.views.thresholds import criterion_statuses
from khacphuc.data.computed import fill_computed
from khacphuc.data.decisions import with_decisions
from khacphuc.data.records.counts import COUNT_COLUMNS, Count, count_frame
from khacphuc.data.records.record_frames import with_records
from khacphuc.data.records.settings import RecordSettings
from khacphuc.data.values import TABLE_COUNTS, Values
from khacphuc.report.annexes import figures_annex
from khacphuc.report.document.nodes import Table, plain
from khacphuc.report.prose.citations import Citations, citables
from khacphuc.trace.rows import items_of

from ... import run2021
from ..test_decisions import WORKERS, decided

AS_OF = RecordSettings(date(2021, 12, 31))


def counted(tables):
    """Tables in which a share of two counts is computed, as 10_clean makes them."""
    measures = tables["measures"]
    days = [pd.Timestamp(2021, 6, 30), pd.Timestamp(2021, 12, 31), pd.Timestamp(2022, 1, 1)]
    due = pd.Series(days + [pd.NaT] * (len(measures) - 3), dtype="datetime64[us]")
    counted = with_records(tables | {"measures": measures.assign(due=due)}, AS_OF)
    row = counted["computed"].iloc[:1].assign(
        computed_id="TL99", formula="share", operands="measures.due;measures.total", decimals=1,
        reproduces="", label="Đến hạn", problem="",
    )  # fmt: skip
    rows = fill_computed(row, counted["figures"], "vi", counted[TABLE_COUNTS])
    return counted | {"computed": pd.concat([counted["computed"], rows], ignore_index=True)}


@pytest.fixture(scope="module")
def dated():
    """Run 2021, had its plan dates."""
    return counted(run2021.tables())


def test_rows(dated):
    """A count has its number as printed, its unit, and the codes of the rows it rests on."""
    frame = dated[TABLE_COUNTS]
    assert tuple(frame.columns) == COUNT_COLUMNS
    first, second = frame.to_dict("records")
    assert (first["count_id"], first["value"], first["printed"]) == ("measures.total", 13.0, "13")
    assert first["rows"].split(";") == dated["measures"]["measure_id"].to_list()
    assert (second["printed"], second["unit"], second["rows"]) == ("02", "giải pháp", "GP1.1;GP1.2")
    assert second["as_of"] == pd.Timestamp(2021, 12, 31)


def test_what_nobody_recorded_is_not_counted():
    """A plan without dates and progress has no counts, and the run no frame of them."""
    tables = run2021.tables()
    assert with_records(tables, AS_OF).keys() == tables.keys()
    assert with_records(tables, None) is tables


def test_decimals():
    """A count may have decimals."""
    half = Count("measures.total", Fraction(5, 2), "measure", decimals=1)
    assert count_frame([half], AS_OF.as_of)["printed"].to_list() == ["2,5"]


def test_numbers_by_code(dated):
    """Whatever looks numbers up knows counts, and what is computed of them, also once answers decide."""
    values = Values.of_tables(dated)
    assert (values["measures.due"].exact, values["measures.due"].label) == (2, "02 giải pháp")
    assert (values["TL99"].printed, values["TL99"].kind) == ("15,4%", "percentage")
    assert values.get("measures.overdu") is None


def test_a_number_computed_of_a_count_and_a_decided_figure(dated):
    """Where an answer replaces a figure, what is computed of it and of a count is computed anew."""
    row = dated["computed"].iloc[:1].assign(
        computed_id="TL99", formula="ratio", operands="SL027;measures.total", reproduces="", problem=""
    )  # fmt: skip
    answered = decided(**WORKERS) | {TABLE_COUNTS: dated[TABLE_COUNTS]}
    answered["computed"] = fill_computed(row, answered["figures"], "vi", answered[TABLE_COUNTS])
    assert Values.of_tables(answered)["TL99"].exact == Fraction(56, 13)
    assert Values.of_tables(with_decisions(answered, "final"))["TL99"].exact == Fraction(53, 13)


def test_codes_resolve(dated):
    """Operands, criteria, evidence and the prose may name a count; a criterion can be measured by one."""
    codes = known_codes(dated)
    for name in ("numbers", "values", "evidence", "citable"):
        assert "measures.due" in codes[name]
        assert "measures.due" not in known_codes(run2021.tables())[name]
    criteria = dated["criteria"].iloc[:2].assign(
        kind="measured", figure=["measures.due", "measures.overdu"], comparator=">=", threshold="100",
        problem="",
    )  # fmt: skip
    status = pd.Series(["missing", "missing"])
    # of a count nobody has, the rule about codes tells
    assert criterion_statuses(criteria, status, dated).to_list() == ["missing", ""]


def test_prose(dated):
    """The prose cites it with its dot; the trace says of which day and which rows."""
    prose = read_prose("Có @measures.due. Rồi @measures.du", filename="a.md")
    assert list(prose.codes) == ["measures.due", "measures.du"]
    assert mentions(dated, prose)["near"].to_list() == [
        "",
        "; gần nhất là mã measures.due (Giải pháp đã đến hạn)",
    ]
    citable = citables(dated, run2021.policy().classes)["measures.due"]
    assert (citable.text, citable.kind) == ("02", "count")
    assert citable.trace.split("\n")[1:] == [
        "Đếm được: 02 giải pháp, tính đến ngày 31/12/2021", "Các dòng: GP1.1, GP1.2"
    ]  # fmt: skip
    total = citables(dated, run2021.policy().classes)["measures.total"]
    assert total.trace.endswith("GP4.2 và 1 dòng nữa")


def test_annex(dated):
    """The annex lists counts that are cited or computed with, and nothing where none is."""
    citations = Citations(citables(dated, run2021.policy().classes))
    annex = figures_annex(dated, citations, "vi")
    (table,) = [block for block in annex if isinstance(block, Table) and block.id == "phu-luc-so-dem"]
    assert table.row_ids == ("measures.total", "measures.due")
    assert [plain(cell) for cell in table.rows[1]] == [
        "measures.due", "Giải pháp đã đến hạn", "02", "giải pháp", "GP1.1, GP1.2"
    ]  # fmt: skip
    alone = dated | {"computed": dated["computed"].head(0)}
    ids = [block.id for block in figures_annex(alone, citations, "vi") if isinstance(block, Table)]
    assert "phu-luc-so-dem" not in ids


def test_trace(dated):
    """A count rests on its rows, and a computed number on the count."""
    items = items_of(dated, run2021.assessment(dated), run2021.policy().class_names("en"), "en")
    assert items["measures.due"].uses == ("GP1.1", "GP1.2")
    assert items["measures.due"].brief == "2 giải pháp"
    assert items["TL99"].uses == ("measures.due", "measures.total")


def test_another_day(dated):
    """What is due is due on a day, which is given and never today."""
    early = replace(AS_OF, as_of=date(2021, 6, 30))
    assert with_records(dated, early)[TABLE_COUNTS]["value"].to_list() == [13, 1]
