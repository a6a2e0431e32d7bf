"""Tests of `khacphuc.report.annex_rows`."""

import pandas as pd

from khacphuc.report.annex_rows import LONGEST_TABLE
from khacphuc.report.annexes import figures_annex
from khacphuc.report.document.nodes import CitedValue, Table, inlines, plain
from khacphuc.report.prose.citations import Citations, citables

from .. import run2021


def annex(tables):
    """The annex of figures of a document that cites two of them."""
    citations = Citations(citables(tables, run2021.policy().classes))
    return figures_annex(tables, citations, "vi", cited={"SL047", "SL100003"})


def test_a_long_annex_goes_to_the_tables_and_says_so():
    """Of a table too long to print only what is cited is printed, and what computed numbers are made of."""
    tables = run2021.tables()
    last = tables["figures"].tail(1)
    grown = [last.assign(figure_id=f"SL{100_000 + number}") for number in range(LONGEST_TABLE)]
    tables["figures"] = pd.concat([tables["figures"], *grown], ignore_index=True)
    blocks = annex(tables)
    figures, computed, *_ = [block for block in blocks if isinstance(block, Table)]
    operands = {node.id for node in inlines(computed) if isinstance(node, CitedValue)}
    assert {*figures.row_ids} == {"SL047", "SL100003", *operands}
    assert len(computed.rows) == len(tables["computed"])
    (sentence,) = [plain(block) for block in blocks if "tables/" in plain(block)]
    assert sentence == (
        f"Bảng đủ có 577 dòng, quá dài để in: ở đây có {len(figures.rows)} dòng mà báo cáo dẫn tới, "
        "tất cả các dòng ở tệp tables/figures.csv kèm theo báo cáo."
    )


def test_an_annex_that_can_be_printed_is_printed_whole():
    """Nothing is left out of a table of usual length, and nothing says so."""
    assert not [block for block in annex(run2021.tables()) if "tables/" in plain(block)]
