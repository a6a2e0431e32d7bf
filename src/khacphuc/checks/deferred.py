"""What Great Expectations imports and our rules do not use: it is imported when it is first used, so never.

Three of its modules compare distributions, with ``from scipy import stats``. Importing that is a quarter of
importing Great Expectations (0.6 of 2.5 CPU seconds). Import this module before Great Expectations.

``importlib.util.LazyLoader`` does not serve: whatever asks a module of it for anything imports it, and every
kernel asks all modules for their ``__file__`` when it starts.
"""

from __future__ import annotations

import importlib.util
import sys
import threading
from types import ModuleType
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from importlib.machinery import ModuleSpec

DEFERRED: Final = "scipy.stats"
# what modules of the package, and those who import its names, cannot do without
_OF_A_PACKAGE: Final = ("__path__", "__all__")

_lock = threading.RLock()


class DeferredModule(ModuleType):
    """A module that has its name and file only, and gets the rest when it is first asked for more.

    Args:
        spec: of the module.
    """

    def __init__(self, spec: ModuleSpec) -> None:
        super().__init__(spec.name)
        self.__spec__, self.__loader__, self.__file__ = spec, spec.loader, spec.origin

    def __getattr__(self, name: str) -> Any:
        """Give an attribute of the executed module; marks that others look for are none."""
        if name.startswith("__") and name not in _OF_A_PACKAGE:
            raise AttributeError(f"module {self.__name__!r} has no attribute {name!r}", name=name, obj=self)
        with _lock:
            if type(self) is DeferredModule:
                self._load()
        return getattr(self, name)

    def _load(self) -> None:
        """Become a common module, and execute its code."""
        spec = self.__spec__
        self.__class__ = ModuleType  # type: ignore[assignment]
        self.__package__ = spec.parent  # type: ignore[union-attr]
        if spec.submodule_search_locations is not None:  # type: ignore[union-attr]
            self.__path__ = spec.submodule_search_locations  # type: ignore[union-attr]
        spec.loader.exec_module(self)  # type: ignore[union-attr]


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
    sys.modules[name] = DeferredModule(spec)
    setattr(sys.modules[package], module, sys.modules[name])


defer(DEFERRED)
