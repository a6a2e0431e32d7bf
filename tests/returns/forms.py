"""A form of two sections, with an item of every kind, to write and to read."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from khacphuc.data.returns.expressions import parse_expression
from khacphuc.returns.form_definition import FormDefinition, FormItem, FormRule
from khacphuc.returns.form_sheet import FormSheet

FORMULA_LIKE = '=1+1 & <b>"đậm"</b>'
ITEMS = (
    FormItem(
        "sessions", "Số buổi", "buổi", "I. Tuyên truyền", is_whole=True, is_required=True, least=Decimal(0)
    ),
    FormItem(
        "attendances",
        "Số lượt dự",
        "lượt",
        "I. Tuyên truyền",
        is_whole=True,
        is_required=True,
        required_message="Điền số lượt, kể cả khi bằng 0",
        least=Decimal(0),
        most=Decimal(100_000),
        constraint=parse_expression(".>=${sessions}"),
        constraint_message="Số lượt không thể ít hơn số buổi",
        hint="Một người dự hai buổi là hai lượt",
    ),
    FormItem("leaflets", "Số tờ rơi", "tờ", "I. Tuyên truyền", is_whole=True),
    FormItem("rate", "Tỷ lệ tập hợp", "%", "II. Tập hợp", least=Decimal(0), most=Decimal(100)),
    FormItem(
        "spent",
        FORMULA_LIKE,
        "triệu đồng",
        "II. Tập hợp",
        is_required=True,
        relevant=parse_expression("${rate}>0"),
    ),
)
RULES = (
    FormRule(
        parse_expression("${leaflets}"),
        "<=",
        parse_expression("${attendances}*3"),
        "skip_if_any",
        "skip_if_any",
        (),
        "Quá ba tờ một lượt: xem lại",
    ),
    FormRule(
        parse_expression("${rate}"),
        "compulsory_pair",
        parse_expression("${spent}"),
        "",
        "",
        ("district",),
        "Điền cả hai",
    ),
)
DEFINITION = FormDefinition("BM01", "Báo cáo tháng @SUM(A1)", "2", ITEMS, RULES)


def sheet(month=3, *, unit_id="DV101", name="Xã Nắng Đông", level="commune", answers=None):
    """The sheet of a commune for a month of 2031."""
    start = dt.date(2031, month, 1)
    end = (start + dt.timedelta(days=31)).replace(day=1) - dt.timedelta(days=1)
    due_on = end + dt.timedelta(days=5)
    return FormSheet(unit_id, name, level, f"2031-{month:02}", start, end, due_on, answers)
