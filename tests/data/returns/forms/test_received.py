"""What received files are called, and which they are."""

from __future__ import annotations

import pytest

from khacphuc.data.returns.forms import received
from khacphuc.data.returns.forms.received import received_name, received_names
from khacphuc.errors import SourceError

SHA = "0123456789abcdef0123"


@pytest.mark.parametrize(
    ("original", "ending"),
    [
        ("../../etc/passwd", "etc-passwd"),
        ("..", "form"),
        ("Đội (1).xlsx", "doi-1-.xlsx"),
        ("Đội.xlsx", "doi.xlsx"),  # NFD
        ("\x1b[31m\u202exslx.exe", "31m-xslx.exe"),
        ("=cmd|' /C calc'!A0.xlsx", "cmd-c-calc-a0.xlsx"),
        ("a" * 300 + ".xlsx", "a" * 75 + ".xlsx"),
        ("CON", "con"),
    ],
)
def test_a_name_does_no_harm(original, ending):
    """Whatever a file is called, its name here is plain letters behind its hash."""
    assert received_name(SHA, original) == f"{SHA[:16]}-{ending}"


def test_files_are_listed_in_one_order(tmp_path, monkeypatch):
    """What Excel and systems keep beside files is none; too many are refused."""
    assert received_names(tmp_path / "none") == []
    for name in ("b.xlsx", "a.xlsx", "~$a.xlsx", ".DS_Store"):
        (tmp_path / name).touch()
    assert received_names(tmp_path) == ["a.xlsx", "b.xlsx"]
    monkeypatch.setattr(received, "MOST_RECEIVED", 1)
    with pytest.raises(SourceError, match="2 files, expected at most 1"):
        received_names(tmp_path)
