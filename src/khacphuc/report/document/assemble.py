"""The executed notebook becomes one document: its blocks gathered, numbered and joined, once.

The document is what the notebook displays as blocks (``report.display``), in order; markdown cells are
for the analyst and stay in the notebook. Numbers of sections, tables, charts and notes and the words
of references are given here, so that they are the same in every format.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from khacphuc.errors import DocumentError
from khacphuc.report.document import nodes
from khacphuc.report.document.json import block_from_json
from khacphuc.report.document.numbering import Numbers, Walk, name
from khacphuc.report.words import parse_iso_date

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

MIME: Final = "application/vnd.khacphuc.block+json"
"""The type of an output that is a block of the document."""
ASIDE_MIME: Final = "application/vnd.khacphuc.aside+json"
"""The type of an output for who reads the notebook, which is no part of the document."""


def from_notebook(notebook: Any) -> nodes.Document:
    """Gather the blocks an executed notebook displays, and make them one document.

    Args:
        notebook: an ``nbformat`` notebook (version 4) that was executed.

    Raises:
        DocumentError: the notebook was not executed, failed, or displays something that is no block.
    """
    return number(_gathered(notebook))


def number(blocks: Iterable[nodes.Block]) -> nodes.Document:
    """Number blocks in reading order, resolve their references and join them to a document.

    Args:
        blocks: one cover, then the body, one signature, then the annexes (from the first heading of
            an annex on; the signature may also come last).

    Raises:
        DocumentError: the cover or the signature is missing, twice or out of place; a heading skips
            a level; a table is not rectangular; an id is twice or refers to nothing.
    """
    cover, body, signature, annexes = _parts(tuple(blocks))
    if cover.date:
        parse_iso_date(cover.date)
    numbers = Numbers(cover.language, sum(_begins_annex(block) for block in annexes))
    body, annexes = numbers.number(body), numbers.number(annexes)
    taken: set[str] = set()
    walk = Walk(lambda block: _one_anchor_a_row(block, taken), lambda node: _refer(node, numbers.targets))
    annexes = walk.blocks(annexes)  # first: a row that is listed in an annex is led to there
    return nodes.Document(cover=cover, body=walk.blocks(body), signature=signature, annexes=annexes)


def _gathered(notebook: Any) -> Iterator[nodes.Block]:
    cells = [(place, cell) for place, cell in enumerate(notebook.cells, 1) if cell.cell_type == "code"]
    outputs = [(place, output) for place, cell in cells for output in cell.get("outputs", [])]
    _refuse_other_notebooks(outputs)
    ran = any(cell.get("execution_count") for _, cell in cells)
    for place, cell in cells:
        if ran and cell.source.strip() and not cell.get("execution_count"):
            raise DocumentError(f"cell {place} was not run: execute the whole notebook, then try again")
    for place, output in outputs:
        if output.output_type == "stream" or ASIDE_MIME in output.get("data", {}):
            continue
        if MIME not in output.data:
            kinds = ", ".join(sorted(output.data)) or "nothing"
            raise DocumentError(
                f"cell {place} displays {kinds}, which is no block of the document",
                remedy="display it through khacphuc.report.display.block_outputs, or print it",
            )
        try:
            yield block_from_json(output.data[MIME])
        except DocumentError as error:
            raise error.at(f"cell {place}") from error


def _refuse_other_notebooks(outputs: list[tuple[int, Any]]) -> None:
    """Raise for what cannot be a report: nothing was run, a cell failed, no cover (others display charts)."""
    if not outputs:
        raise DocumentError(
            "the notebook has no outputs", remedy="execute it, if it is the notebook of a report (40_report)"
        )
    for place, output in outputs:
        if output.output_type == "error":
            raise DocumentError(
                f"cell {place} failed ({output.ename}: {output.evalue})", remedy="mend and run it"
            )
    blocks = [output.get("data", {}).get(MIME) for _, output in outputs]
    if not any(isinstance(block, dict) and block.get("type") == "cover" for block in blocks):
        raise DocumentError(
            "the notebook displays no cover, so it is no report",
            remedy="choose the notebook of the report (40_report), executed to its end",
        )


def _begins_annex(block: nodes.Block) -> bool:
    return isinstance(block, nodes.Heading) and block.annex and block.level == 1


def _parts(
    blocks: tuple[nodes.Block, ...],
) -> tuple[nodes.Cover, tuple[nodes.Block, ...], nodes.Signature, tuple[nodes.Block, ...]]:
    covers = [block for block in blocks if isinstance(block, nodes.Cover)]
    signatures = [block for block in blocks if isinstance(block, nodes.Signature)]
    for count, what in ((len(covers), "cover"), (len(signatures), "signature")):
        if count != 1:
            raise DocumentError(f"a document has exactly one {what}; {count} are displayed")
    if blocks[0] is not covers[0]:
        raise DocumentError(f"the cover is displayed after {name(blocks[0])}", remedy="display it first")
    rest = [block for block in blocks[1:] if block is not signatures[0]]
    headings = [block for block in rest if isinstance(block, nodes.Heading) and block.annex]
    cut = rest.index(headings[0]) if headings else len(rest)
    if blocks.index(signatures[0]) - 1 < cut:
        after = rest[blocks.index(signatures[0]) - 1]
        raise DocumentError(f"{name(after)} stands after the signature; only annexes may")
    if headings and headings[0].level != 1:
        raise DocumentError(
            f"{name(headings[0])} is of level {headings[0].level}; an annex begins with level 1"
        )
    return covers[0], tuple(rest[:cut]), signatures[0], tuple(rest[cut:])


def _refer(node: nodes.Inline, targets: Mapping[str, str]) -> nodes.Inline:
    """Give a reference the words of its target."""
    if not isinstance(node, nodes.Reference):
        return node
    if node.target not in targets:
        known = ", ".join(sorted(targets)) or "none"
        raise DocumentError(
            f"a reference leads to {node.target!r}, which is no table, chart or annex; known: {known}"
        )
    return replace(node, text=targets[node.target])


def _one_anchor_a_row(block: nodes.Block, taken: set[str]) -> nodes.Block:
    """Leave a row its id only where the row comes first, so that one id is one place."""
    if not isinstance(block, nodes.Table) or not block.row_ids:
        return block
    row_ids = []
    for row_id in block.row_ids:
        row_ids.append("" if row_id in taken else row_id)
        taken.add(row_id)
    return replace(block, row_ids=tuple(row_ids))
