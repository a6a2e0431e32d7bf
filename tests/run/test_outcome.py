"""How a run ended."""

from __future__ import annotations

import pytest

from khacphuc.run.outcome import STAGE_LIMIT, Options, Outcome


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


def test_nothing_is_asked_for_by_default():
    """Whoever says nothing waits for nobody, and makes again only what has changed."""
    assert Options() == Options(wait=False, force=False, explain=False, limit=STAGE_LIMIT)
    assert STAGE_LIMIT >= 60
