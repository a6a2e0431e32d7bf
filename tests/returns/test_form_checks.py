"""A form refuses what is typed wrongly and says beside each item what is wrong with it."""

from __future__ import annotations

import io
from decimal import Decimal

import pytest
from openpyxl import load_workbook

from khacphuc.data.returns.expressions import parse_expression
from khacphuc.locale import words
from khacphuc.returns.form_checks import AnswerCells, item_check, item_validation
from khacphuc.returns.form_workbook import FormWriter

from . import forms

LABELS = words("en", "unit_form")
CELLS = AnswerCells({"a": "$D$9", "b": "$D$10"}, {"a": "$E$9", "b": "$E$10"}, '$D$4="yes"', '$D$5="yes"')


@pytest.mark.parametrize(
    ("bounds", "validation"),
    [
        ({"least": Decimal(0)}, 'operator="greaterThanOrEqual"'),
        ({"most": Decimal("1.5")}, 'operator="lessThanOrEqual"'),
        ({"least": Decimal(-1), "most": Decimal(5), "is_whole": True}, 'type="whole" operator="between"'),
        ({}, 'type="decimal" operator="between"'),
    ],
)
def test_bounds_are_those_of_the_item(bounds, validation):
    """Every pair of bounds is a validation of its kind, and its message names them."""
    element = item_validation(forms.FormItem("a", "A", "lượt", **bounds), CELLS, LABELS)
    assert validation in element
    numbers = [str(bound) for bound in bounds.values() if isinstance(bound, Decimal)]
    assert all(number in element for number in numbers)


@pytest.mark.parametrize(
    ("operator", "missing", "condition"),
    [
        ("<=", "never", 'AND(NOT($D$4="yes"),NOT(($D$9)<=($D$10)))'),
        ("!=", "skip_if_any", 'AND(COUNT($D$9)=1,COUNT($D$10)=1,NOT($D$4="yes"),NOT(($D$9)<>($D$10)))'),
        ("=", "skip_if_all", 'AND(COUNT($D$9)>0,COUNT($D$10)>0,NOT($D$4="yes"),NOT(($D$9)=($D$10)))'),
        ("exclusive_pair", "", "AND(COUNT($D$9)>0,COUNT($D$10)>0)"),
        ("compulsory_pair", "", 'AND(NOT($D$4="yes"),(COUNT($D$9)>0)<>(COUNT($D$10)>0))'),
    ],
)
def test_rules_are_checked_as_they_are_when_a_form_comes_in(operator, missing, condition):
    """A comparison is asked when its sides are there, a pair by what is filled in."""
    sides = (parse_expression("${a}"), parse_expression("${b}"))
    rule = forms.FormRule(sides[0], operator, sides[1], missing, missing, (), "Look again")
    formula = item_check(forms.FormItem("a", "A", "lượt"), [rule], CELLS, LABELS)
    assert f'IF({condition},"Look again",' in formula


def test_long_messages_fit_into_what_a_spreadsheet_takes():
    """Texts of validations and of formulas are shortened or taken apart at the limits of the format."""
    long = "dài quá " * 60
    item = forms.FormItem(
        "long",
        long,
        long,
        constraint=parse_expression(".>" + "1+" * 80 + "1"),
        constraint_message=long,
        required_message=long,
        is_required=True,
        hint=long,
    )
    definition = forms.FormDefinition("BM", long, "1", (item,))
    content = FormWriter(definition, "nang-2031", "vi").workbook([forms.sheet()])
    form = load_workbook(io.BytesIO(content))["2031-03"]
    check = next(check for check in form.data_validations.dataValidation if str(check.sqref) == "D9")
    assert len(check.error) <= 225
    assert len(check.prompt) <= 255
    assert len(check.promptTitle) <= 32
    assert check.type == "decimal"  # the condition is too long for a validation; the check beside it has it
    formula = form["G9"].value
    assert all(len(text) <= 255 for text in formula.split('"')[1::2])
    assert "1+1" in formula
