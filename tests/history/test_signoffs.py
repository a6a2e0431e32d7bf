"""A version is issued once all roles that were asked for have approved it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from khacphuc.errors import SourceError
from khacphuc.history.signoffs import SignOff, add_sign_off, is_issued, last_issued, read_sign_offs
from khacphuc.history.version_file import pack_version, version_name

from .test_version_file import RECORD

DIGESTS = ("a" * 64, "b" * 64, "c" * 64)


def sign_off(role, decision, digest=DIGESTS[0], note=""):
    """A row."""
    return SignOff("2022-01-06", digest, role, decision, note)


@pytest.mark.parametrize(
    ("rows", "issued"),
    [
        ([], False),
        ([sign_off("A", "approved")], False),
        ([sign_off("A", "approved"), sign_off("B", "approved")], True),
        ([sign_off("A", "approved"), sign_off("B", "approved"), sign_off("A", "rejected")], False),
        ([sign_off("A", "rejected"), sign_off("B", "approved"), sign_off("A", "approved")], True),
        ([sign_off("A", "approved"), sign_off("B", "approved", DIGESTS[1])], False),
        ([sign_off("A", "approved"), sign_off("B", "approved"), sign_off("C", "rejected")], True),
    ],
)
def test_every_role_counts_as_it_decided_last(rows, issued):
    """About this very version."""
    assert is_issued(replace(RECORD, run_json=DIGESTS[0], roles=("A", "B")), rows) is issued


def test_where_nobody_was_asked_it_is_issued_at_once():
    """There is nothing to wait for."""
    assert is_issued(RECORD, [])


def test_the_last_issued_version_is_found(tmp_path):
    """Later ones that are not signed off are passed over."""
    for number, digest in enumerate(DIGESTS, start=1):
        record = replace(RECORD, version=number, run_json=digest, roles=("A",))
        (tmp_path / version_name(number, digest)).write_bytes(pack_version(record, {"report/run.json": b""}))
    assert last_issued(tmp_path) is None
    add_sign_off(tmp_path, sign_off("A", "approved", DIGESTS[1]))
    assert last_issued(tmp_path).number == 2
    add_sign_off(tmp_path, sign_off("A", "approved", DIGESTS[2]))
    add_sign_off(tmp_path, sign_off("A", "rejected", DIGESTS[2]))
    assert last_issued(tmp_path).number == 2


def test_rows_are_added_and_come_back(tmp_path):
    """Whatever the note says."""
    rows = [sign_off("A", "approved", note='"x", y'), sign_off("B", "rejected", note="=1+1")]
    for row in rows:
        add_sign_off(tmp_path, row)
    assert read_sign_offs(tmp_path) == tuple(rows)
    assert read_sign_offs(tmp_path / "nowhere") == ()


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("role\n", "line 1: another heading"),
        ("signed_on,run_json,role,decision,note\n2022,a,A,perhaps,\n", "line 2: 2022,a,A,perhaps,"),
        ("signed_on,run_json,role,decision,note\n2022,a,A,approved,", "its last line does not end"),
    ],
)
def test_a_damaged_file_is_told(tmp_path, text, message):
    """And not added to."""
    (tmp_path / "signoffs.csv").write_text(text)
    with pytest.raises(SourceError, match=message):
        add_sign_off(tmp_path, sign_off("A", "approved"))
    assert (tmp_path / "signoffs.csv").read_text() == text
