"""A PDF of Typst's becomes one whose tables have row headers, so that a screen reader names a cell's row.

Typst tags the header row of a table, and keeps what would tag the first cell of a row behind a switch
its Python package does not have. So the first cells are tagged in the finished file: its objects are
plain text apart from their streams, and nothing but tags and the table of offsets is written anew.
"""

from __future__ import annotations

import re
from typing import Final

from khacphuc.errors import DocumentError

# the end of a file with one table of offsets, as Typst writes it: each entry has 20 bytes
_END: Final = re.compile(
    rb"(?P<table>xref)\n0 \d+\n(?P<entries>(?:\d{10} \d{5} [nf]\r\n)+)"
    rb"(?P<trailer>trailer\n.+?\nstartxref\n)\d+\n%%EOF",
    re.DOTALL,
)
_REFERENCE: Final = re.compile(rb"(\d+) 0 R")
_CHILDREN: Final = re.compile(rb"/K\[([^\]]*)\]")
_BODY: Final = b"<</Type/StructElem/S/TBody/"
#: The tag of a cell: what kind it is, and the header of the column it stands in.
_CELL: Final = re.compile(
    rb"(?P<before><</Type/StructElem/S/)TD(?P<parent>/P \d+ 0 R)"
    rb"/A\[<</O/Table(?P<headers>/Headers\[\((?P<column>U\d+x\d+)y0\))\]"
)
_ROOT: Final = b"<</Type/StructTreeRoot/"
#: Where _BODY and _ROOT stand if an object is one: after "1234567 0 obj\n". Streams are not searched.
_BEGIN: Final = 60
_NAMES: Final = re.compile(rb"(/IDTree<</Names\[)(.*?)(\]>>)", re.DOTALL)
_NAME: Final = re.compile(rb"\(([^()]*)\)(\d+ 0 R)")


def tag_row_headers(pdf: bytes) -> bytes:
    """Tag the first cell of every row below a table's header as the header of that row.

    A row of one cell (a table without rows says so in one) has nothing to head, and stays as it is.

    Args:
        pdf: as Typst writes it, with tags.

    Returns:
        The same file but for these tags; the same bytes for the same file.

    Raises:
        DocumentError: the file is not written the way the supported versions of Typst write it.
    """
    objects, trailer = _split_objects(pdf)
    named: dict[bytes, bytes] = {}
    for body in [content for content in objects.values() if _BODY in content[:_BEGIN]]:
        for place, row in enumerate(_children(body), 1):
            cells = _children(objects[row])
            if len(cells) > 1:
                name = _tag_row(objects, cells, place)
                named[name] = b"%d 0 R" % cells[0]
    _add_names(objects, named)
    return _join_objects(objects, trailer)


def _tag_row(objects: dict[int, bytes], cells: list[int], place: int) -> bytes:
    """Make the first cell of a row its header and have the others name it; its name is returned."""
    name = _cell(objects, cells[0])["column"] + b"y%d" % place
    for cell in cells:
        tag = _cell(objects, cell)
        if cell == cells[0]:
            head = b"TH%s/ID(%s)/A[<</O/Table/Scope/Row%s]" % (tag["parent"], name, tag["headers"])
        else:
            head = b"TD%s/A[<</O/Table%s(%s)]" % (tag["parent"], tag["headers"], name)
        objects[cell] = objects[cell].replace(tag[0], tag["before"] + head, 1)
    return name


def _add_names(objects: dict[int, bytes], named: dict[bytes, bytes]) -> None:
    """List new names among those of the file, in the order of their bytes."""
    root = next((number for number, content in objects.items() if _ROOT in content[:_BEGIN]), 0)
    listed = _NAMES.search(objects.get(root, b""))
    if not named:
        return
    if listed is None:
        raise _unknown_format("a list of names")
    names = named | dict(_NAME.findall(listed[2]))
    fresh = b"".join(b"(%s)%s" % (name, names[name]) for name in sorted(names))
    objects[root] = objects[root].replace(listed[0], listed[1] + fresh + listed[3], 1)


def _split_objects(pdf: bytes) -> tuple[dict[int, bytes], bytes]:
    """The head of a file (as object 0), its objects by number in the order they stand, and its trailer."""
    match = _END.search(pdf, max(pdf.rfind(b"\nxref\n"), 0))
    if match is None:
        raise _unknown_format("a table of offsets")
    entries = [line.split() for line in match["entries"].splitlines()]
    starts = {number: int(offset) for number, (offset, _, kind) in enumerate(entries) if kind == b"n"}
    placed = sorted(starts, key=starts.__getitem__)
    ends = [*(starts[number] for number in placed[1:]), match.start("table")]
    objects = {0: pdf[: starts[placed[0]]]}
    objects |= {number: pdf[starts[number] : end] for number, end in zip(placed, ends, strict=True)}
    return objects, match["trailer"]


def _join_objects(objects: dict[int, bytes], trailer: bytes) -> bytes:
    offset, offsets = 0, {}
    for number, content in objects.items():
        offsets[number] = offset
        offset += len(content)
    lines = [b"%010d 00000 n\r\n" % offsets[number] for number in sorted(objects) if number]
    table = b"xref\n0 %d\n0000000000 65535 f\r\n" % len(objects)
    return b"".join((*objects.values(), table, *lines, trailer, b"%d\n%%%%EOF" % offset))


def _children(content: bytes) -> list[int]:
    match = _CHILDREN.search(content)
    return [int(number) for number in _REFERENCE.findall(match[1])] if match else []


def _cell(objects: dict[int, bytes], number: int) -> re.Match[bytes]:
    match = _CELL.search(objects[number])
    if match is None:
        raise _unknown_format(f"a tagged cell as object {number}")
    return match


def _unknown_format(missing: str) -> DocumentError:
    return DocumentError(
        f"the PDF that Typst wrote has no {missing} of the kind known here",
        remedy="install the version of typst that requirements.lock names",
    )
