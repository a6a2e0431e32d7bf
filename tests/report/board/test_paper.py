"""The whole board paper."""

from __future__ import annotations

import re

import pytest

from khacphuc.config.parameters import load_parameters
from khacphuc.project.layout import Layout
from khacphuc.report.board.paper import SECTIONS, compose_board
from khacphuc.report.document import nodes
from khacphuc.report.document.assemble import number

from ...conftest import ROOT
from .months import month, printed, tables

PARAMETERS = load_parameters(Layout(ROOT).parameters("2021"))
_DIGITS = re.compile(r"\d[\d.,/]*")


@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_paper_is_a_document(language):
    """It has a head and a foot in the office's form, and every section; the number is not the report's."""
    parameters = PARAMETERS.model_copy(update={"language": language})
    document = number(compose_board(month(language=language), parameters))
    headings = [block for block in document.body if isinstance(block, nodes.Heading)]
    assert [block.label for block in headings] == ["I.", "II.", "III.", "IV."][: len(SECTIONS)]
    assert (document.cover.number, document.cover.date, document.cover.status) == ("", "", "")
    assert document.cover.body == PARAMETERS.issuer.body
    assert len(document.signature.recipients) == 2


def test_a_section_without_tables_is_left_out():
    """Neither its heading nor a word of it is printed."""
    without = tables(measures=tables()["measures"].iloc[:0])
    document = number(compose_board(month(tables=without, gathered=None), PARAMETERS))
    headings = [nodes.plain(block) for block in document.body if isinstance(block, nodes.Heading)]
    assert headings == ["Phát hiện về số liệu, văn bản"]


def test_every_number_is_traceable():
    """What is counted is a cited value with a row in the table; other digits are of days, months, codes."""
    context = month()
    blocks = tuple(compose_board(context, PARAMETERS))
    cited = [node for node in nodes.inlines(blocks) if isinstance(node, nodes.CitedValue)]
    codes = [node.id for node in cited]
    assert len(set(codes)) == len(codes)
    assert {node.id: node.text for node in cited} == printed(context)
    words = " ".join(node.text for node in nodes.inlines(blocks) if isinstance(node, nodes.Text))
    words = re.sub(r"\d+/\d+/\d{4}|tháng \d+/\d{4}|GP\d\.\d|Huyện \d", "", words)
    assert not _DIGITS.findall(words)
