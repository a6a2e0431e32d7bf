"""Tables in, an ``Item`` for every row that has a code out: its kind, its facts, the codes it rests on. Pure.

The words are for people at a terminal, in the language of the run; codes are called by their names.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd

from khacphuc.checks.labels import column_labels, label
from khacphuc.data.computed import printed_in
from khacphuc.data.decisions import RECONSTRUCTION, replacements, with_decisions
from khacphuc.data.values import TABLE_COUNTS, Values
from khacphuc.locale import words
from khacphuc.schema.row_dicts import row_dicts
from khacphuc.schema.tables import SEPARATOR
from khacphuc.text.dates import format_date
from khacphuc.text.formats import reprint
from khacphuc.text.rows import row_address
from khacphuc.text.units import with_unit
from khacphuc.trace.items import Item
from khacphuc.trace.numbers import computed_as_printed, exact
from khacphuc.trace.record_rows import progress_of_measures, record_items

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from khacphuc.assess.run import Assessment
    from khacphuc.checks.labels import Labels
    from khacphuc.data.values import Value
    from khacphuc.trace.items import Facts


def items_of(
    tables: Mapping[str, pd.DataFrame],
    assessment: Assessment,
    class_names: Mapping[str, str],
    language: str,
    status: str = RECONSTRUCTION,
) -> dict[str, Item]:
    """Every row with a code, by its code; codes they rest on that stand for nothing are left out.

    Args:
        tables: the clean tables.
        assessment: targets, criteria and classes of the run.
        class_names: how each class is printed (``Inputs.class_names``).
        language: of the words around the contents of the tables.
        status: of the document: which number is used where two disagree (see ``data.decisions``).
    """
    maker = _Maker(tables, assessment, column_labels(class_names, language), language, status)
    return {item.code: item for item in maker.items()}


class _Maker:
    def __init__(
        self,
        tables: Mapping[str, pd.DataFrame],
        assessment: Assessment,
        labels: Labels,
        language: str,
        status: str,
    ) -> None:
        self._tables = tables
        self._assessment = assessment
        self._labels = labels
        self._words = words(language, "trace")
        self._language = language
        self._values = Values.of_operands(tables)
        self._progress = progress_of_measures(tables)
        self._replaced = replacements(tables, status)
        self._used = with_decisions(dict(tables), status, language)
        self._used_values = Values.of_tables(self._used)
        self._names = dict(
            zip(tables["indicators"]["indicator_id"], tables["indicators"]["name"], strict=True)
        )

    def items(self) -> Iterator[Item]:
        """Every row, table by table."""
        yield from map(self._figure, _rows(self._tables["figures"]))
        yield from map(self._computed, _rows(self._used["computed"]))
        if TABLE_COUNTS in self._tables:
            yield from map(self._count, _rows(self._tables[TABLE_COUNTS]))
        yield from record_items(self._tables, self._labels, self._language)
        yield from map(self._document, _rows(self._tables["documents"]))
        yield from map(self._measure, _rows(self._tables["measures"]))
        results = {row["part_id"] or row["target_id"]: row for row in _rows(self._assessment.targets)}
        for row in _rows(self._tables["target_parts"]):
            yield self._part(row, results[row["part_id"]])
        for row in _rows(self._tables["targets"]):
            yield self._target(row, results[row["target_id"]])
        statuses = dict(
            zip(self._assessment.criteria["criterion_id"], self._assessment.criteria["status"], strict=True)
        )
        for row in _rows(self._tables["criteria"]):
            yield self._criterion(row, statuses[row["criterion_id"]])
        classes = {row["shortcoming_id"]: row for row in _rows(self._assessment.assessments)}
        declared = {row["shortcoming_id"]: row for row in _rows(self._tables["declared"])}
        for row in _rows(self._tables["shortcomings"]):
            code = row["shortcoming_id"]
            yield self._shortcoming(row, classes[code], declared.get(code, {}))

    def _figure(self, row: Mapping[str, Any]) -> Item:
        code, value = row["figure_id"], self._values.get(row["figure_id"])
        printed = value.label if value else with_unit(row["printed"], row["unit"])
        whole = f"{row['qualifier']} «{printed}»".strip()
        facts = self._facts(
            {
                "printed": whole,
                "value": self._measured(value) if value else self._words["not_read"],
                "kind": self._label("kind", row["kind"]),
                "unit": row["unit"],
                "where": row["source"],
                "row": self._row(row),
                "indicator": f"{row['indicator']} ({self._names.get(row['indicator'], '')})",
                "remarks": self._label("flags", row["flags"]),
                "part_of": row["parent"],
                "used": (used := self._used_for(code)),
            }
        )
        label = self._names.get(row["indicator"], row["indicator"])
        brief = f"{whole}, {row['source']} ({self._row(row)})" + (used and f"; {self._words['used']}: {used}")
        return Item(code, self._words["figure"], label, brief, facts)

    def _used_for(self, code: str) -> str:
        """The number used in the place of a figure, with the answer that decided it; empty if none is."""
        if not (decision := self._replaced.get(code)):
            return ""
        number, answer, reason = self._used_values[code].label, decision.name, decision.reason
        return self._words["used_for"].format(number=number, code=decision.uses, answer=answer, reason=reason)

    def _computed(self, row: Mapping[str, Any]) -> Item:
        value = self._used_values.get(row["computed_id"])
        working, printed = computed_as_printed(row, value, self._language)
        result = f"{working} = {printed}"
        facts = self._facts(
            {
                "formula": self._words["formula_of"].format(
                    formula=self._label("formula", row["formula"]),
                    codes=row["operands"].replace(SEPARATOR, ", "),
                ),
                "working": result,
                "exact": self._measured(value) if value else self._words["not_computed"],
                "printed": printed,
                "reproduces": row["reproduces"],
                "row": self._row(row),
            }
        )
        kind, uses = self._words["computed_number"], self._codes(row["operands"])
        return Item(row["computed_id"], kind, row["label"], result, facts, uses)

    def _count(self, row: Mapping[str, Any]) -> Item:
        value = self._values[row["count_id"]]
        printed = with_unit(printed_in(row["printed"], self._language), row["unit"])
        facts = self._facts(
            {
                "printed": printed,
                "exact": self._measured(value),
                "as_of": format_date(row["as_of"].date()),
                "rows": row["rows"].replace(SEPARATOR, ", "),
            }
        )
        kind, uses = self._words["count_of_table"], self._codes(row["rows"])
        return Item(row["count_id"], kind, row["label"], printed, facts, uses)

    def _document(self, row: Mapping[str, Any]) -> Item:
        named = " ".join(filter(None, [row["type"], row["symbol"]]))
        day = row["issued_on"]
        date = format_date(day.date()) if isinstance(day, pd.Timestamp) else ""
        facts = self._facts(
            {
                "document": named,
                "issued": ", ".join(filter(None, [row["issuer"], date])),
                "subject": row["subject"],
                "row": self._row(row),
            }
        )
        kind, brief = self._words["document"], f"{named} ({self._row(row)})"
        return Item(row["document_id"], kind, row["subject"], brief, facts, (row["carries_out"],))

    def _measure(self, row: Mapping[str, Any]) -> Item:
        facts = self._facts(
            {
                "shortcoming": row["shortcoming_id"],
                "answerable": row["answerable"],
                "row": self._row(row),
            }
        )
        uses = (*self._codes(row["documents"]), *self._progress.get(row["measure_id"], ()))
        kind, brief = self._words["measure"], f"{row['shortcoming_id']} ({self._row(row)})"
        return Item(row["measure_id"], kind, row["description"], brief, facts, uses)

    def _part(self, row: Mapping[str, Any], result: Mapping[str, Any]) -> Item:
        brief = self._words["reached"].format(
            condition=self._condition(row, result["threshold"]),
            actual=self._reprinted(result["actual"]) or "–",
            status=self._label("status", result["status"]),
        )
        facts = self._facts({"target": row["target_id"], "result": brief, "row": self._row(row)})
        uses = self._codes(row["figure"], row["threshold"])
        return Item(row["part_id"], self._words["target_part"], row["statement"], brief, facts, uses)

    def _target(self, row: Mapping[str, Any], result: Mapping[str, Any]) -> Item:
        parts = self._tables["target_parts"]
        part_ids = parts.loc[parts["target_id"] == row["target_id"], "part_id"]
        status = self._label("status", result["status"])
        facts = self._facts(
            {
                "result": status,
                "parts_met": self._reprinted(result["actual"]),
                "targets": str(row["count"]),
                "row": self._row(row),
            }
        )
        uses = (*part_ids, *self._codes(row["parts_ratio"]))
        return Item(row["target_id"], self._words["target"], row["statement"], status, facts, uses)

    def _criterion(self, row: Mapping[str, Any], status: str) -> Item:
        condition = f"{row['figure']} {self._condition(row, row['threshold'])}" if row["figure"] else ""
        brief = f"{self._label('kind', row['kind'])}: {self._label('status', status)}"
        facts = self._facts(
            {
                "shortcoming": row["shortcoming_id"],
                "status": self._words["by_proxy"].format(status=brief) if row["proxy"] else brief,
                "asked": condition,
                "reason": row["reason"],
                "evidence": row["evidence"].replace(SEPARATOR, ", "),
                "row": self._row(row),
            }
        )
        uses = self._codes(row["figure"], row["threshold"], row["baseline"], row["evidence"])
        return Item(row["criterion_id"], self._words["criterion"], row["aspect"], brief, facts, uses)

    def _shortcoming(
        self, row: Mapping[str, Any], result: Mapping[str, Any], declared: Mapping[str, Any]
    ) -> Item:
        computed = self._label("computed_class", result["computed_class"])
        published = self._label("declared_class", result["declared_class"])
        criteria, measures = self._tables["criteria"], self._tables["measures"]
        criterion_ids = criteria.loc[criteria["shortcoming_id"] == row["shortcoming_id"], "criterion_id"]
        measure_ids = measures.loc[measures["shortcoming_id"] == row["shortcoming_id"], "measure_id"]
        facts = self._facts(
            {
                "computed_class": computed,
                "declared_class": published or self._words["nothing"],
                "section": str(declared.get("section", "")),
                "measures": ", ".join(measure_ids),
                "row": self._row(row),
            }
        )
        brief = self._words["classes" if published else "class_alone"]
        return Item(
            row["shortcoming_id"],
            self._words["shortcoming"],
            row["title"],
            brief.format(computed=computed, declared=published),
            facts,
            tuple(criterion_ids),
        )

    def _label(self, column: str, cell: str) -> str:
        return label(cell, self._labels[column])

    def _facts(self, facts: Mapping[str, str]) -> Facts:
        """Facts by what they are called, without those that are empty."""
        return tuple((self._words[name], str(text)) for name, text in facts.items() if text)

    def _measured(self, value: Value) -> str:
        if value.kind == "rank":  # so many of nothing
            return self._reprinted(value.printed)
        unit = "%" if value.measure == "percentage" else f" {value.base_unit}".rstrip()
        numbers = dict.fromkeys(exact(bound, self._language) for bound in value.bounds)
        return "–".join(numbers) + unit

    def _condition(self, row: Mapping[str, Any], threshold: str) -> str:
        return f"{row['comparator']} {self._reprinted(threshold)}".strip() or self._words["no_condition"]

    def _reprinted(self, number: str) -> str:
        """A number of ours as the language prints it; a code stays."""
        return reprint(number, language=self._language)

    def _row(self, row: Mapping[str, Any]) -> str:
        return row_address(row["file"], row["line"], self._language)

    @staticmethod
    def _codes(*cells: str) -> tuple[str, ...]:
        """The codes some cells hold, each once; what is a quantity or a section stands for nothing."""
        codes = (code.partition(":")[0] for cell in cells for code in cell.split(SEPARATOR))
        return tuple(dict.fromkeys(code for code in codes if code))


def _rows(frame: pd.DataFrame) -> list[dict[str, Any]]:
    return [{str(name): cell for name, cell in row.items()} for row in frame.pipe(row_dicts)]
