"""A value of the last year that is not what was issued is told by the comparison, too."""

from __future__ import annotations

import json

import pytest

from khacphuc.commands.compare import compare_runs
from khacphuc.commands.verify import verify_run
from khacphuc.console.progress import Silent
from khacphuc.history.version_file import list_versions
from khacphuc.office.example.make_example import make_example
from khacphuc.project.files import read_text
from khacphuc.project.layout import Layout
from khacphuc.run.outcome import Options
from khacphuc.run.run_one import make_run

from .test_planted import RESTATED, Tables, page_of, rows_of

pytestmark = [pytest.mark.full, pytest.mark.untraced]

FIRST, LAST = "2021", "2022"
COMPARISON = f"{LAST}-with-{FIRST}"


@pytest.fixture(scope="module")
def project(tmp_path_factory):
    """Two years, both published; a number of the last was edited since, and nobody has said why."""
    layout = Layout(tmp_path_factory.mktemp("restated") / "demo")
    make_example(layout.root, years=2)
    for run in (FIRST, LAST):
        assert make_run(layout, run, Options(), progress=Silent()).status == "published"
    Tables(layout.raw(LAST)).change("figures", RESTATED, printed="88,8")
    assert compare_runs(layout, [FIRST, LAST], Options()) == 0
    return layout


def test_it_is_told(project):
    """As it was issued, as it is now, and that nobody has said why; nothing else is."""
    (row,) = rows_of(page_of(project, COMPARISON), "đã phát hành rồi")
    assert row[1] == LAST
    assert row[2] != row[3]
    assert row[3:] == ["88,8 triệu đồng", "chưa ghi lý do"]


def test_the_same_is_made_again(project):
    """Its record names the version of the last run it was compared with, and verifying compares with it."""
    record = json.loads(read_text(project.published_report(COMPARISON) / "run.json"))
    (issued,) = list_versions(project.history(LAST))
    assert record["compared_with"] == issued.path.name
    assert verify_run(project, COMPARISON, progress=Silent()).exit_code == 0
    issued.path.rename(issued.path.with_name("away.zip"))
    assert verify_run(project, COMPARISON, progress=Silent()).inputs
