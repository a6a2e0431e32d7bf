"""Tests of `khacphuc.report.charts.figures`."""

import pytest

from khacphuc.errors import ParameterError
from khacphuc.report.charts.figures import PanelRequest, bar_chart, panel_chart

from ... import run2021
from ..chart_context_2021 import chart_context
from ..charts.boxes import assert_nothing_collides

COUNTED = PanelRequest(figures=("SL067", "SL069", "SL071", "SL073"), title="Số lập mới", unit="tổ chức")
MEMBERS = PanelRequest(figures=("SL068", "SL070", "SL072", "SL074"), title="Số thành viên", unit="người")


def test_bars_say_what_is_longer():
    """A chart of figures ranks them in words, with qualifiers and units."""
    assert bar_chart(chart_context(), ["SL049", "SL047"], "Lượt tham dự").alt == (
        "Lượt tham dự. Từ lớn đến nhỏ: Lượt dự các cuộc tuyên truyền: hơn 19.732 lượt; "
        "Lượt dự diễn đàn, hội thi: hơn 8.162 lượt."
    )


def test_equal_bars_are_not_ranked():
    """Where all are as long, none is called the larger."""
    assert bar_chart(chart_context(), ["SL045", "TL07"], "Bao phủ").alt == (
        "Bao phủ. Tỷ lệ đơn vị có hoạt động tuyên truyền: 100%; Tỷ lệ Đoàn cấp xã duy trì tư vấn: 100%."
    )


def test_panels_name_what_they_count():
    """Organisations and members have panels of their own, each with its unit in its title."""
    alt = panel_chart(chart_context(), [COUNTED, MEMBERS], "Tên").alt
    assert alt.startswith(
        "Tên. Số lập mới (tổ chức). Từ lớn đến nhỏ: Chi hội lập mới trên địa bàn dân cư: 18 chi hội; "
    )
    assert (
        "Số thành viên (người). Từ lớn đến nhỏ: Hội viên của chi hội mới trên địa bàn dân cư: 139 hội viên; "
        in alt
    )


def test_nothing_collides():
    """The panels of 2021 as they are drawn."""
    assert_nothing_collides(lambda: panel_chart(chart_context(), [COUNTED, MEMBERS], "Tên"))


@pytest.mark.parametrize(
    ("figures", "unit"),
    [
        (("SL047", "SL044"), ""),  # attendances and persons
        (("SL047", "SL044"), "người"),  # and no name makes persons of attendances
        (("SL028", "SL044"), "người"),  # a percentage
        (("SL058", "SL044"), "đồng"),  # money
        (("SL067", "SL069"), ""),  # chi hội and chi đoàn, unless told what both are
    ],
)
def test_one_axis_one_unit(figures, unit):
    """Figures that do not share a unit never share an axis."""
    with pytest.raises(ParameterError, match=r"one axis, one unit; found .+; give each a panel"):
        panel_chart(chart_context(), [PanelRequest(figures=figures, unit=unit)], "Tên")


def test_money_in_millions_and_billions_shares_an_axis():
    """What is printed in triệu and in tỷ is all đồng, and as long as it is worth."""
    assert "hơn 1,4 tỷ đồng; Kinh phí tặng quà: 13,6 triệu đồng" in (
        bar_chart(chart_context(), ["SL058", "SL066"], "Kinh phí").alt
    )


def test_less_than_nothing_is_refused():
    """A number below zero has no bar."""
    tables = run2021.tables()
    tables["computed"].loc[0, "value"] = 1.0
    tables["computed"].loc[0, ["formula", "operands"]] = ["difference", "SL001;SL009"]
    with pytest.raises(ParameterError, match=r"^TL01 .+: below zero, which no bar can show"):
        bar_chart(chart_context(tables), ["TL01"], "Tên")
