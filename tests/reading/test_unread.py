"""Tests of `khacphuc.reading.unread`."""

from khacphuc.reading.unread import unread_items

from .documents import report


def test_by_kind_and_count():
    """Each kind with its count and a place, one without a name by its code, and paragraphs in old fonts."""
    assert list(unread_items(report(), "en")) == [
        ("picture: 2", "Hình 1"),
        ("something else (hologram): 1", ""),
        ("1 paragraph in an old font: only its digits were read", ""),
    ]
