"""Tests of `khacphuc.project.papers`."""

from khacphuc.project.layout import Layout
from khacphuc.project.papers import is_paper, run_of


def test_a_paper_reads_what_its_run_reads(tmp_path):
    """A board paper and a comparison have the parameters, prose and raw tables of their run."""
    layout = Layout(tmp_path)
    for paper in ("2022-board-2022-03", "2022-with-2021"):
        assert is_paper(paper)
        assert run_of(paper) == "2022"
        assert layout.raw(paper) == layout.raw("2022")
        assert layout.published_report(paper).name == paper
