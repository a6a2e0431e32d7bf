"""Row headers in the tags of a PDF."""

from __future__ import annotations

import io
import re
import time
from typing import TYPE_CHECKING, Any

import pikepdf
import pytest

from khacphuc.errors import DocumentError
from khacphuc.render.pdf import typst as printing
from khacphuc.render.pdf.row_headers import tag_row_headers

from .. import sample

if TYPE_CHECKING:
    from khacphuc.report.document import nodes


def untagged(document: nodes.Document) -> bytes:
    """A document as Typst itself prints it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(printing, "tag_row_headers", lambda pdf: pdf)
        return printing.to_pdf(document)


@pytest.fixture(scope="module")
def before() -> bytes:
    """The sample as Typst prints it."""
    return untagged(sample.document())


def rows(pdf: bytes) -> list[list[dict[str, Any]]]:
    """The rows of all tables, each a list of its cells: kind, scope, name, and the headers it names."""
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        return [
            [_cell(cell) for cell in element.K]
            for element in opened.objects
            if isinstance(element, pikepdf.Dictionary) and element.get("/S") == "/TR"
        ]


def _cell(cell: Any) -> dict[str, Any]:
    table = next(attributes for attributes in cell.A if attributes.O == "/Table")
    return {
        "kind": str(cell.S),
        "scope": str(table.get("/Scope", "")),
        "name": str(cell.get("/ID", "")),
        "headers": [str(name) for name in table.Headers],
    }


def test_every_cell_has_a_column_and_a_row_header(before: bytes) -> None:
    """Headers of columns and rows say which they are; every other cell names one of each."""
    tagged = rows(tag_row_headers(before))
    columns = [row for row in tagged if row[0]["scope"] == "/Column"]
    bodies = [row for row in tagged if len(row) > 1 and row not in columns]
    assert len(columns) == 4
    assert all(cell["scope"] == "/Column" and cell["kind"] == "/TH" for row in columns for cell in row)
    assert len(bodies) == 2 + 14 + 77
    for head, *cells in bodies:
        assert (head["kind"], head["scope"]) == ("/TH", "/Row")
        assert [cell["kind"] for cell in cells] == ["/TD"] * len(cells)
        assert all(cell["headers"][1:] == [head["name"]] for cell in cells)


def test_names_can_be_looked_up(before: bytes) -> None:
    """Each name stands once in the list of names, in the order of its bytes, and leads to its cell."""
    with pikepdf.open(io.BytesIO(tag_row_headers(before))) as pdf:
        listed = list(pdf.Root.StructTreeRoot.IDTree.Names)
        names = [bytes(name) for name in listed[::2]]
        assert names == sorted(set(names))
        assert all(bytes(cell.ID) == name for name, cell in zip(names, listed[1::2], strict=True))
        assert len([name for name in names if name.startswith(b"U")]) == 15 + 93


def test_a_table_without_rows_stays_as_it_is() -> None:
    """What says that there are no rows is not the header of one."""
    empty = sample.table("t", "Bảng", ["A", "B"], [])
    pdf = untagged(sample.small(empty))
    assert tag_row_headers(pdf) == pdf


def test_a_document_without_tables_stays_as_it_is() -> None:
    """The grids of the head and the foot are no tables, and get no headers."""
    pdf = untagged(sample.small(sample.paragraph("Một.")))
    assert b"/S/Table" not in pdf
    assert tag_row_headers(pdf) == pdf


def test_nothing_else_changes(before: bytes) -> None:
    """Pages, outlines, links, fonts, metadata and the file's own name are byte for byte what they were."""
    after = tag_row_headers(before)
    with pikepdf.open(io.BytesIO(before)) as old, pikepdf.open(io.BytesIO(after)) as new:
        assert new.check_pdf_syntax() == []
        assert len(old.objects) == len(new.objects)
        kinds = set()
        for plain, tagged in zip(old.objects, new.objects, strict=True):
            if isinstance(plain, pikepdf.Stream):
                assert plain.read_raw_bytes() == tagged.read_raw_bytes()
            if plain.unparse(resolved=True) != tagged.unparse(resolved=True):
                kinds.add(str(plain.get("/S", plain.get("/Type"))))
        assert kinds == {"/TD", "/StructTreeRoot"}
        assert old.trailer.ID.unparse() == new.trailer.ID.unparse()


def test_pdfa_findings_are_none_of_ours(before: bytes) -> None:
    """A checker of PDF/A finds nothing in the file that it did not find in what Typst wrote."""
    with pikepdf.open(io.BytesIO(before)) as old, pikepdf.open(io.BytesIO(tag_row_headers(before))) as new:
        assert pikepdf.pdfa.check(new, "2b").findings == pikepdf.pdfa.check(old, "2b").findings


def test_it_takes_no_time(before: bytes) -> None:
    """A report of many tables is tagged in a small part of the time it takes to print it."""
    since = time.process_time()
    tag_row_headers(before)
    assert time.process_time() - since < 0.25


@pytest.mark.parametrize(
    ("pattern", "other", "missing"),
    [
        (rb"startxref", b"startxxxx", "a table of offsets"),
        (rb"/Headers\[\(U1x0y0\)\]", b"/Headerz[(U1x0y0)]", "a tagged cell"),
        (rb"/IDTree", b"/IDFree", "a list of names"),
    ],
)
def test_a_file_of_another_typst_is_refused(
    before: bytes, pattern: bytes, other: bytes, missing: str
) -> None:
    """Tags that are not understood are never passed over in silence; which version to install is told."""
    with pytest.raises(DocumentError, match=rf"{missing}.*requirements\.lock"):
        tag_row_headers(re.sub(pattern, other, before, count=1))
