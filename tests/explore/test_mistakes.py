"""Tests of `khacphuc.explore.mistakes`."""

from khacphuc.errors import SourceError
from khacphuc.explore.mistakes import CallError, blocks, lines
from khacphuc.report.document import nodes


def test_a_notebook_prints_parts_and_no_traceback():
    """A line a part, each with what it is, in the language of the run."""
    error = CallError("computed", language="vi", place="KD1.1", figures="SL010")
    assert error._render_traceback_() == [
        "Ở đâu: KD1.1",
        "Sai ở: mã này được tính ra, không đặt trực tiếp được",
        "Cần: mã của tiêu chí nhận định hoặc của số liệu đã in",
        "Cách sửa: đổi số làm căn cứ cho nó: SL010",
    ]


def test_an_error_of_another_kind_has_its_parts():
    """An error from further in is displayed the same way."""
    error = SourceError("no header", place="a.csv", remedy="save it again")
    sentence, rest = blocks(error, "en")
    assert nodes.plain(sentence) == "× a.csv: no header"
    assert [nodes.plain(item) for item in rest.items] == ["How to mend it: save it again"]
    assert lines(SourceError("no header"), "en") == ["What is wrong: no header"]
    assert len(list(blocks(SourceError("no header"), "en"))) == 1


def test_an_error_seen_from_further_out_keeps_its_words():
    """A place stands before the place it has, and the rest stays."""
    error = CallError("no_row", language="en", code="SL26", near="SL026").at("cell 3")
    assert str(error).startswith("cell 3: nothing has the code «SL26»; the nearest is SL026")
