"""Interactive views of a run for analysts: tables to filter, codes to cite, charts in one call each.

``explore`` takes a workspace and returns an ``Explorer``. Nothing here writes a file; the charts are made by
the report's functions.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

from khacphuc.checks.prose import read_prose
from khacphuc.errors import ParameterError
from khacphuc.explore.examples import comparable
from khacphuc.locale import words
from khacphuc.render.notebook.aside import Aside, aside
from khacphuc.report.charts.context import ChartContext
from khacphuc.report.charts.figures import PanelRequest, bar_chart, panel_chart
from khacphuc.report.charts.statuses import criteria_chart, document_chart, target_chart
from khacphuc.report.display import BlockOutput
from khacphuc.report.document import nodes
from khacphuc.report.prose.citations import Citations, citables
from khacphuc.report.table import TableColumn, label_of, to_table
from khacphuc.report.words import document_words

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from khacphuc.assess.run import Assessment
    from khacphuc.inputs import Inputs

_CODE_COLUMNS = ("code", "label", "printed", "section", "kind", "cited_in_lines", "source")
_CITED = {"figure": "figures", "computed": "computed", "document": "documents", "class": "declared"}
"""What a code stands for, and the table it is a row of."""


@dataclass(frozen=True)
class Explorer:
    """The tables, codes and charts of one run; see ``explore``."""

    context: ChartContext
    assessment: Assessment
    class_names: Mapping[str, str]
    prose: str

    def tables(self) -> Aside:
        """The names of all tables, with what is in them."""
        language = self.context.language
        rows = [
            (name, len(frame), ", ".join(label_of(column, language) for column in map(str, frame)))
            for name, frame in self._frames().items()
        ]
        frame = pd.DataFrame(rows, columns=["code", "rows", "columns"])
        frame.insert(1, "table", [self._name(name) for name in frame["code"]])
        return self._table(frame, document_words(language)["explore_tables"])

    def table(self, name: str) -> Aside:
        """A table by its name.

        Raises:
            ParameterError: there is no such table.
        """
        frames = self._frames()
        if name not in frames:
            raise ParameterError(f"no table is called {name!r}", remedy=f"there are {', '.join(frames)}")
        return self._table(frames[name], self._name(name))

    def codes(self) -> Aside:
        """Every code the prose may cite: its label, what it prints, where it comes from and is cited."""
        lines = read_prose(self.prose, filename="").codes
        figures = self.context.tables["figures"]
        sections = dict(zip(figures["figure_id"], figures["section"], strict=True))
        rows = [
            {
                "code": f"@{code}",
                "label": citable.label,
                "printed": self.context.qualified(code, citable.text),
                "section": sections.get(code, ""),
                "kind": citable.kind,
                "cited_in_lines": ", ".join(map(str, lines.get(code, ()))),
                "source": citable.trace,
            }
            for code, citable in self.context.citations.citables.items()
        ]
        frame = pd.DataFrame(rows, columns=list(_CODE_COLUMNS))
        kind = TableColumn("kind", names={kind: self._name(table) for kind, table in _CITED.items()})
        columns = [kind if name == "kind" else name for name in _CODE_COLUMNS]
        return self._table(frame, document_words(self.context.language)["explore_codes"], columns)

    def bars(self, codes: Sequence[str] = (), caption: str = "") -> BlockOutput:
        """Bars of figures that share a unit: ``bars(["SL047", "SL049"])``; some of the run if none is named.

        Raises:
            ParameterError: a code stands for no number, or the units differ.
        """
        codes = codes or next(iter(comparable(self.context).values()), ())
        if not codes:
            return self._nothing("explore_no_bars")
        return self._output(bar_chart(self.context, codes, caption or ", ".join(codes)))

    def multiples(
        self, panels: Mapping[str, Sequence[str]] | None = None, caption: str = "", *, unit: str = ""
    ) -> BlockOutput:
        """A panel of bars for each title, with an axis each: ``multiples({"Lượt": ["SL047"]})``.

        Where none is named, a panel for each of some units of the run.

        Raises:
            ParameterError: as ``bars``.
        """
        panels = panels or comparable(self.context)
        if not panels:
            return self._nothing("explore_no_bars")
        requests = [
            PanelRequest(title=title, figures=tuple(codes), unit=unit) for title, codes in panels.items()
        ]
        return self._output(panel_chart(self.context, requests, caption or ", ".join(panels)))

    def targets(self) -> BlockOutput:
        """Targets, and parts against their thresholds."""
        if self.assessment.targets.empty:
            return self._nothing("explore_no_targets")
        caption = document_words(self.context.language)["explore_targets"]
        return self._output(target_chart(self.context, self.assessment.targets, caption))

    def criteria(self) -> BlockOutput:
        """Shortcomings with their criteria, their declared and their computed classes."""
        if self.context.tables["shortcomings"].empty:
            return self._nothing("explore_no_criteria")
        computed = {
            row["shortcoming_id"]: self.class_names[row["computed_class"]]
            for row in self.assessment.assessments.to_dict("records")
        }
        caption = document_words(self.context.language)["explore_criteria"]
        return self._output(
            criteria_chart(self.context, self.assessment.criteria, caption, computed=computed)
        )

    def timeline(self, codes: Sequence[str] = ()) -> BlockOutput:
        """Documents in time; all that have a date where none is named.

        Raises:
            ParameterError: a code is no document's, or has no date.
        """
        if not codes and self.context.tables["documents"]["issued_on"].isna().all():
            return self._nothing("explore_no_timeline")
        caption = document_words(self.context.language)["explore_timeline"]
        return self._output(document_chart(self.context, caption, codes))

    def _frames(self) -> dict[str, pd.DataFrame]:
        assessed = {
            "targets, assessed": self.assessment.targets,
            "criteria, assessed": self.assessment.criteria,
            "assessments": self.assessment.assessments,
        }
        return {**self.context.tables, **assessed}

    def _name(self, table: str) -> str:
        """What a table is called; what was assessed of it stands behind."""
        names = words(self.context.language, "table")
        name, _, assessed = table.partition(", ")
        return f"{names[name]} · {names['assessments']}" if assessed else names[name]

    def _table(self, frame: pd.DataFrame, caption: str, columns: Sequence[str | TableColumn] = ()) -> Aside:
        """All rows of a frame: who searches in it finds what is there."""
        table = to_table(
            frame,
            columns,
            name="explore",
            caption=caption,
            language=self.context.language,
            class_names=self.class_names,
            citables=self.context.citations.citables,
            most=len(frame),
        )
        return aside(table, language=self.context.language)

    def _nothing(self, why: str) -> BlockOutput:
        """A sentence in the place of a chart: a run without targets is looked at, too."""
        words = document_words(self.context.language)[why]
        return self._output(nodes.Paragraph(children=(nodes.Text(text=words),)))

    def _output(self, block: nodes.Block) -> BlockOutput:
        return BlockOutput(block, self.context.language)


def explore(inputs: Inputs) -> Explorer:
    """Open a run for an analyst.

    Args:
        inputs: the run (``load_inputs``); its tables must have been cleaned once.

    Raises:
        SourceError: a table is not there yet.
        ParameterError: the parameters or the policy are wrong.
    """
    parameters, tables = inputs.parameters, inputs.tables
    cited = citables(tables, inputs.class_names, status=parameters.status, language=parameters.language)
    context = ChartContext(tables, Citations(cited), parameters.language, parameters.status)
    return Explorer(context, inputs.assessment, inputs.class_names, inputs.prose)
