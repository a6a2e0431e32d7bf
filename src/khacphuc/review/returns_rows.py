"""What the page of returns shows, row by row: rates, who is missing or late, doubts, cells of the map."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final

import pandas as pd

from khacphuc.data.returns.faults import NOTICES
from khacphuc.data.returns.report_states import ARRIVAL_FAULTS, ReportState, report_states
from khacphuc.locale import words
from khacphuc.review.return_names import ReturnNames
from khacphuc.schema.row_dicts import row_dicts
from khacphuc.text.cells import unquoted

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

SYMBOLS: Final[Mapping[ReportState, str]] = {
    ReportState.ON_TIME: "●",
    ReportState.LATE: "▲",
    ReportState.RECEIVED: "?",
    ReportState.INCOMPLETE: "○",
    ReportState.NOT_COUNTED: "▼",
    ReportState.MISSING: "×",
    ReportState.AWAITED: "·",
}
"""What stands in a cell of the map for each state; the word stands with it for who does not see it."""
DOUBT: Final = "!"
"""What stands behind the symbol of a report that has doubts."""

MOST_DOUBTS: Final = 500
"""So many doubts a page shows; all of them are findings."""


@dataclass(frozen=True, slots=True)
class RateRow:
    """How reporting went for a period, a parent or all: numbers, and both rates in words."""

    label: str
    expected: int
    actual: int
    on_time: int
    rate: str
    rate_on_time: str
    group: str = ""


@dataclass(frozen=True, slots=True)
class MapCell:
    """A unit and period of the map: what became of the report; an empty state was not asked for."""

    state: str = ""
    symbol: str = ""
    word: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """The rows of the units below one parent; ``key`` is what the filter knows them by."""

    key: str
    name: str
    rows: tuple[Any, ...]
    rate: str = ""


class ReturnRows:
    """Makes the rows of the page.

    Args:
        gathered: what ``05_returns`` left: expected, forms, faults, rates, totals.
        tables: collections, units and indicators, for what codes are called.
        language: of our own words.
    """

    def __init__(
        self, gathered: Mapping[str, pd.DataFrame], tables: Mapping[str, pd.DataFrame], language: str
    ) -> None:
        self._gathered = gathered
        self._words = words(language, "returns")
        self._faults = words(language, "form_fault")
        self.names = ReturnNames(tables, language)
        units = tables["units"].drop_duplicates("unit_id")
        self._parent_of = dict(zip(units["unit_id"], units["parent"], strict=True))
        self.states = report_states(gathered["expected"], gathered["forms"], gathered["faults"])

    @property
    def collections(self) -> tuple[str, ...]:
        """The codes of the forms somebody was asked for, in the order of their table."""
        expected = set(self.states["collection"])
        return tuple(code for code in self.names.titles if code in expected)

    @cached_property
    def parents(self) -> dict[str, str]:
        """The names of all parents units report below, by their codes, in the order of their codes."""
        codes = sorted({str(code) for code in self.states["parent"]} - {""})
        return {code: self.names.unit(code) for code in codes}

    @property
    def choices(self) -> list[tuple[str, str]]:
        """What the filter offers: each parent, and last, without a name, what has none if there is any."""
        has_others = (self.states["parent"].astype("str") == "").any() or (self.doubts["parent"] == "").any()
        codes = [*self.parents, *([""] if has_others else [])]
        return [(self.keys[code], self.parents.get(code, "")) for code in codes]

    @cached_property
    def keys(self) -> dict[str, str]:
        """What the filter knows each parent by; of a unit without one ``p0``."""
        return {"": "p0"} | {code: f"p{number}" for number, code in enumerate(self.parents, start=1)}

    def count(self, state: ReportState, collection: str = "") -> int:
        """How many reports are in a state."""
        chosen = self.states["state"] == state
        return int((chosen & self._of(collection)).sum())

    @property
    def doubtful(self) -> int:
        """How many of the reports have doubts."""
        return int((self.states["doubts"] > 0).sum())

    def rates_of(self, collection: str, *, by: str = "") -> list[RateRow]:
        """The rates of a collection: of the year and all units, or by ``period`` or ``parent``."""
        rates = self._gathered["rates"]
        rates = rates[rates["collection"].astype("str") == collection]
        for name in ("period", "parent"):
            rates = rates[(rates[name].astype("str") != "") == (name == by)]
        return [self._rate(row, by) for row in rates.pipe(row_dicts)]

    def heads(self, collection: str) -> list[tuple[str, str]]:
        """The periods of a collection, short and in full."""
        return [
            (self.names.short_period(code), self.names.period(code)) for code in self._periods(collection)
        ]

    def map_of(self, collection: str) -> list[Group]:
        """The units of a collection by parent, each with a cell for every period."""
        periods = self._periods(collection)
        rates = {row.group: row.rate for row in self.rates_of(collection, by="parent")}
        states = self.states[self._of(collection)]
        cells = {
            (unit, period): self._cell(state, doubts)
            for unit, period, state, doubts in zip(
                *(states[name] for name in ("unit_id", "period", "state", "doubts")), strict=True
            )
        }
        none = MapCell()
        units = states.drop_duplicates("unit_id")
        rows = (
            (parent, (self.names.unit(unit), [cells.get((unit, period), none) for period in periods]))
            for parent, unit in sorted(zip(units["parent"], units["unit_id"], strict=True))
        )
        return [
            Group(group.key, group.name, group.rows, rates.get(group.key, ""))
            for group in self._by_parent(rows)
        ]

    def missing(self) -> list[Group]:
        """Who did not report, by parent: a unit with the form and the periods that are missing."""
        states = self.states[self.states["state"] == ReportState.MISSING]
        periods: dict[tuple[str, str, str], list[str]] = {}
        for row in states.pipe(row_dicts):
            report = (str(row["parent"]), str(row["unit_id"]), str(row["collection"]))
            periods.setdefault(report, []).append(self.names.period(str(row["period"])))
        rows = (
            (parent, (self.names.unit(unit), self.names.form(collection), names))
            for (parent, unit, collection), names in sorted(periods.items())
        )
        return self._by_parent(rows)

    def late(self) -> list[Group]:
        """Who was late, by parent: unit, form, period, the day it was due, the day it came, days between."""
        states = self.states[self.states["state"] == ReportState.LATE].sort_values(
            ["parent", "unit_id", "period"]
        )
        rows = (
            (
                str(row["parent"]),
                (
                    self.names.unit(row["unit_id"]),
                    self.names.form(row["collection"]),
                    self.names.period(row["period"]),
                    self.names.day(row["due_on"]),
                    self.names.day(row["received_on"]),
                    int(row["days_late"]),
                ),
            )
            for row in states.pipe(row_dicts)
        )
        return self._by_parent(rows)

    def listed(self, state: ReportState) -> list[Group]:
        """The reports in a state, by parent: unit, form, period."""
        states = self.states[self.states["state"] == state].sort_values(["parent", "unit_id", "period"])
        rows = (
            (
                str(row["parent"]),
                (
                    self.names.unit(row["unit_id"]),
                    self.names.form(row["collection"]),
                    self.names.period(row["period"]),
                ),
            )
            for row in states.pipe(row_dicts)
        )
        return self._by_parent(rows)

    @cached_property
    def doubts(self) -> pd.DataFrame:
        """The faults that are told one by one, in words, with the parent of their unit."""
        faults = self._gathered["faults"]
        chosen = faults[~faults["fault"].isin([*ARRIVAL_FAULTS, *NOTICES])]
        parents = chosen["unit_id"].astype("str").map(self._parent_of).fillna("")
        known = parents.where(parents.isin(list(self.parents)), "")
        in_words = self.names.wording.frame(chosen).assign(parent=known)
        return in_words.sort_values(["parent", "unit_id", "period", "file", "cell"])

    def doubt_groups(self) -> list[Group]:
        """What is doubtful, by parent: unit, period, item, what is wrong, what stands there, and where."""
        rows = (
            (
                row["parent"],
                (
                    self.names.unit(row["unit_id"]) if row["unit_id"] else self._words["unit_unknown"],
                    self.names.period(row["period"]) if row["period"] else "",
                    self.names.indicator(row["indicator"]) if row["indicator"] else "",
                    self._faults.get(row["fault"], row["fault"]),
                    unquoted(row["observed"]),
                    row["expected"],
                    self.names.place(row["file"], row["sheet"], row["cell"]),
                ),
            )
            for row in self.doubts.head(MOST_DOUBTS).pipe(row_dicts)
        )
        return self._by_parent(rows)

    def totals(self) -> list[dict[str, str]]:
        """The totals of the year: what is counted, its value, and of how many of the reports."""
        totals = self._gathered["totals"]
        chosen = totals[(totals["period"].astype("str") == "") & (totals["parent"].astype("str") == "")]
        return [
            {
                "name": self.names.indicator(str(row["indicator"])),
                "unit": self.names.measure(str(row["indicator"])),
                "value": self.names.number(row["value"]),
                "of": self.names.reports(int(row["reported"]), int(row["expected"])),
                "status": str(row["status"]),
            }
            for row in chosen.pipe(row_dicts)
        ]

    def _rate(self, row: Mapping[Any, Any], by: str) -> RateRow:
        expected, actual, on_time = (int(row[name]) for name in ("expected", "actual", "on_time"))
        parent = str(row["parent"])
        label = {"period": self.names.period(str(row["period"])), "parent": self.names.unit(parent)}.get(
            by, ""
        )
        known = bool(row["lateness_known"])
        share = self.names.percent(on_time, expected)
        return RateRow(
            label,
            expected,
            actual,
            on_time,
            self.names.percent(actual, expected),
            share if known else self._words["at_least"].format(rate=share),
            self.keys.get(parent, "") if by == "parent" else "",
        )

    def _cell(self, state: str, doubts: int) -> MapCell:
        name = ReportState(state)
        word = self._words[f"state_{name}"]
        if not doubts:
            return MapCell(name, SYMBOLS[name], word)
        doubted = self._words.counted("doubts", doubts).format(count=self.names.count(doubts))
        return MapCell(name, f"{SYMBOLS[name]}{DOUBT}", f"{word}, {doubted}")

    def _periods(self, collection: str) -> list[str]:
        expected = self._gathered["expected"]
        chosen = expected[expected["collection"].astype("str") == collection]
        return list(chosen.sort_values("period_end")["period"].astype("str").unique())

    def _of(self, collection: str) -> pd.Series[bool]:
        if not collection:
            return pd.Series(data=True, index=self.states.index)
        return self.states["collection"].astype("str") == collection

    def _by_parent(self, rows: Iterable[tuple[str, Any]]) -> list[Group]:
        """Rows with the parent each belongs to as groups, in the order of the parents."""
        by_parent: dict[str, list[Any]] = {}
        for parent, row in rows:
            by_parent.setdefault(parent, []).append(row)
        return [
            Group(self.keys.get(parent, "p0"), self.parents.get(parent, ""), tuple(group))
            for parent, group in sorted(by_parent.items())
        ]
