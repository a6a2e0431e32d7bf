"""Tests of `khacphuc.data.source.docx.inlines`."""

import pytest

from ..word import field, lines, p, run

_ALTERNATIVES = (
    f"<mc:AlternateContent><mc:Choice>{run('04')}</mc:Choice><mc:Fallback>{run('99')}</mc:Fallback>"
    "</mc:AlternateContent>"
)


@pytest.mark.parametrize(
    ("xml", "text"),
    [
        (run("Có") + "<w:r><w:tab/><w:t>04</w:t><w:noBreakHyphen/><w:t>05</w:t></w:r>", "Có 04-05"),
        ("<w:r><w:t>1</w:t><w:softHyphen/><w:t>2</w:t></w:r>", "12"),
        (f"<w:ins>{run('04')}</w:ins><w:del>{run('99')}</w:del><w:moveFrom>{run('98')}</w:moveFrom>", "04"),
        (f"<w:hyperlink>{run('04')}</w:hyperlink><w:smartTag>{run(' xã')}</w:smartTag>", "04 xã"),
        (f"<w:sdt><w:sdtPr/><w:sdtContent>{run('04')}</w:sdtContent></w:sdt>", "04"),
        ("<w:r><w:t>đạt </w:t><w:sym w:font='Symbol' w:char='F0B3'/><w:t>90%</w:t></w:r>", "đạt ≥90%"),
        (f"<w:r><w:ruby><w:rt>{run('99')}</w:rt><w:rubyBase>{run('04')}</w:rubyBase></w:ruby></w:r>", "04"),
        (
            _ALTERNATIVES,
            "04",
        ),
        (run("99", "<w:vanish/>") + field("QUOTE", run("04")), "04"),
        (run("99", "<w:webHidden/>"), "99"),  # hidden on web pages only
    ],
)
def test_what_is_printed(xml, text):
    """Insertions and wrappers are read, what is deleted or moved away is not."""
    assert lines(p(xml)) == [text]


def test_a_broken_line_is_two():
    """So is a page that ends within a paragraph."""
    xml = '<w:r><w:t>1.</w:t><w:br/><w:t>04</w:t><w:br w:type="page"/><w:t>05</w:t></w:r>'
    assert lines(p(xml)) == ["1.", "04", "05"]


def test_a_prompt_is_no_text():
    """What a control shows as long as nobody typed into it."""
    control = (
        f"<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{run('Nhập 99')}</w:sdtContent></w:sdt>"
    )
    assert lines(p(run("04") + control)) == ["04"]
