"""Layouts of a document, and what they say about their pages."""

from __future__ import annotations

import datetime as dt

import pytest
import typst

from khacphuc.render.pdf.page_layout import PageLayout
from khacphuc.render.pdf.pages import Fit
from khacphuc.render.pdf.typst import template_data

from .. import sample

DAY = dt.datetime(2021, 12, 31, tzinfo=dt.UTC)


def test_tables_of_annexes_move_no_chart() -> None:
    """Charts, and the lines above the signature, stand where they stand without the tables of the annexes."""
    data = template_data(sample.document())
    whole, body = PageLayout(data, Fit()), PageLayout(data, Fit(annex_tables=False))
    assert whole.marks["chart"]
    assert [chart["page"] for chart in whole.marks["chart"]] == [
        chart["page"] for chart in body.marks["chart"]
    ]
    assert whole.marks["foot-alone"] == body.marks["foot-alone"]


def test_a_layout_gives_the_same_file_whatever_was_laid_out_and_asked_before() -> None:
    """What Typst remembers of other layouts changes no byte, nor does it that one was asked for its marks."""
    data = template_data(sample.document())
    first = PageLayout(data, Fit()).to_pdf(DAY)
    for fit in (Fit(0.85), Fit(annex_inset=3.5), Fit(annex_tables=False)):
        assert PageLayout(data, fit).marks
    again = PageLayout(data, Fit())
    assert again.marks["end-alone"] in ([True], [False])
    assert again.to_pdf(DAY) == first


def test_what_cannot_be_laid_out_says_why_in_parts() -> None:
    """A fault is raised as one of Typst, whose message is the fault and nothing else."""
    data = template_data(sample.document()).replace("<svg", "<sv")
    with pytest.raises(typst.TypstError) as error:
        _ = PageLayout(data, Fit()).marks
    assert "failed to parse SVG" in error.value.message
