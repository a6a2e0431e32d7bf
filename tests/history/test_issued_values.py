"""What a version issued is read out of its file."""

from __future__ import annotations

import hashlib
import io
from dataclasses import replace

import pandas as pd
import pytest

from khacphuc.errors import SourceError
from khacphuc.history.issued_values import issued_values, last_issued_values, packed_values
from khacphuc.history.keeping import keep_version
from khacphuc.schema.tables import ISSUED

from .test_keeping import RECORD, files, keep


def test_a_version_says_what_it_issued(tmp_path):
    """And what had moved by then, where it was compared with another."""
    first = keep(tmp_path, 1.0)
    values = issued_values(first.path).set_index("code")
    assert values.loc["SL1", ["value", "unit", "version", "issued_on"]].tolist() == [
        *("1", "người", "1", "2022-01-05")
    ]
    parts = files(2.0) | {f"clean/{ISSUED}.parquet": packed_values(first.path)}
    digest = hashlib.sha256(parts["report/run.json"]).hexdigest()
    second = keep_version(tmp_path, replace(RECORD, run_json=digest), parts)
    values = issued_values(second.path).set_index("code")
    assert values.loc["SL1", ["value", "value_before", "version_before", "version"]].tolist() == [
        *("2", "1", "1", "2")
    ]
    assert values.loc["SL2", "value_before"] == ""


def test_the_last_issued_one_counts(tmp_path):
    """Not one that waits for somebody; nothing where there is none."""
    assert last_issued_values(tmp_path) == {}
    keep(tmp_path, 1.0)
    parts = files(2.0)
    digest = hashlib.sha256(parts["report/run.json"]).hexdigest()
    keep_version(tmp_path, replace(RECORD, run_json=digest, roles=("Bí thư",)), parts)
    assert set(last_issued_values(tmp_path)[ISSUED]["version"]) == {"1"}


def test_a_version_that_is_missing_is_told(tmp_path):
    """It is named; nothing else is taken in its place."""
    with pytest.raises(SourceError, match="0007-0123"):
        issued_values(tmp_path / "0007-0123.zip")


def test_the_same_version_gives_the_same_bytes(tmp_path):
    """In every clone."""
    first = packed_values(keep(tmp_path / "a").path)
    assert packed_values(keep(tmp_path / "b").path) == first
    assert len(pd.read_parquet(io.BytesIO(first))) == 11
