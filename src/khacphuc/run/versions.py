"""The versions a run is made with, for its record; and those of all installed distributions."""

from __future__ import annotations

import os
import platform
import re
import sys
import zlib
from contextlib import suppress
from typing import TYPE_CHECKING, Final

import khacphuc

if TYPE_CHECKING:
    from collections.abc import Iterable


_DISTRIBUTIONS: Final = (
    "babel",
    "great-expectations",
    "ipykernel",
    "jinja2",
    "jupyter-client",
    "lxml",
    "markdown-it-py",
    "matplotlib",
    "mdit-py-plugins",
    "nbclient",
    "nbconvert",
    "nbformat",
    "numpy",
    "openpyxl",
    "pandas",
    "papermill",
    "pillow",
    "pyarrow",
    "pydantic",
    "python-docx",
    "pyyaml",
    "typst",
)


_INSTALLED: Final = ".dist-info"


def versions() -> dict[str, str]:
    """The versions of Python, of this package and of the distributions that shape the result."""
    ours = {"python": platform.python_version(), "khacphuc": khacphuc.__version__}
    installed = installed_versions(sys.path)
    return ours | {name: installed.get(name, "not installed") for name in _DISTRIBUTIONS}


def installed_versions(folders: Iterable[str]) -> dict[str, str]:
    """The versions of the distributions in folders, by their normalized names; of several the first counts.

    Names and versions are those of the ``*.dist-info`` folders, as the specification of installed projects
    has them: ``importlib.metadata`` reads and parses a file each, which takes ten times as long. A folder
    without metadata is what an interrupted pip left.
    """
    installed: dict[str, str] = {}
    for folder in folders:
        with suppress(OSError):
            for entry in os.listdir(folder or "."):  # noqa: PTH208 - only names are needed
                if entry.endswith(_INSTALLED) and os.path.isfile(f"{folder or '.'}/{entry}/METADATA"):  # noqa: PTH113 - quick
                    name, _, version = entry.removesuffix(_INSTALLED).partition("-")
                    installed.setdefault(re.sub(r"[-_.]+", "-", name).lower(), version)
    return installed


def system() -> dict[str, str]:
    """What else bytes may depend on: operating system, processor, and the library that compresses."""
    return {"system": platform.system(), "machine": platform.machine(), "zlib": zlib.ZLIB_RUNTIME_VERSION}
