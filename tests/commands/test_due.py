"""Tests of `khacphuc.commands.due`."""

import csv
import errno
import os
from datetime import date, timedelta

import pytest
from click.testing import CliRunner

from khacphuc.cli import app
from khacphuc.commands import due as command
from khacphuc.commands.due import do_due, notice_of, translated_detail
from khacphuc.data.returns.arrival_count import ArrivalCount
from khacphuc.history import append_only
from khacphuc.run.lock import run_lock
from khacphuc.run.outcome import Outcome
from khacphuc.run.states import RunState
from khacphuc.schedule import perform as performing
from khacphuc.schedule.addresses import VARIABLES
from khacphuc.schedule.channels import SentNotice
from khacphuc.schedule.desk import NoticeEnding, Occasion
from khacphuc.schedule.event_record import EVENTS
from khacphuc.schedule.run_due import schedule_lock

from ..schedule.events import utc

NOW = utc("2021-03-05 00:10")


@pytest.fixture
def scheduled(project, monkeypatch):
    """A project whose run is a draft that is made every day of March, and whose runs end as a test says."""
    for name in VARIABLES:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(command, "refresh_front_page", lambda _: None)
    file = project.parameters("2021")
    text = file.read_text(encoding="utf-8").replace("status: reconstruction", "status: draft")
    event = "  - {event: draft, on: 01/3/2021, every: day, until: 31/3/2021}"
    file.write_text(f"{text}schedule:\n{event}\n", encoding="utf-8")
    return project


@pytest.fixture
def endings(monkeypatch):
    """How runs end, the first before the last."""
    outcomes = []
    monkeypatch.setattr(performing, "make_within", lambda *_, **__: outcomes.pop(0))
    return outcomes


def rows(layout, *names):
    """Some columns of the record of events."""
    file = layout.history("2021") / EVENTS
    with file.open(encoding="utf-8", newline="") as stream:
        return [tuple(row[name] for name in names) for row in csv.DictReader(stream)]


def test_a_project_without_schedules_has_nothing_due(project, capsys):
    """Nothing is printed or written."""
    assert do_due(project, NOW) == 0
    assert capsys.readouterr().out == ""
    assert not project.history("2021").exists()


def test_what_is_due_is_done_once(scheduled, endings, capsys):
    """And recorded; a second start finds nothing to do."""
    endings.append(Outcome("2021", "published", 0, language="vi"))
    assert do_due(scheduled, NOW) == 0
    assert "2021: lập dự thảo, hẹn lúc 05/03/2021 07:00: đã xong (đã công bố" in capsys.readouterr().out
    assert do_due(scheduled, NOW + timedelta(minutes=5)) == 0
    assert capsys.readouterr().out == ""
    assert rows(scheduled, "event", "due", "outcome", "attempt", "state") == [
        ("state", "", "skipped", "0", "awaiting"),
        ("draft", "2021-03-05T07:00:00+07:00", "started", "1", ""),
        ("draft", "2021-03-05T07:00:00+07:00", "done", "1", "draft"),
    ]


def test_a_run_that_fails_is_told_and_tried_again(scheduled, endings, capsys):
    """A change of state is noted once, its end too; without an address that is no failure."""
    endings += [Outcome("2021", "failed", 3, messages=("no",)), Outcome("2021", "published", 0)]
    assert do_due(scheduled, NOW) == 3
    assert "chưa có số liệu" not in capsys.readouterr().err
    assert do_due(scheduled, NOW + timedelta(minutes=5)) == 0
    assert do_due(scheduled, NOW + timedelta(minutes=11)) == 0
    noted = [
        (state, outcome)
        for event, state, outcome in rows(scheduled, "event", "state", "outcome")
        if event == "state"
    ]
    assert noted == [
        *[("awaiting", "skipped"), ("failed", "started"), ("failed", "no_address")],
        *[("awaiting", "started"), ("awaiting", "no_address")],
    ]
    assert rows(scheduled, "attempt", "outcome", "detail")[2] == (
        "1",
        "failed",
        "failed; no; with 4 before it",
    )


def test_a_pass_beside_another_does_nothing(scheduled, capsys):
    """It says who is at work, and ends well: a timer fires again."""
    with schedule_lock(scheduled):
        assert do_due(scheduled, NOW) == 0
    assert f"process {os.getpid()}" in capsys.readouterr().out
    assert not scheduled.history("2021").exists()


def test_a_run_somebody_works_on_is_left_for_the_next_pass(scheduled, endings, capsys):
    """That is no failure, and no attempt."""
    endings.append(Outcome("2021", "published", 0))
    with run_lock(scheduled, "2021"):
        assert do_due(scheduled, NOW) == 0
    assert "is at it" in capsys.readouterr().err
    assert rows(scheduled, "event") == [("state",)]
    assert do_due(scheduled, NOW) == 0
    assert endings == []


def test_on_a_full_disk_nothing_is_begun(scheduled, endings, monkeypatch, capsys):
    """What cannot be recorded is not done; the next pass does it."""

    def refuse(*_, **__):
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as full:
        full.setattr(append_only, "write_bytes", refuse)
        assert do_due(scheduled, NOW) == 2
    assert "history/2021: the disk is full" in capsys.readouterr().err
    endings.append(Outcome("2021", "published", 0))
    assert do_due(scheduled, NOW) == 0
    assert endings == []


def test_a_damaged_record_or_schedule_stops_its_run_only(scheduled, endings, fake, capsys):
    """The other is made."""
    fake.add_run(scheduled, "2020")
    scheduled.parameters("2020").write_text("schedule:\n  - {event: draft}\n", encoding="utf-8")
    endings.append(Outcome("2021", "published", 0))
    assert do_due(scheduled, NOW) == 2
    assert "params/2020.yml" in capsys.readouterr().err
    assert endings == []
    (scheduled.history("2021") / EVENTS).write_text("x\n", encoding="utf-8")
    assert do_due(scheduled, NOW + timedelta(days=1)) == 2
    assert "another heading" in capsys.readouterr().err


def test_secrets_are_taken_out_of_the_environment(scheduled, endings, monkeypatch):
    """No notebook has them."""
    monkeypatch.setenv("KHACPHUC_SMTP_PASSWORD", "quiet")
    endings.append(Outcome("2021", "published", 0))
    do_due(scheduled, NOW)
    assert "KHACPHUC_SMTP_PASSWORD" not in os.environ
    assert "quiet" not in (scheduled.history("2021") / EVENTS).read_text(encoding="utf-8")


def test_a_notice_has_counts_and_the_place_of_the_review_page():
    """Of the state that was seen."""
    state = RunState(
        "2021", "blocked", office="tay-ninh", blocked=2, rate=ArrivalCount(5, 7), review="x.html"
    )
    notice = notice_of(Occasion("remind", state, NOW, about=date(2021, 3, 10)))
    assert (notice.kind, notice.state, notice.office, notice.page) == (
        *("remind", "blocked", "tay-ninh", "x.html"),
    )
    assert notice.counts == {"blocked": 2, "expected": 7, "received": 5, "awaited": 2}
    assert notice.due == date(2021, 3, 10)


@pytest.mark.parametrize("beside", [["2021"], ["--all"], ["--force"], ["--limit", "60"]])
def test_due_goes_alone(beside, project):
    """Schedules say what is made, and how."""
    result = CliRunner().invoke(app, ["run", "--due", *beside, "--root", str(project.root)])
    assert (result.exit_code, "--due goes alone" in result.output) == (2, True)


def test_a_channel_that_refused_is_tried_again_and_the_other_is_not(scheduled, endings, monkeypatch):
    """Of a change, and of an event; in the end it is sent."""
    tries = []

    def send(_, addresses):
        channels = [
            name for name, there in (("mail", addresses.server), ("webhook", addresses.webhook)) if there
        ]
        tries.append(channels)
        is_refused = len(tries) == 1
        return tuple(
            SentNotice(name, "not_sent" if name == "mail" and is_refused else "sent") for name in channels
        )

    monkeypatch.setattr(command, "send_notice", send)
    monkeypatch.setenv("KHACPHUC_MAIL_TO", "a@example.org")
    environ = dict(os.environ) | {
        "KHACPHUC_MAIL_FROM": "b@example.org",
        "KHACPHUC_SMTP": "localhost:25",
        "KHACPHUC_SMTP_TLS": "none",
        "KHACPHUC_WEBHOOK": "https://example.org/",
    }
    endings.append(Outcome("2021", "failed", 3))
    for minutes in (0, 11, 40):
        for name in VARIABLES:
            monkeypatch.setenv(name, environ.get(name, ""))
        endings.append(Outcome("2021", "failed", 3))
        do_due(scheduled, NOW + timedelta(minutes=minutes))
    assert tries == [["mail", "webhook"], ["mail"]]
    sent = [row for row in rows(scheduled, "event", "outcome", "detail") if row[0] == "state"]
    assert ("state", "not_sent", "mail: not_sent; webhook: sent") in sent
    assert sent[-1] == ("state", "sent", "")


def test_a_damaged_record_is_told_once_and_so_is_its_recovery(scheduled, endings, monkeypatch, capsys):
    """Which cannot be noted in it; in a pass it is said once."""
    occasions = []
    monkeypatch.setattr(
        command,
        "notify",
        lambda occasion, _: occasions.append(occasion) or NoticeEnding("sent"),
    )
    endings.append(Outcome("2021", "published", 0))
    do_due(scheduled, NOW)
    file = scheduled.history("2021") / EVENTS
    text = file.read_text(encoding="utf-8")
    file.write_text(text[:-5], encoding="utf-8")
    capsys.readouterr()
    assert [do_due(scheduled, NOW + timedelta(minutes=minutes)) for minutes in (5, 10)] == [2, 2]
    assert capsys.readouterr().err.count("does not end") == 2
    file.write_text(text, encoding="utf-8")
    assert [do_due(scheduled, NOW + timedelta(minutes=minutes)) for minutes in (15, 20)] == [0, 0]
    assert [(occasion.before, occasion.state.state) for occasion in occasions] == [
        ("", "failed"),
        ("failed", "awaiting"),
    ]


@pytest.mark.parametrize(
    ("detail", "text"),
    [
        (
            "checked; khacphuc run long-an-2022 publishes it",
            "đã kiểm tra; lệnh khacphuc run long-an-2022 sẽ công bố",
        ),
        ("2 new files, 2 with faults", "2 tệp mới, 2 tệp có lỗi"),
        ("the day it is about is over", "ngày được nhắc đã qua"),
        ("mail: the server answered 550", "mail: máy chủ trả lời 550"),
        (
            "mail: sent, 1 of 3 addresses refused; webhook: no answer in time",
            "mail: đã gửi, máy chủ từ chối 1 trong 3 địa chỉ; webhook: máy chủ không trả lời kịp",
        ),
        ("KHACPHUC_ESCALATE_TO is empty", "KHACPHUC_ESCALATE_TO để trống"),
        ("published", "đã công bố"),
        ("failed; params/2021.yml: no such file", "bị lỗi; params/2021.yml: no such file"),
        ("webhook: Connection refused", "webhook: Connection refused"),
    ],
)
def test_what_the_record_says_is_printed_in_the_language_of_the_run(detail, text):
    """What others said stays as it is."""
    assert translated_detail(detail, "vi") == text
    assert translated_detail(detail, "en") == detail
