"""Meetings and their papers: which were held when planned, which papers came in time, and whose. Pure.

What is recorded after the day asked about is not known on it: a paper sent on 02/4 was not sent as of 31/3.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import pandas as pd

from khacphuc.data.records.counts import Count
from khacphuc.data.records.day_column import day_column
from khacphuc.text.letters import search_key

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from khacphuc.data.records.settings import RecordSettings

    Days = pd.Series[Any]

MEETING_COLUMNS: Final = ("meeting_id", "kind", "planned_on", "held_on", "meeting_on", "days_moved", "state")
PAPER_COLUMNS: Final = (
    *("paper_id", "meeting_id", "department", "title", "meeting_on", "due_on", "sent_on", "days_ahead"),
    "state",
)
DUE_STATES: Final = ("in_time", "late", "not_sent")
"""The states of papers that were due."""
PUNCTUALITY_COLUMNS: Final = ("department", "due", *DUE_STATES, "rate", "papers")


def with_due_days(tables: Mapping[str, pd.DataFrame], days_before: int) -> dict[str, pd.DataFrame]:
    """The tables with the days papers are due.

    Args:
        tables: clean, with ``meetings`` and ``papers``; not changed.
        days_before: of the policy.

    Returns:
        The tables; ``meetings`` with ``due_on``, so many days before the day it was held or else was planned
        for, ``papers`` with that of their meeting and with ``days_ahead``, how many days before it they were
        sent. Both are missing where the day of the meeting is.
    """
    meetings, papers = tables["meetings"], tables["papers"]
    days = meeting_days(meetings)
    margin = pd.Timedelta(days=days_before)
    by_meeting = dict(zip(meetings["meeting_id"], days, strict=True))
    of_papers = day_column([by_meeting.get(code) for code in papers["meeting_id"]], papers.index)
    return {
        **tables,
        "meetings": meetings.assign(due_on=days - margin),
        "papers": papers.assign(
            due_on=of_papers - margin,
            days_ahead=(of_papers - papers["sent_on"]).dt.days.astype("Int64"),
        ),
    }


def meeting_days(meetings: pd.DataFrame) -> Days:
    """The day each meeting was held, or else was planned for."""
    return meetings["held_on"].fillna(meetings["planned_on"])


def _known(days: Days, day: pd.Timestamp) -> Days:
    """The days that had come on a day; nobody knew of the others."""
    return days.where(days <= day)


def meeting_states(tables: Mapping[str, pd.DataFrame], as_of: date) -> pd.DataFrame:
    """What became of each meeting.

    Args:
        tables: clean.
        as_of: the day it is known on.

    Returns:
        A row for each, in their order: ``meeting_id``, ``kind``, ``planned_on``, ``held_on`` (missing if
        after ``as_of``), ``meeting_on`` (held, or else planned), ``days_moved`` (days it was held after the
        day planned for) and ``state``: ``unplanned`` (held; what for is not recorded), ``on_day`` (held on
        the day planned for or before), ``moved`` (held after it), ``not_held`` (planned for a day that has
        come) or ``ahead``.
    """
    meetings, day = tables["meetings"].reset_index(drop=True), pd.Timestamp(as_of)
    held, planned = _known(meetings["held_on"], day), meetings["planned_on"]
    state = pd.Series("ahead", index=meetings.index, dtype="str")
    state = state.mask(held.isna() & (planned <= day), "not_held")
    state = state.mask(held.notna(), "on_day").mask(held > planned, "moved")
    state = state.mask(held.notna() & planned.isna(), "unplanned")
    return meetings.assign(
        held_on=held,
        meeting_on=held.fillna(planned),
        days_moved=(held - planned).dt.days.astype("Int64"),
        state=state,
    )[list(MEETING_COLUMNS)]


def paper_states(tables: Mapping[str, pd.DataFrame], as_of: date) -> pd.DataFrame:
    """What became of each paper.

    A meeting that was held after the day is not known to be on it: its papers are due by the day planned for.

    Args:
        tables: clean, as ``with_due_days`` gives them.
        as_of: the day it is known on.

    Returns:
        A row for each paper, then one for each meeting of which only ``papers_sent_on`` is recorded, with the
        meeting's code as its own and without department and title: ``paper_id``, ``meeting_id``,
        ``department``, ``title``, ``meeting_on``, ``due_on``, ``sent_on`` (missing if after ``as_of``),
        ``days_ahead`` and ``state``: ``in_time``, ``late``, ``not_sent``, ``pending`` (due after ``as_of``,
        sent or not), or ``unknown`` where the day of the meeting is.
    """
    meetings, papers = tables["meetings"], tables["papers"]
    day = pd.Timestamp(as_of)
    days = _known(meetings["held_on"], day).fillna(meetings["planned_on"])
    due_days = days - (meeting_days(meetings) - meetings["due_on"])
    is_alone = meetings["papers_sent_on"].notna() & ~meetings["meeting_id"].isin(papers["meeting_id"])
    alone = meetings[is_alone]
    alone = alone.assign(
        paper_id=alone["meeting_id"], department="", title="", sent_on=alone["papers_sent_on"]
    )
    columns = ["paper_id", "meeting_id", "department", "title", "sent_on"]
    parts = [frame[columns] for frame in (papers, alone) if len(frame)] or [papers[columns]]
    rows = pd.concat(parts, ignore_index=True)
    meeting_on, due = (
        day_column([of_meeting.get(code) for code in rows["meeting_id"]], rows.index)
        for of_meeting in (dict(zip(meetings["meeting_id"], each, strict=True)) for each in (days, due_days))
    )
    sent = _known(rows["sent_on"], day)
    state = pd.Series("not_sent", index=rows.index, dtype="str")
    state = state.mask(sent <= due, "in_time").mask(sent > due, "late")
    state = state.mask(due > day, "pending").mask(due.isna(), "unknown")
    ahead = (meeting_on - sent).dt.days.astype("Int64")
    return rows.assign(meeting_on=meeting_on, due_on=due, sent_on=sent, days_ahead=ahead, state=state)[
        list(PAPER_COLUMNS)
    ]


def sent_after_meeting(papers: pd.DataFrame) -> pd.Series[bool]:
    """Whether each of some papers came when the meeting was over: late, and after its day.

    Args:
        papers: as ``paper_states`` gives them.
    """
    return (papers["state"] == "late") & (papers["days_ahead"] < 0).fillna(value=False).astype(bool)


def due_between(papers: pd.DataFrame, first: date, last: date) -> pd.DataFrame:
    """Of some papers those that are due from one day to another, by that day.

    Args:
        papers: as ``paper_states`` gives them.
        first: the first day.
        last: the last day.
    """
    is_due = papers["due_on"].between(pd.Timestamp(first), pd.Timestamp(last))
    return papers[is_due].sort_values(["due_on", "paper_id"], kind="stable", ignore_index=True)


def punctuality(papers: pd.DataFrame) -> pd.DataFrame:
    """How punctual each department was with the papers that were due.

    Args:
        papers: as ``paper_states`` gives them.

    Returns:
        A row for each department in the order they first stand in, however its name is capitalised or
        spaced, papers without one last: ``department`` (as it stands first),
        ``due``, ``in_time``, ``late``, ``not_sent``, ``rate`` (percent in time) and ``papers``, the codes of
        those due. Papers that are pending, and those of meetings whose day is unknown, are not counted.
    """
    due = papers[papers["state"].isin(DUE_STATES)]
    keys = due["department"].map(search_key)
    names = dict(zip(reversed(keys.tolist()), reversed(due["department"].tolist()), strict=True))
    order = sorted(dict.fromkeys(keys), key=lambda key: not key)
    rows = [_of_department(names[key], due[keys == key]) for key in order]
    frame = pd.DataFrame(rows, columns=list(PUNCTUALITY_COLUMNS))
    counts = dict.fromkeys(("due", *DUE_STATES), "Int64")
    return frame.astype({"department": "str", **counts, "rate": "float64", "papers": "str"})


def _of_department(name: str, due: pd.DataFrame) -> tuple[Any, ...]:
    states = due["state"].value_counts()
    counts = [int(states.get(state, 0)) for state in DUE_STATES]
    return name, len(due), *counts, 100 * counts[0] / len(due), ";".join(due["paper_id"])


def meeting_counts(tables: Mapping[str, pd.DataFrame], settings: RecordSettings) -> Iterator[Count]:
    """Count meetings: held, and those planned by whether they were held on their day; nothing of no meeting.

    Args:
        tables: the clean tables.
        settings: the day.
    """
    meetings = meeting_states(tables, settings.as_of)
    if meetings.empty:
        return
    code, state = meetings["meeting_id"], meetings["state"]
    yield _count("meetings.held", code[state.isin(("on_day", "moved", "unplanned"))], "meeting")
    was_planned = meetings["planned_on"].notna() & (state != "ahead")
    if not was_planned.any():
        return
    yield _count("meetings.planned", code[was_planned], "meeting")
    yield _count("meetings.on_day", code[state == "on_day"], "meeting")
    yield _count("meetings.moved", code[state == "moved"], "meeting")
    yield _count("meetings.not_held", code[state == "not_held"], "meeting")


def paper_counts(tables: Mapping[str, pd.DataFrame], settings: RecordSettings) -> Iterator[Count]:
    """Count papers that were due, in time, late and never sent; nothing where none is recorded.

    Args:
        tables: the clean tables, as ``with_due_days`` gives them.
        settings: the day.
    """
    papers = paper_states(tables, settings.as_of)
    if papers.empty:
        return
    code, state = papers["paper_id"], papers["state"]
    yield _count("papers.due", code[state.isin(DUE_STATES)], "paper")
    yield _count("papers.in_time", code[state == "in_time"], "paper")
    yield _count("papers.late", code[state == "late"], "paper")
    yield _count("papers.not_sent", code[state == "not_sent"], "paper")


def _count(code: str, rows: pd.Series[str], unit: str) -> Count:
    return Count(code, len(rows), unit, tuple(rows))
