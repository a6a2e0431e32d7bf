"""Received files, read one after the other."""

from __future__ import annotations

import hashlib
import os

from khacphuc.data.returns.forms.batch import ReceivedName, read_batch

from .hand_forms import CATALOGUE, form_bytes


def test_each_file_gives_its_forms_and_faults(tmp_path):
    """A form, a file that is none, one that was changed, one that is missing, things that are no files."""
    sound = form_bytes()
    (tmp_path / "a.xlsx").write_bytes(sound)
    (tmp_path / "b.xlsx").write_bytes(b"a,b\n1,2\n")
    (tmp_path / "c.xlsx").write_bytes(sound)
    (tmp_path / "d.xlsx").symlink_to(tmp_path / "a.xlsx")
    (tmp_path / "e.xlsx").mkdir()
    os.mkfifo(tmp_path / "f.xlsx")
    names = [ReceivedName(f"{letter}.xlsx", "0" * 64 if letter == "c" else "") for letter in "abcdefg"]
    batch = read_batch(tmp_path, names, CATALOGUE)
    (form,) = batch.forms
    assert (form.file, form.unit_id, form.sha256) == (
        "received/a.xlsx",
        "DV01",
        hashlib.sha256(sound).hexdigest(),
    )
    assert batch.counts == [4]
    assert batch.indicators == ["teams", "sessions", "money", "share"]
    assert list(batch.values) == [3, 12, 13.5, 80]
    assert batch.cells == ["D10", "D11", "D12", "D13"]
    assert [(str(fault.kind), fault.file[-6:]) for fault in batch.faults] == [
        ("csv_renamed", "b.xlsx"),
        ("changed_since_receipt", "c.xlsx"),
        *(("not_opened", f"{letter}.xlsx") for letter in "defg"),
    ]
