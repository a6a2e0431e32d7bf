"""The executed notebook becomes one document: its blocks gathered, numbered and joined, once.

The document is what the notebook *displays as blocks* (see ``blocks``), in order; markdown cells speak
to the analyst and stay in the notebook. Numbers of sections, tables, charts and notes and the words
of references are given here, so that they are the same in every format.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from khacphuc.errors import DocumentError
from khacphuc.report.document import json as node_json
from khacphuc.report.document import nodes
from khacphuc.report.document.numbering import Numbers, name, walk
from khacphuc.report.words import parse_date

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

MIME: Final = "application/vnd.khacphuc.block+json"


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
        parse_date(cover.date)
    numbers = Numbers(cover.language, sum(_begins_annex(block) for block in annexes))
    body, annexes = walk(body, numbers.give), walk(annexes, numbers.give)

    def refer(node: Any) -> Any:
        if not isinstance(node, nodes.Reference):
            return node
        if node.target not in numbers.targets:
            known = ", ".join(sorted(numbers.targets)) or "none"
            raise DocumentError(
                f"a reference leads to {node.target!r}, which is no table, chart or annex; known: {known}"
            )
        return replace(node, text=numbers.targets[node.target])

    taken: set[str] = set()
    annexes = walk(walk(annexes, refer), lambda node: _one_anchor_a_row(node, taken))
    body = walk(walk(body, refer), lambda node: _one_anchor_a_row(node, taken))
    return nodes.Document(cover=cover, body=body, signature=signature, annexes=annexes)


def _gathered(notebook: Any) -> Iterator[nodes.Block]:
    cells = [(place, cell) for place, cell in enumerate(notebook.cells, 1) if cell.cell_type == "code"]
    if not any(cell.get("outputs") for _, cell in cells):
        raise DocumentError("the notebook has no outputs: execute it before making the document")
    ran = any(cell.get("execution_count") for _, cell in cells)
    for place, cell in cells:
        if ran and cell.source.strip() and not cell.get("execution_count"):
            raise DocumentError(f"cell {place} was not run: execute the whole notebook, then try again")
        for output in cell.get("outputs", []):
            if output.output_type == "error":
                raise DocumentError(f"cell {place} failed ({output.ename}: {output.evalue}); mend and run it")
            if output.output_type == "stream":
                continue
            if MIME not in output.data:
                kinds = ", ".join(sorted(output.data)) or "nothing"
                raise DocumentError(
                    f"cell {place} displays {kinds}, which is no block of the document; "
                    "display it through khacphuc.report.display.shown, or print it",
                )
            try:
                yield node_json.block_from_json(output.data[MIME])
            except DocumentError as error:
                raise DocumentError(f"cell {place}: {error}") from error


def _begins_annex(block: Any) -> bool:
    return isinstance(block, nodes.Heading) and block.annex and block.level == 1


def _parts(blocks: tuple[Any, ...]) -> tuple[nodes.Cover, tuple[Any, ...], nodes.Signature, tuple[Any, ...]]:
    covers = [block for block in blocks if isinstance(block, nodes.Cover)]
    signatures = [block for block in blocks if isinstance(block, nodes.Signature)]
    for found, what in ((covers, "cover"), (signatures, "signature")):
        if len(found) != 1:
            raise DocumentError(f"a document has exactly one {what}; {len(found)} are displayed")
    if blocks[0] is not covers[0]:
        raise DocumentError(f"the cover is displayed after {name(blocks[0])}; display it first")
    rest = [block for block in blocks[1:] if block is not signatures[0]]
    cut = next(
        (i for i, block in enumerate(rest) if isinstance(block, nodes.Heading) and block.annex), len(rest)
    )
    if blocks.index(signatures[0]) - 1 < cut:
        after = rest[blocks.index(signatures[0]) - 1]
        raise DocumentError(f"{name(after)} stands after the signature; only annexes may")
    if cut < len(rest) and rest[cut].level != 1:
        raise DocumentError(f"{name(rest[cut])} is of level {rest[cut].level}; an annex begins with level 1")
    return covers[0], tuple(rest[:cut]), signatures[0], tuple(rest[cut:])


def _one_anchor_a_row(node: Any, taken: set[str]) -> Any:
    """Keep a row's id where the row is first seen, so that one id is one place."""
    if not isinstance(node, nodes.Table) or not node.row_ids:
        return node
    kept = []
    for row_id in node.row_ids:
        kept.append("" if row_id in taken else row_id)
        taken.add(row_id)
    return replace(node, row_ids=tuple(kept))
