"""Tests of `khacphuc.commands.read`."""

import pytest

from khacphuc.commands import read as module
from khacphuc.commands.read import read_document_file

from ..reading.documents import report


@pytest.mark.parametrize(
    ("language", "unread", "decide"),
    [("vi", "Không đọc: ảnh: 2; phần khác (hologram): 1; đoạn gõ bằng phông chữ cũ", "phải quyết định trước"),
     ("en", "Not read: picture: 2; something else (hologram): 1; 1 paragraph in an", "to be decided first")],
)  # fmt: skip
def test_what_is_printed(tmp_path, monkeypatch, language, unread, decide):
    """Counts by kind, what is to be decided, what was not read by kind and count, and the files."""
    monkeypatch.setattr("khacphuc.reading.read_file.read_document", lambda _: report())
    lines = read_document_file(tmp_path / "a.docx", out=None, language=language)
    assert unread in lines.replace("\n  ", " ")
    assert decide in lines
    assert lines.splitlines()[-1].endswith("coverage.html")
    assert module.__doc__
