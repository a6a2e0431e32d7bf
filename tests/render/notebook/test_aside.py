"""What a notebook displays beside the document."""

from __future__ import annotations

import json

import pandas as pd
import pytest
from bs4 import BeautifulSoup

from khacphuc.errors import DocumentError
from khacphuc.render.notebook.aside import ASIDE_MIME, FindingCards, aside, aside_from_json
from khacphuc.report.document import nodes
from khacphuc.report.table import to_table
from khacphuc.review.cards import Cards

from ...findings import finding

UGLY = "<script>alert('x')</script>"
FRAME = pd.DataFrame(
    {"target_id": [UGLY, "B"], "statement": ["một\ndòng", UGLY], "status": ["met", "not_met"]}
)


def table(**options):
    """A table of two rows."""
    return to_table(FRAME, name="t", caption=UGLY, row_id="target_id", **options)


def cards():
    """The cards of one finding."""
    return FindingCards.of(Cards((finding(),), {}).by_severity((finding(),)))


def parsed(*parts, **options):
    """The HTML of an output as a browser reads it."""
    html = aside(*parts, **options)._repr_mimebundle_()["text/html"]
    return BeautifulSoup(html, "html.parser")


def test_parts_travel_in_their_output():
    """The bundle has HTML and words for people, and the parts themselves, which read back the same."""
    output = aside(nodes.Paragraph(children=(nodes.Text(text="lời"),)), table(), cards(), language="en")
    bundle = output._repr_mimebundle_()
    assert set(bundle) == {"text/html", "text/plain", ASIDE_MIME}
    assert aside_from_json(json.loads(json.dumps(bundle[ASIDE_MIME]))) == output
    assert set(output._repr_mimebundle_(include=["text/plain"])) == {"text/plain"}


def test_a_table_is_there_without_scripts():
    """Headings, every row and the names for who points at them; a script adds to it and fetches nothing."""
    html = parsed(table())
    assert [cell.text for cell in html.select("thead th")] == ["Mã chỉ tiêu", "Nội dung", "Kết quả"]
    assert [cell["title"] for cell in html.select("thead th")] == list(FRAME)
    assert [row.th.text for row in html.select("tbody tr")] == [UGLY, "B"]
    assert html.select_one(".tone-bad")["title"] == "not_met"
    assert not html.find_all(["input", "button"])
    assert len(html.find_all("script")) == 1
    assert not html.find_all(src=True)
    assert parsed(nodes.Paragraph(children=())).script is None


def test_outputs_share_no_ids():
    """The same parts give the same bytes, others have ids of their own."""
    first, second = (parsed(table(), language=language) for language in ("vi", "en"))
    assert str(first) == str(parsed(table()))
    ids = [{tag["id"] for tag in html.find_all(id=True)} for html in (first, second)]
    assert ids[0]
    assert not ids[0] & ids[1]


def test_what_is_unknown_is_refused():
    """An output of another version is not shown in part."""
    for data in (None, {"language": "xx", "parts": []}, {"language": "vi", "parts": [{"type": "poem"}]}):
        with pytest.raises(DocumentError, match="run the notebook again"):
            aside_from_json(data)
    with pytest.raises(DocumentError, match="in the document only"):
        aside(nodes.Signature(recipients=(), authority="", office="", name=""))
