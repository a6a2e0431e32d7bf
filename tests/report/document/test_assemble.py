"""An executed notebook becomes a document."""

from __future__ import annotations

from typing import Any

import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from khacphuc.errors import DocumentError
from khacphuc.report.display import BlockOutput
from khacphuc.report.document import nodes
from khacphuc.report.document.assemble import MIME, from_notebook, number
from khacphuc.report.document.json import block_to_json

COVER = nodes.Cover(
    profile="youth-union", language="vi", superior="", body="BCH MẪU", symbol="BC/M", number="", place="Mẫu",
    date="", year=2031, kind="BÁO CÁO", subject="Kết quả thử",
)  # fmt: skip
SIGNATURE = nodes.Signature(recipients=("Lưu VT",), authority="TM. BAN", office="BÍ THƯ", name="Mẫu")


def paragraph(words: str) -> nodes.Paragraph:
    """A paragraph."""
    return nodes.Paragraph(children=(nodes.Text(text=words),))


def heading(words: str, level: int = 1, *, annex: bool = False) -> nodes.Heading:
    """A heading."""
    return nodes.Heading(level=level, children=(nodes.Text(text=words),), annex=annex)


def displayed(*blocks: Any) -> Any:
    """A cell that displayed blocks."""
    outputs = [new_output("display_data", data=BlockOutput(block)._repr_mimebundle_()) for block in blocks]
    return new_code_cell("display(*block_outputs(blocks))", execution_count=1, outputs=outputs)


def test_displayed_blocks_become_the_document_in_order() -> None:
    """Blocks come in order over cells; narrative cells and printed lines stay in the notebook."""
    printed = new_output("stream", name="stdout", text="đang tính…")
    notebook = new_notebook(
        cells=[
            new_markdown_cell("# Dành cho người phân tích"),
            displayed(COVER, heading("Một")),
            new_code_cell("print()", execution_count=2, outputs=[printed]),
            new_code_cell("", execution_count=None),
            displayed(paragraph("hai"), SIGNATURE, heading("Ba", annex=True)),
        ]
    )
    document = from_notebook(notebook)
    assert [nodes.plain(block) for block in document.body] == ["Một", "hai"]
    assert [nodes.plain(block) for block in document.annexes] == ["Ba"]
    assert document.title == "Báo cáo kết quả thử"


@pytest.mark.parametrize(
    ("cell", "message"),
    [
        (new_code_cell("x"), "no outputs; execute it"),
        (
            new_code_cell("x", outputs=[new_output("stream", name="stdout", text="77 dòng")]),
            "displays no cover, so it is no report; choose the notebook of the report",
        ),
        (
            new_code_cell("x", outputs=[new_output("display_data", data={"text/html": "<table>"})]),
            "displays no cover",
        ),
        (
            new_code_cell("x", outputs=[new_output("error", ename="KeyError", evalue="'SL'", traceback=[])]),
            r"cell 2 failed \(KeyError: 'SL'\)",
        ),
        (displayed(heading("Một"), SIGNATURE), "displays no cover"),
        (new_code_cell("x", outputs=[new_output("display_data", data={MIME: "cover"})]), "displays no cover"),
    ],
)
def test_notebook_that_is_no_document_is_refused(cell: Any, message: str) -> None:
    """Each defect is named with its cell, so that an analyst can find it."""
    with pytest.raises(DocumentError, match=message):
        from_notebook(new_notebook(cells=[new_markdown_cell("lời"), cell]))


@pytest.mark.parametrize(
    ("output", "message"),
    [
        (
            new_output("display_data", data={"image/png": "", "text/plain": ""}),
            "cell 2 displays image/png, text/plain, which is no block",
        ),
        (new_output("execute_result"), "cell 2 displays nothing"),
        (
            new_output("display_data", data={MIME: {"type": "poem"}}),
            "cell 2: a displayed block is not one this version knows",
        ),
    ],
)
def test_what_is_no_block_is_refused_among_blocks(output: Any, message: str) -> None:
    """In a report nothing displayed is left out silently."""
    notebook = new_notebook(
        cells=[displayed(COVER, SIGNATURE), new_code_cell("x", execution_count=2, outputs=[output])]
    )
    with pytest.raises(DocumentError, match=message):
        from_notebook(notebook)


def test_half_executed_notebook_is_refused() -> None:
    """A cell that was skipped may have held a section, so nothing is published."""
    notebook = new_notebook(cells=[displayed(COVER, SIGNATURE), new_code_cell("display(*rest)")])
    with pytest.raises(DocumentError, match="cell 2 was not run"):
        from_notebook(notebook)


@pytest.mark.parametrize(
    ("blocks", "message"),
    [
        ((SIGNATURE,), "exactly one cover; 0"),
        ((COVER, COVER, SIGNATURE), "exactly one cover; 2"),
        ((COVER,), "exactly one signature; 0"),
        ((COVER, SIGNATURE, SIGNATURE), "exactly one signature; 2"),
        ((paragraph("trước"), COVER, SIGNATURE), "displayed after the paragraph 'trước'"),
        ((COVER, SIGNATURE, paragraph("sau")), "'sau' stands after the signature"),
        ((COVER, SIGNATURE, heading("con", 2, annex=True)), "an annex begins with level 1"),
    ],
)
def test_head_and_foot_stand_once_and_in_place(blocks: tuple[Any, ...], message: str) -> None:
    """One cover first, one signature after the body."""
    with pytest.raises(DocumentError, match=message):
        number(blocks)


def test_signature_may_come_last() -> None:
    """A notebook may display the signature after the annexes; it is printed before them."""
    document = number([COVER, paragraph("thân"), heading("Phụ", annex=True), SIGNATURE])
    assert document.signature == SIGNATURE
    assert len(document.body) == len(document.annexes) == 1


def test_wrong_date_of_the_cover_is_refused() -> None:
    """The date is read before anything is printed."""
    cover = nodes.Cover(**{**block_to_json(COVER), "date": "31/12/2031"})
    with pytest.raises(DocumentError, match="31/12/2031"):
        number([cover, SIGNATURE])


def test_plain_words_leave_notes_out() -> None:
    """A title taken from a heading does not swallow its footnote."""
    children = (nodes.Text(text="Một"), nodes.Break(), nodes.Note(children=(nodes.Text(text="chú"),)))
    assert nodes.plain(nodes.Heading(level=1, children=children)) == "Một "
