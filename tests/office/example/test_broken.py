"""The run with mistakes."""

from __future__ import annotations

from khacphuc.office.example.broken import BROKEN
from khacphuc.project.files import read_text

from .examples import example


def test_it_differs_from_the_first_year_where_mistakes_are():
    """Tables without a mistake are those of the first year; the others, and the prose, are not."""
    layout, _ = example()
    names = [file.name for file in layout.raw("2021").iterdir()]
    differing = {
        name for name in names if read_text(layout.raw("2021") / name) != read_text(layout.raw(BROKEN) / name)
    }
    assert differing == {"figures.csv", "documents.csv", "synthetic.source.yml"}
    assert "@SL999" in read_text(layout.prose(BROKEN))


def test_the_first_year_has_none_of_its_findings():
    """What was planted in the first year was planted here, too, and ten critical findings besides."""
    _, truth = example()
    more = truth.runs[BROKEN].planted - truth.runs["2021"].planted
    assert truth.runs["2021"].planted < truth.runs[BROKEN].planted
    assert sum(finding.severity == "critical" for finding in more) == 10
