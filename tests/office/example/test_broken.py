"""The run with mistakes."""

from __future__ import annotations

from dataclasses import replace

import pytest

from khacphuc.office.example.broken import BROKEN
from khacphuc.project.files import read_text

from .examples import example

pytestmark = pytest.mark.full


def test_it_differs_from_the_first_year_where_mistakes_are():
    """Tables without a mistake are those of the first year; the others, and the prose, are not.

    What its units reported is typed, as an office does whose units send no forms. Nobody has answered
    anything yet.
    """
    layout, _ = example()
    first, broken = (
        {file.name: read_text(file) for file in layout.raw(run).iterdir() if file.is_file()}
        for run in ("2021", BROKEN)
    )
    assert not broken.keys() - first.keys()
    of_forms = ("collections", "collection_items", "return_rules", "receipts")
    of_scores = ("score_sheets", "scores")
    assert first.keys() - broken.keys() == {f"{name}.csv" for name in (*of_forms, *of_scores, "answers")}
    differing = {name for name in first.keys() & broken.keys() if first[name] != broken[name]}
    assert differing == {"figures.csv", "documents.csv", "ratings.csv", "returns.csv", "synthetic.source.yml"}
    assert "@SL999" in read_text(layout.prose(BROKEN))


def test_the_first_year_has_none_of_its_findings():
    """Planted in the first year but in forms and scores: planted here, too; and 13 critical findings.

    What the first year has answered nobody has answered here, where nothing is final.
    """
    _, truth = example()
    first = {
        replace(finding, decision="", severity="warning")
        for finding in truth.runs["2021"].planted
        if finding.rule[:2] not in {"LO", "SG", "TY", "BD", "XH"}
    }
    more = truth.runs[BROKEN].planted - first
    assert first < truth.runs[BROKEN].planted
    assert sum(finding.severity == "critical" for finding in more) == 13
