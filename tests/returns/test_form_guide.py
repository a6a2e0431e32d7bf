"""The sheet that says how a form is filled in names its cells as the form does."""

import pytest

from khacphuc.data.returns.form_layout import form_labels
from khacphuc.locale import LANGUAGES
from khacphuc.returns.form_guide import guide_sheet

from . import forms


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_guide_names_what_is_in_the_form(language):
    """Every answer about the form and every hint of an item stands in it, and no placeholder is left."""
    text, labels = guide_sheet(forms.DEFINITION, language).decode(), form_labels(language)
    for word in (labels.nil, labels.complete, labels.revision, "Một người dự hai buổi là hai lượt"):
        assert word in text
    assert "{" not in text
