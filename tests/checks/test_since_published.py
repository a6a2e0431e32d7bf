"""Tests of `khacphuc.checks.since_published`."""

from khacphuc.checks.since_published import finding_changes

from ..findings import finding, note, place


def findings(*rows):
    """Findings of (rule, row, quoted text, line)."""
    return [finding(rule, row_id, place("", text, line=line)) for rule, row_id, text, line in rows]


def summary(changes):
    """Change, rule and row."""
    return [(item.change, item.finding.rule, item.finding.row_id) for item in changes]


def test_every_kind_of_change():
    """New, changed and same stand in the order of now, what is gone after them."""
    before = findings(("A", "1", "1", 2), ("B", "1", "x", 3), ("B", "2", "y", 4), ("A", "3", "3", 5))
    after = findings(("C", "9", "9", 9), ("A", "1", "1", 3), ("B", "1", "z", 3))
    assert summary(finding_changes(before, after)) == [
        ("new", "C", "9"),
        ("same", "A", "1"),  # a row was inserted above
        ("changed", "B", "1"),
        ("gone", "B", "2"),
        ("gone", "A", "3"),
    ]


def test_findings_that_share_a_row_are_counted():
    """Of two alike one may go, and one may come with other words."""
    two = [finding("A", "", note("1")), finding("A", "", note("1"))]
    assert summary(finding_changes(two, two[:1])) == [("same", "A", ""), ("gone", "A", "")]
    other = [finding("A", "", note("1")), finding("A", "", note("2"))]
    assert summary(finding_changes(two, other)) == [("same", "A", ""), ("changed", "A", "")]


def test_nothing_before_and_nothing_now():
    """Empty lists compare too."""
    single = [finding("A", "1")]
    assert summary(finding_changes([], [])) == []
    assert summary(finding_changes([], single)) == [("new", "A", "1")]
    assert summary(finding_changes(single, [])) == [("gone", "A", "1")]
