"""Tests of `khacphuc.report.prose.outline`; what is refused in a prose stands in `test_mistakes`."""

from __future__ import annotations

from khacphuc.report.document import nodes
from khacphuc.report.prose.outline import Outline


def test_levels_go_down_one_by_one_and_up_at_will():
    """Only a level that is left out on the way down is refused."""
    outline = Outline()
    levels = (1, 2, 3, 1, 2, 2, 4, 1, 3)
    headings = [nodes.Heading(level=level, children=(nodes.Text(text="Một"),)) for level in levels]
    wrong = [outline.add(heading, nested=False, markup="#" * heading.level)[0] for heading in headings]
    assert [place for place, observed in enumerate(wrong) if observed] == [6, 8]
