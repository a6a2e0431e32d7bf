"""Tests of `khacphuc.data.source.docx.xml`."""

import pytest

from khacphuc.data.source.docx.xml import MalformedError, parse_part, stream_children, w, whole

from ..word import p, root

_BODY = root("document", f"<w:body>{p('a')}{p('b')}</w:body>")
_ENTITIES = '<!DOCTYPE a [<!ENTITY e "04"><!ENTITY f SYSTEM "file:///etc/passwd">]>'


@pytest.mark.parametrize(
    "data",
    [
        _ENTITIES + _BODY.replace("a</w:t>", "&e;</w:t>"),
        _ENTITIES + _BODY.replace("a</w:t>", "&f;</w:t>"),
        _BODY[:-20],
        "<a>" * 300 + "</a>" * 300,
    ],
    ids=["entity", "external entity", "cut", "deep"],
)
def test_hostile_xml_is_refused(data):
    """Entities, whatever they stand for, broken XML and bottomless XML."""
    with pytest.raises(MalformedError):
        parse_part(data.encode())
    with pytest.raises(MalformedError):
        list(stream_children(data.encode(), w("body")))


def test_children_come_one_by_one():
    """What was read is let go of; what is not a child of the body does not come."""
    children = stream_children(_BODY.encode(), w("body"))
    texts = [child.findtext(f".//{w('t')}") for child in children]
    assert texts == ["a", "b"]


def test_whole_numbers():
    """What is none, or out of bounds, is no number."""
    assert [whole(text) for text in ("3", "-1", "x", None, "9" * 12)] == [3, -1, None, None, None]
