"""How a run is to be made."""

from __future__ import annotations

from khacphuc.run.options import STAGE_LIMIT, Options


def test_nothing_is_asked_for_by_default():
    """Whoever says nothing waits for nobody, and makes again only what has changed."""
    assert Options() == Options(wait=False, force=False, explain=False, limit=STAGE_LIMIT)
    assert STAGE_LIMIT >= 60
