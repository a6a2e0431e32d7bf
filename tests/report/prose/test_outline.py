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


def test_a_heading_below_which_a_fence_was_left_out_goes_with_it():
    """So does the heading above, if nothing else stands below it; one typed bare stays to be seen."""

    def remaining(text: str) -> str:
        """What is left of headings, each its level; ``-`` is a paragraph, ``x`` a fence that is left out."""
        outline, blocks = Outline(), []
        for sign in text:
            if sign == "x":
                outline.leave_out()
            elif sign == "-":
                blocks.append(nodes.Paragraph(children=()))
            else:
                heading = nodes.Heading(level=int(sign), children=(nodes.Text(text=sign),))
                outline.add(heading, nested=False, markup="#" * heading.level)
                blocks.append(heading)
        left = outline.without_emptied(blocks)
        return "".join(str(block.level) if isinstance(block, nodes.Heading) else "-" for block in left)

    cases = {
        "12x2x": "",
        "1-2x2": "1-2",
        "12-12x": "12-",
        "12x1": "1",
        "12-x2": "12-2",
        "x1-": "1-",
        "12x-": "12-",
    }
    assert {text: remaining(text) for text in cases} == cases
