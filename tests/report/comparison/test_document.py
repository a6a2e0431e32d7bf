"""Tests of `khacphuc.report.comparison.document`."""

from dataclasses import replace

from khacphuc.report.comparison.document import compose_comparison
from khacphuc.report.document import nodes

from ..board.test_paper import PARAMETERS
from .compared_years import context, first, second


def headings(run):
    """The headings of the document."""
    blocks = compose_comparison(run, PARAMETERS)
    assert isinstance(blocks[0], nodes.Cover)
    assert isinstance(blocks[-1], nodes.Signature)
    return [nodes.plain(block.children) for block in blocks if isinstance(block, nodes.Heading)]


def head(run):
    """What the document is about, and the sentence about where its numbers are from."""
    cover, sentence = compose_comparison(run, PARAMETERS)[:2]
    return cover.subject, nodes.plain(sentence.children)


def test_years_of_one_office():
    """A section for each shortcoming, then the numbers."""
    assert headings(context()) == [
        "Khuyết điểm: Giấy tờ gửi muộn",
        "Khuyết điểm: Sinh hoạt chi đoàn đơn điệu",
        "Số liệu qua các năm",
    ]


def test_each_shortcoming_has_a_page():
    """And so have the numbers; the first page says what became of all of them."""
    blocks = compose_comparison(context(), PARAMETERS)
    starts = [block.starts_page for block in blocks if isinstance(block, nodes.Heading)]
    assert starts == [True, True, True]
    (overview,) = [block for block in blocks[:3] if isinstance(block, nodes.Table)]
    assert [[nodes.plain(cell) for cell in row] for row in overview.rows] == [
        [
            "Giấy tờ gửi muộn",
            "khắc phục một phần",
            "khắc phục một phần",
            "–",
            "chưa khắc phục, không còn nêu",
        ],
        [
            "Sinh hoạt chi đoàn đơn điệu",
            "đã khắc phục",
            "–",
            "chưa khắc phục",
            "tái diễn; còn phải khắc phục",
        ],
    ]


def test_several_offices():
    """One page, without sections, that names years as they are: one is no span."""
    offices = [replace(first(), letterhead="BẮC"), replace(second(), office="nam", letterhead="NAM")]
    assert headings(context(*offices)) == []
    assert head(context(*offices)) == (
        "So sánh các đơn vị năm 2021–2022: mức khắc phục và tỷ lệ báo cáo",
        (
            "So sánh 02 đơn vị. Số liệu năm 2022 của NAM tính từ bảng hiện có; "
            "số liệu còn lại lấy từ bản đã công bố."
        ),
    )
    subject, _ = head(context(replace(first(), year=2022), offices[1]))
    assert subject == "So sánh các đơn vị năm 2022: mức khắc phục và tỷ lệ báo cáo"


def test_in_english():
    """Our words are those of the language of the last run."""
    assert headings(context(language="en"))[-1] == "Figures by year"
