"""A notice says what changed by counts and places, in the language of the run."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from khacphuc.schedule.notices import Notice

AT = datetime(2022, 3, 1, 7, 0, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))
BLOCKED = Notice(
    kind="state",
    run="2021",
    office="tay-ninh",
    at=AT,
    state="blocked",
    before="draft",
    counts={"blocked": 2},
    page=".runs/2021/attempt/review.html",
)


def test_a_change_of_state_in_vietnamese():
    """What the run is now, what it was, how many findings stop it, and where to read of them."""
    assert BLOCKED.subject == "[khacphuc] tay-ninh 2021: bị giữ lại"
    assert BLOCKED.text.splitlines() == [
        "Lần chạy 2021: bị giữ lại (trước đó: dự thảo).",
        "2 phát hiện nghiêm trọng chặn báo cáo.",
        "Trang thẩm định, trong thư mục dự án: .runs/2021/attempt/review.html",
        "Ghi nhận lúc 01/03/2022 07:00 (UTC+0700).",
        "Trong thư mục dự án, «khacphuc status» cho biết mọi lần chạy.",
    ]


def test_a_change_of_state_in_english():
    """The same words for the same things, and one finding is not several."""
    notice = replace(BLOCKED, language="en", counts={"blocked": 1})
    assert notice.subject == "[khacphuc] tay-ninh 2021: blocked"
    assert "1 critical finding stops the report." in notice.text.splitlines()
    assert "Run 2021: blocked (before: draft)." in notice.text.splitlines()


@pytest.mark.parametrize(
    ("before", "state", "is_recovery"),
    [
        ("blocked", "draft", True),
        ("failed", "ready_to_sign", True),
        ("failed", "blocked", False),  # still nothing is published
        ("draft", "issued", False),
        ("", "draft", False),
    ],
)
def test_recovery_is_named(before, state, is_recovery):
    """A run that was stopped and goes on again says so."""
    notice = replace(BLOCKED, before=before, state=state, language="en")
    assert notice.is_recovery is is_recovery
    assert ("recovered" in notice.subject) is is_recovery


@pytest.mark.parametrize(
    ("day", "sentence"),
    [
        (date(2022, 3, 4), "Due on 04/03/2022: 3 days left."),
        (date(2022, 3, 1), "Due today, 01/03/2022."),
        (date(2022, 2, 28), "Was due on 28/02/2022: 1 day ago."),
    ],
)
def test_a_reminder_says_how_long(day, sentence):
    """Days to go, today, or days that passed."""
    notice = replace(BLOCKED, kind="remind", state="gathering", before="", due=day, language="en")
    assert sentence in notice.text.splitlines()
    assert notice.text.startswith("Run 2021: gathering reports of units.\n")


def test_programs_read_the_same():
    """In English codes, whatever the language of the words."""
    read = json.loads(replace(BLOCKED, counts={"awaited": 1, "expected": 12, "received": 11}).json)
    assert read.pop("text").startswith(read["subject"])
    assert read == {
        "form": 1,
        "kind": "state",
        "run": "2021",
        "office": "tay-ninh",
        "at": "2022-03-01T07:00:00+07:00",
        "state": "blocked",
        "before": "draft",
        "recovery": False,
        "counts": {"expected": 12, "received": 11, "awaited": 1},
        "review": ".runs/2021/attempt/review.html",
        "collection": "",
        "period": "",
        "due": "",
        "subject": "[khacphuc] tay-ninh 2021: bị giữ lại",
    }


@pytest.mark.parametrize(
    ("language", "place"), [("vi", "trong thư mục dự án"), ("en", "in the folder of the project")]
)
def test_the_folder_is_named_where_there_is_no_page(language, place):
    """Every line is understood by itself."""
    assert replace(BLOCKED, page="", language=language).text.splitlines()[-1].lower().startswith(place)


@pytest.mark.parametrize("language", ["vi", "en"])
def test_every_kind_and_state_has_its_words(language):
    """No notice fails for want of a word."""
    states = (
        *("awaiting", "gathering", "draft", "blocked", "ready_to_sign", "issued", "superseded", "stale"),
        "failed",
    )
    subjects = {
        replace(BLOCKED, kind=kind, state=state, before="", language=language).subject
        for kind in ("state", "remind", "escalate")
        for state in states
    }
    assert len(subjects) == 27
