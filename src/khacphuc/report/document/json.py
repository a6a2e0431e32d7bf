"""Nodes to plain JSON and back, for notebooks' outputs and the PDF writer; unknown nodes are refused."""

from __future__ import annotations

from typing import Any, Final

from pydantic import ConfigDict, TypeAdapter, ValidationError

from khacphuc.errors import DocumentError
from khacphuc.report.document import nodes

# a node of a later version is refused, not read without what this one does not know
_BLOCK: TypeAdapter[nodes.Block] = TypeAdapter(nodes.Block, config=ConfigDict(extra="forbid"))
_MOSTLY_EMPTY: Final = frozenset({"hint", "tone", "names", "starts_page"})
_DOCUMENT: TypeAdapter[nodes.Document] = TypeAdapter(nodes.Document)


def block_to_json(block: nodes.Block) -> dict[str, Any]:
    """Turn a block into plain JSON data."""
    data: dict[str, Any] = slim(_BLOCK.dump_python(block, mode="json"))
    return data


def slim(data: Any) -> Any:
    """Leave out what is empty in almost every node: a table of 1,000 rows has 10,000 of them."""
    if isinstance(data, dict):
        return {key: slim(value) for key, value in data.items() if value or key not in _MOSTLY_EMPTY}
    return [slim(item) for item in data] if isinstance(data, list) else data


def block_from_json(data: object) -> nodes.Block:
    """Turn plain JSON data back into a block.

    Raises:
        DocumentError: the data is not a block this package knows; nothing is left out silently.
    """
    if isinstance(data, dict) and data.get("type") == "figure":  # a chart had a PNG, too, in version 0.2
        data = {key: value for key, value in data.items() if key != "png"}
    try:
        return _BLOCK.validate_python(data)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        raise DocumentError(
            f"a displayed block is not one this version knows ({where}: {first['msg']})",
            remedy="run the notebook again with the installed version of khacphuc",
        ) from error


def document_to_json(document: nodes.Document) -> dict[str, Any]:
    """Turn a document into plain JSON data, for the writers that work on data."""
    data: dict[str, Any] = _DOCUMENT.dump_python(document, mode="json")
    return data
