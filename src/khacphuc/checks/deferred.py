"""What Great Expectations imports and our rules do not use: it is imported when it is first used, so never.

Three of its modules compare distributions, with ``from scipy import stats``. Importing that is a quarter of
importing Great Expectations (0.6 of 2.5 CPU seconds). ``importlib.util.LazyLoader`` is the standard library's
way to put an import off: whoever uses the module gets the whole of it. Import this module before Great
Expectations.
"""

from __future__ import annotations

import importlib.util
import sys
from typing import Final

DEFERRED: Final = "scipy.stats"


def defer(name: str) -> None:
    """Import a module of a package when one of its attributes is first used.

    ``import package.module`` uses it at once; ``from package import module`` does not.

    Args:
        name: of the module; nothing is done where it is imported.
    """
    package, _, module = name.rpartition(".")
    spec = None if name in sys.modules else importlib.util.find_spec(name)
    if spec is None or spec.loader is None:
        return
    spec.loader = importlib.util.LazyLoader(spec.loader)
    sys.modules[name] = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(sys.modules[name])
    setattr(sys.modules[package], module, sys.modules[name])


defer(DEFERRED)
