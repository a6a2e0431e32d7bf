"""The frames of meetings and their papers, with what their rules need joined on. Pure."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Final

import pandas as pd

from khacphuc.checks.views.numbering import gaps
from khacphuc.data.records.day_column import day_column
from khacphuc.data.records.papers import meeting_days, meeting_states, paper_states
from khacphuc.text.letters import search_key

if TYPE_CHECKING:
    from collections.abc import Mapping

NO_DAY: Final = date(1900, 1, 1)
"""Where it is not known which year a report is about nothing is overdue."""


def meeting_views(tables: Mapping[str, pd.DataFrame], year: int | None) -> dict[str, pd.DataFrame]:
    """Meetings, the days they were held on, and their papers, as they are known at the end of a year.

    Args:
        tables: the clean tables.
        year: the year the report is about; without it nothing is overdue, too early or too late.
    """
    as_of = date(year, 12, 31) if year else NO_DAY
    return {
        "meetings": _meetings(tables, as_of),
        "meeting_days": _meeting_days(tables, as_of, year),
        "papers": _papers(tables, as_of),
    }


def _meetings(tables: Mapping[str, pd.DataFrame], as_of: date) -> pd.DataFrame:
    """The meetings with ``missing_before``, ``meeting_on``, and what is known of papers they have no rows of.

    Returns:
        ``papers_due_on`` (missing where the table of papers has some of it) and ``papers_unrecorded``, the
        code of a meeting whose papers were due and are recorded nowhere.
    """
    meetings = tables["meetings"]
    has_papers = meetings["meeting_id"].isin(tables["papers"]["meeting_id"])
    is_due = ~(meetings["due_on"] > pd.Timestamp(as_of))
    is_unrecorded = meetings["papers_sent_on"].isna() & ~has_papers & is_due
    return meetings.assign(
        missing_before=gaps(meetings["meeting_id"]),
        meeting_on=meeting_days(meetings),
        papers_due_on=meetings["due_on"].mask(has_papers),
        papers_unrecorded=meetings["meeting_id"].where(is_unrecorded, ""),
    )


def _meeting_days(tables: Mapping[str, pd.DataFrame], as_of: date, year: int | None) -> pd.DataFrame:
    """The meetings with the days they and their papers are compared with.

    Returns:
        ``meeting_on``, ``not_held`` (the code of one whose day has come), ``last_sent_on`` (of its rows of
        papers), ``papers_disagree`` (the code, where ``papers_sent_on`` is another day), ``earliest`` and
        ``latest``.
    """
    meetings, papers = tables["meetings"], tables["papers"]
    state = meeting_states(tables, as_of)["state"].set_axis(meetings.index)
    last = papers.groupby("meeting_id")["sent_on"].max().to_dict()
    last_sent = day_column([last.get(code) for code in meetings["meeting_id"]], meetings.index)
    sent = meetings["papers_sent_on"]
    disagrees = sent.notna() & last_sent.notna() & (sent != last_sent)
    # the month before a year and the one after it: periods that end on 14/12, meetings planned ahead
    first, end = (date(year - 1, 12, 1), date(year + 1, 1, 31)) if year else (None, None)
    return meetings.assign(
        meeting_on=meeting_days(meetings),
        not_held=meetings["meeting_id"].where(state == "not_held", ""),
        last_sent_on=last_sent,
        papers_disagree=meetings["meeting_id"].where(disagrees, ""),
        earliest=day_column([first] * len(meetings), meetings.index),
        latest=day_column([end] * len(meetings), meetings.index),
    )


def _papers(tables: Mapping[str, pd.DataFrame], as_of: date) -> pd.DataFrame:
    """The papers with what their rules need.

    Returns:
        ``missing_before``, ``meeting_on``, ``never_sent`` (the code of one that was due), and
        ``other_spelling``, how an earlier row spells the same department in other letters.
    """
    papers, meetings = tables["papers"], tables["meetings"]
    states = paper_states(tables, as_of).head(len(papers)).set_axis(papers.index)
    days = dict(zip(meetings["meeting_id"], meeting_days(meetings), strict=True))
    is_unsent = (states["state"] == "not_sent") & papers["sent_on"].isna()
    return papers.assign(
        missing_before=gaps(papers["paper_id"]),
        meeting_on=day_column([days.get(code) for code in papers["meeting_id"]], papers.index),
        never_sent=papers["paper_id"].where(is_unsent, ""),
        other_spelling=_other_spellings(papers["department"]),
    )


def _other_spellings(names: pd.Series[str]) -> pd.Series[str]:
    """Of each name the spelling it first has in another row; empty where it is spelt the same."""
    first: dict[str, str] = {}
    spelt = names.map(lambda name: first.setdefault(search_key(name), name)).astype("str")
    return spelt.mask(spelt == names, "")
