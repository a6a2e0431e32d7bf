"""The ids of board papers, and what is read by them."""

from __future__ import annotations

import datetime as dt

import pytest

from khacphuc.project.board_papers import BoardPaper, board_paper_of
from khacphuc.project.layout import Layout, check_run_id
from khacphuc.project.papers import run_of


@pytest.mark.parametrize("run", ["2021", "long-an-2022", "a-board-b"])
def test_an_id_leads_to_its_run_and_month(run):
    """Whatever the run is called; the id is one that a folder may have."""
    paper = BoardPaper(run, "2021-03")
    assert board_paper_of(check_run_id(paper.id)) == paper
    assert run_of(paper.id) == run
    assert board_paper_of(run) is None


@pytest.mark.parametrize(
    "run", ["2021-board-2021-13", "2021-board-2021-00", "2021-board-21-03", "board-2021-03"]
)
def test_what_is_no_month_is_no_board_paper(run):
    """Such an id is one of a run, if there is one."""
    assert board_paper_of(run) is None


def test_a_month_has_its_days():
    """The paper says how things stand on the last one."""
    paper = BoardPaper("2024", "2024-02")
    assert (paper.first_day, paper.last_day) == (dt.date(2024, 2, 1), dt.date(2024, 2, 29))
    assert paper.year == 2024


def test_a_board_paper_reads_what_its_run_reads(tmp_path):
    """Parameters, prose and raw tables are those of the run; what is published lies under its own id."""
    layout, paper = Layout(tmp_path), BoardPaper("2021", "2021-03").id
    for place in (layout.parameters, layout.prose, layout.raw):
        assert place(paper) == place("2021")
    for place in (layout.published_report, layout.published_clean, layout.runs):
        assert place(paper).name == paper
