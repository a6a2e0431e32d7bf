"""Tests of `khacphuc.report.listed_rows`."""

import pytest

from khacphuc.errors import ParameterError
from khacphuc.report.document.nodes import CitedValue, plain
from khacphuc.report.listed_rows import document_table, figure_table

from .chart_context_2021 import chart_context as context


def cells(table):
    """The words of a table, row by row."""
    return [[plain(cell) for cell in row] for row in table.rows]


def test_figures_stand_with_what_they_count_and_their_unit():
    """In the order given, each cited, with its qualifier; a percentage or a sum has its unit printed."""
    table = figure_table(context(), ["SL065", "SL063", "SL066", "TL01"], "Tên")
    assert cells(table) == [
        ["Lượt thanh niên công nhân tham gia", "1.900", "lượt"],
        ["Tỷ lệ đoàn kết, tập hợp thanh niên", "82,48%", ""],
        ["Giá trị chăm lo thanh niên công nhân", "hơn 1,4 tỷ đồng", ""],
        [cells(table)[3][0], cells(table)[3][1], ""],
    ]
    cited = [part.id for row in table.rows for part in row[1] if isinstance(part, CitedValue)]
    assert cited == ["SL065", "SL063", "SL066", "TL01"]


def test_documents_stand_by_their_date_with_what_they_carry_out():
    """One that has no symbol is called by its type; those listed only, where some are."""
    table = document_table(context(), [], "Tên")
    documents = context().tables["documents"]
    assert len(table.rows) == len(documents)
    dated = documents.dropna(subset=["issued_on"]).sort_values("issued_on", kind="stable")
    first = dated.iloc[0]
    assert cells(table)[0][0] == (first["symbol"] or first["type"])
    listed = cells(document_table(context(), ["VB322", "VB300"], "Tên"))
    assert [row[0] for row in listed] == ["300-KH/TĐTN-VP", "322-KH/TĐTN-TCKT"]
    assert listed[1][4] == "94/2010/NĐ-CP"


def test_a_code_that_is_none_is_refused():
    """With the nearest one."""
    with pytest.raises(ParameterError, match="no document has the code VB30O; did you mean VB30"):
        document_table(context(), ["VB30O"], "Tên")
    with pytest.raises(ParameterError, match="no number has the code SL0O1"):
        figure_table(context(), ["SL0O1"], "Tên")
