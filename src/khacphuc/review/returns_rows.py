"""What the page of returns shows, row by row: rates, who is missing or late, doubts, cells of the map."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final

import pandas as pd

from khacphuc.data.returns.coverage import percent_of
from khacphuc.data.returns.faults import NOTICES
from khacphuc.data.returns.period_names import period_name, short_period_name
from khacphuc.data.returns.report_states import ARRIVAL_FAULTS, ReportState, report_states
from khacphuc.locale import words
from khacphuc.text.dates import format_date
from khacphuc.text.formats import format_decimal

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

_DECIMALS: Final = 4


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
        self._language = language
        self._words = words(language, "returns")
        units = tables["units"].drop_duplicates("unit_id")
        self._units = dict(zip(units["unit_id"], units["name"], strict=True))
        self._parent_of = dict(zip(units["unit_id"], units["parent"], strict=True))
        self._indicators = tables["indicators"].drop_duplicates("indicator_id").set_index("indicator_id")
        titles = tables["collections"].drop_duplicates("collection_id")
        self.titles: dict[str, str] = dict(zip(titles["collection_id"], titles["title"], strict=True))
        self.states = report_states(gathered["expected"], gathered["forms"], gathered["faults"])

    @cached_property
    def parents(self) -> dict[str, str]:
        """The names of all parents units report below, by their codes, in the order of their codes."""
        codes = sorted({str(code) for code in self.states["parent"]} - {""})
        return {code: self.unit(code) for code in codes}

    @cached_property
    def keys(self) -> dict[str, str]:
        """What the filter knows each parent by; of a unit without one ``p0``."""
        return {"": "p0"} | {code: f"p{number}" for number, code in enumerate(self.parents, start=1)}

    def unit(self, code: str) -> str:
        """What a unit is called."""
        return self._units.get(code, code)

    def indicator(self, code: str) -> str:
        """What an indicator is called."""
        return str(self._indicators["name"].get(code, code))

    def period(self, code: str) -> str:
        """What a period is called."""
        return period_name(code, self._language)

    def day(self, moment: Any) -> str:
        """A day as documents print it; empty where there is none."""
        return "" if pd.isna(moment) else format_date(moment.date())

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
        return [self._rate(row, by) for row in rates.to_dict("records")]

    def heads(self, collection: str) -> list[tuple[str, str]]:
        """The periods of a collection, short and in full."""
        return [
            (short_period_name(code, self._language), self.period(code)) for code in self._periods(collection)
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
            (parent, (self.unit(unit), [cells.get((unit, period), none) for period in periods]))
            for parent, unit in sorted(zip(units["parent"], units["unit_id"], strict=True))
        )
        return [
            Group(group.key, group.name, group.rows, rates.get(group.key, ""))
            for group in self._by_parent(rows)
        ]

    def missing(self) -> list[Group]:
        """Who did not report, by parent: a unit with the form and the periods that are missing."""
        states = self.states[self.states["state"] == ReportState.MISSING]
        grouped = states.groupby(["parent", "unit_id", "collection"], sort=True)["period"].agg(list)
        rows = (
            (
                str(parent),
                (self.unit(str(unit)), self.titles[str(collection)], [self.period(code) for code in periods]),
            )
            for (parent, unit, collection), periods in grouped.items()  # type: ignore[misc]
        )
        return self._by_parent(rows)

    def late(self) -> list[Group]:
        """Who was late, by parent: unit, form, period, the day it was due, the day it came, days between."""
        states = self.states[self.states["state"] == ReportState.LATE].sort_values(["parent", "unit_id"])
        rows = (
            (
                str(row["parent"]),
                (
                    self.unit(row["unit_id"]),
                    self.titles[row["collection"]],
                    self.period(row["period"]),
                    self.day(row["due_on"]),
                    self.day(row["received_on"]),
                    int(row["days_late"]),
                ),
            )
            for row in states.to_dict("records")
        )
        return self._by_parent(rows)

    def listed(self, state: ReportState) -> list[Group]:
        """The reports in a state, by parent: unit, form, period."""
        states = self.states[self.states["state"] == state].sort_values(["parent", "unit_id"])
        rows = (
            (
                str(row["parent"]),
                (self.unit(row["unit_id"]), self.titles[row["collection"]], self.period(row["period"])),
            )
            for row in states.to_dict("records")
        )
        return self._by_parent(rows)

    @cached_property
    def doubts(self) -> pd.DataFrame:
        """The faults that are told one by one, with the parent of their unit."""
        faults = self._gathered["faults"]
        chosen = faults[~faults["fault"].isin([*ARRIVAL_FAULTS, *NOTICES])]
        parents = chosen["unit_id"].astype("str").map(self._parent_of).fillna("")
        known = parents.where(parents.isin(list(self.parents)), "")
        return chosen.assign(parent=known).sort_values(["parent", "unit_id", "period", "file", "cell"])

    def doubt_groups(self) -> list[Group]:
        """What is doubtful, by parent: unit, period, item, what is wrong, what stands there, and where."""
        names = words(self._language, "form_fault")
        rows = (
            (
                row["parent"],
                (
                    self.unit(row["unit_id"]) if row["unit_id"] else self._words["unit_unknown"],
                    self.period(row["period"]) if row["period"] else "",
                    self.indicator(row["indicator"]) if row["indicator"] else "",
                    names.get(row["fault"], row["fault"]),
                    row["observed"],
                    row["expected"],
                    self._place(row),
                ),
            )
            for row in self.doubts.head(MOST_DOUBTS).to_dict("records")
        )
        return self._by_parent(rows)

    def totals(self) -> list[dict[str, str]]:
        """The totals of the year: what is counted, its value, and of how many of the reports."""
        totals = self._gathered["totals"]
        chosen = totals[(totals["period"].astype("str") == "") & (totals["parent"].astype("str") == "")]
        return [
            {
                "name": self.indicator(str(row["indicator"])),
                "unit": str(self._indicators["unit_of_measure"].get(row["indicator"], "")),
                "value": self.number(row["value"]),
                "of": self._of_reports(int(row["reported"]), int(row["expected"])),
                "status": str(row["status"]),
            }
            for row in chosen.to_dict("records")
        ]

    def number(self, value: float) -> str:
        """A total as people read it; empty where there is none."""
        if pd.isna(value):
            return ""
        exact = Decimal(repr(round(float(value), _DECIMALS))).normalize()
        exponent = exact.as_tuple().exponent
        decimals = max(-exponent, 0) if isinstance(exponent, int) else 0
        return format_decimal(exact, decimals, language=self._language)

    def _of_reports(self, reported: int, expected: int) -> str:
        counts = {"reported": self._grouped(reported), "expected": self._grouped(expected)}
        return self._words["of_reports"].format(
            **counts, rate=percent_of(reported, expected, self._language) or "–"
        )

    def _grouped(self, number: int) -> str:
        return format_decimal(number, 0, language=self._language)

    def _rate(self, row: Mapping[Any, Any], by: str) -> RateRow:
        expected, actual, on_time = (int(row[name]) for name in ("expected", "actual", "on_time"))
        parent = str(row["parent"])
        label = {"period": self.period(str(row["period"])), "parent": self.unit(parent)}.get(by, "")
        known = bool(row["lateness_known"])
        share = percent_of(on_time, expected, self._language)
        return RateRow(
            label,
            expected,
            actual,
            on_time,
            percent_of(actual, expected, self._language),
            share if known else self._words["at_least"].format(rate=share),
            self.keys.get(parent, "") if by == "parent" else "",
        )

    def _cell(self, state: str, doubts: int) -> MapCell:
        name = ReportState(state)
        word = self._words[f"state_{name}"]
        if not doubts:
            return MapCell(name, SYMBOLS[name], word)
        doubted = self._words.counted("doubts", doubts).format(count=self._grouped(doubts))
        return MapCell(name, f"{SYMBOLS[name]}{DOUBT}", f"{word}, {doubted}")

    def _place(self, row: Mapping[Any, Any]) -> str:
        parts = [row["file"].rpartition("/")[2]]
        for name in ("sheet", "cell"):
            if row[name]:
                parts.append(self._words[f"in_{name}"].format(name=row[name]))
        return ", ".join(filter(None, parts))

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
