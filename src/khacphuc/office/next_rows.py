"""The rows a run hands on: those of shortcomings that go on, and of what judges them, made rows of next year.

Numbers measured again keep indicator and unit and lose their number; codes are counted anew.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import pandas as pd

from khacphuc.data.values import Values
from khacphuc.schema.codes import COUNT_CODE
from khacphuc.schema.row_dicts import row_dicts
from khacphuc.schema.tables import SEPARATOR, TABLES
from khacphuc.text.dates import format_date

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Mapping

    from khacphuc.data.values import Value

    Row = dict[str, str]
    Tables = Mapping[str, pd.DataFrame]

_MEASURED: Final = "measured"
_PERIOD_YEAR = re.compile(r";\s*\d{4}")
_SECTION = re.compile(r"(?P<head>[^.-]+)\.(?P<order>\d+)(?P<tail>(?:\.\d+)*)")


@dataclass(frozen=True)
class AwaitedFigure:
    """A number next year needs, beside what it was.

    Attributes:
        code: the row that waits for it.
        was: the row it comes of, in the other run.
        printed: the number it had there.
    """

    code: str
    was: str
    printed: str


class NextRows:
    """What of one run goes on, as the next one has it.

    Args:
        tables: the clean tables, with the numbers that are used.
        going: the shortcomings that go on.
        run: whose tables they are.
        day: the last day of the next year: an indicator that ended before it no longer holds.
    """

    def __init__(self, tables: Tables, going: tuple[str, ...], run: str, day: dt.date) -> None:
        self._tables = tables
        self._run, self._day = run, day
        self._values = Values.of_tables(tables)
        self._figures = _by_key(tables["figures"], "figure_id")
        self._computed = _by_key(tables["computed"], "computed_id")
        self._shortcomings = _in_report_order(tables["shortcomings"], going)
        self._ended = _ended_indicators(tables["indicators"], day)
        self._new_codes = self._numbered(self._needed())

    @property
    def orders(self) -> dict[str, tuple[int, int]]:
        """Of each shortcoming that goes on, its place in the other run and in the next."""
        return {
            row["shortcoming_id"]: (int(row["order"]), number)
            for number, row in enumerate(self._shortcomings, start=1)
        }

    @property
    def remedied(self) -> tuple[str, ...]:
        """The shortcomings that do not go on."""
        going = self.orders
        return tuple(code for code in self._tables["shortcomings"]["shortcoming_id"] if code not in going)

    @property
    def awaited(self) -> tuple[AwaitedFigure, ...]:
        """The figures that are needed again."""
        return tuple(
            AwaitedFigure(new, code, self._values[code].label if code in self._values else "")
            for code, new in self._new_codes.items()
            if code in self._figures
        )

    @property
    def judged(self) -> tuple[str, ...]:
        """The criteria that wait for a judgement."""
        return tuple(row["criterion_id"] for row in self._criteria() if row["kind"] != _MEASURED)

    @property
    def ended(self) -> tuple[tuple[str, dt.date, tuple[str, ...]], ...]:
        """Indicators that no longer hold, with their last day and the criteria and parts they measured."""
        users = ((code, day, self._users(code)) for code, day in self._ended.items())
        return tuple(item for item in users if item[2])

    def rows(self) -> dict[str, list[Row]]:
        """The rows next year begins with, by table."""
        orders = self.orders
        return {
            "shortcomings": [self._shortcoming(row, orders) for row in self._shortcomings],
            "criteria": [self._criterion(row) for row in self._criteria()],
            "figures": [self._figure(code, orders) for code in self._new_codes if code in self._figures],
            "computed": [self._number(code) for code in self._new_codes if code in self._computed],
            "targets": [
                _texts(row, ("target_id", "count", "statement", "itemised")) for row in self._rows("targets")
            ],
            "target_parts": [self._part(row) for row in self._rows("target_parts")],
            "declared": [
                {"shortcoming_id": row["shortcoming_id"], "section": self._section(row["section"], orders)}
                for row in self._rows("declared")
                if row["shortcoming_id"] in orders
            ],
            **self._forms(),
            "score_sheets": [self._scored(row) for row in self._rows("score_sheets")],
            "rating_sheets": _as_typed("rating_sheets", self._rows("rating_sheets")),
        }

    def _scored(self, row: dict[str, Any]) -> Row:
        """A criterion of a score sheet, its deadline still to be set; what feeds it has its new code."""
        is_number = row["fed_by"] in self._figures or row["fed_by"] in self._computed
        fed_by = self._new_codes.get(row["fed_by"], "" if is_number else row["fed_by"])
        return _texts(row, ("score_criterion_id", "criterion", "level", "points")) | {"fed_by": fed_by}

    def _forms(self) -> dict[str, list[Row]]:
        """What units are asked: the forms that still hold, with their items and rules."""
        held = [row for row in self._rows("collections") if not _ended_before(row, self._day)]
        codes = {row["collection_id"] for row in held}
        parts = {
            name: [row for row in self._rows(name) if row["collection"] in codes]
            for name in ("collection_items", "return_rules")
        }
        return {name: _as_typed(name, rows) for name, rows in {"collections": held, **parts}.items()}

    def _rows(self, table: str) -> list[dict[str, Any]]:
        return self._tables[table].pipe(row_dicts)

    def _criteria(self) -> list[dict[str, Any]]:
        going = {row["shortcoming_id"] for row in self._shortcomings}
        return [row for row in self._rows("criteria") if row["shortcoming_id"] in going]

    def _needed(self) -> set[str]:
        """The figures and computed numbers criteria and parts of targets measure, with their operands."""
        used = [row["figure"] for row in (*self._criteria(), *self._rows("target_parts")) if row["figure"]]
        codes = {code.partition(":")[0] for code in used}
        codes |= {operand for code in codes for operand in self._operands(code)}
        return {code for code in codes if not self._has_ended(code)}

    def _operands(self, code: str) -> list[str]:
        cell = self._computed[code]["operands"] if code in self._computed else ""
        return [operand.partition(":")[0] for operand in cell.split(SEPARATOR) if operand]

    def _has_ended(self, code: str) -> bool:
        codes = [code, *self._operands(code)]
        return any(self._figures[each]["indicator"] in self._ended for each in codes if each in self._figures)

    def _users(self, indicator: str) -> tuple[str, ...]:
        """The criteria and parts of targets that measure an indicator."""
        measuring = [(row["criterion_id"], row["figure"]) for row in self._criteria()]
        measuring += [(row["part_id"], row["figure"]) for row in self._rows("target_parts")]
        return tuple(
            code
            for code, figure in measuring
            if any(
                self._figures[each]["indicator"] == indicator
                for each in (figure.partition(":")[0], *self._operands(figure))
                if each in self._figures
            )
        )

    def _numbered(self, needed: set[str]) -> dict[str, str]:
        """New codes, from 1 in the order of the tables: a numbering has no gaps."""
        codes = {}
        for rows in (self._figures, self._computed):
            going = [code for code in rows if code in needed]
            for number, code in enumerate(going, start=1):
                head = code.rstrip("0123456789")
                codes[code] = f"{head}{number:0{len(code) - len(head)}d}"
        return codes

    def _new_code(self, code: str) -> str:
        """The new code of a number, with the term of a ratio; empty if it does not go on.

        A count of tables is called the same in every year.
        """
        if re.fullmatch(COUNT_CODE, code):
            return code
        whole, colon, term = code.partition(":")
        return f"{self._new_codes[whole]}{colon}{term}" if whole in self._new_codes else ""

    def _shortcoming(self, row: Mapping[str, Any], orders: Mapping[str, tuple[int, int]]) -> Row:
        texts = _texts(row, ("shortcoming_id", "field", "title"))
        return texts | {"order": str(orders[row["shortcoming_id"]][1]), "carried_from": self._run}

    def _criterion(self, row: Mapping[str, Any]) -> Row:
        texts = _texts(row, ("criterion_id", "shortcoming_id", "aspect", "kind", "comparator", "proxy"))
        actual = self._values.get(row["figure"])
        figure = self._new_code(row["figure"])
        return texts | {
            "figure": figure,
            "threshold": self._typed(row["threshold"]),
            "baseline": self._as_text(actual) if actual else "",
            "evidence": figure.partition(":")[0],
        }

    def _part(self, row: Mapping[str, Any]) -> Row:
        texts = _texts(row, ("part_id", "target_id", "count", "statement", "comparator"))
        return texts | {
            "threshold": self._typed(row["threshold"]),
            "figure": self._new_code(row["figure"]),
        }

    def _figure(self, code: str, orders: Mapping[str, tuple[int, int]]) -> Row:
        row = self._figures[code]
        texts = _texts(row, ("paragraph", "unit", "indicator"))
        return texts | {
            "figure_id": self._new_codes[code],
            "section": self._section(row["section"], orders),
            "parent": self._new_code(row["parent"]),
            "from_returns": _PERIOD_YEAR.sub(f";{self._day.year}", row["from_returns"]),
        }

    def _number(self, code: str) -> Row:
        row = self._computed[code]
        texts = _texts(row, ("label", "formula", "decimals"))
        operands = SEPARATOR.join(self._new_code(operand) for operand in row["operands"].split(SEPARATOR))
        reproduces = self._new_code(row["reproduces"])
        return texts | {"computed_id": self._new_codes[code], "operands": operands, "reproduces": reproduces}

    def _section(self, section: str, orders: Mapping[str, tuple[int, int]]) -> str:
        """A section of a shortcoming under its new number; of a remedied one, that around it."""
        match = _SECTION.fullmatch(section)
        if not match or match["head"] not in self._heads():
            return section
        moved = dict(orders.values())
        order = int(match["order"])
        return f"{match['head']}.{moved[order]}{match['tail']}" if order in moved else match["head"]

    def _heads(self) -> set[str]:
        """The sections that have a part for each shortcoming: where their classes are declared."""
        matches = (_SECTION.fullmatch(section) for section in self._tables["declared"]["section"])
        return {match["head"] for match in matches if match}

    def _typed(self, threshold: str) -> str:
        """A threshold as printed: the figure that printed it stays in its year."""
        value = self._values.get(threshold)
        return self._as_text(value) if value else threshold

    def _as_text(self, value: Value) -> str:
        """The text that is read as the same number again: with its unit where it needs one."""
        for text in (value.printed, value.label):
            again = self._values.resolve(text)
            if again and (again.kind, again.bounds) == (value.kind, value.bounds):
                return text
        return value.label


def _in_report_order(shortcomings: pd.DataFrame, going: Iterable[str]) -> list[dict[str, Any]]:
    rows = shortcomings[shortcomings["shortcoming_id"].isin(list(going))].sort_values("order", kind="stable")
    return rows.pipe(row_dicts)


def _by_key(frame: pd.DataFrame, key: str) -> dict[str, dict[str, Any]]:
    return {str(row[key]): row for row in frame.drop_duplicates(key).pipe(row_dicts)}


def _ended_indicators(indicators: pd.DataFrame, day: dt.date) -> dict[str, dt.date]:
    """The indicators that no longer hold on a day, with their last one."""
    rows = zip(indicators["indicator_id"], indicators["valid_to"], strict=True)
    return {str(code): last.date() for code, last in rows if not pd.isna(last) and last.date() < day}


def _ended_before(row: Mapping[str, Any], day: dt.date) -> bool:
    return not pd.isna(row["valid_to"]) and bool(row["valid_to"].date() < day)


def _as_typed(table: str, rows: Iterable[Mapping[str, Any]]) -> list[Row]:
    return [_texts(row, [field.name for field in TABLES[table].raw]) for row in rows]


def _texts(row: Mapping[str, Any], names: Iterable[str]) -> Row:
    """Some cells of a clean row as they are typed."""
    return {name: _text(row[name]) for name in names}


def _text(cell: Any) -> str:
    if isinstance(cell, bool):
        return "có" if cell else ""
    if isinstance(cell, pd.Timestamp):
        return format_date(cell.date())
    return "" if pd.isna(cell) else str(cell)
