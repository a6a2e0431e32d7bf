"""The suites every project starts from, read; of a project that has changed one, that is read again."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from khacphuc.checks.suites import SuiteFile, load_suites
from khacphuc.errors import KhacphucError
from khacphuc.project.starter import starter_folder

SUITES: dict[str, SuiteFile] = {}
"""They, by table."""
_folder = starter_folder()
if isinstance(_folder, Path):
    with suppress(KhacphucError):  # the package was installed without them
        SUITES |= load_suites(_folder / "expectations")
