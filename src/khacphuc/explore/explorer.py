"""Interactive views of a run for analysts: tables to filter, codes to cite, charts, and what would follow if.

``explore`` takes a run and returns an ``Explorer``. Nothing here writes a file; the charts are made by the
report's functions.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

import pandas as pd

from khacphuc.explore import controls
from khacphuc.explore.chart_codes import as_codes, check_documents, check_numbers, panel_codes
from khacphuc.explore.code_table import code_table
from khacphuc.explore.examples import comparable, example_changes
from khacphuc.explore.group_chart import group_chart, with_named_groups
from khacphuc.explore.mistakes import CallError
from khacphuc.explore.run_tables import (
    ROWS,
    SUM,
    filter_in_words,
    find_name,
    grouped,
    labels,
    rows_where,
    run_tables,
    sum_note,
)
from khacphuc.explore.vintage_table import explored_tables
from khacphuc.explore.what_if import Trial
from khacphuc.explore.what_if_blocks import to_blocks
from khacphuc.locale import words
from khacphuc.render.notebook.aside import Aside, aside
from khacphuc.report.cells import join_cells
from khacphuc.report.charts.context import ChartContext
from khacphuc.report.charts.figures import PanelRequest, bar_chart, panel_chart
from khacphuc.report.charts.statuses import criteria_chart, document_chart, target_chart
from khacphuc.report.columns import readable_columns
from khacphuc.report.document import nodes
from khacphuc.report.prose.citations import Citations, citables
from khacphuc.report.table import TableColumn, to_table
from khacphuc.report.words import document_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from khacphuc.assess.run import Assessment
    from khacphuc.inputs import Inputs


@dataclass(frozen=True)
class Explorer:
    """The tables, codes and charts of one run, and what would follow from changes; see ``explore``."""

    context: ChartContext
    assessment: Assessment
    class_names: Mapping[str, str]
    prose: str
    trial: Trial
    gathered: Mapping[str, pd.DataFrame] = field(default_factory=dict)

    @property
    def language(self) -> str:
        """The language of the run."""
        return self.context.language

    def tables(self) -> Aside:
        """All tables: what they are called, how many rows they have, and their columns."""
        rows = [
            {
                "table": nodes.Text(text=self.table_names[name], hint=name),
                "rows": len(frame),
                "columns": _listed(labels(frame, self.language)),
            }
            for name, frame in self.frames.items()
        ]
        caption = self._word("explore_tables")
        return self._aside(
            to_table(pd.DataFrame(rows), name="tables", caption=caption, language=self.language)
        )

    def table(self, name: str = "", /, **where: str) -> Aside | controls.ControlForm:
        """A table, or some of its rows: ``table("figures", section="III.1")``.

        Without a name, drop-downs to choose one, to filter it and to group its rows; where ipywidgets is not
        installed, a sentence says what to call.

        Raises:
            CallError: there is no such table, or no such column.
        """
        if not name:
            return controls.table_form(self) or self._aside(self._sentence("explore_table_call"))
        name, frame = self._frame(name)
        rows = self._where(frame, where)
        printed = {"rows": self.context.count(len(rows)), "of": self.context.count(len(frame))}
        chosen = filter_in_words(frame, where, self.language)
        note = self._word("explore_rows").format(**printed, filter=chosen) if where else ""
        table = to_table(
            rows,
            self._columns(name, map(str, rows)),
            name=name.replace("_", "-"),
            caption=self.table_names[name],
            language=self.language,
            class_names=self.class_names,
            citables=self.context.citations.citables,
            note=note,
            most=len(frame),  # who searches in it finds what is there
        )
        return self._aside(table)

    def group(self, name: str, /, by: str | Sequence[str], **where: str) -> Aside:
        """The rows of a table that are alike, counted and drawn: ``group("figures", by="section")``.

        Their numbers are added where that gives a number of something.

        Raises:
            CallError: there is no such table, or no such column.
        """
        name, frame = self._frame(name)
        names = labels(frame, self.language)
        columns = [
            find_name(column, names, "column", self.language)
            for column in ([by] if isinstance(by, str) else by or [])
        ]
        if not columns:
            raise CallError("no_group", language=self.language, listed=", ".join(names.values()))
        rows = self._where(frame, where)
        counted = grouped(name, rows, columns, self.language)
        listed = ", ".join(names[column] for column in columns)
        caption = self._word("explore_group").format(table=self.table_names[name], columns=listed)
        caption += filter_in_words(frame, where, self.language)
        sums = [TableColumn(SUM, label=self._word("explore_sum"), align="right")] if SUM in counted else []
        table = to_table(
            counted,
            [*self._columns(name, columns), ROWS, *sums],
            name=f"group-{name}".replace("_", "-"),
            caption=caption,
            language=self.language,
            class_names=self.class_names,
            citables=self.context.citations.citables,
            note=sum_note(rows, columns, counted, self.language) if sums else "",
        )
        table = with_named_groups(table, len(columns), self._word("explore_empty"))
        return self._aside(table, *group_chart(self.context, table, counted[ROWS], caption))

    def codes(self) -> Aside:
        """Every code the prose may cite: its label, what it prints, where it comes from and is cited."""
        return self._aside(code_table(self.context, self.prose))

    def what_if(self, changes: Mapping[str, str] | None = None) -> Aside | controls.ControlForm:
        """What would differ in targets, criteria, classes and findings: ``what_if({"KD3.2": "achieved"})``.

        Without changes, drop-downs to try some; where ipywidgets is not installed, an example of the run.

        Args:
            changes: by the code of a judged criterion its status, by the code of a figure its number as
                printed.

        Raises:
            CallError: a code is none that can be set, a status is none, a number cannot be read.
            SourceError: a raw table cannot be read.
        """
        if changes:
            return self._aside(*self._changed(changes))
        form = controls.what_if_form(self)
        if form:
            return form
        example = example_changes(self.trial.clean, self.assessment)
        if not example:
            return self._aside(self._sentence("explore_no_what_if"))
        call = ", ".join(f'"{code}": "{value}"' for code, value in example.items())
        text = self._word("explore_what_if_call").format(call=f"explorer.what_if({{{call}}})")
        return self._aside(_paragraph(text), *self._changed(example))

    def bars(self, codes: str | Sequence[str] = (), caption: str = "") -> Aside:
        """Bars of figures that share a unit: ``bars(["SL047", "SL049"])``; some of the run if none is named.

        Raises:
            CallError: a code stands for no number, or the units differ.
            ParameterError: a number is below zero.
        """
        codes = as_codes(codes) or next(iter(comparable(self.context).values()), ())
        if not codes:
            return self._aside(self._sentence("explore_no_bars"))
        check_numbers(self.context, codes)
        return self._aside(bar_chart(self.context, codes, caption or ", ".join(codes)))

    def multiples(
        self, panels: Mapping[str, Sequence[str]] | None = None, caption: str = "", *, unit: str = ""
    ) -> Aside:
        """A panel of bars for each title, with an axis each: ``multiples({"Lượt": ["SL047"]})``.

        Where none is named, a panel for each of some units of the run.

        Raises:
            ParameterError: as ``bars``.
        """
        panels = panel_codes(panels, self.language) if panels else comparable(self.context)
        if not panels:
            return self._aside(self._sentence("explore_no_bars"))
        for codes in panels.values():
            check_numbers(self.context, codes, unit)
        requests = [
            PanelRequest(title=title, figures=tuple(codes), unit=unit) for title, codes in panels.items()
        ]
        return self._aside(panel_chart(self.context, requests, caption or ", ".join(panels)))

    def targets(self) -> Aside:
        """Targets, and parts against their thresholds."""
        if self.assessment.targets.empty:
            return self._aside(self._sentence("explore_no_targets"))
        return self._aside(target_chart(self.context, self.assessment.targets, self._word("explore_targets")))

    def criteria(self) -> Aside:
        """Shortcomings with their criteria, their declared and their computed classes."""
        if self.context.tables["shortcomings"].empty:
            return self._aside(self._sentence("explore_no_criteria"))
        classes = self.assessment.assessments.set_index("shortcoming_id")["computed_class"]
        computed = {str(code): self.class_names[name] for code, name in classes.items()}
        caption = self._word("explore_criteria")
        return self._aside(criteria_chart(self.context, self.assessment.criteria, caption, computed=computed))

    def timeline(self, codes: str | Sequence[str] = ()) -> Aside:
        """Documents in time; all that have a date where none is named.

        Raises:
            CallError: a code is no document's, or has no date.
        """
        if not codes and self.context.tables["documents"]["issued_on"].isna().all():
            return self._aside(self._sentence("explore_no_timeline"))
        codes = as_codes(codes)
        check_documents(self.context, codes)
        return self._aside(document_chart(self.context, self._word("explore_timeline"), codes))

    @cached_property
    def frames(self) -> dict[str, pd.DataFrame]:
        """Every table of the run, by name."""
        return run_tables(self.context.tables, self.assessment, self.language, self.gathered)

    @property
    def table_names(self) -> dict[str, str]:
        """What each table is called."""
        names = {**words(self.language, "table"), **words(self.language, "assessed_table")}
        return {name: names[name] for name in self.frames}

    def _frame(self, name: str) -> tuple[str, pd.DataFrame]:
        name = find_name(name, self.table_names, "table", self.language)
        return name, self.frames[name]

    def _where(self, frame: pd.DataFrame, where: Mapping[str, str]) -> pd.DataFrame:
        indicators = self.context.tables["indicators"]
        return rows_where(frame, where, indicators, self.language, self.class_names)

    def _columns(self, table: str, columns: Iterable[str]) -> list[TableColumn]:
        return readable_columns(columns, self.context.tables["indicators"], table, self.language)

    def _changed(self, changes: Mapping[str, str]) -> tuple[nodes.Block, ...]:
        difference = self.trial.compare(changes)
        return to_blocks(difference, self.trial.before, self.class_names, self.language)

    def _word(self, key: str) -> str:
        return document_words(self.language)[key]

    def _sentence(self, key: str) -> nodes.Paragraph:
        """A sentence in the place of a chart: a run without targets is looked at, too."""
        return _paragraph(self._word(key))

    def _aside(self, *blocks: nodes.Block) -> Aside:
        return aside(*blocks, language=self.language)


def _paragraph(text: str) -> nodes.Paragraph:
    return nodes.Paragraph(children=(nodes.Text(text=text),))


def _listed(names: Mapping[str, str]) -> tuple[nodes.Inline, ...]:
    """The labels of columns, each with its name for who points at it."""
    return join_cells((nodes.Text(text=label, hint=name),) for name, label in names.items())


def explore(inputs: Inputs) -> Explorer:
    """Open a run for an analyst.

    Args:
        inputs: the run (``load_inputs``); its tables must have been cleaned once.

    Raises:
        SourceError, ParameterError: a table is not there yet; the parameters or the policy are wrong.
    """
    parameters, tables = inputs.parameters, explored_tables(inputs)
    cited = citables(tables, inputs.class_names, status=parameters.status, language=parameters.language)
    gathered = inputs.gathered or {}
    run = (tables, Citations(cited), parameters.language, parameters.status)
    context = ChartContext(*run, totals=gathered.get("totals"), year=parameters.year)
    return Explorer(context, inputs.assessment, inputs.class_names, inputs.prose, Trial(inputs), gathered)
