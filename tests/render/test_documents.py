"""Tests of `khacphuc.render.documents`."""

from khacphuc.render.documents import write_documents

from .. import run2021


def test_a_document_is_written_in_every_format(tmp_path):
    """Three files, each of its kind."""
    write_documents(run2021.document("# KẾT QUẢ\n\nCó @SL031 chi hội.\n"), tmp_path)
    beginnings = {file.name: file.read_bytes()[:4] for file in tmp_path.iterdir()}
    assert beginnings == {"report.html": b"<!DO", "report.pdf": b"%PDF", "report.docx": b"PK\x03\x04"}
