"""Tests of `khacphuc.checks.answers`: one rule about answers after another."""

from dataclasses import replace

import pandas as pd
import pytest

from khacphuc.checks.answers import ANSWER_RULES, answer_printed, apply_answers, concepts, with_choices
from khacphuc.checks.findings import is_blocking
from khacphuc.checks.result import CheckResult, RuleResult
from khacphuc.locale import LANGUAGES, words
from khacphuc.schema.tables import TABLES

from .. import run2021
from ..findings import finding, note, place

OBSERVED = "SL031 «17 chi hội» | SL067 «18 chi hội»"
COUNTED = {"SL031": "branches", "SL067": "branches", "SL036": "unions"}
PRINTED = "chấp nhận: đã rà soát (Bí thư, 03/3/2021)"


def two(rule="SL-10", *, second="18", line=32, related=("SL067",), **cells):
    """A finding about two places; one of SL-10 asks to decide."""
    places = (
        place("SL031", "17", unit="chi hội", source="I", line=line),
        place("SL067", second, unit="chi hội", line=line + 36),
    )
    decides = rule == "SL-10"
    return finding(
        rule, "SL031", *places, related=related, **{"decides": decides, "relates": decides} | cells
    )


def thirteen(**cells):
    """A finding about one figure alone."""
    return finding("SL-13", "SL061", place("SL061", "05", unit="lần", line=62), **cells)


def answer(rule="SL-10", row_id="SL031", decision="accepted", observed=OBSERVED, **cells):
    """One answer."""
    usual = {"uses": "", "reason": "đã rà soát", "role": "Bí thư", "date": pd.Timestamp("2021-03-03")}
    row = {"rule": rule, "row_id": row_id, "observed": observed, "decision": decision}
    return row | usual | {"file": "a.csv", "line": 2, "problem": ""} | cells


def answers(*rows):
    """Answers as the clean table."""
    return pd.DataFrame(rows, columns=[field.name for field in TABLES["answers"].clean])


def applied(findings, rows, *, status="reconstruction", **options):
    """The findings with their answers."""
    return apply_answers(findings, answers(*rows), status=status, counted=COUNTED, **options)


def about(findings):
    """The findings about answers: rule, severity, row."""
    return [(item.rule, item.severity, item.row_id) for item in findings if item.table == "answers"]


def answer_of(findings, rule="SL-10"):
    """What stands beside a finding, printed."""
    (answered,) = [item.answer for item in findings if item.rule == rule]
    return answered.to_text("vi") if answered else ""


@pytest.mark.parametrize(
    ("cells", "printed"),
    [
        ({}, PRINTED),
        ({"uses": "SL067"}, f"{PRINTED}; dùng SL067, không đổi số nào trong văn bản"),
        ({"decision": "under_review"}, "đang xem xét: đã rà soát (Bí thư, 03/3/2021)"),
        ({"observed": two().observed}, PRINTED),  # typed by hand, with its places
    ],
)
def test_an_answer_stands_beside_its_finding(cells, printed):
    """The finding stays, with what was decided, why, by whom and when."""
    findings = applied([two()], [answer(**cells)])
    assert answer_of(findings) == printed
    assert about(findings) == []


@pytest.mark.parametrize(
    ("decision", "blocks"), [("accepted", False), ("under_review", True), ("corrected", True)]
)
def test_only_what_was_accepted_no_longer_blocks(decision, blocks):
    """A critical finding under review, or said to be corrected, still stops publication."""
    findings = applied([two("SL-09", severity="critical")], [answer("SL-09", decision=decision)])
    assert is_blocking(findings) is blocks


def test_no_answers_change_nothing():
    """Without answers the findings are as they were."""
    findings = (two(decides=False), thirteen())
    assert applied(findings, []) == findings
    assert applied([], []) == ()


@pytest.mark.parametrize(
    ("decision", "restates", "rules"),
    [
        ("correction", False, [("AN-10", "warning", "SL-10 SL031")]),
        ("accepted", True, [("AN-10", "warning", "SL-10 SL031")]),
        ("correction", True, []),
        ("under_review", True, []),
    ],
)
def test_only_an_issued_value_that_moved_has_a_reason(decision, restates, rules):
    """AN-10: one of the six is an answer to nothing else, and nothing else is one to it."""
    findings = applied([two(decides=False, restates=restates)], [answer(decision=decision)])
    assert about(findings) == rules


@pytest.mark.parametrize(
    ("row", "rules"),
    [
        (answer("SL-13", "SL061"), [("AN-01", "warning", "SL-13 SL061")]),
        (answer("XX-99", ""), [("AN-01", "warning", "XX-99")]),  # a rule there is none of
        (answer("SL-13", "SL061", "under_review"), [("AN-01", "warning", "SL-13 SL061")]),
        (answer("SL-13", "SL061", "corrected"), []),  # the row was changed: this is how it closes
        (answer("NG-08", "SL061"), []),  # the source was not compared this time
    ],
)
def test_an_answer_to_nothing(row, rules):
    """AN-01: there is no such finding, and none is silenced."""
    findings = applied([two()], [row], unchecked=frozenset({"NG-08"}))
    assert about(findings) == rules
    assert answer_of(findings) == ""


@pytest.mark.parametrize("decision", ["accepted", "corrected", "under_review"])
def test_a_row_that_changed_reopens(decision):
    """AN-02: the answer was to other words, so the finding is open, and both words are printed."""
    findings = applied([two("SL-09", severity="critical", second="19")], [answer("SL-09", decision=decision)])
    assert about(findings) == [("AN-02", "warning", "SL-09 SL031")]
    assert answer_of(findings, "SL-09") == ""
    assert is_blocking(findings)
    (changed,) = [item for item in findings if item.rule == "AN-02"]
    assert changed.observed.startswith("SL-09 SL031: ")
    assert "khi trả lời: SL031 «17 chi hội» | SL067 «18 chi hội»" in changed.observed
    assert "nay: SL031 «17 chi hội» | SL067 «19 chi hội»" in changed.observed
    assert (changed.location.file, changed.location.line, changed.related) == ("a.csv", 2, ("SL031",))


def test_a_row_inserted_above_does_not_reopen():
    """Lines and files are not what was answered."""
    assert about(applied([two(line=33)], [answer()])) == []
    assert about(applied([two(line=33)], [answer(observed=two().observed)])) == []


@pytest.mark.parametrize(
    "unacceptable",
    [
        two("SL-03", severity="critical", acceptable=False),  # an id
        finding(
            "SL-10", "SL031", note("the check broke: x"), severity="critical", acceptable=False, broken=True
        ),
    ],
)
def test_what_cannot_be_accepted(unacceptable):
    """AN-03: ids and broken checks go on blocking, whatever was answered."""
    findings = applied([unacceptable], [answer(unacceptable.rule, observed=unacceptable.observed)])
    assert about(findings) == [("AN-03", "warning", f"{unacceptable.rule} SL031")]
    assert is_blocking(findings)


def test_what_cannot_be_accepted_may_be_under_review():
    """Reviewers may say that they look into anything."""
    findings = applied([two("SL-03", acceptable=False)], [answer("SL-03", decision="under_review")])
    assert about(findings) == []
    assert answer_of(findings, "SL-03").startswith("đang xem xét: ")


def test_answered_as_corrected_and_not():
    """AN-04: the row is as it was, so nothing was corrected."""
    findings = applied([two()], [answer(decision="corrected")])
    assert about(findings) == [("AN-04", "warning", "SL-10 SL031")]
    assert answer_of(findings).startswith("đã sửa: ")


def test_two_answers():
    """AN-05: neither of two answers to one finding holds, and it blocks."""
    findings = applied([two()], [answer(), answer(decision="under_review", line=3)])
    assert about(findings) == [("AN-05", "critical", "SL-10 SL031")]
    assert answer_of(findings) == ""
    assert [item.location.line for item in findings if item.rule == "AN-05"] == [3]


def test_findings_that_share_a_row_are_distinguished_by_their_words():
    """Two findings of one rule and row take an answer each."""
    pair = [finding("SL-10", "SL031", place("SL031", text)) for text in "ab"]
    rows = [answer(observed="SL031 «b»"), answer(observed="SL031 «a»", reason="khác")]
    findings = applied(pair, rows)
    assert about(findings) == []
    assert [item.answer.reason for item in findings] == ["khác", "đã rà soát"]
    assert about(applied(pair, [answer(observed="SL031 «c»")])) == [("AN-02", "warning", "SL-10 SL031")]


@pytest.mark.parametrize(
    ("status", "uses", "severity"),
    [
        ("final", "", "critical"),  # a final document says which
        ("final", "SL036", "critical"),  # a part of the sum, not one of the two
        ("final", "SL999", "critical"),
        ("final", "SL067", ""),
        ("draft", "", ""),
        ("draft", "SL036", "warning"),
        ("reconstruction", "SL999", "warning"),
    ],
)
def test_which_figure_is_used(status, uses, severity):
    """AN-06: of two figures that disagree the one that is used must be one of the two."""
    findings = applied([two(related=("SL067", "SL036"))], [answer(uses=uses)], status=status)
    assert about(findings) == ([("AN-06", severity, "SL-10 SL031")] if severity else [])
    assert (answer_of(findings) == "") is bool(severity)


def test_no_figure_is_chosen_where_there_is_no_choice():
    """AN-06: a finding about one figure alone has nothing to choose."""
    rows = [answer("SL-13", "SL061", observed="SL061 «05 lần»", uses="SL061")]
    findings = applied([thirteen()], rows)
    assert about(findings) == [("AN-06", "warning", "SL-13 SL061")]
    assert [item.expected for item in findings if item.rule == "AN-06"] == ["ô uses để trống"]


def test_an_answer_that_cannot_be_read():
    """A wrong decision or date silences nothing; the checks of the table report it."""
    findings = applied([two()], [answer(problem="decision: «ok», chỉ nhận accepted", date=pd.NaT)])
    assert about(findings) == []
    assert answer_of(findings) == ""


def test_a_final_document_must_decide():
    """Disagreements are critical in a final document until one figure is chosen."""
    findings = [two(), thirteen()]
    undecided = applied(findings, [], status="final")
    assert [(item.rule, item.severity) for item in undecided] == [("SL-10", "critical"), ("SL-13", "warning")]
    assert is_blocking(undecided)
    assert not is_blocking(applied(findings, [], status="draft"))
    assert not is_blocking(applied(findings, [answer(uses="SL031")], status="final"))


def test_choices():
    """Offered are the figures that count the same thing; parts of a sum and other tables are not."""
    findings = [
        two(related=("SL067", "SL036")),
        thirteen(),  # not to be decided
        replace(thirteen(), decides=True, related=("CT02",)),  # one figure only
    ]
    assert [item.choices for item in with_choices(findings, COUNTED)] == [("SL031", "SL067"), (), ()]


def test_concepts():
    """What a figure counts is its indicator, or the one that is a definition of."""
    counted = concepts(run2021.tables())
    assert counted["SL029"] == counted["SL076"] == "workers_admitted"
    assert counted["SL026"] == "introduced"


def test_without_an_assessment():
    """What was printed is answered; answers to rules that were not checked are left alone."""
    rules = (
        RuleResult("figures", "SL-10", "warning", "d", 2, 1),
        RuleResult("figures", "SL-13", "warning", "d", 2, 0),
    )
    tables = run2021.tables() | {
        "answers": answers(answer(), answer("CT-06", "CT02"), answer("SL-13", "SL061"))
    }
    result = answer_printed(CheckResult((two(),), rules), tables, "reconstruction")
    assert about(result.findings) == [("AN-01", "warning", "SL-13 SL061")]
    assert answer_of(result.findings) == PRINTED
    assert result.rules == rules


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_rule_says_what_to_do(language):
    """Rules have a severity and a description in two parts: what is wrong, and what to do."""
    for rule, severity in ANSWER_RULES.items():
        assert severity in {"critical", "warning"}, rule
        assert "; " in words(language, "checks")[rule], rule


def test_a_choice_that_changes_the_document():
    """Whether another number is printed for it stands behind the choice."""
    findings = applied([two()], [answer(uses="SL067")], status="final", changing={"SL031"})
    assert answer_of(findings) == f"{PRINTED}; dùng SL067"


@pytest.mark.parametrize(
    ("status", "rules"), [("final", [("AN-07", "critical", "SL-09 SL031")]), ("draft", [])]
)
def test_to_accept_a_wrong_relation_does_not_suffice(status, rules):
    """AN-07: in a final document numbers agree, or the document says that they are not related."""
    wrong = two("SL-09", severity="critical", relates=True)
    findings = applied([wrong], [answer("SL-09")], status=status)
    assert about(findings) == rules
    assert is_blocking(findings) is bool(rules)


@pytest.mark.parametrize("status", ["final", "draft", "reconstruction"])
def test_not_related_closes_a_relation(status):
    """The two numbers are of different definitions."""
    for wrong in (two(), two("SL-09", severity="critical", relates=True)):
        findings = applied([wrong], [answer(wrong.rule, decision="not_related")], status=status)
        assert about(findings) == []
        assert not is_blocking(findings)
        assert answer_of(findings, wrong.rule).startswith("khác định nghĩa: đã rà soát")


def test_only_relations_can_be_not_related():
    """AN-08: an id that stands twice is no number of another definition."""
    wrong = two("SL-03", severity="critical", acceptable=False)
    findings = applied([wrong], [answer("SL-03", decision="not_related")])
    assert about(findings) == [("AN-08", "critical", "SL-03 SL031")]
    assert is_blocking(findings)


def test_who_says_not_related_chooses_no_figure():
    """AN-06: both numbers stay."""
    findings = applied([two()], [answer(decision="not_related", uses="SL067")], status="final")
    assert about(findings) == [("AN-06", "critical", "SL-10 SL031")]


def test_a_choice_that_another_answer_overrules():
    """AN-09: the numbers still differ, so the finding stays open."""
    findings = applied([two()], [answer(uses="SL067")], status="final", undecided={("SL-10", "SL031")})
    assert about(findings) == [("AN-09", "critical", "SL-10 SL031")]
    assert is_blocking(findings)


def test_a_choice_whose_figure_is_replaced_itself():
    """AN-09: another answer chose another number for both."""
    findings = applied([two()], [answer(uses="SL067")], status="final", replaced={"SL031", "SL067"})
    assert about(findings) == [("AN-09", "critical", "SL-10 SL031")]
    assert is_blocking(findings)
