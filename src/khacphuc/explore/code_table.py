"""Every code a prose may cite, as a table: what it prints, where it comes from, where it is cited. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pandas as pd

from khacphuc.checks.prose import read_prose
from khacphuc.locale import words
from khacphuc.report.table import to_table
from khacphuc.report.words import document_words

if TYPE_CHECKING:
    from khacphuc.report.charts.context import ChartContext
    from khacphuc.report.document import nodes

_TABLES: Final = {
    "figure": "figures",
    "computed": "computed",
    "count": "table_counts",
    "document": "documents",
    "class": "declared",
}
"""What a code stands for, and the table it is a row of."""
_COLUMNS: Final = ("code", "label", "printed", "section", "kind", "cited_in_lines", "source")


def code_table(context: ChartContext, prose: str) -> nodes.Table:
    """List the codes.

    Args:
        context: the run.
        prose: of the run.
    """
    lines = read_prose(prose, filename="").codes
    figures = context.tables["figures"]
    sections = dict(zip(figures["figure_id"], figures["section"], strict=True))
    names = words(context.language, "table")
    rows = [
        {
            "code": f"@{code}",
            "label": citable.label,
            "printed": context.qualified(code, citable.text),
            "section": sections.get(code, ""),
            "kind": names[_TABLES[citable.kind]],
            "cited_in_lines": ", ".join(map(str, lines.get(code, ()))),
            "source": citable.trace,
        }
        for code, citable in context.citations.citables.items()
    ]
    return to_table(
        pd.DataFrame(rows, columns=list(_COLUMNS)),
        name="codes",
        caption=document_words(context.language)["explore_codes"],
        language=context.language,
        most=max(1, len(rows)),  # a code that is not there is the one that was looked for
    )
