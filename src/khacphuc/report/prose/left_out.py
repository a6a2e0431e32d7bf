"""Which fences of a prose the document is without, as the run has no rows for them. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from khacphuc.errors import ParameterError
from khacphuc.report.prose.fence_requests import lacking_table, read_request
from khacphuc.text.markdown import parse_markdown
from khacphuc.text.pasted import plain_prose

if TYPE_CHECKING:
    from khacphuc.report.charts.context import ChartContext


@dataclass(frozen=True, slots=True)
class LeftOutFence:
    """A fence the document is without.

    Attributes:
        caption: what would stand at its block.
        table: the table that has no rows.
        file: the prose.
        line: it begins in.
    """

    caption: str
    table: str
    file: str
    line: int


def left_out_fences(text: str, context: ChartContext, *, filename: str) -> tuple[LeftOutFence, ...]:
    """The fences a document is without, in their order.

    Args:
        text: Markdown; a fence that cannot be read is no matter of this.
        context: the run.
        filename: the file's name, as messages print it.
    """
    fences = []
    for node in parse_markdown(plain_prose(text, filename=filename)).root.walk():
        if node.type != "fence" or not node.map:
            continue
        line = node.map[0] + 1
        try:
            request = read_request(node.info.strip(), node.content, filename, line)
        except ParameterError:
            continue
        if table := lacking_table(request, context):
            fences.append(LeftOutFence(request.caption, table, filename, line))
    return tuple(fences)
