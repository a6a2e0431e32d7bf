"""Where pip installed the package from."""

from __future__ import annotations

import json

import pytest

from khacphuc.office.installed_from import address_of

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
