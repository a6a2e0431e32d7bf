"""Tests of `khacphuc.office.source_file`."""

from khacphuc.config.yaml_models import parse_model
from khacphuc.data.raw.run import TabulatedDocument
from khacphuc.office.source_file import source_text


def test_a_sidecar_is_read_as_one():
    """With quotes in the name of the file, and only tables that are typed from documents."""
    text = source_text('Báo "cáo".docx', "a" * 64, "Ban Thường vụ", ("figures", "answers"), "vi")
    document = parse_model(text, TabulatedDocument, filename="x.source.yml")
    assert (document.title, document.tables, document.sha256) == ('Báo "cáo"', ("figures",), "a" * 64)
