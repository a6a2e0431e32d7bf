"""The command ``khacphuc status``: where runs stand, a few lines each, in their language."""

from __future__ import annotations

from datetime import datetime
from itertools import groupby
from typing import TYPE_CHECKING

from khacphuc.commands.front_page import current_states, refresh_front_page
from khacphuc.console.output import from_here, wrapped
from khacphuc.errors import UsageError
from khacphuc.locale import words
from khacphuc.project.offices import existing_offices, office_near
from khacphuc.project.runs import NO_RUN
from khacphuc.schedule.front_page import in_zone_of, page_language, sign_off_rows, state_details

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from khacphuc.project.layout import Layout
    from khacphuc.run.states import RunState


def show_status(layout: Layout, office: str = "") -> str:
    """Rebuild the front door, and tell where runs stand.

    Args:
        layout: the project.
        office: only the runs of this one; empty for all.

    Raises:
        UsageError: there is no such office.
    """
    check_office(layout, office)
    now = datetime.now().astimezone()
    page = refresh_front_page(layout, now)
    states = page.states if page else current_states(layout)
    lines = format_status([state for state in states if office in {"", state.office}], now)
    return f"{lines}\n{from_here(page.file)}" if page else lines


def check_office(layout: Layout, office: str) -> None:
    """See that there is an office; nothing stands for all of them.

    Raises:
        UsageError: there is no such office.
    """
    known = existing_offices(layout)
    if office and office not in known:
        near = office_near(office, known)
        remedy = f"did you mean {near}?" if near else f"the offices there are: {', '.join(known) or '-'}"
        raise UsageError(f"there is no office {office}", place="--office", remedy=remedy)


def format_status(states: Sequence[RunState], now: datetime) -> str:
    """Where runs stand, in the language most of them are in.

    Args:
        states: of the runs, by office.
        now: the moment.
    """
    if not states:
        return NO_RUN
    language, now = page_language(states), in_zone_of(states, now)
    offices = [(office, list(of_office)) for office, of_office in groupby(states, lambda each: each.office)]
    return "\n".join(
        line
        for office, of_office in offices
        for line in (*([office] if office else ()), *(_lines_of(of_office, now, language)))
    )


def _lines_of(states: Sequence[RunState], now: datetime, language: str) -> Iterator[str]:
    labels, names = words(language, "front_page"), words(language, "run_state")
    for state in states:
        details = state_details(state, now, language)
        withheld = details.pop("withheld", "")
        yield wrapped("  " + ": ".join(filter(None, [f"{state.run}  {names[state.state]}", withheld])))
        for key, text in details.items():
            yield wrapped(f"    {labels[key]}: {text}")
        for role, decision in sign_off_rows(state, language):
            yield wrapped(f"    {role}: {decision}")
        if state.review:
            yield f"    {state.review}"
