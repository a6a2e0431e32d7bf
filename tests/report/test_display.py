"""What a notebook displays."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from bs4 import BeautifulSoup

from khacphuc.report.display import MIME, BlockOutput, block_outputs
from khacphuc.report.document import nodes
from khacphuc.report.document.json import block_from_json

UGLY = "<script>alert('x')</script>"
COVER = nodes.Cover(
    profile="youth-union", language="en", superior=UGLY, body=UGLY, symbol=UGLY, number="", place=UGLY,
    date="", year=2031, kind="BÁO CÁO", subject=UGLY, basis=UGLY, status_note=UGLY,
)  # fmt: skip
SIGNATURE = nodes.Signature(recipients=(UGLY,), authority=UGLY, office="BÍ THƯ", name=UGLY)
WORDS = (nodes.Text(text="lời"),)
BLOCKS = [
    (COVER, f"BÁO CÁO: {UGLY}"),
    (SIGNATURE, f"BÍ THƯ: {UGLY}"),
    (nodes.Paragraph(children=WORDS), "lời"),
    (nodes.Heading(level=1, children=WORDS), "# lời"),
    (nodes.ItemList(items=((nodes.Paragraph(children=WORDS),),)), "- lời"),
    (nodes.Figure(id="f", caption=WORDS, alt="Cột cao dần.", svg="<svg/>"), "lời\nCột cao dần."),
    (
        nodes.Table(id="t", caption=WORDS, columns=("A",), rows=((WORDS,),), align=("left",)),
        "lời\nA\n---\nlời",
    ),
]


@pytest.mark.parametrize(("block", "plain"), BLOCKS)
def test_block_travels_in_its_output(block: Any, plain: str) -> None:
    """The bundle has HTML and words for people, and the block itself, which reads back the same."""
    bundle = BlockOutput(block)._repr_mimebundle_()
    assert set(bundle) == {"text/html", "text/plain", MIME}
    assert bundle["text/plain"] == plain
    assert block_from_json(bundle[MIME]) == block
    assert not BeautifulSoup(bundle["text/html"], "html.parser").find_all("script")


def test_bundle_may_be_narrowed() -> None:
    """IPython may ask for some kinds only."""
    wrapped = BlockOutput(BLOCKS[2][0])
    assert set(wrapped._repr_mimebundle_(include=["text/plain"])) == {"text/plain"}
    assert set(wrapped._repr_mimebundle_(exclude=["text/plain"])) == {"text/html", MIME}


def test_cover_says_the_language_of_what_follows() -> None:
    """Blocks shown after a cover use its words."""
    table, cover, after = block_outputs([BLOCKS[6][0], COVER, BLOCKS[6][0]])
    assert (table.language, cover.language, after.language) == ("vi", "en", "en")
    assert "Table" in after._repr_mimebundle_()["text/html"]


def test_outputs_share_no_ids() -> None:
    """Two outputs on one page with a note each keep their notes apart, and show them below."""
    blocks = [nodes.Paragraph(children=(nodes.Note(children=(nodes.Text(text=word),)),)) for word in "ab"]
    page = BeautifulSoup(
        "".join(output._repr_mimebundle_()["text/html"] for output in block_outputs(blocks)), "html.parser"
    )
    ids = [tag["id"] for tag in page.find_all(id=True)]
    assert len(ids) == len(set(ids)) == 4
    assert [item.contents[0].strip() for item in page.find_all("li")] == ["a", "b"]


def test_everybody_who_signs_is_shown() -> None:
    """Two signatories are both there to read in JupyterLab."""
    second = nodes.Signatory(authority="TM. Ban <Dân vận>", office="Trưởng ban", name="Trần Thị Ví Dụ")
    signature = nodes.Signature(recipients=(), authority="A", office="B", name="C", second=second)
    html = BlockOutput(signature)._repr_mimebundle_()["text/html"]
    assert "<strong>C</strong>" in html
    assert "TM. Ban &lt;Dân vận&gt;" in html


def test_a_cover_of_invented_figures_says_so() -> None:
    """The label stands above everything else, in the language of the document."""
    html = BlockOutput(replace(COVER, synthetic=True))._repr_mimebundle_()["text/html"]
    assert html.startswith("<p><strong>SIMULATED DATA, NOT REAL FIGURES</strong></p>")
    assert "SIMULATED" not in BlockOutput(COVER)._repr_mimebundle_()["text/html"]
