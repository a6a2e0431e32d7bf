"""Tests of `khacphuc.review.files`: what is written when a run ends, however it ends."""

import pytest
from bs4 import BeautifulSoup

from khacphuc import outputs
from khacphuc.checks.result import CheckResult
from khacphuc.inputs import Inputs
from khacphuc.project.workspace import Workspace
from khacphuc.review.files import write_review_of_build

from .. import filled, run2021
from ..findings import finding

FILES = {"report/review.html", "report/findings.xlsx"}
RESULT = CheckResult((finding(severity="critical"),))


@pytest.fixture
def build(tmp_path):
    """A build with the clean tables of 2021."""
    inputs = Inputs(Workspace(run2021.LAYOUT, "2021", tmp_path, fallback=False))
    outputs.save_clean(inputs, run2021.tables())
    return inputs


def written(build, **options):
    """The files that writing the review adds to a build."""
    folder = build.workspace.build
    before = set(folder.rglob("*"))
    write_review_of_build(run2021.LAYOUT, "2021", folder, **options)
    return {file.relative_to(folder).as_posix() for file in set(folder.rglob("*")) - before if file.is_file()}


def page(build):
    """The review page of a build."""
    return BeautifulSoup(build.workspace.report("review.html").read_text(encoding="utf-8"), "html.parser")


def test_where_nothing_was_checked_nothing_is_written(build):
    """A run that failed before has no findings to show."""
    assert written(build) == set()


def test_a_run_that_was_assessed(build):
    """Classes and findings stand on the page, places lead to the report where there is one."""
    outputs.save_assessment(build, run2021.assessment())
    outputs.save_findings(build, RESULT)
    assert written(build, cited={"SL031"}) == FILES
    assert len(page(build).select(".classes tbody")) == 4
    assert page(build).select("a[href='report.html#cite-SL031-1']")
    rows = filled.rows(build.workspace.report("findings.xlsx").read_bytes())
    assert [row["row_id"] for row in rows] == ["SL031"]


def test_a_run_whose_assessment_failed(build):
    """What was printed is shown and can be answered; that the assessment is missing is said."""
    outputs.save_printed(build, RESULT)
    assert written(build) == {*FILES, "report/tables/findings.csv", "clean/findings.json"}
    assert "Chưa có đánh giá" in page(build).get_text()
    assert page(build).select(".verdict.blocked")
    assert not page(build).select(".classes")


def test_the_page_of_returns_is_linked_to_where_there_is_one(build):
    """A run whose units send forms has one more page in the contents of the review page."""
    outputs.save_findings(build, RESULT)
    assert written(build) == FILES
    assert page(build).find("a", href="returns.html") is None
    build.workspace.report("returns.html").write_text("", encoding="utf-8")
    write_review_of_build(run2021.LAYOUT, "2021", build.workspace.build)
    assert page(build).find("a", href="returns.html").get_text() == "Báo cáo của đơn vị"
