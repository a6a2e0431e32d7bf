"""What is wrong with a prose, looked for before anything is made of it: first whatever the tables hold.

The prose is read as the report reads it, with stand-ins for what needs tables: every code prints itself, and
a fence is an empty block. So no command can be of another opinion than the report. A code that nothing has
is no mistake here but a finding of the checks; a number no unit has reported yet is one, but in a draft.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from khacphuc.report.awaited import awaited_numbers
from khacphuc.report.charts.context import ChartContext
from khacphuc.report.document import nodes
from khacphuc.report.prose.citations import Citations, citables
from khacphuc.report.prose.fence_requests import TableRequest, read_request
from khacphuc.report.prose.fences import Fences
from khacphuc.report.prose.parse import parse_prose
from khacphuc.schema.tables import TABLES

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    import pandas as pd

    from khacphuc.assess.classes import Policy
    from khacphuc.assess.run import Assessment
    from khacphuc.config.parameters import RunParameters


def refuse_mistakes(text: str, *, filename: str) -> None:
    """Refuse a prose that no tables could make a document of.

    Args:
        text: Markdown.
        filename: the file's name, as messages print it.

    Raises:
        ParameterError: the first mistake, with file and line.
    """
    parse_prose(text, _AnyCode({}), _stand_in, filename=filename)


def refuse_mistakes_with_tables(
    tables: Mapping[str, pd.DataFrame],
    assessment: Assessment,
    parameters: RunParameters,
    policy: Policy,
    text: str,
    *,
    filename: str,
    before: Callable[[], Mapping[str, pd.DataFrame] | None] = lambda: None,
    totals: pd.DataFrame | None = None,
) -> None:
    """Refuse a prose that these tables make no document of: a chart of mixed units, a code without its sign.

    Args:
        tables: the clean tables.
        assessment: targets, criteria and classes of the run.
        parameters: the run's parameters.
        policy: the decision table, for the words of classes.
        text: Markdown.
        filename: the file's name, as messages print it.
        before: gives the clean tables of the year before (see ``compose``).
        totals: what units reported, added up (see ``compose``).

    Raises:
        ParameterError: the first mistake, with file and line, as the report names it.
    """
    class_names = policy.class_names(parameters.language)
    known = citables(tables, class_names, status=parameters.status, language=parameters.language)
    citations = _AnyCode(known, awaited=awaited_numbers(tables, parameters.year))
    context = ChartContext(
        tables,
        citations,
        parameters.language,
        parameters.status,
        draws=False,
        totals=totals,
        year=parameters.year,
    )
    fences = Fences(context, assessment, before, class_names)
    readable = known.keys() - _with_problems(tables)

    def fence(kind: str, content: str, filename: str, line: int) -> nodes.Block | None:
        request = read_request(kind, content, filename, line)
        if not readable >= set(request.codes):
            return _stand_in(kind, content, filename, line)
        return fences(kind, content, filename, line)

    parse_prose(text, citations, fence, filename=filename)


def _with_problems(tables: Mapping[str, pd.DataFrame]) -> set[str]:
    """The codes of rows that could not be read: that is a finding, whatever a chart makes of it."""
    frames = ((TABLES[name].key, tables[name]) for name in ("figures", "computed", "documents"))
    return {code for key, frame in frames for code in frame.loc[frame["problem"] != "", key]}


class _AnyCode(Citations):
    """Knows every code: whether there is one is a finding of the checks."""

    def cite(self, code: str) -> nodes.CitedValue:
        """What the code prints, or else the code itself."""
        return super().cite(code) or nodes.CitedValue(id=code, text=code, kind="figure", trace="")


def _stand_in(kind: str, text: str, filename: str, line: int) -> nodes.Block:
    request = read_request(kind, text, filename, line)
    caption = (nodes.Text(text=request.caption),)
    name = "-".join((kind, request.kind, *request.codes))
    if isinstance(request, TableRequest):
        return nodes.Table(id=name, caption=caption, columns=(), rows=(), align=())
    return nodes.Figure(id=name, caption=caption, alt=request.caption, svg="")
