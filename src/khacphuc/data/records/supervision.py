"""Social supervision: what it found, whom it asked, and what was never answered. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import pandas as pd

from khacphuc.data.records.counts import Count
from khacphuc.data.records.day_column import day_column
from khacphuc.schema.row_dicts import row_dicts

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from khacphuc.data.records.settings import RecordSettings

SUPERVISION_COLUMNS: Final = (
    *("supervision_finding_id", "supervision_id", "topic", "unit_id", "visited_on", "finding", "addressee"),
    *("follow_up", "asked_on", "answered_on", "days", "state"),
)


def supervision_states(tables: Mapping[str, pd.DataFrame], as_of: date) -> pd.DataFrame:
    """What became of each finding of a supervision.

    Args:
        tables: clean.
        as_of: the day it is known on.

    Returns:
        A row for each, in their order: ``supervision_finding_id``, ``supervision_id``, ``topic``,
        ``unit_id`` and ``visited_on`` of its supervision, ``finding``, ``addressee``, ``follow_up`` (its
        letter, else that of its supervision; empty if of a day after ``as_of``), ``asked_on`` (the day of
        that letter), ``answered_on`` (missing if after ``as_of``), ``days`` from the letter to the answer, or
        else to ``as_of``, and ``state``: ``answered``, ``unanswered``, ``not_asked`` where no letter had gone
        out by that day, or ``ahead`` where the visit was after it, so that nothing was found yet.
    """
    findings, day = tables["supervision_findings"].reset_index(drop=True), pd.Timestamp(as_of)
    supervisions = _by_code(tables["supervisions"], "supervision_id")
    issued = dict(zip(tables["documents"]["document_id"], tables["documents"]["issued_on"], strict=True))
    owners = [supervisions.get(code, {}) for code in findings["supervision_id"]]
    letters = [
        letter or owner.get("follow_up", "")
        for letter, owner in zip(findings["follow_up"], owners, strict=True)
    ]
    letter_days = day_column([issued.get(letter) for letter in letters], findings.index)
    visits = day_column([owner.get("visited_on") for owner in owners], findings.index)
    follow_up = _texts(letters).mask(letter_days > day, "")
    answered = findings["answered_on"].where(findings["answered_on"] <= day)
    state = pd.Series("not_asked", index=findings.index, dtype="str")
    state = state.mask(follow_up != "", "unanswered").mask(answered.notna(), "answered")
    state = state.mask(visits > day, "ahead")
    days = (answered.fillna(day) - letter_days).dt.days.astype("Int64")
    return findings.assign(
        **{name: _texts([owner.get(name, "") for owner in owners]) for name in ("topic", "unit_id")},
        visited_on=visits,
        follow_up=follow_up,
        asked_on=letter_days.where(letter_days <= day),
        answered_on=answered,
        days=days.mask(state.isin(("not_asked", "ahead"))),
        state=state,
    )[list(SUPERVISION_COLUMNS)]


def supervision_found(tables: Mapping[str, pd.DataFrame], as_of: date) -> pd.DataFrame:
    """What supervision had found by a day (see ``supervision_states``): the findings of visits until then."""
    states = supervision_states(tables, as_of)
    return states[states["state"] != "ahead"].reset_index(drop=True)


def supervision_counts(tables: Mapping[str, pd.DataFrame], settings: RecordSettings) -> Iterator[Count]:
    """Count findings of supervision: answered, not answered, and those no letter was sent about.

    Args:
        tables: the clean tables.
        settings: the day.
    """
    findings = supervision_found(tables, settings.as_of)
    if findings.empty:
        return
    code, state = findings["supervision_finding_id"], findings["state"]
    yield _count("supervision.findings", code)
    yield _count("supervision.answered", code[state == "answered"])
    yield _count("supervision.unanswered", code[state == "unanswered"])
    yield _count("supervision.not_asked", code[state == "not_asked"])


def _count(code: str, rows: pd.Series[str]) -> Count:
    return Count(code, len(rows), "supervision_finding", tuple(rows))


def _by_code(frame: pd.DataFrame, key: str) -> dict[str, dict[Any, Any]]:
    return {row[key]: row for row in frame.drop_duplicates(key).pipe(row_dicts)}


def _texts(cells: list[str]) -> pd.Series[Any]:
    return pd.Series(cells, dtype="str")
