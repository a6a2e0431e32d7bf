"""Where charts stand in a Word file."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khacphuc.render import profiles
from khacphuc.render.docx.document import to_docx
from khacphuc.render.docx.flow import Flow, in_flow
from khacphuc.render.docx.xml import points
from khacphuc.report.document import nodes

from ... import run2021
from .. import sample
from ..ink import blanks
from ..office import needs_office, printed_by_office

if TYPE_CHECKING:
    from pathlib import Path

PROFILE = profiles.load("youth-union")
LINE, LONG = sample.paragraph("Một dòng."), sample.paragraph(sample.LONG)
CHART = nodes.Figure(id="f", caption=sample.inlines("Hình."), alt="Một hình", svg=sample.svg(height=288))
TABLE = sample.table("t", "Bảng", ["A", "B"], [["x", "y"]] * 3, note=sample.inlines("Nguồn."))
LONG_TABLE = sample.table("l", "Bảng", ["A", "B"], [["x", "y"]] * 40)
ITEMS = sample.items(LINE, sample.paragraph(sample.LONG, sample.note("Chú thích.")))
SECTION, PART = sample.heading(1, "Mục"), sample.heading(3, "Phần")
BLOCKS = st.lists(
    st.sampled_from([LINE, LONG, CHART, TABLE, LONG_TABLE, ITEMS, SECTION, PART]), min_size=1, max_size=40
)


def flow(*body: nodes.Block) -> tuple[nodes.Block, ...]:
    """Blocks as they fill pages of the usual form."""
    return filled(*body).body


def filled(*body: nodes.Block) -> Flow:
    """Blocks as they are, not numbered, in pages of the usual form."""
    return in_flow(replace(sample.small(), body=body), PROFILE, points(160))


def test_a_chart_that_fits_stays() -> None:
    """Where there is room for a chart nothing is moved."""
    body = (LINE, CHART, LINE, LINE)
    assert flow(*body) == body


def test_text_comes_before_a_chart_that_does_not_fit() -> None:
    """At the foot of a page the text behind a chart fills the page first, and no more than the page."""
    behind = [sample.paragraph(f"Sau {place}.") for place in range(20)]
    order = flow(*[LINE] * 14, CHART, *behind, LINE)
    place = order.index(CHART)
    # lines of 18 points and gaps of 6: 728 less 215 of the head and 14 lines hold 7 more
    assert place == 14 + 7
    assert order[:place] + order[place + 1 :] == (*[LINE] * 14, *behind, LINE)


def test_headings_stay_with_their_text() -> None:
    """A heading right before a chart heads the text behind it, and does not end a page."""
    order = flow(*[LINE] * 14, SECTION, PART, CHART, LONG, LINE)
    assert order[14:] == (SECTION, PART, LONG, CHART, LINE)
    order = flow(*[LINE] * 20, SECTION, PART, CHART, LONG, LINE)
    assert order[20:] == (SECTION, PART, LONG, CHART, LINE)
    order = flow(*[LINE] * 20, CHART, SECTION, PART, TABLE, LINE)
    assert order[20:] == (CHART, SECTION, PART, TABLE, LINE)


def test_a_small_chart_waits_for_the_one_before_it() -> None:
    """Charts are numbered, so none overtakes another, though it would fit."""
    small = replace(CHART, id="small", svg=sample.svg(height=43.2))
    order = flow(*[LINE] * 14, CHART, LINE, small, *[LINE] * 20)
    assert order.index(CHART) < order.index(small)


def test_charts_are_narrower_to_spare_a_gap_or_a_page() -> None:
    """Charts are narrower only where the last of them or the signature just fails to fit."""
    assert filled(CHART, LINE).chart_share == 1
    shares = {count: filled(*[LINE] * count, CHART, LINE).chart_share for count in range(1, 20)}
    assert shares[1] == 1
    assert {share for share in shares.values() if share < 1}
    assert filled(*[LINE] * 30).chart_share == 1


@given(BLOCKS)
def test_only_charts_move_and_only_down(blocks: list[nodes.Block]) -> None:
    """Text keeps its order, charts keep theirs; none moves up or behind the last block."""
    body = [replace(block, id=str(n)) if block is CHART else block for n, block in enumerate(blocks)]
    order = flow(*body)

    def charts(blocks: list[nodes.Block] | tuple[nodes.Block, ...]) -> list[nodes.Block]:
        return [block for block in blocks if isinstance(block, nodes.Figure)]

    def others(blocks: list[nodes.Block] | tuple[nodes.Block, ...]) -> list[nodes.Block]:
        return [block for block in blocks if not isinstance(block, nodes.Figure)]

    assert (charts(order), others(order)) == (charts(body), others(body))
    assert order[-1] == body[-1]
    for chart in charts(body):
        assert len(others(order[: order.index(chart)])) >= len(others(body[: body.index(chart)]))


def test_a_chart_without_a_picture_is_left_to_the_writer() -> None:
    """What is no picture has no height here; the error comes where it is written."""
    body = (LINE, replace(CHART, svg=""), replace(CHART, svg="<svg"), LINE)
    assert flow(*body) == body


def body_with_a_chart(before: int, high: int) -> list[nodes.Block]:
    """A chart of a height behind so many lines, with text of every kind behind it."""
    chart = replace(CHART, svg=sample.svg(height=high * 0.36))
    rest = [sample.paragraph(f"Sau {place}.") for place in range(40)]
    return [*[LINE] * before, LONG, sample.paragraph("Dẫn vào."), chart, LONG, SECTION, LONG, ITEMS, *rest]


@pytest.mark.full
@needs_office
@pytest.mark.parametrize("high", [440, 1000, 1600])
def test_no_page_is_half_empty_in_libreoffice(high: int, tmp_path: Path) -> None:
    """Wherever a chart comes, no page but those of the foot is a quarter empty."""
    counts = (3, 9, 14, 18, 23, 27)
    files = [to_docx(sample.small(*body_with_a_chart(count, high))) for count in counts]
    for count, pdf in zip(counts, printed_by_office(tmp_path, *files), strict=True):
        *whole, before_last, _ = blanks(pdf)
        assert max(page.foot for page in whole) < 0.25, count
        assert before_last.foot < 0.3, count  # the foot and the last lines stay together


@pytest.mark.full
@needs_office
def test_the_pages_of_2021_are_filled_in_libreoffice(tmp_path: Path) -> None:
    """No page of the report of 2021 is a quarter empty but the last, which is half full."""
    (pdf,) = printed_by_office(tmp_path, to_docx(run2021.document()))
    *pages, last = blanks(pdf)
    assert max(page.foot for page in pages) < 0.25
    assert last.foot < 0.5


def test_nothing_flows_past_a_heading_that_starts_a_page() -> None:
    """A chart that waits for its page stands before it, and the page is full anew."""
    behind, page = [LINE] * 3, replace(SECTION, starts_page=True)
    assert flow(*[LINE] * 14, CHART, *behind, page, CHART, LINE) == (
        *[LINE] * 14,
        *behind,
        CHART,
        page,
        CHART,
        LINE,
    )
