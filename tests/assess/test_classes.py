"""Tests of `khacphuc.assess.classes`."""

from itertools import combinations_with_replacement
from typing import get_args

import pandas as pd
import pytest
from pydantic import ValidationError

from khacphuc.assess.classes import ASSESSMENT_COLUMNS, Class, Condition, CriterionStatus, Policy, assess
from khacphuc.assess.criteria import judge
from khacphuc.config.yaml_models import parse_model
from khacphuc.errors import AssessmentError, ParameterError
from khacphuc.schema.tables import CLASSES, STATUSES

from .. import run2021

CRITERIA = [
    *("KD1.1", "KD1.2"),
    *("KD2.1", "KD2.2", "KD2.3", "KD2.4"),
    *("KD3.1", "KD3.2", "KD3.3", "KD3.4"),
    *("KD4.1", "KD4.2"),
]


def oracle(statuses):
    """Decide a class by the table of the domain, said again in sets: neither the code nor the policy file."""
    distinct = set(statuses)
    if not distinct or "missing" in distinct:
        return "insufficient_data"
    if not distinct - {"achieved"}:
        return "remedied"
    if not distinct - {"achieved", "improved"}:
        return "improved"
    if distinct & {"achieved"}:
        return "partly"
    return "not_thorough" if distinct & {"improved"} else "not_remedied"


def assessed(tables, policy, criteria):
    """Assess the shortcomings of 2021 with some judged criteria."""
    return assess(tables["shortcomings"], criteria, tables["declared"], policy)


def test_the_words_of_the_policy_are_the_dictionary_s():
    """Classes and statuses are the same in the policy's model and in the data dictionary."""
    assert get_args(Class) == CLASSES
    assert get_args(CriterionStatus) == STATUSES


def test_the_assessments_of_2021(tables, values, policy):
    """The third shortcoming is the one where the proposal and the published class differ."""
    table = assessed(tables, policy, judge(tables["criteria"], values))
    assert list(table.columns) == list(ASSESSMENT_COLUMNS)
    assert table["shortcoming_id"].tolist() == ["KD1", "KD2", "KD3", "KD4"]
    assert table["computed_class"].tolist() == ["not_thorough", "partly", "not_thorough", "improved"]
    assert table["declared_class"].tolist() == ["not_thorough", "partly", "improved", "improved"]
    assert table["agrees"].tolist() == [True, True, False, True]
    assert table[["measured", "judged", "proxy"]].to_numpy().tolist() == [
        [1, 1, 1],
        [2, 2, 0],
        [1, 3, 0],
        [0, 2, 1],
    ]
    assert table["rule"].tolist() == ["Q5", "Q4", "Q5", "Q3"]


def test_the_criteria_of_2021_are_the_ones_flipped(tables):
    """The list the next test goes through is the published one, whole."""
    assert tables["criteria"]["criterion_id"].tolist() == CRITERIA


@pytest.mark.parametrize("status", STATUSES)
@pytest.mark.parametrize("criterion", CRITERIA)
def test_every_criterion_through_every_status(tables, values, policy, criterion, status):
    """Whatever status a criterion takes, every shortcoming gets the class the domain's table gives."""
    criteria = judge(tables["criteria"], values)
    criteria.loc[criteria["criterion_id"] == criterion, "status"] = status
    table = assessed(tables, policy, criteria).set_index("shortcoming_id")
    expected = {key: oracle(group) for key, group in criteria.groupby("shortcoming_id")["status"]}
    assert table["computed_class"].to_dict() == expected
    assert table["agrees"].to_dict() == {
        key: expected[key] == table.loc[key, "declared_class"] for key in expected
    }


@pytest.mark.parametrize("count", range(5))
def test_every_combination_of_statuses(policy, count):
    """The published policy decides every combination as the domain's table does, from no criterion on."""
    for statuses in combinations_with_replacement(STATUSES, count):
        assert policy.decide(statuses).result == oracle(statuses), statuses


def test_order_and_counts_do_not_matter(policy):
    """The class rests on which statuses there are, not on their order or number."""
    assert policy.decide(["achieved", "not_achieved", "achieved"]).id == "Q4"
    assert policy.decide(["not_achieved", "achieved"]).id == "Q4"


def test_a_shortcoming_without_criteria_or_declaration(tables, values, policy):
    """It has no data to be assessed by, and nothing to disagree with."""
    criteria = judge(tables["criteria"], values).query("shortcoming_id != 'KD3'")
    declared = tables["declared"].query("shortcoming_id != 'KD3'")
    row = assess(tables["shortcomings"], criteria, declared, policy).set_index("shortcoming_id").loc["KD3"]
    assert row.tolist() == ["insufficient_data", "", True, 0, 0, 0, "Q0"]


def test_an_empty_declaration_agrees(tables, values, policy):
    """A class that is not declared yet is no disagreement."""
    declared = tables["declared"].assign(**{"class": ""})
    table = assess(tables["shortcomings"], judge(tables["criteria"], values), declared, policy)
    assert table["agrees"].all()


def test_the_order_of_the_report(tables, values, policy):
    """Rows follow the order column; one that could not be read comes last, and inputs stay untouched."""
    shortcomings = tables["shortcomings"].assign(order=pd.array([3, None, 1, 2], dtype="Int64"))
    inputs = [shortcomings, judge(tables["criteria"], values), tables["declared"]]
    before = [frame.copy(deep=True) for frame in inputs]
    assert assess(*inputs, policy)["shortcoming_id"].tolist() == ["KD3", "KD4", "KD1", "KD2"]
    for frame, old in zip(inputs, before, strict=True):
        pd.testing.assert_frame_equal(frame, old)


def test_no_shortcomings(tables, values, policy):
    """An empty register gives an empty table with the same columns."""
    empty = {name: frame.head(0) for name, frame in tables.items()}
    table = assessed(empty, policy, judge(empty["criteria"], values))
    assert len(table) == 0
    assert list(table.columns) == list(ASSESSMENT_COLUMNS)


def test_a_policy_with_a_gap(policy):
    """A combination that no rule covers is an error that names it and says how to mend the table."""
    short = policy.model_copy(update={"rules": policy.rules[2:3]})
    with pytest.raises(AssessmentError, match=r"assessment.yml.*statuses missing, worse; end.*'otherwise'"):
        short.decide(["worse", "missing"])
    with pytest.raises(AssessmentError, match=r"\(none\)"):
        short.decide([])


@pytest.mark.parametrize(
    ("condition", "statuses", "holds"),
    [
        ({"none": True}, [], True),
        ({"none": True}, ["achieved"], False),
        ({"any": ("worse",)}, ["achieved", "worse"], True),
        ({"any": ("worse",)}, ["achieved"], False),
        ({"any": ("worse",)}, [], False),
        ({"all": ("achieved", "improved")}, ["improved"], True),
        ({"all": ("achieved",)}, ["achieved", "improved"], False),
        ({"all": ("achieved",)}, [], False),  # nothing is not everything
        ({"otherwise": True}, [], True),
        ({"otherwise": True}, ["missing"], True),
    ],
)
def test_conditions(condition, statuses, holds):
    """Each of the four conditions holds where its word says."""
    assert Condition(**condition).holds(statuses) is holds


@pytest.mark.parametrize(
    "condition",
    [
        {},
        {"any": ("worse",), "all": ("worse",)},
        {"none": None},  # "none:" with nothing behind it is no condition
        {"otherwise": None},
        {"none": False},
        {"any": ()},
        {"any": ("bad",)},
        {"some": ("worse",)},
    ],
)
def test_what_is_no_condition(condition):
    """A condition is exactly one of the four, with statuses there are."""
    with pytest.raises(ValidationError):
        Condition(**condition)


POLICY = """\
version: 1
rules:
  - id: A
    when: {otherwise: true}
    class: partly
classes:
  remedied: a
  improved: b
  partly: c
  not_thorough: d
  not_remedied: e
  insufficient_data: f
"""


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("  improved: b\n", "", "no words for improved"),
        ("class: partly", "class: party", 'line 5: the key "rules.1.class" is "party"; expected a class'),
        ("{otherwise: true}", "{otherwise: }", "exactly one of none, any, all, otherwise"),
        ("{otherwise: true}", "{any: [bad]}", "line 4: .*expected at least one criterion"),
        ("  partly: c", "  party: c", "party"),
        ("version: 1\n", "", 'the key "version" is missing; expected a whole number'),
        ("rules:", "rule:", 'unknown key "rule"; did you mean "rules"'),
    ],
)
def test_a_policy_file_that_is_none(old, new, message):
    """A policy that does not say what it must is refused, with its lines."""
    assert old in POLICY
    assert parse_model(POLICY, Policy, filename="p.yml").decide([]).result == "partly"
    with pytest.raises(ParameterError, match=message):
        parse_model(POLICY.replace(old, new), Policy, filename="p.yml")


def with_phrases(policy, also_said):
    """The policy with phrases of its own, or the message that refuses them."""
    return Policy.model_validate(
        policy.model_dump(by_alias=True, exclude_none=True) | {"also_said": also_said}
    )


def test_phrases_of_classes(policy):
    """The words of every language and the phrases listed besides stand for their classes."""
    phrases = with_phrases(policy, {"remedied": ["Đã XONG  hẳn", "Remedied"]}).class_phrases()
    assert phrases["đã xong hẳn"] == phrases["remedied"] == phrases["đã khắc phục"] == ("remedied",)
    assert phrases["not enough data to assess"] == ("insufficient_data",)
    assert with_phrases(policy, {}).class_phrases().keys() < phrases.keys()


@pytest.mark.parametrize(
    ("also_said", "message"),
    [
        ({"partly": ["ĐÃ khắc phục"]}, "'ĐÃ khắc phục' of partly is a phrase of remedied, too"),
        ({"partly": ["xong"], "remedied": ["xong"]}, "too"),
        ({"partly": [" "]}, "too short"),
        ({"partly": ["."]}, "too short"),
        ({"excellent": ["rất tốt"]}, "remedied"),
        ({"partly": "một phần"}, "tuple"),
    ],
)
def test_phrases_that_are_refused(policy, also_said, message):
    """A phrase stands for one class, is long enough to be known, and belongs to a class there is."""
    with pytest.raises(ValidationError, match=message):
        with_phrases(policy, also_said)


def test_a_phrase_of_two_classes_is_named_with_its_line():
    """The message has the line of the list."""
    text = run2021.LAYOUT.policy.read_text(encoding="utf-8").replace("remedied: [đã", "remedied: [chưa")
    line = text[: text.index("also_said:")].count("\n") + 1
    with pytest.raises(ParameterError, match=rf"line {line}: .* of (not_)?remedied is a phrase of"):
        parse_model(text, Policy, filename="a.yml")


def test_the_words_of_classes_can_be_printed():
    """A letter the typeface lacks is refused before a document is made of it."""
    rules = [{"id": "all", "when": {"otherwise": True}, "class": "remedied"}]
    words = dict.fromkeys(CLASSES, "đã khắc phục") | {"remedied": "✅"}
    with pytest.raises(ValidationError, match="U\\+2705"):
        Policy.model_validate({"version": 1, "rules": rules, "classes": words})
