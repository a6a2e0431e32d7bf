"""Tests of `khacphuc.data.source.document`."""

import hashlib
import os
from pathlib import Path

import pytest

from khacphuc.data.source import document as source_document
from khacphuc.data.source.coverage import cover_document
from khacphuc.data.source.document import lines_document, read_document, source_sha256
from khacphuc.data.source.tokens import extract_tokens
from khacphuc.errors import SourceError

from ... import written_source

RAW = written_source.raw_figures()
WRITTEN = written_source.write(RAW)
ROWS = list(RAW[["section", "paragraph", "printed", "qualifier"]].itertuples(index=False, name=None))
_WRITERS = {".txt": str.encode, ".docx": written_source.docx, ".pdf": written_source.pdf}


@pytest.mark.parametrize("ending", _WRITERS)
def test_blocks_are_the_lines_with_words(tmp_path, ending):
    """Every kind of file gives the same text, and a block for each paragraph."""
    path = tmp_path / f"a{ending}"
    path.write_bytes(_WRITERS[ending]("I. Kết quả:\n\nĐã lập 04 đội.\n"))
    document = read_document(path)
    words = [document.text[block.start : block.end] for block in document.blocks]
    assert words == ["I. Kết quả:", "Đã lập 04 đội."]


def test_lines_end_alike_and_letters_are_composed():
    """Whatever ends a line is a line feed in the text, and a letter taken apart is one letter."""
    document = lines_document("Ke\u0302\u0301t\r\n04\u2028đội\fhết")
    assert document.text == "Kết\n04\nđội\nhết\n"
    assert [(block.start, block.end) for block in document.blocks] == [(0, 3), (4, 6), (7, 10), (11, 14)]


def put(folder, text, ending):
    """Write a text as one kind of file."""
    path = folder / f"bao-cao{ending}"
    path.write_bytes(_WRITERS[ending](text))
    return path


@pytest.mark.parametrize("ending", _WRITERS)
def test_every_kind_of_file_prints_the_same(tmp_path, ending):
    """The invented report gives 77 quantities in their places from txt, docx and pdf alike."""
    tokens = extract_tokens(cover_document(read_document(put(tmp_path, WRITTEN, ending))))
    assert sorted(map(written_source.key, tokens)) == sorted(ROWS)


@pytest.mark.parametrize("ending", _WRITERS)
def test_the_published_report_as_every_kind_of_file(tmp_path, ending):
    """The published report gives the figures of 2021, 77 of 77, from txt, docx and pdf alike."""
    if not (source := os.environ.get("KHACPHUC_SOURCE")):
        pytest.skip("the report's text is not part of the project; KHACPHUC_SOURCE may name it")
    text = Path(source).read_text(encoding="utf-8")
    tokens = extract_tokens(cover_document(read_document(put(tmp_path, text, ending))))
    assert sorted(map(written_source.key, tokens)) == sorted(ROWS)


def test_a_byte_order_mark_is_taken_off(tmp_path):
    """Editors on Windows put one before the text."""
    (tmp_path / "a.TXT").write_bytes("\ufeffI. ĐẦU\r\n04 đội".encode())
    assert read_document(tmp_path / "a.TXT").text.startswith("I.")


@pytest.mark.parametrize(
    ("name", "data", "message"),
    [
        ("a.txt", b" \n", "no text in it"),
        ("a.txt", b"I. A\n\xff\xd0", "line 2: not UTF-8"),
        ("a.txt", "04 đội".encode("utf-16-le"), "UTF-16"),
        ("a.txt", "Céng hoµ x· héi chñ nghÜa".encode("latin-1"), "TCVN3"),
        ("a.txt", "Đầu\nCéng hoµ x· héi chñ nghÜa".encode(), "paragraph 2: typed in the old TCVN3"),
    ],
)
def test_what_cannot_be_read_is_refused(tmp_path, name, data, message):
    """A refusal names the file and says what to do."""
    (tmp_path / name).write_bytes(data)
    with pytest.raises(SourceError, match=message) as refused:
        read_document(tmp_path / name)
    assert name in str(refused.value)


def test_a_missing_file_is_refused(tmp_path):
    """So is a folder of such a name."""
    with pytest.raises(SourceError, match="no such file"):
        read_document(tmp_path / "a.pdf")
    (tmp_path / "b.txt").mkdir()
    with pytest.raises(SourceError, match="cannot be read"):
        read_document(tmp_path / "b.txt")


def test_a_huge_file_is_refused(tmp_path, monkeypatch):
    """A file beyond the limit is not even read."""
    monkeypatch.setattr(source_document, "LARGEST", 3)
    (tmp_path / "a.txt").write_bytes(b"abcd")
    with pytest.raises(SourceError, match="4 bytes, expected at most 3"):
        read_document(tmp_path / "a.txt")


def test_the_hash_is_that_of_the_file(tmp_path):
    """The hash is of the bytes, whatever kind of file it is."""
    (tmp_path / "a.bin").write_bytes(b"abc")
    assert source_sha256(tmp_path / "a.bin") == hashlib.sha256(b"abc").hexdigest()
