"""Yearly reports on remedied shortcomings: printed figures in, an official document out."""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from khacphuc.errors import (
        AssessmentError,
        CheckError,
        DocumentError,
        KhacphucError,
        ParameterError,
        QuantityError,
        RunLockedError,
        SourceError,
        StageError,
        UsageError,
    )
    from khacphuc.inputs import Inputs, load_inputs

__all__ = [
    "AssessmentError",
    "CheckError",
    "DocumentError",
    "Inputs",
    "KhacphucError",
    "ParameterError",
    "QuantityError",
    "RunLockedError",
    "SourceError",
    "StageError",
    "UsageError",
    "load_inputs",
]
__version__ = "0.2.0"


def __getattr__(name: str) -> Any:
    """The public names, imported when they are first used: the command line needs none of them."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    module = "khacphuc.errors" if name.endswith("Error") else "khacphuc.inputs"
    return getattr(importlib.import_module(module), name)


def __dir__() -> list[str]:
    return sorted([*__all__, "__version__"])
