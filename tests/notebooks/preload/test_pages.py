"""Tests of `khacphuc.notebooks.preload.pages`."""

import importlib

from khacphuc.notebooks.preload import pages
from khacphuc.render.html import environment


def test_the_templates_of_pages_are_compiled():
    """Each page has its own environment, so what all of them extend is compiled in each."""
    environment.environment.cache_clear()
    importlib.reload(pages)
    assert environment.environment.cache_info().currsize == 5
    for folder in ("notebooks", "render/notebook", "review", "schedule"):
        package = environment.TEMPLATE_DIR.parents[2]
        loaded = environment.environment(package / folder / "templates", environment.TEMPLATE_DIR)
        names = {name for _, name in loaded.cache}
        assert len(names) >= 3
        assert {"page.html.j2", "cards.html.j2"} <= names
