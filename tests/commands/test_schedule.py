"""Events are listed by their next moment, and what starts them is printed or installed."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from click.testing import CliRunner

from khacphuc.cli import app
from khacphuc.commands.schedule import format_events, format_timer, install_schedule
from khacphuc.project.files import read_text, write_text
from khacphuc.schedule.install_timer import timer_of

NOW = datetime(2022, 3, 1, 0, 0, tzinfo=UTC)
SCHEDULE = """
schedule:
  - event: draft
    on: 02/03/2022
    at: "06:30"
  - event: gather
    on: 01/02/2022
    every: month
    until: 31/12/2022
    inbox: inbox
    zone: UTC
  - event: escalate
    on: 01/01/2022
"""


@pytest.fixture
def planned(project):
    """A project whose run has events."""
    write_text(project.parameters("2021"), read_text(project.parameters("2021")) + SCHEDULE)
    return project


def test_events_by_their_next_moment(planned):
    """The next first, each in its own zone, what has passed last."""
    text, code = format_events(planned, NOW)
    assert text.splitlines() == [
        "2021: gather inbox, 07:00 ngày 01/03/2022 (UTC)",
        "2021: draft, 06:30 ngày 02/03/2022 (Asia/Ho_Chi_Minh)",
        "2021: escalate, không còn lần nào",
    ]
    assert code == 0


def test_a_reminder_of_no_day_says_what_it_lacks(project):
    """It is not passed over as if nobody had planned it."""
    write_text(
        project.parameters("2021"),
        read_text(project.parameters("2021")) + "schedule:\n  - {event: remind, days_before: 3}\n",
    )
    text, code = format_events(project, NOW)
    assert text == (
        "2021: remind, chưa có ngày: ghi due: trong params/2021.yml, hoặc due_days trong bảng collections"
    )
    assert code == 0


def test_no_events(project):
    """Are a sentence, and no mistake."""
    text, code = format_events(project, NOW)
    assert code == 0
    assert "schedule:" in text


def test_a_run_that_cannot_be_read(planned):
    """Is named with its line; the events of the others are listed."""
    write_text(planned.parameters("2022"), "year: [\nschedule:\n  - event: draft\n")
    text, code = format_events(planned, NOW)
    assert code == 2
    assert "2021: draft" in text
    assert "params/2022.yml" in text.splitlines()[-1]


@pytest.mark.parametrize(
    ("scheduler", "part"),
    [("systemd", "\nOnCalendar="), ("cron", "\n*/10 * * * * cd "), ("windows", "\n<Task ")],
)
def test_what_the_clock_is_given(project, tmp_path, scheduler, part):
    """Is printed whole, with the place of the secrets; nothing is written."""
    environ = {"XDG_CONFIG_HOME": str(tmp_path / "settings"), "KHACPHUC_SMTP_PASSWORD": "s3cret"}
    text = format_timer(project, scheduler, environ)
    assert part in text
    assert text.startswith("# addresses and secrets of notices: ")
    assert "s3cret" not in text
    assert not (tmp_path / "settings").exists()


def test_installing(project, tmp_path):
    """Says what was installed, and that others can read what is secret."""
    environ, calls = {"XDG_CONFIG_HOME": str(tmp_path / "settings")}, []

    def command(arguments, _text):
        calls.append(arguments[0])
        return ""

    first = install_schedule(project, "systemd", environ, command).splitlines()
    secrets = timer_of(project.root, environ).secrets
    assert first[-1] == f"addresses and secrets of notices: write them into {secrets}"
    secrets.chmod(0o644)
    assert install_schedule(project, "cron", environ, command).endswith(f"chmod 600 {secrets}")
    assert format_timer(project, "cron", environ).splitlines()[1].endswith(f"chmod 600 {secrets}")
    assert set(calls) == {"systemctl", "crontab"}


def test_the_command(planned, monkeypatch, tmp_path):
    """Ends with 0, also without events, and with 2 where a path cannot be told."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "settings"))
    run = CliRunner()
    outcome = run.invoke(app, ["schedule", "--as", "cron", "--root", str(planned.root)])
    assert outcome.exit_code == 0
    assert "2021: escalate, không còn lần nào" in outcome.output
    assert outcome.output.splitlines()[-1].endswith(f" # {timer_of(planned.root, {}).name}")
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "100%"))
    assert run.invoke(app, ["schedule", "--as", "cron", "--root", str(planned.root)]).exit_code == 2
