"""Tests of `khacphuc.report.charts.supervision`."""

import pytest

from khacphuc.errors import ParameterError
from khacphuc.report.records import SupervisionBlocks

from ..papered import context


def test_a_bar_for_each_finding_a_letter_was_sent_about():
    """As long as the answer took; one without an answer says how long it has been waited for."""
    figure = SupervisionBlocks(context()).chart("Giám sát")
    assert figure.alt == (
        "Giám sát. Hạn chế 1 (Ủy ban): trả lời sau 20 ngày. Hạn chế 2 (Ủy ban): chưa trả lời sau 121 ngày."
    )
    assert figure.svg.startswith("<?xml")


def test_a_chart_without_a_bar_is_refused():
    """No letter has gone out: there is nothing to draw."""
    with pytest.raises(ParameterError, match="no letter about a finding"):
        SupervisionBlocks(context(documents=[])).chart("Giám sát")
