"""Tests of `khacphuc.review.answers`: the table that answers are recorded in."""

import csv

import pandas as pd
import pytest

from khacphuc.checks.fingerprint import seal
from khacphuc.data.raw.csv_file import read_table
from khacphuc.data.xlsx.register_writer import write_register
from khacphuc.errors import SourceError
from khacphuc.project.files import write_text
from khacphuc.project.layout import Layout
from khacphuc.review.answers import record_answers
from khacphuc.review.workbook_reader import FilledAnswer, FilledWorkbook
from khacphuc.schema.tables import TABLES

from .. import findings

HEADER = "rule,row_id,observed,decision,uses,reason,role,date"


def finding(rule="SL-10", row_id="SL031", text="17", related=("SL067",)):
    """One of the last findings."""
    return findings.finding(
        rule,
        row_id,
        findings.place(row_id, text),
        related=related,
        choices=(row_id, *related) if related else (),
    )


def record(layout, answers, rows, *errors):
    """Record answers as they were filled in."""
    return record_answers(layout, "2021", FilledWorkbook(tuple(answers), errors), rows)


def answer(to=None, **cells):
    """An answer to a finding."""
    to = to or finding()
    usual = {
        "rule": to.rule,
        "row_id": to.row_id,
        "seal": seal(to.rule, to.row_id, to.fingerprint),
        "observed": to.observed,
        "decision": "accepted",
        "uses": "",
        "reason": "rõ",
        "role": "Bí thư",
        "date": "03/3/2021",
        "place": "row 2",
        "observed_place": "cell D2",
    }
    return FilledAnswer(**usual | cells)


@pytest.fixture
def layout(tmp_path):
    """A project's folders."""
    layout = Layout(tmp_path)
    layout.raw("2021").mkdir(parents=True)
    return layout


def written(layout):
    """The rows of the table."""
    with (layout.raw("2021") / "answers.csv").open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def test_a_first_answer(layout):
    """The table is made; what was observed is kept without its lines."""
    done = record(layout, [answer(uses="SL067")], [finding()])
    assert (len(done.answers), done.replaced, done.closed) == (1, 0, ())
    assert done.file == layout.raw("2021") / "answers.csv"
    text = done.file.read_text(encoding="utf-8")
    assert text == f"{HEADER}\nSL-10,SL031,SL031 «17»,accepted,SL067,rõ,Bí thư,03/3/2021\n"
    assert len(read_table(done.file, TABLES["answers"], filename="answers.csv")) == 1


def test_an_answer_takes_the_place_of_the_one_before(layout):
    """A finding keeps one answer; rows of others stay, and all are sorted."""
    rows = [finding("SL-13", "SL061", "05"), finding(), finding("CT-06", "CT02", "3")]
    for item in rows:
        record(layout, [answer(item)], rows)
    changed = [*rows[::2], finding(text="18")]
    done = record(layout, [answer(changed[-1], reason='khác, "mới"')], changed)
    assert done.replaced == 1
    assert [(row["rule"], row["observed"]) for row in written(layout)] == [
        ("CT-06", "CT02 «3»"),
        ("SL-10", "SL031 «18»"),
        ("SL-13", "SL061 «05»"),
    ]
    assert written(layout)[1]["reason"] == 'khác, "mới"'


def test_rows_typed_by_hand_stay(layout):
    """Whatever else stands in the table is kept, even twice."""
    line = "SL-99,X,«x»,accepted,,rõ,Bí thư,03/3/2021\n"
    write_text(layout.raw("2021") / "answers.csv", f"{HEADER}\n{line}{line}")
    record(layout, [answer()], [finding()])
    assert [row["rule"] for row in written(layout)] == ["SL-10", "SL-99", "SL-99"]


def test_findings_that_share_a_row_keep_an_answer_each(layout):
    """They are told apart by what was observed."""
    rows = [finding("NG-08", "", "a"), finding("NG-08", "", "b")]
    record(layout, [answer(item) for item in rows], rows)
    done = record(layout, [answer(rows[0], reason="khác")], rows)
    assert done.replaced == 1
    assert [(row["observed"], row["reason"]) for row in written(layout)] == [("«a»", "khác"), ("«b»", "rõ")]


def test_an_answer_typed_by_hand_with_its_lines_is_replaced(layout):
    """Where findings share a row it is known by what it quotes, wherever that stood."""
    pair = [finding("NG-08", "", "a"), finding("NG-08", "", "b")]
    line = "NG-08,,«b» (old.csv:9),accepted,,rõ,Bí thư,03/3/2021\n"
    write_text(layout.raw("2021") / "answers.csv", f"{HEADER}\n{line}")
    assert record(layout, [answer(pair[1])], pair).replaced == 1


def test_the_end_of_a_long_finding_is_not_compared(layout):
    """A sheet cuts it; its code was compared."""
    assert record(layout, [answer(observed=None)], [finding()]).answers


def test_corrected_and_gone(layout):
    """A finding that was corrected is there no more: nothing is left to record."""
    done = record(layout, [answer(decision="corrected")], [])
    assert (len(done.answers), len(done.closed)) == (0, 1)
    assert not done.file.exists()


@pytest.mark.parametrize(
    ("rows", "cells", "message"),
    [
        ([], {}, "row 2: SL-10 SL031 is not found any more as it stood in this file"),
        ([finding(text="18")], {}, "SL-10 SL031 is not found any more"),
        (
            [finding()],
            {"observed": "SL031 «19»"},
            "cell D2: not what was printed there; the cell was changed; take the row from a new",
        ),
        ([finding()], {"observed": ""}, "cell D2: not what was printed there"),
        ([finding()], {"uses": "SL099"}, "row 2: uses SL099, expected one of SL031, SL067"),
        (
            [finding("SL-09", related=())],
            {"to": finding("SL-09", related=()), "uses": "SL031"},
            "expected an empty cell",
        ),
    ],
)
def test_answers_to_nothing_are_refused(layout, rows, cells, message):
    """Nothing is recorded, not even the answers that fit."""
    good = finding("SL-13", "SL061", "05")
    with pytest.raises(SourceError) as error:
        record(layout, [answer(good), answer(**cells)], [good, *rows])
    assert message in str(error.value)
    assert str(error.value).endswith("\nnothing was recorded")
    assert not (layout.raw("2021") / "answers.csv").exists()


def test_answers_are_refused_in_the_language_of_their_workbook(layout):
    """Whole: what is wrong with each, how many more there are, and that nothing was recorded."""
    answers = (*[answer(uses="SL099")] * 101, answer(observed="x"), answer(finding("SL-09", related=())))
    with pytest.raises(SourceError) as error:
        record_answers(layout, "2021", FilledWorkbook(answers, language="vi"), [finding()])
    lines = str(error.value).splitlines()
    assert lines[0] == "row 2: chọn SL099, chỉ nhận SL031, SL067; chọn số liệu của phát hiện này"
    assert lines[100:] == ["và 3 lỗi khác", "chưa ghi câu trả lời nào"]


def test_all_wrong_rows_are_named_at_once(layout):
    """Cells that cannot be read and answers that fit nothing, in one message; nothing is recorded."""
    cells = [SourceError("empty", place=f"cell K{n}") for n in range(2, 12)]
    gone = [answer(finding(row_id=f"SL{n:03}")) for n in range(10)]
    with pytest.raises(SourceError) as error:
        record(layout, [answer(), *gone], [finding()], *cells)
    lines = str(error.value).splitlines()
    assert lines[:10] == [f"cell K{n}: empty" for n in range(2, 12)]
    assert [line.split()[3] for line in lines[10:-1]] == [f"SL{n:03}" for n in range(10)]
    assert lines[-1] == "nothing was recorded"
    assert not (layout.raw("2021") / "answers.csv").exists()


def test_wrong_answers_without_end_are_counted(layout):
    """A column filled in wrong throughout does not fill the terminal."""
    many = [answer(finding(row_id=f"SL{n:03}")) for n in range(103)]
    with pytest.raises(SourceError, match="and 3 more\nnothing was recorded"):
        record(layout, many, [])


def test_answers_in_the_register(layout):
    """An office that keeps its tables in Excel types answers there; nothing is written beside it."""
    empty = pd.DataFrame(columns=[field.name for field in TABLES["answers"].raw])
    write_register({"answers": empty}, layout.raw("2021") / "register.xlsx")
    with pytest.raises(SourceError, match=r"data/raw/2021/register.xlsx, sheet answers: the answers of run"):
        record(layout, [answer()], [finding()])


def test_a_register_without_answers_is_no_hindrance(layout):
    """Other tables may stand in the register."""
    empty = pd.DataFrame(columns=[field.name for field in TABLES["declared"].raw])
    write_register({"declared": empty}, layout.raw("2021") / "register.xlsx")
    assert record(layout, [answer()], [finding()]).file.is_file()


def test_a_table_that_cannot_be_read_is_not_replaced(layout):
    """What people typed there is theirs to mend."""
    write_text(layout.raw("2021") / "answers.csv", "rule;row_id\n")
    with pytest.raises(SourceError, match=r"data/raw/2021/answers\.csv"):
        record(layout, [answer()], [finding()])
    assert (layout.raw("2021") / "answers.csv").read_text() == "rule;row_id\n"


def test_a_link_out_of_the_project_is_not_followed(layout, tmp_path_factory):
    """Nothing is written outside."""
    outside = tmp_path_factory.mktemp("outside") / "answers.csv"
    outside.write_text(f"{HEADER}\n")
    (layout.raw("2021") / "answers.csv").symlink_to(outside)
    with pytest.raises(SourceError, match="outside the project"):
        record(layout, [answer()], [finding()])
