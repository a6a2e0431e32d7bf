"""Tests of `khacphuc.notebooks.check`."""

import datetime as dt

import pytest

from khacphuc.checks.result import CheckResult
from khacphuc.errors import UsageError
from khacphuc.notebooks.check import CheckView
from khacphuc.report.document import nodes

from .. import run2021
from .opened import RAW, html, opened, rows

QUESTIONS = ("verdict", "matrix", "findings", "rules", "rule")


@pytest.fixture(scope="module")
def view():
    """Run 2021."""
    return CheckView(opened())


@pytest.fixture(scope="module")
def broken():
    """A run with critical findings, in English, with marks in its texts and an empty table."""
    tables = run2021.tables()
    tables["figures"].loc[76, "figure_id"] = "SL075"
    tables["figures"].loc[5, "problem"] = "printed: <script>alert(1)</script> 😀 \u202eקשר"
    tables["documents"] = tables["documents"].head(0)
    return CheckView(opened(tables, "en"))


def test_the_verdict_comes_first(view):
    """Whether it can be published, what is open, what was checked, and where the rest is."""
    assert str(view.verdict()).split("\n\n") == [
        "● Các bảng đã nhập không ngăn việc công bố.",
        "Còn 11 phát hiện cần xem xét.",
        (
            "Sổ này đã kiểm tra 123 quy tắc trên 12 bảng (3 bảng chưa có dòng nào), 565 dòng: "
            "93 đạt, 5 có phát hiện, 19 chưa có dòng nào để kiểm tra, 6 không có gì để đối chiếu."
        ),
        (
            "Sổ 30 kiểm tra tiếp 67 quy tắc về đánh giá và lời văn: kỳ báo cáo có tất cả 190 quy tắc. "
            "Kết luận chung ở trang Phiếu thẩm định."
        ),
    ]
    assert 'href="30_assess.html"' in html(view.verdict())
    assert 'href="../review.html"' in html(view.verdict())


def test_a_verdict_that_stops_publication(broken):
    """Critical findings are counted in the first sentence."""
    verdict = str(broken.verdict())
    blocking = sum(finding.is_blocking for finding in broken.result.findings)
    assert verdict.startswith(
        f"× Cannot be published: {blocking} critical findings about the tables as entered"
    )


def test_answers_count(view):
    """What reviewers accepted is open no more, though the stage leaves findings without answers."""
    tables = run2021.tables()
    finding = view.result.findings[2]
    answers = tables["answers"]
    answers.loc[0] = [
        *(finding.rule, finding.row_id, finding.fingerprint, "accepted", ""),
        *("đã rà soát", "Bí thư", dt.datetime(2021, 3, 3), "answers.csv", 2, ""),  # noqa: DTZ001
    ]
    answers.loc[1] = [view.result.findings[3].rule, view.result.findings[3].row_id, *answers.loc[0].iloc[2:]]
    answers.loc[1, ["observed", "decision"]] = [view.result.findings[3].fingerprint, "not_related"]
    answered = CheckView(opened(tables))
    assert (
        "Còn 9 phát hiện cần xem xét. 1 phát hiện đã được chấp nhận. "
        "1 phát hiện đã được trả lời là khác định nghĩa."
    ) in str(answered.verdict())
    assert "(Đã chấp nhận)" in str(answered.findings())
    assert all(finding.answer is None for finding in answered.result.findings)


def test_what_answers_brought_up_comes_on_top_of_the_rules(view):
    """No rule of the suites counts it; without such findings nothing is said."""
    assert "Ngoài ra" not in str(view.verdict())
    first = view.result.findings[2]
    tables = run2021.tables()
    tables["answers"].loc[0] = [
        *(first.rule, first.row_id, first.fingerprint, "corrected", ""),
        *("đã sửa", "Bí thư", dt.datetime(2021, 3, 3), "answers.csv", 2, ""),  # noqa: DTZ001
    ]
    answered = CheckView(opened(tables))
    sentence = "Ngoài ra, đối chiếu các trả lời có 1 phát hiện (AN-04)."
    assert sentence in str(answered.verdict()).split("\n\n")


def test_the_matrix_has_what_held_and_what_did_not(view):
    """Tables with findings first, those without rows last, and the sum."""
    cells = rows(view.matrix())
    assert cells[1] == [
        *("Số liệu đã in", "77", "● 18 đạt"),
        "! 4 có phát hiện: SL-10, SL-11, SL-12, SL-13 ● 5 đạt – 2 không có gì để đối chiếu",
        "1.015",
    ]
    assert cells[-2][0] == "Báo cáo của đơn vị"
    assert cells[-2][2] == "– 8 không có gì để đối chiếu"
    assert cells[-1] == [
        *("Cộng", "565", "● 77 đạt – 16 không có gì để đối chiếu"),
        *("! 5 có phát hiện ● 16 đạt – 9 không có gì để đối chiếu", "3.139"),
    ]


@pytest.mark.full
def test_a_rule_in_a_final_document_has_the_severity_its_findings_have():
    """What stops a final document is counted among the critical rules, in the matrix and in the table."""
    final = CheckView(opened(status="final"))
    critical = {finding.rule for finding in final.result.findings if finding.severity == "critical"}
    assert {"SL-10", "SL-11"} <= critical
    (figures,) = (row for row in rows(final.matrix()) if row[0] == "Số liệu đã in")
    assert figures[2].startswith("× 2 có phát hiện: SL-10, SL-11 ")
    assert figures[3].startswith("! 2 có phát hiện: SL-12, SL-13 ")
    graded = {row[0]: row for row in rows(final.rules("figures"))}
    assert (graded["SL-10"][2], graded["SL-10"][-1]) == ("Nghiêm trọng", "× có phát hiện")
    assert "× Không đạt ở 12 trong 20 dòng đã đối chiếu." in str(final.rule("SL-10"))


def test_what_had_nothing_to_compare_did_not_pass(view):
    """No year before, no returns: the rule says so, in the table and by itself."""
    ended = {row[0]: row[-1] for row in rows(view.rules())}
    assert {rule for rule, outcome in ended.items() if outcome == "– không có gì để đối chiếu"} == {
        *("SL-24", "SL-25", "DV-05", "DV-06", "DM-10", "TL-14")
    }
    assert "– Không có gì để đối chiếu: các ô cần so còn trống." in str(view.rule("SL-24"))
    assert {row[-1] for row in rows(view.rule("SL-24"), 2)} == {"– không có gì để đối chiếu"}
    assert str(view.rule("TH-01")).split("\n\n", 1)[0].endswith("– Bảng chưa có dòng nào để kiểm tra.")


def test_a_rule_that_passed_says_what_holds(view):
    """Not the fault it looks for; one that is broken says what to do."""
    texts = {row[0]: row[3] for row in rows(view.rules())}
    assert texts["SL-04"] == "Mọi ô đều đọc được, ô bắt buộc đều đã điền."
    assert texts["SL-11"].startswith("Cùng một nội dung được đếm theo hai cách hiểu; nêu rõ")


def test_a_rule_in_the_matrix_leads_to_its_first_card(view):
    """One click from the code of a rule to the place where both prints stand."""
    links = [node for node in nodes.inlines((view.matrix().parts[0],)) if isinstance(node, nodes.Reference)]
    output = html(view.findings())
    assert [link.text for link in links] == ["CB-07", "SL-10", "SL-11", "SL-12", "SL-13"]
    assert all(f'id="{link.target.removeprefix("#")}"' in output for link in links)


def test_findings_are_cards_with_both_places(view):
    """The card of the review page, with what is printed at either place."""
    output = html(view.findings())
    assert output.count('class="finding warning') == 11
    assert "«17»" in output
    assert "«18»" in output


def test_every_rule_with_what_it_asks(view):
    """All that was checked, broken ones first; of one table where asked."""
    every, few = rows(view.rules()), rows(view.rules("figures"))
    assert len(every) == 123
    assert [row[-1] for row in every[:6]] == [*["! có phát hiện"] * 5, "● đạt"]
    assert [row[-1] for row in every[-2:]] == ["– chưa có dòng", "– không có gì để đối chiếu"]
    assert {row[1] for row in few} == {"Số liệu đã in"}
    with pytest.raises(UsageError, match=r"^không có quy tắc nào về bảng «x»; có các bảng answers, "):
        view.rules("x")
    with pytest.raises(UsageError, match=r"«figure»; gần giống nhất là figures$"):
        view.rules("figure")


def test_one_rule_as_it_was_run(view):
    """Its type, its arguments, and its rows: those it fails first."""
    aside = view.rule("SL-10")
    assert "! Không đạt ở 12 trong 20 dòng đã đối chiếu." in str(aside)
    assert ["Kiểu kiểm tra", "expect_same_indicator_to_agree", ""] in rows(aside, 1)
    columns = '["indicator", "year_value", "agreeing"]'
    assert ["column_list", columns, "Chỉ số; Giá trị cả năm; Khoảng chứa số"] in rows(aside, 1)
    failing = rows(aside, 2)
    assert failing[0][0] == "SL027"
    assert [row[-1] for row in failing].count("! có phát hiện") == 12
    assert len(failing) == 17
    assert "Còn 3 dòng đã đối chiếu không hiện ở đây. 57 dòng khác không có gì để đối chiếu." in str(aside)


def test_a_rule_by_itself(view):
    """Without an id the first that does not hold; a wrong id names the nearest."""
    assert str(view.rule()).startswith("CB-07: ")
    of_assessment = view.rule("DG-05")
    assert "! Không đạt ở 1 trong 4 dòng đã đối chiếu." in str(of_assessment)
    assert rows(of_assessment, 2)[0][0] == "KD3"
    assert "● Đạt ở cả 96 dòng đã đối chiếu." in str(view.rule("TD-01"))
    with pytest.raises(UsageError, match=r"^không có quy tắc «sl-10»; gần giống nhất là SL-10 \("):
        view.rule("sl-10")
    with pytest.raises(UsageError, match=r"^không có quy tắc «[?]»; view[.]rules[(][)] liệt kê mọi quy tắc$"):
        view.rule("?")
    with pytest.raises(UsageError, match=r"^AN-04 đối chiếu các trả lời với phát hiện"):
        view.rule("AN-04")


def test_whole_tables_and_texts_of_others(broken):
    """An empty table breaks its first rule; what others typed is escaped."""
    first = next(rule for rule in broken.result.rules if rule.table == "documents")
    assert "! It fails for the whole table." in str(broken.rule(first.rule))
    assert not any("<script>alert" in html(getattr(broken, question)()) for question in QUESTIONS)


@pytest.mark.full
def test_no_output_shows_a_code_of_ours(view, broken):
    """Codes, truth and what is missing are words; every heading is one, in both languages."""
    for displays in (view, broken):
        for question in QUESTIONS:
            assert not RAW.search(str(getattr(displays, question)()))
    # what Great Expectations is given stands as it is given
    for rule in ("SL-12", "SL-17", "CT-08", "DG-05"):
        sentence, _, *table = broken.rule(rule).parts
        assert not RAW.search(nodes.plain((sentence, *table)))


def test_nothing_checked_and_nothing_observed(view, monkeypatch):
    """A run without rules or findings says so."""
    monkeypatch.setattr(view, "result", CheckResult(()))
    monkeypatch.setitem(vars(view), "_answered", CheckResult(()))
    assert [str(getattr(view, question)()) for question in QUESTIONS[1:]] == [
        "Chưa có quy tắc nào được kiểm tra.",
        "Không có phát hiện nào về các bảng đã nhập.",
        "Chưa có quy tắc nào được kiểm tra.",
        "Chưa có quy tắc nào được kiểm tra.",
    ]
    assert "Không còn phát hiện nào cần xem xét." in str(view.verdict())
