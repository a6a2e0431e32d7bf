"""An office without targets, computed numbers, documents and measures has its report all the same."""

import pytest

from khacphuc.commands.check import review_run
from khacphuc.console.progress import Silent
from khacphuc.data.xlsx.register import REGISTER
from khacphuc.office.new import new_run
from khacphuc.project.files import read_text
from khacphuc.run.attempt import run_report

from . import forms

NONE_OF = {"computed", "documents", "measures", "target_parts", "targets"}


@pytest.mark.full
@pytest.mark.untraced
def test_tables_an_office_has_nothing_for_stay_empty(tmp_path):
    """They are shown to who reviews, once each, who may confirm them; the prose of `new` needs no change."""
    layout = forms.make_project(tmp_path)
    new_run(layout, "2023", "tay-ninh")
    forms.fill(layout.raw("2023") / REGISTER, forms.SMALL_YEAR)
    forms.write_prose(layout.prose("2023"))
    review = review_run(layout, "2023")
    assert {(finding.table, finding.severity) for finding in review.findings} == {
        (name, "warning") for name in NONE_OF
    }
    assert review.exit_code == 0
    assert all(finding.acceptable for finding in review.findings)
    outcome = run_report(layout, "2023", progress=Silent())
    assert (outcome.status, outcome.exit_code) == ("published", 0), outcome.messages
    report = read_text(layout.published_report("2023") / "report.html")
    assert report.count("<figure") == 1, "the chart of the criteria, none of what the office has not"
