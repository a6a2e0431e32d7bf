"""Every node goes to JSON and comes back, unknown ones are refused."""

from __future__ import annotations

import pytest

from khacphuc.errors import DocumentError
from khacphuc.report.document import nodes
from khacphuc.report.document.json import block_from_json, block_to_json, document_to_json

from .test_nodes import BLOCKS


@pytest.mark.parametrize("block", BLOCKS, ids=lambda block: block.type)
def test_a_block_goes_to_json_and_back(block):
    """What is read back is equal to what was written."""
    assert block_from_json(block_to_json(block)) == block


@pytest.mark.parametrize(
    "data",
    [
        {"type": "video"},  # an unknown kind
        {},  # no kind at all
        "paragraph",  # not a mapping
        {"type": "paragraph", "children": [{"type": "html", "text": "x"}]},  # an unknown inline node
        {"type": "heading", "level": 7, "children": []},  # a level there is none of
        {"type": "paragraph", "children": [], "colour": "red"},  # of another version
        {"type": "paragraph", "children": [{"type": "text", "text": "x", "colour": "red"}]},
    ],
)
def test_an_unknown_node_is_refused(data):
    """Nothing drops out silently: the message says to run the notebook again."""
    with pytest.raises(DocumentError, match="run the notebook again"):
        block_from_json(data)


def test_a_document_goes_to_json():
    """The writers that work on data get every block by its type."""
    document = nodes.Document(cover=BLOCKS[6], body=tuple(BLOCKS[:5]), signature=BLOCKS[5])
    assert [block["type"] for block in document_to_json(document)["body"]] == [
        block.type for block in BLOCKS[:5]
    ]


def test_a_chart_of_an_earlier_version_can_be_read():
    """Notebooks executed by version 0.2 hold a PNG beside the SVG of a chart, which nothing needs."""
    chart = next(block for block in BLOCKS if isinstance(block, nodes.Figure))
    assert block_from_json({**block_to_json(chart), "png": "iVBORw0KGgo="}) == chart
