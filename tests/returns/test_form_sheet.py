"""A sheet is written from one template for units of one level."""

from khacphuc.returns.form_sheet import FormAnswers, SheetTemplate

from . import forms


def test_rules_are_those_of_the_level_of_the_unit():
    """A rule that is asked of districts is not in the form of a commune."""
    commune, district = (
        SheetTemplate(forms.DEFINITION, level, "vi").sheet(forms.sheet(level=level)).decode()
        for level in ("commune", "district")
    )
    assert "Điền cả hai" in district
    assert "Điền cả hai" not in commune


def test_a_number_typed_as_text_stays_text():
    """What a unit wrote although it was refused is written as it wrote it."""
    sheet = SheetTemplate(forms.DEFINITION, "commune", "vi").sheet(
        forms.sheet(answers=FormAnswers(values={"sessions": "1.231 buổi"}))
    )
    assert (
        '<c r="D10" s="12" t="inlineStr"><is><t xml:space="preserve">1.231 buổi</t></is></c>'
        in sheet.decode()
    )
