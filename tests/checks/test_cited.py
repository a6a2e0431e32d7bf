"""Tests of `khacphuc.checks.cited`."""

from khacphuc.checks.cited import cited_codes, cited_lines
from khacphuc.paths import read_text

from .. import run2021  # noqa: TID252 - tests are no package to import from


def test_lines():
    """Each code is told once, with the line it is first cited in; mail addresses are no codes."""
    prose = (
        "Thực hiện @VB300.\n\nCó @SL001, @TL01 và @SL001.\n\n```chart\nfigures: [SL047, SL001]\n```\na@SL.vn"
    )
    assert cited_codes(prose) == {"VB300": 1, "SL001": 3, "TL01": 3, "SL047": 6}
    assert cited_codes("figures: []\n") == {}


def test_every_line_is_told_once():
    """A code cited twice in a line, and again below, has two lines."""
    assert cited_lines("@SL001 và @SL001\n\n@SL001") == {"SL001": (1, 3)}


def test_2021_cites_every_figure_and_document():
    """The prose of 2021 cites every figure, every document and every shortcoming."""
    tables = run2021.tables()
    cited = set(cited_codes(read_text(run2021.LAYOUT.prose("2021"))))
    assert set(tables["figures"]["figure_id"]) <= cited
    assert set(tables["documents"]["document_id"]) <= cited
    assert set(tables["declared"]["shortcoming_id"]) <= cited


def test_every_line_that_cites_a_code():
    """Charts list figures in panels and documents too, and each line is told once."""
    chart = "panels:\n  - title: A\n    figures: [SL047]\n  - figures: [SL044]\ndocuments: [VB300]"
    prose = f"Có @SL047 và @SL047.\n{chart}"
    assert cited_lines(prose) == {"SL047": (1, 4), "SL044": (5,), "VB300": (6,)}
