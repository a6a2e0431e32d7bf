"""Tests of `khacphuc.notebooks.preload.templates`."""

import importlib

from khacphuc.notebooks.preload import templates
from khacphuc.render.html.environment import TEMPLATE_DIR, environment


def test_the_template_of_findings_is_compiled():
    """No kernel compiles it again."""
    pages = environment(TEMPLATE_DIR)
    pages.cache.clear()
    importlib.reload(templates)
    assert [name for _, name in pages.cache] == ["cards.html.j2"]
