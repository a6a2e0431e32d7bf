"""Tests of `khacphuc.data.source.old_fonts`."""

import pytest

from khacphuc.data.source.document import LegacyParagraph
from khacphuc.data.source.old_fonts import find_legacy_paragraphs
from khacphuc.errors import SourceError

_OLD = "Céng hoµ x· héi chñ nghÜa ViÖt Nam"


def test_a_letterhead_in_an_old_font_is_named():
    """The paragraph is named; the rest, which is Unicode, is read."""
    lines = [_OLD, "Trong quý đã thành lập 04 đội tuyên truyền ở các chi đoàn", "", "Coäng hoøa xaõ"]
    assert find_legacy_paragraphs(lines, "a.docx") == (LegacyParagraph(0, "TCVN3"), LegacyParagraph(3, "VNI"))


def test_a_body_in_an_old_font_is_refused():
    """Where most letters cannot be read, the document is refused and its first such paragraph named."""
    with pytest.raises(SourceError, match=r"^a\.docx, paragraph 2: typed in the old TCVN3 encoding"):
        find_legacy_paragraphs(["Đoàn phường", _OLD], "a.docx")
