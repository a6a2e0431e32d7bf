"""What changes made of a run, in sentences and tables. Pure."""

from __future__ import annotations

from collections import Counter
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

import pandas as pd

from khacphuc.checks.since_published import CHANGES
from khacphuc.explore.what_if import BEFORE
from khacphuc.locale import words
from khacphuc.report.document import nodes
from khacphuc.report.table import TableColumn, label_of, status, to_table
from khacphuc.text.formats import format_count, reprint

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from khacphuc.checks.since_published import FindingChange
    from khacphuc.explore.changes import CellChange
    from khacphuc.explore.what_if import ComputedRun, Difference
    from khacphuc.locale import Words
    from khacphuc.report.table import ColumnKind


_NUMBERS: Final = frozenset({"printed", "threshold", "actual"})
"""Columns that hold numbers as the house prints them."""


def to_blocks(
    difference: Difference, run: ComputedRun, class_names: Mapping[str, str], language: str
) -> tuple[nodes.Block, ...]:
    """Say what differs: what was set, what comes of it in a sentence each, and the rows in tables.

    Args:
        difference: what changes made of the run.
        run: the run as it is.
        class_names: how each class is printed.
        language: of the run.
    """
    return _Blocks(difference, run, class_names, language).every()


class _Blocks:
    def __init__(
        self, difference: Difference, run: ComputedRun, class_names: Mapping[str, str], language: str
    ) -> None:
        self._difference = difference
        self._run = run
        self._class_names = class_names
        self._language = language
        self._words: Words = words(language, "what_if")
        self._codes = words(language, "code")

    def every(self) -> tuple[nodes.Block, ...]:
        tables: tuple[nodes.Block, ...] = tuple(table for table in self._tables() if table.rows)
        outcome = self._outcome() if len(tables) > 1 else [self._words["nothing"]]
        return (
            _paragraph(self._assumed()),
            nodes.ItemList(items=tuple((_paragraph(sentence),) for sentence in outcome)),
            *tables,
        )

    def _assumed(self) -> str:
        pattern = self._words["change"]
        changes = "; ".join(
            pattern.format(
                code=change.code,
                label=change.label,
                before=self._value(change, change.before),
                after=self._value(change, change.after),
            )
            for change in self._difference.changes
        )
        return self._words["assumed"].format(changes=changes)

    def _value(self, change: CellChange, value: str) -> str:
        if change.table == "criteria":
            return self._codes[value]
        return reprint(value, change.unit, language=self._language) if value else ""

    def _outcome(self) -> list[str]:
        """A sentence for targets, criteria, classes and findings each, of those the run has."""
        difference = self._difference
        sentences = []
        if not difference.after.targets.empty:
            sentences.append(self._totals())
        for name, frame in (("criteria", difference.criteria), ("assessments", difference.assessments)):
            if not getattr(difference.after, name).empty:
                sentences.append(self._followed(name, len(frame)))
        numbers = Counter(change.change for change in difference.findings)
        findings = [
            self._counted(f"findings_{change}", numbers[change]) for change in CHANGES if numbers[change]
        ]
        return [*sentences, *(findings or [self._words["findings_same"]])]

    def _totals(self) -> str:
        before, after = self._difference.before.totals, self._difference.after.totals
        printed = {
            name: format_count(number, language=self._language)
            for name, number in (
                ("all", after["all"]),
                ("before", before["met"]),
                ("after", after["met"]),
            )
        }
        return self._words["met_same" if before == after else "met_differ"].format(**printed)

    def _followed(self, name: str, number: int) -> str:
        """How many rows of what was assessed differ."""
        return self._counted(f"differ_{name}", number) if number else self._words[f"same_{name}"]

    def _counted(self, key: str, number: int) -> str:
        count = format_count(number, language=self._language)
        return self._words.counted(key, number).format(count=count)

    def _tables(self) -> Iterator[nodes.Table]:
        difference, run = self._difference, self._run
        yield self._assumptions()
        result = words(self._language, "cleaning")["column_result"]
        yield self._table(
            "computed",
            difference.computed,
            ["computed_id", "label"],
            [("printed", "text")],
            labels={"printed": result},
        )
        yield self._table(
            "targets",
            difference.targets.assign(code=_either(difference.targets)),
            ["code", "statement"],
            [("threshold", "text"), ("actual", "text"), ("status", "status")],
        )
        yield self._table(
            "criteria",
            _named(difference.criteria, "criterion_id", run.used["criteria"], "aspect"),
            ["criterion_id", "aspect"],
            [("status", "status")],
        )
        yield self._table(
            "assessments",
            _named(difference.assessments, "shortcoming_id", run.used["shortcomings"], "title"),
            ["shortcoming_id", "title"],
            [("computed_class", "status"), ("rule", "text")],
            more=["declared_class"],
        )
        yield self._findings(difference.findings)

    def _assumptions(self) -> nodes.Table:
        rows = [
            {
                "code": change.code,
                "label": change.label,
                "now": self._cell(change, change.before),
                "then": self._cell(change, change.after),
            }
            for change in self._difference.changes
        ]
        frame = pd.DataFrame(rows, columns=["code", "label", "now", "then"])
        columns: list[str | TableColumn] = [TableColumn("code", kind="code"), "label"]
        columns += [TableColumn(name, label=self._words[name]) for name in ("now", "then")]
        return self._to_table("assumed", frame, columns)

    def _cell(self, change: CellChange, value: str) -> nodes.Text:
        name = self._value(change, value)
        return status(value, name) if change.table == "criteria" else nodes.Text(text=name)

    def _table(
        self,
        name: str,
        frame: pd.DataFrame,
        same: Sequence[str],
        compared: Sequence[tuple[str, ColumnKind]],
        *,
        more: Sequence[str] = (),
        labels: Mapping[str, str] = MappingProxyType({}),
    ) -> nodes.Table:
        columns: list[str | TableColumn] = list(same)
        printed: dict[str, list[str]] = {}
        for column, kind in compared:
            # where nothing differs in a column, it is no news
            if (frame[column] == frame[column + BEFORE]).all():
                continue
            heading = labels.get(column) or label_of(column, self._language)
            for place, key in ((column + BEFORE, "column_now"), (column, "column_then")):
                label = self._words[key].format(column=heading)
                names = self._class_names if column == "computed_class" else None
                columns.append(TableColumn(place, label=label, kind=kind, names=names))
                if column in _NUMBERS:
                    other = column if place != column else column + BEFORE
                    pairs = zip(frame[place], frame[other], strict=True)
                    printed[place] = [self._number(*pair) for pair in pairs]
        return self._to_table(name, frame.assign(**printed), [*columns, *more])

    def _number(self, cell: str, beside: str) -> str:
        """A number as printed; where only the other side has one, that this one cannot be computed."""
        if pd.isna(cell) or not cell:
            return self._words["not_computable"] if pd.notna(beside) and beside else ""
        return reprint(cell, language=self._language)

    def _findings(self, findings: Sequence[FindingChange]) -> nodes.Table:
        names = words(self._language, "change")
        rows = [
            {
                "change": names[change.change],
                "severity": change.finding.severity,
                "rule": change.finding.rule,
                "row_id": change.finding.row_id,
                "description": change.finding.description,
                "observed": "; ".join(place.words for place in change.finding.distinct_places),
            }
            for change in findings
        ]
        change = TableColumn("change", label=self._words["change_column"])
        cells = ("severity", "rule", "row_id", "description", "observed")
        frame = pd.DataFrame(rows, columns=[change.name, *cells])
        columns: tuple[str | TableColumn, ...] = (change, *cells)
        return self._to_table("findings", frame, columns)

    def _to_table(self, name: str, frame: pd.DataFrame, columns: Sequence[str | TableColumn]) -> nodes.Table:
        return to_table(
            frame,
            columns,
            name=f"what-if-{name}",
            caption=self._words[f"caption_{name}"],
            language=self._language,
            class_names=self._class_names,
        )


def _paragraph(text: str) -> nodes.Paragraph:
    return nodes.Paragraph(children=(nodes.Text(text=text),))


def _either(targets: pd.DataFrame) -> pd.Series[str]:
    """The code of a part, or of a target where the row is about the target itself."""
    return targets["part_id"].where(targets["part_id"] != "", targets["target_id"])


def _named(frame: pd.DataFrame, key: str, table: pd.DataFrame, column: str) -> pd.DataFrame:
    """A frame with a column of another table, by the key they share."""
    names = dict(zip(table[key], table[column], strict=True))
    return frame.assign(**{column: [names.get(code, "") for code in frame[key]]})
