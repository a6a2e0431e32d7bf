"""Tests of `khacphuc.project.zip_archive`."""

import io
import sys
import warnings
import zipfile

import pytest

from khacphuc.errors import SourceError
from khacphuc.project import zip_archive
from khacphuc.project.zip_archive import open_archive, repack


def archive(*parts, system=3):
    """The bytes of an archive of some parts, as zipfile makes it on a system."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as target, warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of a doubled name
        for name, part in parts:
            entry = zipfile.ZipInfo(name, (2021, 3, 3, 12, 0, 0))
            entry.create_system = system
            target.writestr(entry, part)
    return stream.getvalue()


def opened(data):
    """Open an archive as a reader does."""
    return open_archive(
        data,
        "a.zip",
        damaged=lambda description: SourceError(f"broken ({description})", place="a.zip"),
        smaller="make it smaller",
        unlocked="take the password off",
    )


def test_an_archive_of_ordinary_parts():
    """Its parts can be read."""
    with opened(archive(("a", b"1"), ("b", b"2"))) as parts:
        assert {name: parts.read(name) for name in parts.namelist()} == {"a": b"1", "b": b"2"}


@pytest.mark.parametrize(("limit", "value"), [("LARGEST_UNPACKED", 10), ("_FREE_UNPACKED", 10)])
def test_a_bomb_is_refused(monkeypatch, limit, value):
    """What unpacks to too much, or to far more than it is, is not unpacked; the message gives both sizes."""
    monkeypatch.setattr(zip_archive, limit, value)
    data = repack(archive(("a", bytes(1_000_000))))
    with pytest.raises(
        SourceError,
        match=r"^a.zip: unpacks from 1,\d{3} to 1,000,000 bytes, expected at most .*; make it smaller",
    ):
        opened(data)


@pytest.mark.parametrize("data", [b"", b"abc", archive(("a", b"1"))[:-8]])
def test_what_is_no_archive(data):
    """It is damaged, and the file is named."""
    with pytest.raises(SourceError, match=r"^a.zip: broken \("):
        opened(data)


def test_parts_of_one_name():
    """Which of the two counts is not guessed."""
    with pytest.raises(SourceError, match=r"broken \(2 parts, 1 names\)"):
        opened(archive(("a", b"1"), ("a", b"2")))


def test_too_many_parts(monkeypatch):
    """Far more parts than an Office file has are damage."""
    monkeypatch.setattr(zip_archive, "_MOST_PARTS", 1)
    with pytest.raises(SourceError, match=r"broken \(2 parts, 2 names\)"):
        opened(archive(("a", b"1"), ("b", b"2")))


@pytest.mark.parametrize(
    ("field", "value", "message"),
    [
        (8, 1, "a zip archive with a password; take the password off"),
        (10, 12, "'a' is packed in an unknown way"),
    ],
)
def test_a_password_and_another_packing(field, value, message):
    """Neither can be read: the flags and the packing stand in the directory at the end."""
    data = bytearray(archive(("a", b"1")))
    data[data.index(b"PK\x01\x02") + field] = value
    with pytest.raises(SourceError, match=message):
        opened(bytes(data))


def test_the_same_bytes_on_every_system(monkeypatch):
    """The same parts give the same bytes, whatever system zipfile thinks it runs on, or made them on."""
    parts = ("word/document.xml", b"<a/>" * 100), ("docProps/core.xml", b"<b/>")
    results = []
    for platform, system in (("win32", 0), ("linux", 3), ("darwin", 3)):
        monkeypatch.setattr(sys, "platform", platform)
        results.append(repack(archive(*parts, system=system)))
    assert len(set(results)) == 1
    entries = zipfile.ZipFile(io.BytesIO(results[0])).infolist()
    assert [entry.filename for entry in entries] == ["word/document.xml", "docProps/core.xml"]
    assert {(entry.create_system, entry.date_time, entry.compress_type) for entry in entries} == {
        (3, (1980, 1, 1, 0, 0, 0), zipfile.ZIP_DEFLATED)
    }


def test_parts_can_be_changed():
    """A part is written as the change gives it."""
    data = repack(archive(("a", b"1"), ("b", b"2")), lambda name, part: part * 2 if name == "b" else part)
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        assert (parts.read("a"), parts.read("b")) == (b"1", b"22")
