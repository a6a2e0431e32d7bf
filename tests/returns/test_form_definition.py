"""A form knows the labels its checksum is made of."""

from . import forms


def test_labels_are_those_of_the_items():
    """The label and the unit of measure of each item, from top to bottom."""
    assert forms.DEFINITION.labels[:2] == [("Số buổi", "buổi"), ("Số lượt dự", "lượt")]
    assert len(forms.DEFINITION.labels) == len(forms.ITEMS)
