"""Tests of `khacphuc.config.schedule_parameters`."""

import re

import pytest

from khacphuc.config.parameters import load_parameters
from khacphuc.errors import ParameterError

from .. import run2021

TEXT = (run2021.ROOT / "params" / "2021.yml").read_text(encoding="utf-8")


def load(tmp_path, *events):
    """The schedule of a file with such events, a mapping in flow style each."""
    file = tmp_path / "2021.yml"
    lines = "\n".join(f"  - {{{event}}}" for event in events)
    file.write_text(f"{TEXT}\nschedule:\n{lines}\n", encoding="utf-8")
    return load_parameters(file).schedule


def test_an_event_is_short_where_the_usual_will_do(tmp_path):
    """Hours, the zone, retries and the rest have defaults; numbers need no quotes."""
    opened, reminder = load(
        tmp_path, "event: open, on: 02/01/2022, run: 2022", "event: remind, days_before: 7, at: 08:30"
    )
    assert (opened.key, opened.at, opened.zone, opened.limit) == (
        *("open 2022", "07:00", "Asia/Ho_Chi_Minh", 60),
    )
    assert (opened.retries, opened.backoff, opened.catch_up) == (2, 10, "once")
    assert (reminder.key, reminder.at, reminder.days_before) == ("remind", "08:30", 7)


@pytest.mark.parametrize(
    ("event", "message"),
    [
        ("event: open, on: 02/01/2022", 'open needs the key "run"'),
        ("event: open, on: 02/01/2022, run: 2021", "number 2021 (it is the run of this file"),
        ("event: draft, on: 02/01/2022, run: 2022", 'open needs the key "run", and nothing else has it'),
        ("event: gather, on: 02/01/2022", 'gather needs the key "inbox"'),
        ("event: gather, on: 02/01/2022, inbox: ../letters", "it leads out of the project"),
        ("event: gather, on: 02/01/2022, inbox: /srv/letters", "it leads out of the project"),
        ("event: draft", 'it has "on" or, for remind, "days_before"'),
        ("event: remind, on: 02/01/2022, days_before: 3", "not both"),
        ("event: draft, days_before: 3", 'only remind has "days_before"'),
        ("event: draft, on: 02/01/2022, every: day", '"every" and "until" go together'),
        ("event: remind, days_before: 3, every: day, until: 02/01/2022", '"every" goes on from the day in'),
        ("event: draft, on: 02/02/2022, every: day, until: 01/02/2022", '"until" is before "on"'),
        ("event: draft, on: 31/02/2022", "schedule.1.on"),
        ('event: draft, on: 02/01/2022, at: "7:00"', "expected an hour such as 07:00"),
        ("event: draft, on: 02/01/2022, zone: Asia/Hanoi", "there is no such zone"),
        ("event: draft, on: 02/01/2022, zone: ../passwd", "there is no such zone"),
        ("event: draft, on: 02/01/2022, retries: 11", "expected a number from 0 to 10"),
        ("event: draft, on: 02/01/2022, mail: a@b", 'unknown key "schedule.1.mail"'),
        ("event: publish, on: 02/01/2022", "expected open, remind, gather, draft or escalate"),
    ],
)
def test_a_mistake_is_named_with_its_event(event, message, tmp_path):
    """Every contradiction is one, with the line it stands in."""
    with pytest.raises(ParameterError, match=f"line [0-9]+: .*{re.escape(message)}"):
        load(tmp_path, event)
