"""Where pip installed the package from."""

from __future__ import annotations

import hashlib
import json

import pytest

from khacphuc.office.installed_from import address_of, with_hash

WHEEL = "file:///C:/Users/lan/khacphuc-0.3.0-py3-none-any.whl"


@pytest.mark.parametrize(
    ("record", "address"),
    [
        ({"url": WHEEL, "archive_info": {}}, WHEEL),
        ({"url": WHEEL, "archive_info": {"hashes": {"sha256": "ab12"}}}, f"{WHEEL}#sha256=ab12"),
        ({"url": "https://me:pass@host/k.whl"}, "https://host/k.whl"),  # secrets stay where they are
        ({"url": "file:///src/khacphuc", "dir_info": {"editable": True}}, "file:///src/khacphuc"),
        (
            {"url": "https://host/k.git", "vcs_info": {"vcs": "git", "commit_id": "1f"}},
            "git+https://host/k.git@1f",
        ),
        ({}, ""),
    ],
)
def test_the_address_is_one_pip_takes_again(record, address):
    """A wheel, an archive with its hash, a folder, a repository; none where pip took it off an index."""
    assert address_of(json.dumps(record)) == address


@pytest.mark.parametrize("record", ["", "{", "[]", '"x"', '{"url": 3}'])
def test_a_damaged_record_is_as_none(record):
    """What pip did not write says nothing."""
    assert address_of(record) == ""


def test_a_wheel_on_this_machine_gets_its_hash(tmp_path):
    """Where pip, before 23.1, recorded none; what is elsewhere, or no file, stays as it is."""
    wheel = tmp_path / "dist folder" / "khacphuc-0.3.0-py3-none-any.whl"
    wheel.parent.mkdir()
    wheel.write_bytes(b"PK")
    hashed = f"{wheel.as_uri()}#sha256={hashlib.sha256(b'PK').hexdigest()}"
    assert with_hash(wheel.as_uri()) == with_hash(hashed) == hashed
    for address in ("", WHEEL, wheel.parent.as_uri(), "https://host/k.whl"):
        assert with_hash(address) == address
