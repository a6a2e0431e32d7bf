"""Tests of `khacphuc.checks.used`."""

from khacphuc.checks.result import CheckResult, RuleResult
from khacphuc.checks.used import with_used
from khacphuc.data.decisions import Decision

from .. import run2021
from ..findings import finding, place

REPLACED = {"SL031": Decision("SL067", "đã rà soát", "SL-10 SL031", "data/raw/2021/answers.csv", 3)}


TABLES = run2021.tables()


def rule(name, failed=0):
    """One rule that was checked."""
    return RuleResult("figures", name, "critical", "Phải khớp; sửa.", 9, failed)


def pair(**cells):
    """Two places that disagree."""
    return finding("SL-10", "SL031", place("SL031", "17"), place("SL067", "18"), decides=True, **cells)


def result(*findings, rules=("SL-09", "SL-10", "SL-13")):
    """What was combined."""
    failed = [item.rule for item in findings]
    return CheckResult(findings, tuple(rule(name, failed.count(name)) for name in rules))


def test_a_relation_that_holds_with_the_chosen_number_is_no_finding():
    """What was printed did not fit; what is used does."""
    printed = result(pair(), finding("SL-09", "SL031"), finding("SL-13", "SL061"))
    combined, undecided = with_used(printed, result(rules=("SL-09", "SL-10")), REPLACED, TABLES)
    assert [item.rule for item in combined.findings] == ["SL-10", "SL-13"]
    assert [(item.rule, item.failed) for item in combined.rules] == [("SL-09", 0), ("SL-10", 1), ("SL-13", 1)]
    assert undecided == frozenset()


def test_a_relation_that_no_longer_holds_names_the_answer():
    """It says which answer brought it, where that stands, and what to do."""
    fresh = finding("SL-09", "SL036", place("SL036", "20"), place("SL031", "18"), related=("SL031",))
    combined, _ = with_used(result(pair()), result(fresh, rules=("SL-09", "SL-10")), REPLACED, TABLES)
    (named,) = [item for item in combined.findings if item.rule == "SL-09"]
    last = named.places[-1]
    assert str(last) == ("theo câu trả lời SL-10 SL031, dùng SL067 thay SL031 (data/raw/2021/answers.csv:3)")
    assert "chọn số khác, sửa bảng số liệu, hoặc trả lời là khác định nghĩa" in named.description


def test_what_a_target_rests_on_is_followed():
    """It counts its parts; they compare computed numbers, which rest on figures: CT01, CT01.2, SL028."""
    fresh = finding("CT-07", "CT01", place("CT01", "2", table="targets"), table="targets")
    decision = Decision("SL999", "đã rà soát", "SL-10 SL028", "a.csv", 3)
    for code in ("SL028", "SL015", "SL013"):
        combined, _ = with_used(
            result(fresh, rules=("CT-07",)), result(fresh, rules=("CT-07",)), {code: decision}, TABLES
        )
        assert f"theo câu trả lời SL-10 SL028, dùng SL999 thay {code}" in combined.findings[0].observed


def test_what_was_found_before_stays_as_it_was():
    """No choice brought it."""
    before = finding("SL-09", "SL036")
    combined, _ = with_used(result(before), result(before, rules=("SL-09",)), REPLACED, TABLES)
    assert combined.findings == (before,)


def test_figures_that_still_disagree_are_undecided():
    """Another answer overruled the choice."""
    combined, undecided = with_used(result(pair()), result(pair(), rules=("SL-10",)), REPLACED, TABLES)
    assert combined.findings == (pair(),)
    assert undecided == {("SL-10", "SL031")}
