"""Parts of a form read by a parser of XML; that it agrees with the pattern is in test_scan."""

from __future__ import annotations

import pytest

from khacphuc.data.returns.forms.cells import CellMaker
from khacphuc.data.returns.forms.xml import parse_grid, parse_strings

BOMB = b"<!DOCTYPE a [<!ENTITY b 'c'>]><worksheet>&b;</worksheet>"


@pytest.mark.parametrize(
    "parse", [parse_strings, lambda part: parse_grid(part, "", CellMaker([], []), hidden=False)]
)
def test_no_entity_is_expanded(parse):
    """A document type is refused, so nothing it defines is looked at."""
    with pytest.raises(ValueError, match="document type"):
        parse(BOMB)


def test_elements_may_have_a_prefix():
    """Some programs name the namespace in every element."""
    part = (
        b'<x:worksheet xmlns:x="urn:x"><x:sheetData><x:row r="1">'
        b'<x:c r="A1"><x:v>5</x:v></x:c></x:row></x:sheetData></x:worksheet>'
    )
    assert parse_grid(part, "", CellMaker([], []), hidden=False).rows[1][1].text == "5"
