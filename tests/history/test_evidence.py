"""A version says what it is in the forms others read, in the same words in every clone."""

from __future__ import annotations

import zipfile

from khacphuc.history.data_package import DATA_PACKAGE
from khacphuc.history.evidence import with_evidence
from khacphuc.history.version_file import list_versions
from khacphuc.project.layout import Layout

from .. import run2021
from .test_keeping import files

RECORD = {"run": "2021", "office": "tay-ninh", "versions": {"khacphuc": "1.0", "python": "3.11.7"}}


def version(number=1231.0):
    """A version with its evidence."""
    inputs = {
        "inputs/notebooks/10_clean.ipynb": b"{}",
        "inputs/data/raw/2021/Số liệu.csv": b"a\n",
        "report/tables/targets.csv": b"target_id,part_id,status\nCT1,,met\n",
    }
    return with_evidence(files(number) | inputs, RECORD, run2021.parameters(), "2022-01-05")


def test_the_same_version_has_the_same_evidence():
    """In every clone."""
    assert version() == version()
    assert version()[DATA_PACKAGE] != version(1.0)[DATA_PACKAGE]


def unpack(published, folder):
    """Put the published version of 2021 into a folder."""
    (version,) = list_versions(Layout(published.root).history("2021"))
    with zipfile.ZipFile(version.path) as archive:
        archive.extractall(folder)
