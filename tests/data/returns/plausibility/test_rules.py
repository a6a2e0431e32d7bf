"""Tests of `khacphuc.data.returns.plausibility.rules`."""

import pytest

from khacphuc.data.returns.faults import FaultKind
from khacphuc.data.returns.plausibility.rules import (
    MISTAKE_COLUMNS,
    item_faults,
    relevance,
    rule_faults,
    rule_mistakes,
)

from ..worlds import form_values, typed, units

ITEM = {
    "item_id": "MB1",
    "collection": "monthly",
    "indicator": "a",
    "min": "",
    "max": "",
    "constraint": "",
    "constraint_message": "",
    "relevant": "",
}
RULE = {
    "rule_id": "QT1",
    "collection": "monthly",
    "left": "${a}",
    "operator": "<=",
    "right": "${b}",
    "missing_left": "",
    "missing_right": "",
    "levels": "",
    "message": "Xem lại",
}
OFFICE = units({"unit_id": "A"}, {"unit_id": "D", "level": "district"})


@pytest.mark.parametrize(
    ("item", "numbers", "expected"),
    [
        ({"min": "0", "max": "100"}, {"a": 0}, None),
        ({"min": "0", "max": "100"}, {"a": 100}, None),
        ({"min": "0"}, {"a": -1}, ">= 0"),
        ({"max": "1.000,5"}, {"a": 1000.6}, "<= 1.000,5"),
        ({"max": "0,3"}, {"a": 0.3}, None),
        ({"max": "0"}, {"a": None}, None),
        ({"max": "0"}, {"a": "nil"}, None),
        ({"constraint": ". <= ${b}"}, {"a": 3, "b": 2}, ". <= ${b}"),
        ({"constraint": ". <= ${b}", "constraint_message": "Quá nhiều"}, {"a": 3, "b": 2}, "Quá nhiều"),
        ({"constraint": ". <= ${b}"}, {"a": 3, "b": None}, None),  # nobody knows
        ({"constraint": ". <= ${b}"}, {"a": None, "b": 2}, None),
        ({"constraint": ". <= ${b} + 0,2"}, {"a": 0.3, "b": 0.1}, None),
        ({"relevant": "${b} > 0"}, {"a": 3, "b": 0}, "${b} > 0"),
        ({"relevant": "${b} > 0"}, {"a": None, "b": 0}, None),
        ({"relevant": "${b} > 0"}, {"a": 3, "b": None}, None),
        ({"max": "1", "constraint": ". < 1"}, {"a": 2}, "<= 1"),  # of several the first
        ({"max": "many", "constraint": "even(.)"}, {"a": 3}, None),  # said by rule_mistakes
        ({"collection": "other", "max": "0"}, {"a": 3}, None),
    ],
)
def test_what_an_item_asks_of_its_number(item, numbers, expected):
    """Told at the cell, with what was asked."""
    faults = item_faults(form_values(("A", numbers)), typed([item], ITEM))
    faults_of_it = [(fault.kind, fault.file, fault.cell, fault.observed, fault.expected) for fault in faults]
    broken = (FaultKind.CONSTRAINT_BROKEN, "0.xlsx", "D9", str(numbers["a"] or ""), expected)
    assert faults_of_it == ([broken] if expected else [])


def test_a_condition_is_told_by_what_items_are_called():
    """The item itself, which is a point, and the others; a number with a point stays one."""
    item = typed([{"constraint": ". <= ${b} * 1.5"}], ITEM)
    (fault,) = item_faults(form_values(("A", {"a": 4, "b": 2})), item, {"a": "Tờ rơi", "b": "Lượt"})
    assert fault.expected == "Tờ rơi <= Lượt * 1.5"


def test_each_form_is_looked_at_by_itself():
    """And named by itself."""
    values = form_values(("A", {"a": 3, "b": 2}), ("B", {"a": 1, "b": 2}), ("C", {"b": 0, "a": 1}))
    faults = item_faults(values, typed([{"constraint": ". <= ${b}"}], ITEM))
    assert [(fault.unit_id, fault.cell) for fault in faults] == [("A", "D9"), ("C", "D10")]


def test_what_is_relevant_is_known_by_value():
    """Where it is not known not to be, it is."""
    values = form_values(("A", {"a": None, "b": 0}), ("B", {"a": 1, "b": 1}), ("C", {"a": None, "b": None}))
    items = typed([{"relevant": "${b} > 0"}, {"indicator": "b", "relevant": "broken("}], ITEM)
    assert list(relevance(values, items)) == [False, True, True, True, True, True]


BROKEN, SKIPPED = FaultKind.RULE_BROKEN, None
COMPULSORY, EXCLUSIVE = {"operator": "compulsory_pair"}, {"operator": "exclusive_pair"}


@pytest.mark.parametrize(
    ("rule", "numbers", "kind", "cell"),
    [
        ({}, {"a": 1, "b": 2}, None, ""),
        ({}, {"a": 3, "b": 2}, BROKEN, "D9"),
        ({"operator": "="}, {"a": 0.3, "b": 0.3}, None, ""),
        ({"left": "${a} + ${b}", "operator": "=", "right": "${c}"}, {"a": 0.1, "b": 0.2, "c": 0.3}, None, ""),
        ({"operator": "!="}, {"a": 2, "b": 2}, BROKEN, "D9"),
        ({"right": "10"}, {"a": 11}, BROKEN, "D9"),
        # what is done about blanks: on the left, on the right, if one or if all are missing
        ({}, {"a": 3, "b": None}, SKIPPED, ""),
        ({"missing_right": "never"}, {"a": 3, "b": None}, BROKEN, "D9"),  # a blank is 0
        ({"missing_right": "skip_if_all"}, {"a": 3, "b": None}, SKIPPED, ""),
        ({"left": "${a} + ${c}", "missing_left": "skip_if_any"}, {"a": 3, "b": 2, "c": None}, SKIPPED, ""),
        ({"left": "${a} + ${c}", "missing_left": "skip_if_all"}, {"a": 3, "b": 2, "c": None}, BROKEN, "D9"),
        (
            {"left": "${a} + ${c}", "missing_left": "skip_if_all"},
            {"a": None, "b": -1, "c": None},
            SKIPPED,
            "",
        ),
        ({"left": "${a} + ${c}", "missing_left": "never"}, {"a": None, "b": -1, "c": None}, BROKEN, "D9"),
        ({"missing_left": "never", "missing_right": "never"}, {"a": "nil", "b": "nil"}, None, ""),
        # pairs: both or none, one or none
        (COMPULSORY, {"a": 1, "b": 0}, None, ""),
        (COMPULSORY, {"a": None, "b": None}, None, ""),
        (COMPULSORY, {"a": 1, "b": None}, FaultKind.COMPULSORY_PAIR, "D10"),
        (COMPULSORY, {"a": None, "b": 1}, FaultKind.COMPULSORY_PAIR, "D9"),
        (COMPULSORY, {"a": 0, "b": None}, FaultKind.ZERO_AGAINST_BLANK, "D10"),
        (EXCLUSIVE, {"a": 1, "b": None}, None, ""),
        (EXCLUSIVE, {"a": 1, "b": 0}, FaultKind.EXCLUSIVE_PAIR, "D10"),
        ({**EXCLUSIVE, "right": "5"}, {"a": 1}, None, ""),  # no pair
        # levels
        ({"levels": "commune"}, {"a": 3, "b": 2}, BROKEN, "D9"),
        ({"levels": "district;commune"}, {"a": 3, "b": 2}, BROKEN, "D9"),
        ({"levels": "district"}, {"a": 3, "b": 2}, None, ""),
        ({"left": "sum(a)"}, {"a": 3, "b": 2}, None, ""),  # said by rule_mistakes
    ],
)
def test_how_two_numbers_must_stand_to_each_other(rule, numbers, kind, cell):
    """Told at the cell that is to be looked at, with the numbers and the message of the rule."""
    faults = rule_faults(form_values(("A", numbers)), typed([rule], RULE), OFFICE)
    assert [(fault.kind, fault.cell, fault.expected) for fault in faults] == (
        [(kind, cell, "Xem lại")] if kind else []
    )


def test_a_broken_rule_quotes_the_numbers():
    """Each by its indicator, as it stands in the form."""
    (fault,) = rule_faults(form_values(("A", {"a": 3, "b": 2})), typed([{}], RULE), OFFICE)
    assert fault.observed == "a = 3; b = 2"


def test_what_cannot_be_read_is_named_once():
    """With its row, its column, and what is wrong, in the language of the run."""
    items = typed([{"min": "ít", "constraint": ". > 0"}, {"item_id": "MB2", "relevant": "${a} + 1"}], ITEM)
    frame = rule_mistakes(items, typed([{"left": "a"}, {"right": "${b} > 1"}], RULE), "en")
    assert tuple(frame) == MISTAKE_COLUMNS
    assert list(frame[["table", "row_id", "column"]].itertuples(index=False, name=None)) == [
        ("collection_items", "MB1", "min"),
        ("collection_items", "MB2", "relevant"),
        ("return_rules", "QT1", "left"),
        ("return_rules", "QT1", "right"),
    ]
    assert "it is a number" in frame["problem"].iloc[1]
    assert rule_mistakes(items[:0], typed([{}], RULE)).empty


@pytest.mark.parametrize("missing", ["skip_if_any", "skip_if_all", "never"])
def test_where_no_form_came_in_no_rule_is_broken(missing):
    """A run is asked about before the first form comes in, too."""
    none = form_values(("A", {"a": 1, "b": 2})).iloc[:0]
    rules = typed([{"missing_left": missing, "missing_right": missing}], RULE)
    assert rule_faults(none, rules, OFFICE) == []
