"""Tests of `khacphuc.schedule.event_record`."""

import errno

import pytest

from khacphuc.errors import SourceError, UsageError
from khacphuc.history import append_only
from khacphuc.project.layout import Layout
from khacphuc.schedule.event_record import EVENTS, STATE, add_row, read_ledger

from .events import ledger, row, utc

DUE = "2021-03-01 07:00"


def test_rows_are_added_and_read(tmp_path):
    """Nothing that stands there is changed."""
    layout = Layout(tmp_path)
    add_row(layout, row(DUE, DUE, "started"))
    before = (layout.history("2021") / EVENTS).read_bytes()
    add_row(layout, row("2021-03-01 07:05", DUE, "done"))
    assert (layout.history("2021") / EVENTS).read_bytes().startswith(before)
    attempts = read_ledger(layout, "2021").attempts("draft", utc(DUE))
    assert (attempts.number, attempts.outcome) == (1, "done")


@pytest.mark.parametrize(
    ("old", "new"), [(",done,", ",finished,"), ("+00:00,2021,", ",2021,"), ("07:05", "7h"), (",2021,", ",")]
)
def test_a_damaged_record_is_refused(old, new, tmp_path):
    """With the line, and never mended by guesses."""
    layout = Layout(tmp_path)
    add_row(layout, row("2021-03-01 07:05", DUE, "done"))
    file = layout.history("2021") / EVENTS
    file.write_text(file.read_text().replace(old, new), encoding="utf-8")
    with pytest.raises(SourceError, match="line 2"):
        read_ledger(layout, "2021")


def test_a_full_disk_is_named(tmp_path, monkeypatch):
    """With the folder, as everywhere."""

    def refuse(*_, **__):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(append_only, "write_bytes", refuse)
    with pytest.raises(UsageError, match="history/2021: the disk is full"):
        add_row(Layout(tmp_path), row(DUE, DUE, "started"))


def test_states_are_noted_one_after_the_other():
    """With the one before, and how telling people of it ended."""
    whole = ledger(
        row(DUE, "", "skipped", event=STATE, state="draft"),
        row(DUE, "", "started", event=STATE, state="failed"),
        row(DUE, "", "not_sent", event=STATE, state="failed"),
        row(DUE, "", "started", event=STATE, state="failed"),
    )
    noted = whole.noted
    assert (noted.state, noted.before, noted.notice.number, noted.notice.outcome) == (
        *("failed", "draft", 2, "started"),
    )


def test_an_event_that_failed_last_is_a_failure():
    """Until one of its kind ends otherwise."""
    failed = row(DUE, DUE, "failed", event="gather inbox")
    assert [failure.event for failure in ledger(failed).failures()] == ["gather inbox"]
    later = row("2021-03-02 07:00", "2021-03-02 07:00", "done", event="gather inbox")
    assert list(ledger(failed, later).failures()) == []
