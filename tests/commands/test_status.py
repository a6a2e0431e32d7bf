"""``khacphuc status`` tells where runs stand, and rebuilds the front door."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from khacphuc.commands.status import format_status, show_status
from khacphuc.errors import UsageError
from khacphuc.project.layout import Layout
from khacphuc.run.states import read_states

from ..run.states.folders import ROLES, RunFolders

NOW = datetime(2021, 11, 28, 14, 30, tzinfo=UTC)


@pytest.fixture
def layout(tmp_path):
    """A project with a run of each of two offices."""
    layout = Layout(tmp_path)
    run = RunFolders(layout, "2021", status="final").inputs()
    run.sign(run.publish(), roles=ROLES[:1])
    RunFolders(layout, "2022", "long-an").inputs(2022).attempt(critical=1)
    return layout


def test_each_run_has_its_lines(layout):
    """By office, in the language most runs are in."""
    assert format_status(read_states(layout), NOW).splitlines() == [
        "long-an",
        "  2022  bị giữ lại: 1 phát hiện nghiêm trọng chưa giải quyết",
        "    Phát hiện: Nghiêm trọng: 2, Cần xem xét: 1 (1 đã có ý kiến)",
        "    .runs/2022/attempt/review.html",
        "tay-ninh",
        "  2021  chờ ký",
        "    Phát hiện: Cần xem xét: 1",
        "    Phiên bản: 1, chưa phát hành",
        f"    {ROLES[0]}: đồng ý",
        f"    {ROLES[1]}: chưa ký duyệt",
        "    reports/2021/review.html",
    ]


def test_one_office_may_be_asked_for(layout):
    """The page is of all of them, as ever."""
    lines = show_status(layout, "long-an").splitlines()
    assert lines[0] == "long-an"
    assert "tay-ninh" not in lines
    assert lines[-1].endswith("index.html")
    assert "tay-ninh" in (layout.root / "reports" / "index.html").read_text(encoding="utf-8")


def test_an_office_there_is_none_of_is_refused(layout):
    """With the one that may be meant."""
    with pytest.raises(UsageError, match="did you mean long-an"):
        show_status(layout, "longan")
    with pytest.raises(UsageError, match="the offices there are: long-an, tay-ninh"):
        show_status(layout, "ha-noi")


def test_without_a_page_states_are_told(layout, capsys):
    """A folder that cannot be written hides nothing."""
    (layout.root / "reports" / "index.html").mkdir()
    assert show_status(layout, "tay-ninh").splitlines()[0] == "tay-ninh"
    assert "was not rebuilt" in capsys.readouterr().err


def test_a_project_without_runs_says_how_one_is_begun(tmp_path):
    """There is nothing else to tell."""
    assert "khacphuc new" in format_status(read_states(Layout(tmp_path)), NOW)
