"""What ``10_clean`` displays: what was read, what cleaning made of it, and numbers computed again.

>>> import khacphuc
>>> view = CleanView(khacphuc.load_inputs("2021"))  # doctest: +SKIP
>>> view.summary()  # doctest: +SKIP
"""

from __future__ import annotations

from collections import Counter
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final

import pandas as pd

from khacphuc.checks.labels import label
from khacphuc.data.clean import locator, problem_in_words
from khacphuc.data.clean_summary import (
    UNREADABLE,
    compare_computed,
    count_kinds,
    count_problems,
    find_changes,
)
from khacphuc.data.computed import operand_text, working_in
from khacphuc.data.values import Values
from khacphuc.locale import words
from khacphuc.notebooks.codes import named_citables
from khacphuc.render.html.environment import count
from khacphuc.render.notebook.aside import Aside, aside
from khacphuc.report.cells import outcome
from khacphuc.report.charts.section_counts import kinds_text, section_chart
from khacphuc.report.document import nodes
from khacphuc.report.table import TableColumn, to_table
from khacphuc.schema.row_dicts import row_dicts
from khacphuc.text.rows import format_row
from khacphuc.text.units import with_unit

if TYPE_CHECKING:
    from collections.abc import Mapping

    from khacphuc.inputs import Inputs
    from khacphuc.report.cells import OutcomeTone
    from khacphuc.report.prose.citable import Citable

# more codes in a sentence are not read; the table below has them all
_MOST_CODES = 3
# how a computed number may compare, the gravest first
_OUTCOMES: Final[Mapping[str, OutcomeTone]] = {
    "failed": "bad",
    "differs": "bad",
    "agrees": "good",
    "alone": "quiet",
}


class CleanView:
    """The raw tables of a run, cleaned, and what there is to say about it.

    Args:
        inputs: the run.
    """

    def __init__(self, inputs: Inputs) -> None:
        self._language = inputs.parameters.language
        self._words = words(self._language, "cleaning")
        self.tables: dict[str, pd.DataFrame] = inputs.clean()

    def summary(self) -> Aside:
        """What was read, what was unusual, and whether computed numbers give again what is printed."""
        sentences = [self._read(), self._unusual(), self._unreadable(), self._computed_again()]
        return self._aside(*(nodes.Paragraph(children=sentence) for sentence in sentences if sentence))

    def chart(self) -> Aside:
        """How many figures of each kind every section prints."""
        counts = count_kinds(self.tables["figures"])
        if counts.empty:
            return self._sentence("read_none")
        places = [locator(str(section), pd.NA, "", self._language) for section in counts.index]
        return self._aside(section_chart(counts, places, self._words["chart"], self._language))

    def changes(self) -> Aside:
        """Only what cleaning changed or flagged, with what is printed beside the value; problems first."""
        changes = self._changes
        if changes.empty:
            return self._sentence("changes_none")
        rows = changes.pipe(row_dicts)
        cells: dict[str, Any] = {
            "note": [self._note(row) for row in rows],
            "place": [row["source"] or format_row(row["file"], row["line"], self._language) for row in rows],
        }
        frame = changes.assign(**cells)
        columns: list[str | TableColumn] = [
            "row_id",
            "printed",
            TableColumn("read_as", align="right"),
            TableColumn("note", label=self._words["column_note"]),
            TableColumn("place", label=self._words["column_place"], kind="text"),
        ]
        if not (frame["table"] == "figures").all():
            columns.insert(0, "table")
        return self._aside(self._table(frame, columns, "changes"))

    def computed(self) -> Aside:
        """Computed numbers with their working, and whether they give again what is printed."""
        if self._compared.empty:
            return self._sentence("computed_none")
        values = Values.of_operands(self.tables)
        rows = self._compared.pipe(row_dicts)
        cells: dict[str, Any] = {
            "working": [working_in(row["formula"], row["working"], self._language) for row in rows],
            "result": [self._result(row) for row in rows],
            "again": [_printed(values, row["reproduces"], self._language) for row in rows],
            "compared": [self._outcome(row) for row in rows],
        }
        columns: list[str | TableColumn] = [
            "computed_id",
            TableColumn("label", label=self._words["column_label"]),
            "working",
            TableColumn("result", label=self._words["column_result"], align="right"),
            TableColumn("reproduces", label=self._words["column_reproduces"]),
            TableColumn("again", label=self._words["column_again"], align="right"),
            TableColumn("compared", label=self._words["column_compared"]),
        ]
        return self._aside(
            self._table(self._compared.assign(**cells), columns, "computed", row_id="computed_id")
        )

    def read_tables(self) -> Aside:
        """Every table that was read: how many rows, from where, and how many rows cannot be read."""
        columns: list[str | TableColumn] = ["table", "rows", "with_problems", "file"]
        return self._aside(self._table(count_problems(self.tables), columns, "tables"))

    @cached_property
    def _changes(self) -> pd.DataFrame:
        return find_changes(self.tables, self._language)

    @cached_property
    def _compared(self) -> pd.DataFrame:
        return compare_computed(self.tables["computed"])

    @cached_property
    def _citables(self) -> Mapping[str, Citable]:
        # without classes: their names stand in the policy, which this notebook does not read
        computed = self.tables["computed"]
        named = [*self._changes["row_id"], *computed["computed_id"], *computed["reproduces"]]
        return named_citables(self.tables, named, self._language)

    def _read(self) -> tuple[nodes.Inline, ...]:
        figures = self.tables["figures"]
        if figures.empty:
            return _text(self._words["read_none"])
        counts = count_kinds(figures)
        kinds = {str(kind): int(number) for kind, number in counts.sum().items()}
        unreadable = kinds.pop(UNREADABLE, 0)
        key = "read_part" if kinds and unreadable else "read" if kinds else "read_nothing"
        sentence = self._words.counted(key, len(figures)).format(
            count=self._count(len(figures) - unreadable),
            all=self._count(len(figures)),
            unreadable=self._count(unreadable),
            sections=self._words.counted("sections", len(counts)).format(count=self._count(len(counts))),
            kinds=kinds_text(kinds, self._language),
        )
        return (nodes.Strong(children=_text(sentence)),)

    def _unusual(self) -> tuple[nodes.Inline, ...]:
        """Which conventions of print are broken, and where."""
        flagged = self._changes[self._changes["flags"] != ""]
        if flagged.empty:
            return _text(self._words["unusual_none"]) if len(self.tables["figures"]) else ()
        codes: dict[str, list[str]] = {}
        for row in flagged.pipe(row_dicts):
            for flag in row["flags"].split(";"):
                codes.setdefault(flag, []).append(row["row_id"])
        names = words(self._language, "code")
        listed = "; ".join(f"{names[flag]} ({self._codes(rows)})" for flag, rows in codes.items())
        sentence = self._words.counted("unusual", len(flagged))
        return (outcome(sentence.format(count=self._count(len(flagged)), listed=listed), "warning"),)

    def _codes(self, codes: list[str]) -> str:
        named = ", ".join(codes[:_MOST_CODES])
        if len(codes) <= _MOST_CODES:
            return named
        return self._words["and_more"].format(codes=named, count=self._count(len(codes) - _MOST_CODES))

    def _unreadable(self) -> tuple[nodes.Inline, ...]:
        wrong = int((self._changes["problem"] != "").sum())
        rows = sum(map(len, self.tables.values()))
        if not wrong:
            sentence = self._words.counted("readable", rows)
            return _text(
                sentence.format(
                    count=self._count(rows),
                    tables=self._count(sum(map(bool, map(len, self.tables.values())))),
                )
            )
        sentence = self._words.counted("unreadable_rows", wrong)
        return (outcome(sentence.format(count=self._count(wrong), rows=self._count(rows)), "bad"),)

    def _computed_again(self) -> tuple[nodes.Inline, ...]:
        if self._compared.empty:
            return ()
        counts = Counter(self._compared["outcome"])
        parts = ", ".join(
            self._words.counted(f"computed_{name}", counts[name]).format(count=self._count(counts[name]))
            for name in _OUTCOMES
            if counts[name]
        )
        number = len(self._compared)
        sentence = self._words.counted("computed", number).format(count=self._count(number), parts=parts)
        return (outcome(sentence, "bad"),) if counts["failed"] or counts["differs"] else _text(sentence)

    def _note(self, row: Mapping[Any, Any]) -> nodes.Text:
        if row["problem"]:
            return outcome(problem_in_words(row["problem"], self._language), "bad")
        flags = label(row["flags"], words(self._language, "code"))
        return outcome(flags, "warning") if flags else nodes.Text(text=self._words["without_scale"])

    def _result(self, row: Mapping[Any, Any]) -> str:
        citable = self._citables.get(row["computed_id"])
        return citable.text if citable else ""

    def _outcome(self, row: Mapping[Any, Any]) -> nodes.Text:
        problem = problem_in_words(row["problem"], self._language)
        return outcome(problem or self._words[f"outcome_{row['outcome']}"], _OUTCOMES[row["outcome"]])

    def _table(
        self, frame: pd.DataFrame, columns: list[str | TableColumn], name: str, *, row_id: str = ""
    ) -> nodes.Table:
        return to_table(
            frame,
            columns,
            name=name,
            caption=self._words[f"caption_{name}"],
            language=self._language,
            citables=self._citables,
            row_id=row_id,
        )

    def _count(self, number: int) -> str:
        return count(number, self._language)

    def _sentence(self, key: str) -> Aside:
        return self._aside(nodes.Paragraph(children=_text(self._words[key])))

    def _aside(self, *blocks: nodes.Block) -> Aside:
        return aside(*blocks, language=self._language)


def _text(words: str) -> tuple[nodes.Inline, ...]:
    return (nodes.Text(text=words),)


def _printed(values: Values, code: str, language: str) -> str:
    value = values.get(code)
    if not value:
        return ""
    text = operand_text(value, language)
    return text if value.kind == "money" else with_unit(text, value.unit)
