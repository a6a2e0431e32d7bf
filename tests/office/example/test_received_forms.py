"""The forms of an example as files that came in."""

from __future__ import annotations

import hashlib

import pytest

from .examples import example, inputs

pytestmark = pytest.mark.full


def test_every_form_has_a_receipt_and_every_receipt_its_file():
    """A receipt has the hash of the bytes that lie where it says, and is of the sheet with the period."""
    layout, truth = example()
    for run in ("2021", "2022"):
        receipts = inputs(layout, run).tables["receipts"]
        files = {file.name for file in (layout.raw(run) / "received").iterdir()}
        assert {f"received/{name}" for name in files} == {*receipts["received_file"]}
        assert len(receipts) == len(files) == truth.runs[run].returns.forms
        for row in receipts.itertuples():
            data = (layout.raw(run) / row.received_file).read_bytes()
            assert hashlib.sha256(data).hexdigest() == row.sha256
            assert row.sheet == row.period
