"""The kinds of faults of forms."""

from __future__ import annotations

from khacphuc.data.returns.faults import NOT_READ, NOTICES


def test_a_sound_form_is_not_an_unreadable_one():
    """What is only worth knowing keeps no file from being read."""
    assert not NOTICES & NOT_READ
