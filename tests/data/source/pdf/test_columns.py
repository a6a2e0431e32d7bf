"""Tests of `khacphuc.data.source.pdf.columns`."""

from khacphuc.data.source.pdf.read import read_pdf

from ..typeset import LONG, PAGE, set_in_type


def test_columns_are_read_one_after_the_other():
    """A letterhead, and a text set in two columns, with a heading between them."""
    source = f"""#grid(columns: (1fr, 1fr), column-gutter: 1cm, align: center,
  [TỈNH ĐOÀN X \\ Số: 14/BC-XYZ], [CỘNG HÒA XÃ HỘI \\ ngày 5 tháng 10])
#align(center)[BÁO CÁO CÔNG TÁC]
#columns(2, gutter: 1cm)[#par[{LONG * 2}04 đội.] #par[{LONG * 2}05 đội.]]"""
    text = read_pdf(set_in_type(source, PAGE.replace("12cm", "24cm")), "a.pdf").text
    assert text.splitlines() == [
        "TỈNH ĐOÀN X", "Số: 14/BC-XYZ", "CỘNG HÒA XÃ HỘI", "ngày 5 tháng 10", "BÁO CÁO CÔNG TÁC",
        f"{LONG * 2}04 đội.", f"{LONG * 2}05 đội.",
    ]  # fmt: skip


def test_rows_of_words_and_numbers_are_read_row_by_row():
    """Columns that are lined up without rules are no columns of text."""
    source = (
        "#grid(columns: (5cm, 3cm), row-gutter: 1em, [Xã A ở xa], [04], [Xã B gần], [1.231], [Xã C], [5])"
    )
    text = read_pdf(set_in_type(source), "a.pdf").text
    assert text.splitlines() == ["Xã A ở xa 04", "Xã B gần 1.231", "Xã C 5"]
