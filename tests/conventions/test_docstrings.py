"""The examples in docstrings are true."""

from __future__ import annotations

import doctest
import importlib

import pytest

from .code import PACKAGE, modules

WITH_EXAMPLES = [path for path in modules(PACKAGE) if ">>> " in path.read_text(encoding="utf-8")]


@pytest.mark.parametrize("path", WITH_EXAMPLES, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_examples_give_what_they_show(path):
    """Each of every module, not only of those whose tests think of it."""
    parts = path.relative_to(PACKAGE.parent).with_suffix("").parts
    failed, tried = doctest.testmod(importlib.import_module(".".join(parts).removesuffix(".__init__")))
    assert failed == 0
    assert tried > 0
