"""What forms are recognised by is the same for whoever writes and whoever reads them."""

from __future__ import annotations

import pytest

from khacphuc.data.returns.form_layout import FORM_COLUMNS, form_labels, labels_checksum
from khacphuc.locale import LANGUAGES


@pytest.mark.parametrize("language", LANGUAGES)
def test_labels_of_a_form_are_told_apart(language):
    """No two labels of one language are alike, so that each is recognised wherever it stands."""
    labels = form_labels(language)
    words = [*labels.columns, labels.nil, labels.complete, labels.revision, labels.yes, labels.no]
    assert len(labels.columns) == len(FORM_COLUMNS)
    assert len({word.casefold() for word in words}) == len(words)


def test_the_checksum_of_labels_changes_with_each_of_them():
    """A label, a unit of measure or an order that is another gives another checksum."""
    items = [("Số cuộc kiểm tra", "cuộc"), ("Số đoàn viên", "người")]
    others = [
        [("Số cuộc kiểm tra ", "cuộc"), items[1]],
        [("Số cuộc kiểm tra", "đợt"), items[1]],
        items[::-1],
        items[:1],
    ]
    assert labels_checksum(items) not in {labels_checksum(other) for other in others}
