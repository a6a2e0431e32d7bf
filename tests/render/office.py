"""Word files as LibreOffice prints them."""

from __future__ import annotations

import os
import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path


def is_office() -> bool:
    """Whether LibreOffice is here, with Vietnamese letters as wide as those the file names."""
    if not (shutil.which("soffice") and shutil.which("fc-list")):
        return False
    families = ("Times New Roman", "Liberation Serif", "Tinos")
    queries = [["fc-list", f":family={family}:lang=vi"] for family in families]
    return any(subprocess.run(query, check=True, capture_output=True).stdout for query in queries)


needs_office = pytest.mark.skipif(
    not os.environ.get("CI") and not is_office(), reason="LibreOffice, or a font like Times, is not installed"
)


def printed_by_office(folder: Path, *docx: bytes) -> list[bytes]:
    """Word files as PDF; the folder is empty before."""
    files = [folder / f"{place}.docx" for place in range(len(docx))]
    for file, data in zip(files, docx, strict=True):
        file.write_bytes(data)
    home = f"-env:UserInstallation={(folder / 'home').as_uri()}"
    convert = ["soffice", home, "--headless", "--convert-to", "pdf", "--outdir", str(folder)]
    subprocess.run([*convert, *map(str, files)], check=True, capture_output=True, timeout=120)
    return [file.with_suffix(".pdf").read_bytes() for file in files]
