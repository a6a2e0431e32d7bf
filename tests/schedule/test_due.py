"""Tests of `khacphuc.schedule.due`."""

from datetime import date

import pytest

from khacphuc.config.schedule_parameters import EventParameters
from khacphuc.schedule.due import due_events
from khacphuc.schedule.event_record import Ledger
from khacphuc.schedule.plan import PlannedEvent

from .events import daily, ledger, row, utc


def due(now, *events, record=None, days=()):
    """What is due, shortly: the day and hour, what is to be done, which try, how many moments with it."""
    planned = [PlannedEvent(event.key, event, days) for event in events]
    return [
        (f"{entry.due:%d %H:%M}", entry.action, entry.attempt, entry.missed)
        for entry in due_events("2021", planned, record or Ledger(), utc(now))
    ]


def test_before_its_moment_nothing_is_due():
    """At its moment it is."""
    assert due("2021-03-01 06:59", daily()) == []
    assert due("2021-03-01 07:00", daily()) == [("01 07:00", "do", 1, 0)]


@pytest.mark.parametrize("outcome", ["done", "skipped", "sent", "no_address"])
def test_what_has_ended_is_not_due(outcome):
    """Nor what was planned before it; the next is."""
    record = ledger(row("2021-03-03 07:05", "2021-03-03 07:00", outcome))
    assert due("2021-03-03 08:00", daily(), record=record) == []
    assert due("2021-03-04 07:00", daily(), record=record) == [("04 07:00", "do", 1, 0)]


def test_what_was_missed_is_done_once():
    """For the last of it; four days were missed."""
    record = ledger(row("2021-03-03 07:05", "2021-03-03 07:00", "done"))
    assert due("2021-03-08 06:00", daily(), record=record) == [("07 07:00", "do", 1, 3)]


def test_what_is_not_to_be_caught_up_is_left_out():
    """An hour after its moment; a run that waits for another event is not late."""
    event = daily(catch_up="none")
    assert due("2021-03-08 08:00", event) == [("08 07:00", "do", 1, 7)]
    assert due("2021-03-08 08:01", event) == [("08 07:00", "miss", 1, 7)]
    begun = ledger(row("2021-03-08 07:05", "2021-03-08 07:00", "started"))
    assert due("2021-03-08 12:00", event, record=begun) == [("08 07:00", "do", 2, 7)]


def test_what_failed_waits_and_is_tried_again():
    """Ten minutes, twenty, and no third time; the next day begins anew."""
    rows = [
        row("2021-03-01 07:00", "2021-03-01 07:00", "started"),
        row("2021-03-01 07:02", "2021-03-01 07:00", "failed"),
    ]
    assert due("2021-03-01 07:11", daily(), record=ledger(*rows)) == []
    assert due("2021-03-01 07:12", daily(), record=ledger(*rows)) == [("01 07:00", "do", 2, 0)]
    rows += [
        row("2021-03-01 07:12", "2021-03-01 07:00", "started"),
        row("2021-03-01 07:13", "2021-03-01 07:00", "failed"),
    ]
    assert due("2021-03-01 07:32", daily(), record=ledger(*rows)) == []
    assert due("2021-03-01 07:33", daily(), record=ledger(*rows)) == [("01 07:00", "do", 3, 0)]
    rows += [
        row("2021-03-01 07:33", "2021-03-01 07:00", "started"),
        row("2021-03-01 07:34", "2021-03-01 07:00", "failed"),
    ]
    assert due("2021-03-02 06:59", daily(), record=ledger(*rows)) == []
    assert due("2021-03-02 07:00", daily(), record=ledger(*rows)) == [("02 07:00", "do", 1, 0)]


def test_critical_findings_are_not_tried_again():
    """People answer them."""
    record = ledger(
        row("2021-03-01 07:00", "2021-03-01 07:00", "started"),
        row("2021-03-01 07:02", "2021-03-01 07:00", "failed", state="blocked"),
    )
    assert due("2021-03-01 12:00", daily(), record=record) == []


def test_what_was_cut_off_is_tried_again_at_once():
    """Also where nothing is to be tried again: it did not fail. After that it is given up."""
    started = row("2021-03-01 07:00", "2021-03-01 07:00", "started")
    event = daily(retries=0)
    assert due("2021-03-01 07:01", event, record=ledger(started)) == [("01 07:00", "do", 2, 0)]
    assert due("2021-03-01 07:01", event, record=ledger(started, started)) == [("01 07:00", "give_up", 3, 0)]


def test_a_clock_that_was_ahead_takes_nothing_from_the_days_between():
    """What it has brought forward is done when its day comes, and not before; no one waits for its hour."""
    ahead = row("2021-03-20 07:00", "2021-03-20 07:00", "done")
    assert due("2021-03-02 07:00", daily(), record=ledger(ahead)) == [("02 07:00", "do", 1, 1)]
    assert due("2021-03-20 08:00", daily(), record=ledger(ahead)) == []
    failed = ledger(
        row("2021-03-02 09:00", "2021-03-02 07:00", "started"),
        row("2021-03-02 09:00", "2021-03-02 07:00", "failed"),
    )
    assert due("2021-03-02 08:00", daily(), record=failed) == [("02 07:00", "do", 2, 1)]


def test_events_of_one_kind_stand_for_each_other():
    """Two drafts that were missed are one run; forms of two folders are two things to do."""
    weekly = daily(every="week", at="06:00")
    assert due("2021-03-08 08:00", daily(), weekly) == [("08 07:00", "do", 1, 9)]
    gather = [daily(event="gather", inbox=name) for name in ("a", "b")]
    assert due("2021-03-01 08:00", *gather) == [("01 07:00", "do", 1, 0)] * 2


def test_nobody_is_reminded_of_a_day_that_is_over():
    """On the day itself it is not too late."""
    event = EventParameters(event="remind", days_before=3, zone="UTC")
    days = (date(2021, 3, 10),)
    assert due("2021-03-10 23:59", event, days=days) == [("07 07:00", "do", 1, 0)]
    assert due("2021-03-11 00:00", event, days=days) == [("07 07:00", "pass", 1, 0)]
