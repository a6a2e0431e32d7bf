"""Tests of `khacphuc.data.records.settings`."""

from datetime import date

from khacphuc.data.records.settings import RecordSettings


def test_settings_are_known_by_what_they_say():
    """Two that look at the same day are one."""
    assert RecordSettings(date(2021, 3, 31)) == RecordSettings(date(2021, 3, 31))
