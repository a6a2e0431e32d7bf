"""How a run ended."""

from __future__ import annotations

import pytest

from khacphuc.run.outcome import Outcome


@pytest.mark.parametrize(
    ("status", "published"),
    [
        ("published", True),
        ("unchanged", True),
        ("blocked", False),
        ("failed", False),
        ("refused", False),
        ("not started", False),
    ],
)
def test_what_readers_find_is_published(status, published):
    """Made now or before, it is the report of what was put in."""
    assert Outcome("2021", status, 0).is_published is published
