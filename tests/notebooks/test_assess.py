"""Tests of `khacphuc.notebooks.assess`: what `30_assess` displays."""

import datetime as dt
import re

import pandas as pd
import pytest

from khacphuc.checks.result import CheckResult, RuleResult
from khacphuc.inputs import load_inputs
from khacphuc.notebooks import assess
from khacphuc.notebooks.assess import AssessmentNotebook
from khacphuc.report.document import nodes

from .. import run2021
from ..findings import finding
from .runs import CONTENT

RULE = RuleResult("figures", "SL-10", "warning", "Phải khớp; sửa.", 9, 2, 4, "Phải khớp.")
PARTS = ("answer", "shortcomings", "targets", "decision_table", "next_year")
#: Codes that are no words of the English either.
CODES = ("not_achieved", "not_thorough", "not_remedied", "insufficient_data", "declared_met", "not_met")
RAW = re.compile(rf"\b({'|'.join(CODES)}|True|False|NaN|None|nan)\b|<NA>")


def notebook(language="vi", **changes):
    """The notebook of a run: of 2021, or with tables changed; nothing is checked."""
    inputs = load_inputs("2021", str(run2021.ROOT))
    parameters = run2021.parameters().model_copy(update={"language": language})
    inputs.__dict__.update(parameters=parameters, tables=run2021.tables() | changes)
    assessed = AssessmentNotebook(inputs)
    assessed.__dict__["checked"] = CheckResult(())
    return assessed


def nothing():
    """Tables without rows."""
    return {name: frame.iloc[:0] for name, frame in run2021.tables().items() if name in CONTENT}


@pytest.mark.parametrize("language", ["vi", "en"])
def test_no_code_is_left(language):
    """Nothing in the words of an output is a code of a closed list, or an object of Python."""
    assessed = notebook(language)
    for part in PARTS:
        assert RAW.findall(repr(getattr(assessed, part)())) == [], part


def test_the_answer_comes_first():
    """Targets, classes, and a row a shortcoming."""
    first, second, table = notebook().answer().parts
    assert nodes.plain(first).startswith("Đạt 09/11 chỉ tiêu")
    assert "Khuyết điểm 3: tính được" in nodes.plain(second)
    assert len(table.rows) == 4


def test_each_shortcoming_is_followed_from_number_to_class():
    """A heading, why, the criteria, the rule, what lifts it, every attempt, what is left out."""
    parts = notebook().shortcomings().parts
    headings = [place for place, part in enumerate(parts) if isinstance(part, nodes.Heading)]
    assert len(headings) == 4
    names = [part.id for part in parts if isinstance(part, nodes.Table)]
    assert names[4:6] == ["criteria-KD3", "attempts-KD3"]


def test_numbers_with_open_findings_are_marked():
    """What the run's checks brought up marks the evidence of criteria."""
    assessed = notebook()
    assessed.__dict__["checked"] = CheckResult((finding("SL-13", "SL061"),))
    assert "! còn phát hiện SL-13" in repr(assessed.shortcomings())


def test_many_shortcomings_stay_usable():
    """Of very many the first are shown in detail, and a sentence says where the others stand."""
    tables = run2021.tables()
    rows = tables["shortcomings"]
    many = pd.concat([rows.iloc[[0]].assign(shortcoming_id=f"N{n}", order=n) for n in range(1, 301)])
    parts = notebook(shortcomings=many, declared=tables["declared"].iloc[:0]).shortcomings().parts
    assert sum(isinstance(part, nodes.Heading) for part in parts) == 60
    assert nodes.plain(parts[-1]).startswith("Còn 240 khuyết điểm khác")


def test_targets_have_a_chart_with_words():
    """The chart has a text that says the same; it is not carried for Word files."""
    (figure,) = [part for part in notebook().targets().parts if isinstance(part, nodes.Figure)]
    assert "1.805 (chỉ tiêu: ít nhất 2.000) – chưa đạt" in figure.alt


def test_a_chart_that_cannot_be_drawn_is_left_out():
    """A letter the typeface lacks is a finding, and no reason to stop: the table has everything."""
    frame = run2021.tables()["target_parts"]
    frame["statement"] = "Chỉ tiêu 😀"
    parts = notebook(target_parts=frame).targets().parts
    assert not any(isinstance(part, nodes.Figure) for part in parts)
    assert any(isinstance(part, nodes.Table) for part in parts)


@pytest.mark.parametrize("language", ["vi", "en"])
def test_a_run_with_nothing(language):
    """Every output is there, and says that there is nothing."""
    assessed = notebook(language, **nothing())
    for part in PARTS:
        assert repr(getattr(assessed, part)()).strip(), part


def test_the_findings_this_notebook_adds():
    """Findings on printed figures stay with the notebook that made them; the others are cards here."""
    assessed = notebook()
    printed, added = finding(), finding("MG-10", "KD3")
    assessed._inputs.__dict__["printed"] = CheckResult((printed,))
    assessed.__dict__["checked"] = CheckResult((printed, added))
    paragraph, cards = assessed.findings().parts
    assert nodes.plain(paragraph).startswith("Có tất cả 02 phát hiện: sổ 20 có 01, sổ 30 thêm 01.")
    assert [kind.rule for group in cards.groups for kind in group.kinds] == ["MG-10"]
    assessed.__dict__["checked"] = CheckResult((printed,))
    assert len(assessed.findings().parts) == 1


def test_findings_about_answers_are_not_added_twice():
    """20_check has those about answers, though the stage leaves findings without them."""
    assessed = notebook()
    printed = finding("SL-10", "SL031")
    tables = assessed._inputs.tables
    tables["answers"].loc[0] = [
        *("SL-10", "SL031", printed.fingerprint, "corrected", ""),
        *("đã sửa", "Bí thư", dt.datetime(2021, 3, 3), "answers.csv", 2, ""),  # noqa: DTZ001
    ]
    assessed._inputs.__dict__["printed"] = CheckResult((printed,), (RULE,))
    about = finding("AN-04", "SL-10 SL031")
    assessed.__dict__["checked"] = CheckResult((printed, about))
    (paragraph,) = assessed.findings().parts
    assert nodes.plain(paragraph).startswith("Có tất cả 02 phát hiện: sổ 20 có 02, sổ 30 thêm 0.")


@pytest.mark.full
def test_all_that_was_checked():
    """The findings of a run are those on what was printed and those on what was assessed."""
    assessed = notebook()
    del assessed.__dict__["checked"]
    assessed._inputs.__dict__["printed"] = run2021.check_printed(run2021.tables())
    assert len(assessed.checked.findings) == len(run2021.check().findings)


@pytest.mark.parametrize("language", ["vi", pytest.param("en", marks=pytest.mark.full)])
def test_every_rule_of_the_run_is_counted(language):
    """Those of stage 20 and those it adds, as ``review.html`` counts them; its own stand one by one."""
    inputs = load_inputs("2021", str(run2021.ROOT))
    tables = run2021.tables()
    printed = run2021.check_printed(tables)
    parameters = run2021.parameters().model_copy(update={"language": language})
    inputs.__dict__.update(parameters=parameters, tables=tables, printed=printed)
    total, stages, matrix, added = AssessmentNotebook(inputs).checks().parts
    if language == "vi":
        assert nodes.plain(total) == (
            "Kỳ báo cáo đã được kiểm tra bằng 190 quy tắc trên 18 bảng (4 bảng chưa có dòng nào), "
            "686 dòng: 152 đạt, 8 có phát hiện, 21 chưa có dòng nào để kiểm tra, 9 không có gì để đối chiếu."
        )
    assert "123" in nodes.plain(stages)
    assert "67" in nodes.plain(stages)
    assert len(matrix.rows) == 18 + 1
    links = {node.text: node.target for node in nodes.inlines((matrix,)) if isinstance(node, nodes.Reference)}
    assert links["SL-10"].startswith("20_check.html#")
    assert links["DG-05"].startswith("#")
    rules = {nodes.plain(row[0]) for row in added.rows}
    assert len(rules) == 67
    assert rules.isdisjoint(rule.rule for rule in printed.rules)


def test_no_missed_target_is_said_once():
    """Where every target is met, nothing is said of the first that is missed."""
    targets = run2021.tables()["targets"]
    met = targets[targets["target_id"] == "CT03"]
    parts = run2021.tables()["target_parts"].iloc[:0]
    words = [nodes.plain(part) for part in notebook(targets=met, target_parts=parts).targets().parts[:2]]
    assert "09/09" in words[0]
    assert "Không có chỉ tiêu nào chưa đạt" not in repr(words)


@pytest.mark.parametrize(
    ("language", "words"),
    [("vi", "Biểu đồ có 03 nội dung được tính"), ("en", "The chart has 3 counted parts")],
)
def test_the_chart_counts_its_bars(language, words):
    """A part with a figure that is not counted, and a ceiling, have no bar."""
    assert words in repr(notebook(language).targets())


@pytest.mark.parametrize(("run", "asks"), [("2021", True), ("2021-board-2021-03", False)])
def test_the_prose_is_asked_in_a_run_and_not_in_a_month_of_it(run, asks, monkeypatch):
    """What the prose of a year cites need not be there yet at the end of a month."""
    answers = []
    monkeypatch.setattr(assess, "check_assessed", lambda *_, **options: answers.append(options["asks_prose"]))
    inputs = load_inputs(run, str(run2021.ROOT))
    inputs.__dict__.update(tables=run2021.tables(), printed=CheckResult(()), cited=run2021.cited())
    assert AssessmentNotebook(inputs).checked is None
    assert answers == [asks]
