"""Tests of `khacphuc.report.anchors`."""

import pytest

from khacphuc.report.anchors import MOST_CARDS, finding_anchor, findings_by_code

from ..findings import finding


@pytest.mark.parametrize(
    ("rule", "row_id", "expected"),
    [
        ("SL-10", "SL031", "f-SL-10-SL031"),
        ("SL-01", "", "f-SL-01"),
        ("TC-04", "KD1.1", "f-TC-04-KD1.1"),
        ("AN-02", "SL-10 SL031", "f-AN-02-SL-10_20_SL031"),
        ("SL-02", "số\n1", "f-SL-02-s_1ed1__a_1"),
    ],
)
def test_anchor(rule, row_id, expected):
    """An anchor is plain letters, whatever a code holds."""
    assert finding_anchor(rule, row_id) == expected


def findings(*rows):
    """Findings by rule, row and the other rows they are about."""
    return [
        finding(rule, row_id, related=tuple(filter(None, related.split(";"))))
        for rule, row_id, related in rows
    ]


def test_a_finding_stands_on_every_row_it_is_about():
    """Row and related rows lead to the finding, once each, in the order of the findings."""
    anchors = findings_by_code(
        findings(
            ("SL-10", "SL031", "SL067;SL010:numerator"),
            ("SL-12", "SL031", ""),
            ("SL-12", "SL031", ""),
            ("SL-01", "", ""),
        )
    )
    assert anchors == {
        "SL031": ("f-SL-10-SL031", "f-SL-12-SL031"),
        "SL067": ("f-SL-10-SL031",),
        "SL010": ("f-SL-10-SL031",),
    }


def test_findings_without_a_card_are_not_led_to():
    """The review page shows so many findings of a rule; to the others nothing could lead."""
    anchors = findings_by_code(findings(*(("R", f"SL{n}", "") for n in range(MOST_CARDS + 2))))
    assert len(anchors) == MOST_CARDS
