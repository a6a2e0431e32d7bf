"""Tests of `khacphuc.checks.answers`: one rule about answers after another."""

import pandas as pd
import pytest

from khacphuc.checks.answers import RULES, apply_answers, choices, concepts
from khacphuc.checks.findings import FINDING_COLUMNS, is_blocking
from khacphuc.locale import LANGUAGES, words
from khacphuc.schema.tables import TABLES

TWO = "SL031 «17 chi hội» (I; f.csv:32) | SL067 «18 chi hội» (f.csv:68)"
SEEN = "SL031 «17 chi hội» | SL067 «18 chi hội»"
COUNTED = {"SL031": "branches", "SL067": "branches", "SL036": "unions"}
PLAIN = {"severity": "warning", "related": "", "file": "f.csv", "line": 32, "source": "", "answer": ""}


def finding(rule="SL-10", row_id="SL031", observed=TWO, **cells):
    """One finding."""
    own = {"rule": rule, "row_id": row_id, "observed": observed, "table": "figures", "description": "Mô tả."}
    return PLAIN | {"expected": "như nhau"} | own | cells


def findings(*rows):
    """Findings as a frame."""
    return pd.DataFrame(rows, columns=list(FINDING_COLUMNS)).astype({"line": "Int64"})


def answer(rule="SL-10", row_id="SL031", decision="accepted", observed=SEEN, **cells):
    """One answer."""
    given = {"uses": "", "reason": "đã rà soát", "role": "Bí thư", "date": pd.Timestamp("2021-03-03")}
    own = {"rule": rule, "row_id": row_id, "observed": observed, "decision": decision}
    return own | given | {"file": "a.csv", "line": 2, "problem": ""} | cells


def answers(*rows):
    """Answers as the clean table."""
    return pd.DataFrame(rows, columns=[field.name for field in TABLES["answers"].clean])


def applied(found, given, *, status="reconstruction", deciding=("SL-10",), **keywords):
    """The findings with answers beside them."""
    return apply_answers(
        findings(*found),
        answers(*given),
        acceptable=frozenset({"SL-09", "SL-10", "SL-13"}),
        deciding=frozenset(deciding),
        status=status,
        counted=COUNTED,
        **keywords,
    )


def about(frame):
    """The findings about answers: rule, severity, row."""
    own = frame[frame["table"] == "answers"]
    return list(own[["rule", "severity", "row_id"]].itertuples(index=False, name=None))


def answer_of(frame, rule="SL-10"):
    """What stands beside a finding."""
    return frame.loc[frame["rule"] == rule, "answer"].item()


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({}, "accepted: đã rà soát (Bí thư, 03/3/2021)"),
        ({"uses": "SL067"}, "accepted: đã rà soát (Bí thư, 03/3/2021); dùng SL067"),
        ({"decision": "under_review"}, "under_review: đã rà soát (Bí thư, 03/3/2021)"),
        ({"observed": TWO}, "accepted: đã rà soát (Bí thư, 03/3/2021)"),  # typed by hand, with its places
    ],
)
def test_an_answer_stands_beside_its_finding(given, told):
    """The finding stays, with what was decided, why, by whom and when."""
    frame = applied([finding(related="SL067")], [answer(**given)])
    assert answer_of(frame) == told
    assert about(frame) == []
    assert list(frame.columns) == list(FINDING_COLUMNS)
    assert str(frame["line"].dtype) == "Int64"


@pytest.mark.parametrize(
    ("decision", "blocks"), [("accepted", False), ("under_review", True), ("corrected", True)]
)
def test_only_what_was_accepted_no_longer_blocks(decision, blocks):
    """A critical finding under review, or said to be corrected, still stops publication."""
    frame = applied([finding("SL-09", severity="critical")], [answer("SL-09", decision=decision)])
    assert is_blocking(frame) is blocks


def test_no_answers_change_nothing():
    """Without answers the findings are as they were, and the input is not touched."""
    found = findings(finding(), finding("SL-13", "SL061", "SL061 «05 lần» (f.csv:62)"))
    before = found.copy()
    frame = apply_answers(
        found,
        answers(answer()),
        acceptable=frozenset({"SL-10"}),
        deciding=frozenset(),
        status="draft",
        counted={},
    )
    pd.testing.assert_frame_equal(found, before)
    assert list(frame["rule"]) == ["SL-10", "SL-13"]
    nothing = applied([], [])
    assert len(nothing) == 0
    assert list(nothing.columns) == list(FINDING_COLUMNS)


@pytest.mark.parametrize(
    ("given", "rules"),
    [
        (answer("SL-13", "SL061"), [("AN-01", "warning", "SL-13 SL061")]),
        (answer("XX-99", ""), [("AN-01", "warning", "XX-99")]),  # a rule there is none of
        (answer("SL-13", "SL061", "under_review"), [("AN-01", "warning", "SL-13 SL061")]),
        (answer("SL-13", "SL061", "corrected"), []),  # the row was changed: this is how it closes
        (answer("NG-08", "SL061"), []),  # the source was not compared this time
    ],
)
def test_an_answer_to_nothing(given, rules):
    """AN-01: there is no such finding, and none is silenced."""
    frame = applied([finding()], [given], elsewhere=frozenset({"NG-08"}))
    assert about(frame) == rules
    assert answer_of(frame) == ""


@pytest.mark.parametrize("decision", ["accepted", "corrected", "under_review"])
def test_a_row_that_changed_reopens(decision):
    """AN-02: the answer was to other words, so the finding is open, and both words are told."""
    changed = finding("SL-09", severity="critical", observed=TWO.replace("18", "19"))
    frame = applied([changed], [answer("SL-09", decision=decision)])
    assert about(frame) == [("AN-02", "warning", "SL-09 SL031")]
    assert answer_of(frame, "SL-09") == ""
    assert is_blocking(frame)
    told = frame.loc[frame["rule"] == "AN-02"].iloc[0]
    assert "khi trả lời: SL031 «17 chi hội» | SL067 «18 chi hội»" in told["observed"]
    assert "nay: SL031 «17 chi hội» | SL067 «19 chi hội»" in told["observed"]
    assert (told["file"], told["line"], told["related"]) == ("a.csv", 2, "SL031")


def test_a_row_inserted_above_does_not_reopen():
    """Lines and files are not what was answered."""
    moved = finding(observed=TWO.replace(":32", ":33").replace(":68", ":69"))
    assert about(applied([moved], [answer()])) == []


@pytest.mark.parametrize(
    "found",
    [
        finding("SL-03", severity="critical"),  # an id
        finding("SL-10", severity="critical", observed="phép kiểm tra bị lỗi: division by zero"),
        finding("SL-10", severity="critical", observed="the check broke: division by zero"),
    ],
)
def test_what_cannot_be_accepted(found):
    """AN-03: ids and broken checks go on blocking, whatever was answered."""
    frame = applied([found], [answer(found["rule"], observed=found["observed"])])
    assert about(frame) == [("AN-03", "warning", f"{found['rule']} SL031")]
    assert is_blocking(frame)


def test_what_cannot_be_accepted_may_be_under_review():
    """Reviewers may say that they look into anything."""
    frame = applied([finding("SL-03")], [answer("SL-03", decision="under_review")])
    assert about(frame) == []
    assert answer_of(frame, "SL-03").startswith("under_review: ")


def test_said_corrected_and_not():
    """AN-04: the row is as it was, so nothing was corrected."""
    frame = applied([finding()], [answer(decision="corrected")])
    assert about(frame) == [("AN-04", "warning", "SL-10 SL031")]
    assert answer_of(frame).startswith("corrected: ")


def test_two_answers():
    """AN-05: neither of two answers to one finding holds, and it blocks."""
    frame = applied([finding()], [answer(), answer(decision="under_review", line=3)])
    assert about(frame) == [("AN-05", "critical", "SL-10 SL031")]
    assert answer_of(frame) == ""
    assert frame.loc[frame["rule"] == "AN-05", "line"].item() == 3


def test_findings_that_share_a_row_are_told_apart_by_their_words():
    """Two findings of one rule and row take an answer each."""
    found = [finding(observed="SL031 «a»"), finding(observed="SL031 «b»")]
    frame = applied(found, [answer(observed="SL031 «b»"), answer(observed="SL031 «a»", reason="khác")])
    assert about(frame) == []
    assert list(frame["answer"].str[:13]) == ["accepted: khá", "accepted: đã "]
    assert about(applied(found, [answer(observed="SL031 «c»")])) == [("AN-02", "warning", "SL-10 SL031")]


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
    frame = applied([finding(related="SL067;SL036")], [answer(uses=uses)], status=status)
    assert about(frame) == ([("AN-06", severity, "SL-10 SL031")] if severity else [])
    assert (answer_of(frame) == "") is bool(severity)


def test_no_figure_is_chosen_where_there_is_no_choice():
    """AN-06: a finding about one figure alone has nothing to choose."""
    found = finding("SL-13", "SL061", "SL061 «05 lần»")
    frame = applied([found], [answer("SL-13", "SL061", observed="SL061 «05 lần»", uses="SL061")])
    assert about(frame) == [("AN-06", "warning", "SL-13 SL061")]
    assert frame.loc[frame["rule"] == "AN-06", "expected"].item() == "ô uses để trống"


def test_an_answer_that_cannot_be_read():
    """A wrong decision or date silences nothing; the checks of the table tell it."""
    frame = applied([finding()], [answer(problem="decision: «ok», chỉ nhận accepted", date=pd.NaT)])
    assert about(frame) == []
    assert answer_of(frame) == ""


def test_a_final_document_must_decide():
    """Disagreements are critical in a final document until one figure is chosen."""
    found = [finding(related="SL067"), finding("SL-13", "SL061", "SL061 «05 lần»")]
    open_ = applied(found, [], status="final")
    assert list(zip(open_["rule"], open_["severity"], strict=True)) == [
        ("SL-10", "critical"),
        ("SL-13", "warning"),
    ]
    assert is_blocking(open_)
    assert not is_blocking(applied(found, [], status="draft"))
    assert not is_blocking(applied(found, [answer(uses="SL031")], status="final"))


def test_choices():
    """Offered are the figures that count the same thing; parts of a sum and other tables are not."""
    found = findings(
        finding(related="SL067;SL036"),
        finding("SL-13", "SL061"),  # not to be decided
        finding("CT-06", "CT02", related="SL031"),  # one figure only
        finding("CB-07", "KD1"),  # none
    )
    deciding = frozenset({"SL-10", "CT-06", "CB-07"})
    assert choices(found, COUNTED, deciding) == {("SL-10", "SL031"): ("SL031", "SL067")}


def test_concepts():
    """What a figure counts is looked up by its code."""
    figures = pd.DataFrame({"figure_id": ["SL1", "SL2"], "concept": ["a", "b"]})
    assert concepts(figures) == {"SL1": "a", "SL2": "b"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_rule_says_what_to_do(language):
    """Rules have a severity and a description in two parts: what is wrong, and what to do."""
    for rule, severity in RULES.items():
        assert severity in {"critical", "warning"}, rule
        assert "; " in words(language, "checks")[rule], rule
