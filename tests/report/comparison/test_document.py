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


def test_years_of_one_office():
    """A section for each shortcoming, then the numbers."""
    assert headings(context()) == [
        "Khuyết điểm: Giấy tờ gửi muộn",
        "Khuyết điểm: Sinh hoạt chi đoàn đơn điệu",
        "Số liệu qua các năm",
    ]


def test_several_offices():
    """One page, without sections."""
    assert headings(context(first(), replace(second(), office="nam"))) == []


def test_in_english():
    """Our words are those of the language of the last run."""
    assert headings(context(language="en"))[-1] == "Figures by year"
