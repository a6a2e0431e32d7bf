"""The command ``khacphuc run --due``: does what is due, and says so in the language of each run."""

from __future__ import annotations

import os
import re
import sys
from typing import TYPE_CHECKING, Final

from khacphuc.commands.front_page import refresh_front_page
from khacphuc.commands.run import print_short_outcome
from khacphuc.config.parameters import language_of
from khacphuc.console.output import print_error, print_output, wrapped
from khacphuc.errors import RunLockedError
from khacphuc.locale import TOOL, words
from khacphuc.schedule.addresses import take_addresses, without_channels
from khacphuc.schedule.channels import send_notice
from khacphuc.schedule.desk import NoticeEnding, Occasion, ProjectDesk
from khacphuc.schedule.notices import Notice
from khacphuc.schedule.perform import Performer
from khacphuc.schedule.run_due import run_due, schedule_lock

if TYPE_CHECKING:
    from datetime import datetime

    from khacphuc.project.layout import Layout
    from khacphuc.schedule.addresses import Addresses
    from khacphuc.schedule.channels import SendOutcome, SentNotice
    from khacphuc.schedule.due import DueEvent
    from khacphuc.schedule.perform import EventEnding
_MARKS: Final = ("; ", ": ", ", ")
"""What may stand between the parts of a detail, the outermost first."""
_BY_WEIGHT: Final[tuple[SendOutcome, ...]] = ("not_sent", "sent", "no_address")


def do_due(layout: Layout, now: datetime) -> int:
    """Do what is due and not done, once; notices go where the environment says.

    Args:
        layout: the project.
        now: the time.

    Returns:
        The exit code: the worst there was; 0 where nothing was due, or another pass is at work.

    Raises:
        UsageError: the folder of runs cannot be written.
    """
    addresses = take_addresses(os.environ)
    printed: list[str] = []

    def tell(event: DueEvent | Occasion, ended: EventEnding | NoticeEnding) -> None:
        printed.append(format_ending(layout, event, ended))
        print_output(wrapped(printed[-1]))

    desk = ProjectDesk(
        layout,
        Performer(layout, check_quietly, print_short_outcome).perform,
        lambda occasion: notify(occasion, addresses),
        tell,
        lambda error: print_error(str(error)),
    )
    try:
        with schedule_lock(layout):
            code = run_due(desk, now)
    except RunLockedError as error:  # what it has to do, the pass that is at work does, or the next
        print_output(f"{error.place}: {error.observed}")
        return 0
    if printed or code:
        refresh_front_page(layout)
    elif sys.stdout.isatty():  # a timer needs no line for nothing
        print_output(words(TOOL, "due_terminal")["nothing"])
    return code


def notify(occasion: Occasion, addresses: Addresses) -> NoticeEnding:
    """Send what people are told of by each channel that has not taken it yet; all must take it."""
    sent = send_notice(notice_of(occasion), without_channels(addresses, occasion.channels))
    outcomes = {entry.outcome for entry in sent}
    outcome = next(name for name in _BY_WEIGHT if name in outcomes)
    if outcome != "not_sent":
        detail = "; ".join(f"{entry.channel}: {entry.detail}" for entry in sent if entry.detail)
    else:  # the record of events reads here who took it
        detail = "; ".join(_channel_detail(entry) for entry in sent)
    return NoticeEnding(outcome, detail)


def _channel_detail(entry: SentNotice) -> str:
    words_of = (entry.outcome, entry.detail) if entry.outcome == "sent" else (entry.detail or entry.outcome,)
    return f"{entry.channel}: {', '.join(filter(None, words_of))}"


def notice_of(occasion: Occasion) -> Notice:
    """The notice of an occasion: counts and the place of the review page."""
    state = occasion.state
    counts = {"blocked": state.blocked} if state.blocked else {}
    if state.rate:
        came, expected = state.rate
        counts |= {"expected": expected, "received": came, "awaited": expected - came}
    return Notice(
        kind=occasion.kind,
        run=state.run,
        office=state.office,
        at=occasion.at,
        state=state.state,
        before=occasion.before,
        counts=counts,
        page=state.review,
        due=occasion.about,
        collection=occasion.collection,
        period=occasion.period,
        language=state.language,
    )


def check_quietly(layout: Layout, run: str) -> int:
    """Check a run and publish nothing; gives 1 if critical findings would withhold its report."""
    from khacphuc.commands.check import review_run  # noqa: PLC0415 - slow to import

    return review_run(layout, run).exit_code


def translated_detail(detail: str, language: str) -> str:
    """What the record says of an ending, in a language; what is not the tool's own stays as it is."""
    for group in ("ending", "event_outcome"):
        if detail in words(language, group):
            return words(language, group)[detail]
    for english, text in words(language, "due_detail").items():
        pattern = re.sub(r"\\\{(\w+)\\\}", r"(?P<\1>[\\w/-]+)", re.escape(english))
        if match := re.fullmatch(pattern, detail):
            return text.format(**match.groupdict())
    mark = next((mark for mark in _MARKS if mark in detail), "")
    return mark.join(translated_detail(part, language) for part in detail.split(mark)) if mark else detail


def format_ending(layout: Layout, event: DueEvent | Occasion, ended: EventEnding | NoticeEnding) -> str:
    """Say in a line how an event, or the notice of a change, ended."""
    run = event.state.run if isinstance(event, Occasion) else event.run
    language = language_of(layout.parameters(run))
    labels, outcomes = words(language, "due_terminal"), words(language, "event_outcome")
    detail = translated_detail(ended.detail, language)
    ending = outcomes[ended.outcome] + (f" ({detail})" if detail else "")
    if isinstance(event, Occasion):
        states = words(language, "run_state")
        changed = labels["changed" if event.before else "first"]
        return changed.format(
            run=run, before=states.get(event.before, ""), state=states[event.state.state], ending=ending
        )
    kinds = words(language, "event")
    return labels["event"].format(
        run=run, event=kinds[event.event.event], due=f"{event.due:%d/%m/%Y %H:%M}", ending=ending
    )
