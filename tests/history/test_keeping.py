"""A version is kept whole with its vintages, whatever cut the keeping short before."""

from __future__ import annotations

import hashlib
import io
from dataclasses import replace

import pandas as pd
import pytest

from khacphuc.errors import SourceError
from khacphuc.history import append_only, keeping
from khacphuc.history.keeping import VINTAGES, end_pending, keep_version
from khacphuc.history.version_file import (
    VersionRecord,
    is_last,
    list_versions,
    read_part,
    read_record,
)
from khacphuc.history.vintages import read_vintages

from .test_published_values import tables

RECORD = VersionRecord(0, "2021", "tay-ninh", "2021", "2022-01-05", "final", "1.0", "", "", (), {})
NAMES = {"targets": "assessed_targets", "criteria": "assessed_criteria"}


def files(value=1231.0):
    """The files of a version whose first figure has this value."""
    frames = tables()
    frames["figures"] = frames["figures"].assign(value=[value, 3.0, None])
    parts = {"report/run.json": f"{value}".encode()}
    for name, frame in frames.items():
        stream = io.BytesIO()
        frame.to_parquet(stream)
        parts[f"clean/{NAMES.get(name, name)}.parquet"] = stream.getvalue()
    return parts


def keep(folder, value=1231.0):
    """Keep such a version."""
    parts = files(value)
    digest = hashlib.sha256(parts["report/run.json"]).hexdigest()
    return keep_version(folder, replace(RECORD, run_json=digest), parts)


def test_a_version_and_its_vintages_are_kept(tmp_path):
    """The first has all values, the second those that changed, the same one again nothing."""
    first = keep(tmp_path)
    assert (first.number, first.path.exists()) == (1, True)
    assert len(read_vintages(tmp_path / VINTAGES)) == 11
    second = keep(tmp_path, 1232.0)
    assert [(row.code, row.value, row.version) for row in read_vintages(tmp_path / VINTAGES)[11:]] == [
        ("SL1", "1232", "2")
    ]
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    assert keep(tmp_path, 1232.0).path == second.path
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == before
    assert read_part(second.path, "report/run.json") == b"1232.0"
    assert read_record(second.path).version == 2


def test_a_version_that_comes_back_is_a_new_one(tmp_path):
    """It is compared with the last one only."""
    for value in (1.0, 2.0, 1.0):
        keep(tmp_path, value)
    assert [row.value for row in read_vintages(tmp_path / VINTAGES) if row.code == "SL1"] == ["1", "2", "1"]
    assert [version.number for version in list_versions(tmp_path)] == [1, 2, 3]


@pytest.mark.parametrize("step", [1, 2])
@pytest.mark.parametrize("next_value", [1231.0, 1232.0])
def test_what_was_cut_short_is_ended(tmp_path, monkeypatch, step, next_value):
    """Killed before its vintages were added, or before it got its name; each is there once, in the end."""
    keep(tmp_path, 7.0)
    with monkeypatch.context() as patch:
        patch.setattr(
            *((keeping, "read_record", _killed), (keeping, "add_history_rows", _add_and_die))[step - 1]
        )
        with pytest.raises(KeyboardInterrupt):
            keep(tmp_path)
    assert not is_last(tmp_path, hashlib.sha256(b"1231.0").hexdigest())
    keep(tmp_path, next_value)
    expected = [7.0, 1231.0] if next_value == 1231.0 else [7.0, 1231.0, 1232.0]
    assert [version.number for version in list_versions(tmp_path)] == list(range(1, len(expected) + 1))
    assert [float(row.value) for row in read_vintages(tmp_path / VINTAGES) if row.code == "SL1"] == expected
    assert not list(tmp_path.glob("*.pending"))


def _killed(*_arguments, **_options):
    raise KeyboardInterrupt


def _add_and_die(*arguments):
    append_only.add_history_rows(*arguments)
    raise KeyboardInterrupt


def test_half_a_file_is_no_version(tmp_path):
    """What was not written whole goes, and is written anew."""
    half = tmp_path / "0001-0123456789abcdef.zip.pending"
    half.write_bytes(b"PK half")
    end_pending(tmp_path)
    assert list(tmp_path.iterdir()) == []
    assert keep(tmp_path).number == 1


def test_damaged_vintages_are_told_and_nothing_is_written(tmp_path):
    """A line cut off by somebody else."""
    keep(tmp_path)
    file = tmp_path / "vintages.csv"
    file.write_bytes(file.read_bytes()[:-3])
    before = sorted(path.name for path in tmp_path.iterdir())
    with pytest.raises(SourceError, match=r"vintages\.csv: its last line does not end"):
        keep(tmp_path, 2.0)
    assert sorted(path.name for path in tmp_path.iterdir()) == before


def test_two_files_of_one_number_are_told(tmp_path):
    """Somebody copied a version of another clone."""
    keep(tmp_path)
    (tmp_path / "0001-ffffffffffffffff.zip").write_bytes(b"")
    with pytest.raises(SourceError, match="has the number of"):
        keep(tmp_path, 2.0)


def test_the_same_version_gives_the_same_bytes(tmp_path):
    """On any day, in any folder."""
    assert keep(tmp_path / "a").path.read_bytes() == keep(tmp_path / "b").path.read_bytes()


def test_frames_are_as_published(tmp_path):
    """Of a figure nobody has, too."""
    keep(tmp_path)
    assert pd.read_csv(tmp_path / "vintages.csv")["code"].tolist().count("SL3") == 1
