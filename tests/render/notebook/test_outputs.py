"""Tests of `khacphuc.render.notebook.outputs`."""

from khacphuc.render.notebook.aside import aside
from khacphuc.render.notebook.aside_markup import PageHeading
from khacphuc.render.notebook.outputs import OutputWriter, asides, row_addresses
from khacphuc.report.display import block_outputs
from khacphuc.report.document import nodes

from ... import run2021

TABLE = nodes.Table(
    id="t",
    caption=(nodes.Text(text="Bảng"),),
    columns=("Mã",),
    rows=(((nodes.Text(text="KD1"),),),),
    align=("left",),
    row_ids=("KD1",),
)


def output(view):
    """What a cell displays, as its file holds it."""
    return {"output_type": "display_data", "data": view._repr_mimebundle_()}


def heading(text, level=1, id=""):  # noqa: A002 - as the node calls it
    """A heading."""
    return nodes.Heading(level=level, children=(nodes.Text(text=text),), id=id)


def test_rows_are_found_where_they_stand():
    """The rows of asides have addresses; those of the document have none here."""
    cells = [{"outputs": [output(aside(heading("A"), TABLE))]}, {}, {"outputs": [output(aside(TABLE))]}]
    assert len(list(asides({"cells": cells}))) == 2
    assert row_addresses({"cells": cells}) == {"KD1": "#row-KD1"}
    assert row_addresses({"cells": cells}, "30_assess.html") == {"KD1": "30_assess.html#row-KD1"}


def test_headings_of_asides_are_collected_with_ids_given_once():
    """Every heading can be reached, also where two are called the same or have no id."""
    writer = OutputWriter("vi", {})
    displayed = output(aside(heading("Đạt"), heading("Đạt", 2), heading("KD3", id="kd3")))
    html = "".join(part.blocks for part in writer.write([displayed, displayed], "c1-"))
    anchors = [heading.anchor for heading in writer.headings]
    assert len(anchors) == len(set(anchors)) == 6
    assert all(f'id="{anchor}"' in html for anchor in anchors)
    assert [(heading.text, heading.level) for heading in writer.headings[:3]] == [
        ("Đạt", 1),
        ("Đạt", 2),
        ("KD3", 1),
    ]


def test_sections_of_the_document_are_collected():
    """The sections and annexes of the document are in the contents, and can be reached."""
    blocks = run2021.document()
    displayed = [output(heading) for heading in block_outputs((blocks.cover, *blocks.body, blocks.signature))]
    writer = OutputWriter("vi", {})
    html = writer.write(displayed, "c1-")[0].blocks
    assert [heading.text.split(".")[0] for heading in writer.headings] == ["I", "II", "III", "IV"]
    assert {heading.level for heading in writer.headings} == {2}
    assert all(f'id="{heading.anchor}"' in html for heading in writer.headings)
    assert isinstance(writer.headings[0], PageHeading)


def test_a_heading_knows_what_is_said_below_it():
    """The paragraphs up to the next heading, also behind a table; another says nothing."""
    first, second = (nodes.Paragraph(children=(nodes.Text(text=text),)) for text in ("● Có 2.", "Có 3."))
    writer = OutputWriter("vi", {})
    writer.write([output(aside(second, heading("A"), heading("B"), TABLE, first, second))], "c1-")
    writer.write([output(aside(heading("C")))], "c2-")
    below = [[nodes.plain(part) for part in entry.paragraphs] for entry in writer.headings]
    assert below == [[], ["Có 2.", "Có 3."], []]
