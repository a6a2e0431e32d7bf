"""Tables in, an ``Item`` for every row that has a code out: its kind, its facts, the codes it rests on. Pure.

The words are for people at a terminal, so they are English; the contents of the tables stay as they are.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pandas as pd

from khacphuc.data.values import Values
from khacphuc.schema.tables import SEPARATOR
from khacphuc.text.dates import format_date
from khacphuc.text.formats import format_decimal
from khacphuc.text.rows import row_address
from khacphuc.text.units import with_unit

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from fractions import Fraction

    from khacphuc.assess.run import Assessment
    from khacphuc.data.values import Value

Facts = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Item:
    """One row.

    Attributes:
        code: its code.
        kind: what it is, in a word or two.
        label: what it is called.
        brief: what is printed of it where another row is traced.
        facts: its facts by name; none is empty.
        uses: the codes it rests on.
    """

    code: str
    kind: str
    label: str
    brief: str
    facts: Facts = ()
    uses: tuple[str, ...] = ()


def items_of(
    tables: Mapping[str, pd.DataFrame], assessment: Assessment, class_names: Mapping[str, str]
) -> dict[str, Item]:
    """Every row with a code, by its code; codes they rest on that stand for nothing are left out.

    Args:
        tables: the clean tables.
        assessment: targets, criteria and classes of the run.
        class_names: how each class is printed (``Inputs.class_names``).
    """
    maker = _Maker(tables, assessment, class_names)
    return {item.code: item for item in maker.items()}


def exact(value: Fraction) -> str:
    """A number whole: as a decimal where it ends, else as a fraction.

    >>> from fractions import Fraction
    >>> exact(Fraction(361, 4)), exact(Fraction(13_600_000)), exact(Fraction(9, 11))
    ('90,25', '13.600.000', '9/11')
    """
    places = next((n for n in range(10) if (value * 10**n).denominator == 1), None)
    if places is None:
        return f"{value.numerator}/{value.denominator}"
    return format_decimal(value, places)


class _Maker:
    def __init__(
        self, tables: Mapping[str, pd.DataFrame], assessment: Assessment, class_names: Mapping[str, str]
    ) -> None:
        self._tables = tables
        self._assessment = assessment
        self._class_names = class_names
        self._values = Values(tables["figures"], tables["computed"])
        self._names = dict(
            zip(tables["indicators"]["indicator_id"], tables["indicators"]["name"], strict=True)
        )

    def items(self) -> Iterator[Item]:
        """Every row, table by table."""
        yield from map(self._figure, _rows(self._tables["figures"]))
        yield from map(self._computed, _rows(self._tables["computed"]))
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
        facts = _facts(
            {
                "printed": whole,
                "value": _measured(value) if value else "not read",
                "kind": row["kind"],
                "unit": row["unit"],
                "where": row["source"],
                "row": _row(row),
                "indicator": f"{row['indicator']} ({self._names.get(row['indicator'], '')})",
                "remarks": row["flags"],
                "part of": row["parent"],
            }
        )
        label = self._names.get(row["indicator"], row["indicator"])
        return Item(code, "figure", label, f"{whole}, {row['source']} ({_row(row)})", facts)

    def _computed(self, row: Mapping[str, Any]) -> Item:
        value = self._values.get(row["computed_id"])
        result = f"{row['working']} = {row['printed']}"
        facts = _facts(
            {
                "formula": f"{row['formula']} of {row['operands'].replace(SEPARATOR, ', ')}",
                "working": result,
                "exact": _measured(value) if value else "not computed",
                "printed": row["printed"],
                "reproduces": row["reproduces"],
                "row": _row(row),
            }
        )
        return Item(
            row["computed_id"], "computed number", row["label"], result, facts, self._codes(row["operands"])
        )

    def _document(self, row: Mapping[str, Any]) -> Item:
        named = " ".join(filter(None, [row["type"], row["symbol"]]))
        day = row["issued_on"]
        date = format_date(day.date()) if isinstance(day, pd.Timestamp) else ""
        facts = _facts(
            {
                "document": named,
                "issued": ", ".join(filter(None, [row["issuer"], date])),
                "subject": row["subject"],
                "row": _row(row),
            }
        )
        return Item(row["document_id"], "document", row["subject"], named, facts, (row["carries_out"],))

    def _measure(self, row: Mapping[str, Any]) -> Item:
        facts = _facts(
            {
                "shortcoming": row["shortcoming_id"],
                "answerable": row["answerable"],
                "row": _row(row),
            }
        )
        uses = self._codes(row["documents"])
        return Item(row["measure_id"], "measure", row["description"], row["shortcoming_id"], facts, uses)

    def _part(self, row: Mapping[str, Any], result: Mapping[str, Any]) -> Item:
        brief = (
            f"{_condition(row, result['threshold'])}, reached {result['actual'] or '–'}: {result['status']}"
        )
        facts = _facts({"target": row["target_id"], "result": brief, "row": _row(row)})
        uses = self._codes(row["figure"], row["threshold"])
        return Item(row["part_id"], "part of a target", row["statement"], brief, facts, uses)

    def _target(self, row: Mapping[str, Any], result: Mapping[str, Any]) -> Item:
        parts = self._tables["target_parts"]
        part_ids = parts.loc[parts["target_id"] == row["target_id"], "part_id"]
        facts = _facts(
            {
                "result": result["status"],
                "parts met": result["actual"],
                "targets": str(row["count"]),
                "row": _row(row),
            }
        )
        uses = (*part_ids, *self._codes(row["parts_ratio"]))
        return Item(row["target_id"], "target", row["statement"], result["status"], facts, uses)

    def _criterion(self, row: Mapping[str, Any], status: str) -> Item:
        condition = f"{row['figure']} {_condition(row, row['threshold'])}" if row["figure"] else ""
        brief = f"{row['kind']}: {status}"
        facts = _facts(
            {
                "shortcoming": row["shortcoming_id"],
                "status": brief + (" (proxy)" if row["proxy"] else ""),
                "asked": condition,
                "reason": row["reason"],
                "evidence": row["evidence"].replace(SEPARATOR, ", "),
                "row": _row(row),
            }
        )
        uses = self._codes(row["figure"], row["threshold"], row["baseline"], row["evidence"])
        return Item(row["criterion_id"], "criterion", row["aspect"], brief, facts, uses)

    def _shortcoming(
        self, row: Mapping[str, Any], result: Mapping[str, Any], declared: Mapping[str, Any]
    ) -> Item:
        computed, published = result["computed_class"], result["declared_class"]
        criteria, measures = self._tables["criteria"], self._tables["measures"]
        criterion_ids = criteria.loc[criteria["shortcoming_id"] == row["shortcoming_id"], "criterion_id"]
        measure_ids = measures.loc[measures["shortcoming_id"] == row["shortcoming_id"], "measure_id"]
        facts = _facts(
            {
                "computed": self._class(computed),
                "declared": self._class(published) if published else "nothing",
                "section": str(declared.get("section", "")),
                "measures": ", ".join(measure_ids),
                "row": _row(row),
            }
        )
        brief = f"computed {computed}, declared {published or 'nothing'}"
        return Item(row["shortcoming_id"], "shortcoming", row["title"], brief, facts, tuple(criterion_ids))

    def _class(self, name: str) -> str:
        return f"{name} ({self._class_names[name]})" if name in self._class_names else name

    @staticmethod
    def _codes(*cells: str) -> tuple[str, ...]:
        """The codes some cells hold, each once; what is a quantity or a section stands for nothing."""
        codes = (code.partition(":")[0] for cell in cells for code in cell.split(SEPARATOR))
        return tuple(dict.fromkeys(code for code in codes if code))


def _measured(value: Value) -> str:
    unit = "%" if value.kind == "percentage" else f" {value.base_unit}".rstrip()
    return exact(value.exact) + unit


def _condition(row: Mapping[str, Any], threshold: str) -> str:
    return f"{row['comparator']} {threshold}".strip() or "nothing to compare with"


def _row(row: Mapping[str, Any]) -> str:
    return row_address(row["file"], row["line"], "en")  # as the names of facts


def _facts(facts: Mapping[str, str]) -> Facts:
    """Facts by name, without those that are empty."""
    return tuple((name, str(text)) for name, text in facts.items() if text)


def _rows(frame: pd.DataFrame) -> list[dict[str, Any]]:
    return [{str(name): cell for name, cell in row.items()} for row in frame.to_dict("records")]
