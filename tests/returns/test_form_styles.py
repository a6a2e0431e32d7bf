"""Every style a form uses is one its workbook has."""

from lxml import etree

from khacphuc.returns.form_styles import FormStyle, styles_part
from khacphuc.returns.sheet_xml import MAIN


def test_every_style_is_there():
    """There are as many formats of cells as styles, and only what is answered is open."""
    formats = etree.fromstring(styles_part().encode()).find(f"{{{MAIN}}}cellXfs")
    unlocked = [FormStyle(number) for number, cell in enumerate(formats) if len(cell) == 2]
    assert len(formats) == len(FormStyle)
    assert unlocked == [
        *(FormStyle.ANSWER, FormStyle.REVISION, FormStyle.WHOLE, FormStyle.DECIMAL, FormStyle.WORDS)
    ]
