"""What became of each shortcoming over the years: promised, remedied, carried on, lost, recurred. Pure."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal

from khacphuc.assess.carrying import goes_on, standing_class
from khacphuc.schema.row_dicts import row_dicts
from khacphuc.text.letters import search_key

if TYPE_CHECKING:
    from collections.abc import Sequence

    from khacphuc.years.year import Year

Standing = Literal["new", "carried_on", "recurred"]
"""How a shortcoming stands to the years before: first acknowledged, carried on, or back again."""
Outlook = Literal["remedied", "goes_on", "lost", "open"]
"""What became of it: remedied; in next year's register; not remedied nor in it; of the last year, open."""


@dataclass(frozen=True, slots=True)
class Promise:
    """A measure that was promised, and what came of it.

    Attributes:
        measure: its code.
        description: what it does.
        status: of ``PROGRESS_STATES``; empty where nobody recorded it.
        is_late: whether it was due and not done.
    """

    measure: str
    description: str
    status: str = ""
    is_late: bool = False


@dataclass(frozen=True, slots=True)
class ShortcomingYear:
    """A shortcoming in one year.

    Attributes:
        run: that published it.
        year: it is of.
        code: of the shortcoming.
        title: what fell short.
        standing: how it stands to the years before.
        since: the year it was remedied in before it recurred; 0 where it did not.
        class_: the class it goes by.
        criteria: code, clause and status of each.
        promises: the measures of its plan.
        ending: what became of it.
    """

    run: str
    year: int
    code: str
    title: str
    standing: Standing
    since: int
    class_: str
    criteria: tuple[tuple[str, str, str], ...]
    promises: tuple[Promise, ...]
    ending: Outlook


@dataclass
class _Thread:
    """A shortcoming over the years, as it is put together."""

    years: list[ShortcomingYear] = field(default_factory=list)

    @property
    def last(self) -> ShortcomingYear:
        return self.years[-1]


def shortcomings_over_years(years: Sequence[Year]) -> tuple[tuple[ShortcomingYear, ...], ...]:
    """Every shortcoming over the years, in the order they were acknowledged.

    One that names the run before in ``carried_from`` goes on under its code there, or its title; one that has
    the title of a shortcoming that was remedied in an earlier year has recurred, whatever it names. Titles
    are compared without capitals and blanks.

    Args:
        years: of one office, in their order.
    """
    threads: list[_Thread] = []
    for place, year in enumerate(years):
        later = years[place + 1] if place + 1 < len(years) else None
        taken: set[int] = set()
        for row in year.tables["shortcomings"].sort_values("order", kind="stable").pipe(row_dicts):
            thread = _thread_of(row, [t for t in threads if id(t) not in taken])
            standing: Standing = "new"
            since = 0
            if thread and not goes_on(thread.last.class_, ""):
                standing, since = "recurred", thread.last.year
            elif thread:
                standing = "carried_on"
            if thread is None:
                thread = _Thread()
                threads.append(thread)
            taken.add(id(thread))
            thread.years.append(_year_of(row, year, standing, since, later))
    return tuple(tuple(thread.years) for thread in threads)


def _thread_of(row: dict[Any, Any], threads: list[_Thread]) -> _Thread | None:
    title, carried = search_key(str(row["title"])), str(row["carried_from"])
    for thread in reversed(threads):
        same_code = thread.last.code == row["shortcoming_id"] and thread.last.run == carried
        if same_code or search_key(thread.last.title) == title:
            return thread
    return None


def _year_of(
    row: dict[Any, Any], year: Year, standing: Standing, since: int, later: Year | None
) -> ShortcomingYear:
    code = str(row["shortcoming_id"])
    assessed = year.assessments.set_index("shortcoming_id")
    class_ = (
        standing_class(str(assessed.at[code, "declared_class"]), str(assessed.at[code, "computed_class"]))
        if code in assessed.index
        else ""
    )
    return ShortcomingYear(
        run=year.run,
        year=year.year,
        code=code,
        title=str(row["title"]),
        standing=standing,
        since=since,
        class_=class_,
        criteria=_criteria(code, year),
        promises=_promises(code, year),
        ending=_ending(row, class_, later, year.run),
    )


def _criteria(code: str, year: Year) -> tuple[tuple[str, str, str], ...]:
    typed = year.tables["criteria"]
    aspects = dict(zip(typed["criterion_id"], typed["aspect"], strict=True))
    criteria = year.criteria[year.criteria["shortcoming_id"] == code]
    pairs = zip(criteria["criterion_id"], criteria["status"], strict=True)
    return tuple((str(name), str(aspects.get(name, "")), str(status)) for name, status in pairs)


def _promises(code: str, year: Year) -> tuple[Promise, ...]:
    plan = year.tables.get("plan_progress")
    progress = {} if plan is None else {row["measure_id"]: row for row in plan.pipe(row_dicts)}
    measures = year.tables["measures"]
    return tuple(
        Promise(
            str(row["measure_id"]),
            str(row["description"]),
            str(progress.get(row["measure_id"], {}).get("status", "")),
            bool(progress.get(row["measure_id"], {}).get("late", False)),
        )
        for row in measures[measures["shortcoming_id"] == code].pipe(row_dicts)
    )


def _ending(row: dict[Any, Any], class_: str, later: Year | None, run: str) -> Outlook:
    if not goes_on(class_, ""):
        return "remedied"
    if later is None:
        return "open"
    next_rows = later.tables["shortcomings"]
    titles = set(map(search_key, map(str, next_rows["title"])))
    carried = set(next_rows.loc[next_rows["carried_from"] == run, "shortcoming_id"])
    is_there = row["shortcoming_id"] in carried or search_key(str(row["title"])) in titles
    return "goes_on" if is_there else "lost"
