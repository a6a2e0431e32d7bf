"""The file of a version, and its name."""

from __future__ import annotations

import pytest

from khacphuc.errors import SourceError
from khacphuc.history.version_file import (
    VersionRecord,
    is_last,
    list_versions,
    next_number,
    pack_version,
    read_parts,
    read_record,
    version_name,
)

DIGEST = "0123456789abcdef" * 4
RECORD = VersionRecord(
    12, "2021", "tay-ninh", "2021", "2022-01-05", "final", "1.0", "abc", DIGEST, (), {"a": "b"}
)


def write(folder, number, digest=DIGEST):
    """A version of a number."""
    (folder / version_name(number, digest)).write_bytes(pack_version(RECORD, {"report/run.json": b"{}"}))


def test_versions_are_listed_in_their_order(tmp_path):
    """Also past 9,999; other files are none."""
    for number in (10_000, 2, 1):
        write(tmp_path, number)
    (tmp_path / "0003-notes.zip").write_bytes(b"")
    assert [version.number for version in list_versions(tmp_path)] == [1, 2, 10_000]
    assert next_number(tmp_path) == 10_001
    assert next_number(tmp_path / "nowhere") == 1


def test_the_last_one_is_known_by_its_hash(tmp_path):
    """Unless something is to be ended."""
    write(tmp_path, 1)
    assert is_last(tmp_path, DIGEST)
    assert not is_last(tmp_path, "f" * 64)
    (tmp_path / "0002-0.zip.pending").write_bytes(b"")
    assert not is_last(tmp_path, DIGEST)


def test_a_version_is_read_back(tmp_path):
    """Its record, and parts of it."""
    write(tmp_path, 1)
    path = list_versions(tmp_path)[0].path
    assert read_record(path) == RECORD
    assert read_parts(path, "report/") == {"report/run.json": b"{}"}


@pytest.mark.parametrize("data", [b"", b"PK", b"not a zip"])
def test_a_damaged_version_is_told(tmp_path, data):
    """With its place."""
    path = tmp_path / version_name(1, DIGEST)
    path.write_bytes(data)
    with pytest.raises(SourceError, match="is damaged"):
        read_record(path)
