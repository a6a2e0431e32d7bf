"""What is wrong with a prose whatever the tables hold: looked for before anything is made of it.

The prose is read as the report reads it, with stand-ins for what needs tables: every code prints itself, and
a fence is an empty block. So no command can be of another opinion than the report.
"""

from __future__ import annotations

from khacphuc.report.document import nodes
from khacphuc.report.prose.citations import Citations
from khacphuc.report.prose.fences import TableRequest, read_request
from khacphuc.report.prose.parse import parse_prose


def refuse_mistakes(text: str, *, filename: str) -> None:
    """Refuse a prose that no tables could make a document of.

    Args:
        text: Markdown.
        filename: the file's name, as messages print it.

    Raises:
        ParameterError: the first mistake, with file and line.
    """
    parse_prose(text, _AnyCode({}), _stand_in, filename=filename)


class _AnyCode(Citations):
    """Knows every code: whether there is one is a finding of the checks."""

    def cite(self, code: str) -> nodes.CitedValue:
        """The code itself."""
        return nodes.CitedValue(id=code, text=code, kind="figure", trace="")


def _stand_in(kind: str, text: str, filename: str, line: int) -> nodes.Block:
    request = read_request(kind, text, filename, line)
    caption = (nodes.Text(text=request.caption),)
    if isinstance(request, TableRequest):
        return nodes.Table(id=kind, caption=caption, columns=(), rows=(), align=())
    codes = (*request.figures, *(code for panel in request.panels for code in panel.figures))
    name = "-".join((kind, request.kind, *codes, *request.documents))
    return nodes.Figure(id=name, caption=caption, alt=request.caption, svg="", png="")
