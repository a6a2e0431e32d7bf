"""The front door shows where every run stands and leads to its files."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import pytest

from khacphuc.data.returns.arrival_count import ArrivalCount
from khacphuc.project.files import write_text
from khacphuc.project.layout import Layout
from khacphuc.run.states import STATE_NAMES, RunState, read_states
from khacphuc.schedule.front_page import (
    WAITING,
    front_page_lock,
    moment,
    page_language,
    sign_off_rows,
    state_details,
    to_states_page,
    write_front_page,
)

from ..run.states.folders import ROLES, RunFolders

NOW = datetime(2021, 11, 28, 14, 30, tzinfo=timezone(timedelta(hours=7)))


@pytest.fixture
def layout(tmp_path):
    """A project with a run that is published and one that is blocked, of two offices."""
    layout = Layout(tmp_path)
    published = RunFolders(layout, "2021", status="final").inputs()
    published.sign(published.publish(), roles=ROLES[:1])
    blocked = RunFolders(layout, "2022", "long-an", place="Long <An>").inputs(2022)
    blocked.attempt(critical=2)
    return layout


def text(html):
    """What people read of it, without its style."""
    return re.sub(r"\s+", " ", re.sub("<[^>]+>", " ", html.partition("</head>")[2]))


def test_every_run_stands_there_with_its_state(layout):
    """Its findings, versions and sign-offs, by office; what an office typed is text."""
    page = to_states_page(layout, read_states(layout), NOW)
    words = text(page)
    assert "Cập nhật lúc 28/11/2021, 14:30" in words
    assert "2 báo cáo cần xử lý" in words
    assert "Long &lt;An&gt; (long-an)" in words
    assert re.search(r"2022 .*bị giữ lại.* 2 phát hiện nghiêm trọng chưa giải quyết", words)
    assert re.search(rf"2021 .*chờ ký.*{ROLES[0]} đồng ý {ROLES[1]} chưa ký duyệt", words)


def test_hours_are_those_of_the_office(layout):
    """Also where the machine's clock shows UTC."""
    utc = NOW.astimezone(UTC)
    assert to_states_page(layout, read_states(layout), utc) == to_states_page(
        layout, read_states(layout), NOW
    )


def test_links_lead_to_files_that_are_there(layout):
    """From the folder of the page; those of an attempt lie in the folder of its run."""
    write_text(layout.root / "reports" / "2021-board-2021-03" / "report.html", "")
    write_text(layout.root / "reports" / "2021-with-2020" / "report.html", "")
    write_text(layout.root / "reports" / "2021-board-2021-04" / "run.json", "")
    page = write_front_page(layout, read_states(layout), NOW)
    links = re.findall('<a href="([^"#]+)">', page.read_text(encoding="utf-8"))
    assert set(links) == {
        *("../.runs/2022/attempt/review.html", "2021/report.html", "2021/review.html"),
        *("2021-board-2021-03/report.html", "2021-with-2020/report.html"),
    }
    assert all((page.parent / link).is_file() for link in links)


def test_a_project_without_runs_has_a_page(layout):
    """It says how one is begun."""
    assert "khacphuc new" in text(to_states_page(layout, [], NOW))


def test_the_page_speaks_the_language_of_most_runs(layout):
    """That of the house where as many are in each, and what failed in English is marked."""
    states = [replace(state, language="en") for state in read_states(layout)]
    page = to_states_page(layout, [*states, replace(states[0], run="x", state="failed", why="boom")], NOW)
    assert '<html lang="en">' in page
    assert '<dd lang="en">boom</dd>' in page
    assert '<span lang="vi">Long &lt;An&gt;</span>' in page
    assert page_language([*states[:1], replace(states[1], language="vi")]) == "vi"


@pytest.mark.parametrize("name", STATE_NAMES)
def test_every_state_is_shown(layout, name):
    """Those that need somebody are not hidden by the filter."""
    state = replace(read_states(layout)[0], state=name)
    assert ('<li class="run' in to_states_page(layout, [state], NOW)) is True
    assert ("quiet" in to_states_page(layout, [state], NOW).partition("<main")[2]) is (name not in WAITING)


def test_what_there_is_nothing_of_is_left_out():
    """A run that was just begun has nothing to tell."""
    state = RunState("2021", "awaiting")
    assert (state_details(state, NOW, "en"), sign_off_rows(state, "en")) == ({}, [])


def test_details_are_in_words():
    """What comes next, what came in, what was found, which version it is; a long reason is cut."""
    state = RunState(
        *("2021", "superseded", "tay-ninh", 2021, "en", "final"),
        rate=ArrivalCount(3, 4),
        findings={"critical": 1, "warning": 13},
        answered={"critical": 1},
        version=2,
        issued=1,
        why="x" * 999,
        next_event="draft",
        next_at=datetime(2021, 12, 1, 0, 0, tzinfo=UTC),
    )
    assert state_details(state, NOW, "en") == {
        "why": "x" * 300 + "…",
        "next": "make the draft, 01/12/2021, 00:00 (UTC)",
        "came_in": "3/4 (75.0%)",
        "findings": "Critical: 1, Warning: 13 (1 answered)",
        "version": "2, not issued",
        "issued": "1, issued",
    }


def test_a_moment_is_of_its_zone():
    """Which goes without saying where clocks show the same."""
    assert moment(NOW, NOW) == "28/11/2021, 14:30"
    assert moment(NOW.astimezone(UTC), NOW) == "28/11/2021, 07:30 (UTC)"


def test_one_process_at_a_time_rebuilds_it(layout):
    """The next one waits."""
    with front_page_lock(layout) as lock:
        assert lock.is_locked
        other = front_page_lock(layout)
        with pytest.raises(TimeoutError):
            other.acquire(timeout=0)


@pytest.mark.full
def test_the_page_of_all_offices_is_small(tmp_path):
    """Five years of 63 offices take less than a megabyte."""
    layout = Layout(tmp_path)
    for office in range(63):
        for year in range(2017, 2022):
            run = RunFolders(layout, f"{year}-o{office:02}", f"office-{office:02}", status="final")
            run.sign(run.inputs(year).publish())
    states = read_states(layout)
    assert [state.state for state in states] == ["issued"] * 315
    assert len(to_states_page(layout, states, NOW).encode()) < 1_000_000
