"""What the stages of a run leave: tables for people as CSV, and whole ones for the stages after.

And what they show of them in their notebooks.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import pandas as pd

from khacphuc.checks.finding_tables import print_findings
from khacphuc.checks.labels import CLASS_COLUMNS, column_labels, label
from khacphuc.data.store import publish_table, save_table, save_tables
from khacphuc.inputs import ASSESSMENT
from khacphuc.locale import words
from khacphuc.project.files import write_text
from khacphuc.project.workspace import FINDINGS, FINDINGS_PRINTED

if TYPE_CHECKING:
    from collections.abc import Mapping

    from khacphuc.assess.run import Assessment
    from khacphuc.checks.result import CheckResult
    from khacphuc.inputs import Inputs

# what a page can show without a reader losing the way; of a longer table pandas shows the ends
_MOST_ROWS: Final = 500
# of a table in plain text: columns that do not fit stand below
_LINE: Final = 110
_SHOWN_COLUMNS = ("severity", "rule", "row_id", "related", "observed", "expected", "answer")


def save_clean(inputs: Inputs, tables: dict[str, pd.DataFrame]) -> None:
    """Leave the clean tables (``10_clean``), and for people ``tables/figures.csv`` and ``computed.csv``."""
    save_tables(inputs.workspace, tables)
    publish_table(inputs.workspace, "figures", tables["figures"])
    publish_table(inputs.workspace, "computed", tables["computed"])


def save_printed(inputs: Inputs, result: CheckResult) -> None:
    """Leave what was found about what was printed (``20_check``)."""
    write_text(inputs.workspace.clean(FINDINGS_PRINTED), result.to_json())


def save_assessment(inputs: Inputs, assessment: Assessment) -> None:
    """Leave the assessment (``30_assess``), for people as ``tables/targets.csv`` and two more."""
    for name, file in ASSESSMENT.items():
        frame = getattr(assessment, name)
        save_table(inputs.workspace, file, frame)
        publish_table(inputs.workspace, name, frame)


def save_findings(inputs: Inputs, result: CheckResult) -> None:
    """Leave all findings (``30_assess``), for people as ``tables/findings.csv``."""
    write_text(inputs.workspace.clean(FINDINGS), result.to_json())
    publish_table(inputs.workspace, "findings", print_findings(result.findings, inputs.parameters.language))


def show_findings(result: CheckResult, language: str = "vi") -> pd.DataFrame:
    """Findings as a notebook shows them.

    Returns:
        ``severity``, ``rule``, ``row_id``, ``related``, ``observed``, ``expected``, ``answer``.
    """
    return print_findings(result.findings, language)[list(_SHOWN_COLUMNS)]


@dataclass(frozen=True)
class TableView:
    """A table as a notebook displays it to people: texts whole.

    Attributes:
        frame: the table, its codes called by their names.
    """

    frame: pd.DataFrame

    def _repr_html_(self) -> str:
        with _whole():
            cut = len(self.frame) > _MOST_ROWS
            return str(self.frame.to_html(max_rows=_MOST_ROWS, show_dimensions=cut, notebook=True))

    def __repr__(self) -> str:
        """The table in plain text."""
        with _whole():
            return str(self.frame.to_string(max_rows=_MOST_ROWS, line_width=_LINE))


def show(inputs: Inputs, frame: pd.DataFrame) -> TableView:
    """A table as a notebook of a run shows it: texts whole, codes called by their names in its language.

    Columns with classes, codes of ours (``checks.labels``), severities, names of tables and yes or no are
    named; every other cell stays.
    """
    language = inputs.parameters.language
    # a stage that shows no class does not read the policy
    class_names = inputs.class_names if frame.columns.isin(CLASS_COLUMNS).any() else {}
    labels = column_labels(class_names, language)
    labels |= {name: words(language, name) for name in ("severity", "table")}
    labels |= dict.fromkeys(frame.select_dtypes("bool").columns, words(language, "code"))
    named = {name: _named(frame[name], labels[name]) for name in frame.columns if name in labels}
    return TableView(frame.assign(**named))


def show_totals(inputs: Inputs, totals: Mapping[str, int]) -> TableView:
    """How many targets there are and how many of each result (``Assessment.totals``), as a table."""
    return show(inputs, pd.DataFrame({"status": list(totals), "count": list(totals.values())}))


def _named(cells: pd.Series, names: Mapping[str, str]) -> list[str]:
    return ["" if pd.isna(cell) else label(_code(cell), names) for cell in cells]


def _code(cell: object) -> str:
    return str(cell).lower() if isinstance(cell, bool) else str(cell)


def _whole() -> pd.option_context:
    return pd.option_context("display.max_colwidth", None, "display.max_rows", _MOST_ROWS)
