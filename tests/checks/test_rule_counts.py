"""Tests of `khacphuc.checks.rule_counts`."""

from khacphuc.checks.result import RuleResult
from khacphuc.checks.rule_counts import count_rules

RULES = [
    RuleResult("figures", "SL-01", "critical", "…", 77, 0),
    RuleResult("figures", "SL-10", "warning", "…", 77, 12),
    RuleResult("meetings", "PH-01", "critical", "…", 0, 0),
    RuleResult("figures", "SL-24", "warning", "…", 77, 0, compared=0),  # no year before
    RuleResult("criteria", "TC-01", "critical", "…", 0, 1),  # an empty table that may not be empty
]


def test_each_rule_is_counted_once():
    """A rule holds, does not, or had nothing to look at; a row counts once for its table."""
    counts = count_rules(RULES)
    assert counts.numbers == {
        "rules": 5,
        "passed": 1,
        "failed": 2,
        "empty": 1,
        "blank": 1,
        "idle": 2,
        "tables": 3,
        "rows": 77,
        "checks": 154,
    }
    assert counts.broken == ("SL-10", "TC-01")


def test_no_rules():
    """Nothing checked is nothing counted."""
    assert set(count_rules([]).numbers.values()) == {0}
