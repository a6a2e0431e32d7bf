"""Tests of `khacphuc.explore.code_table`."""

from khacphuc.explore.code_table import code_table
from khacphuc.report.charts.context import ChartContext
from khacphuc.report.document import nodes
from khacphuc.report.prose.citations import Citations, citables

from .. import run2021


def test_every_code_is_listed():
    """Each code has the table it stands in, what it prints, and the lines that cite it."""
    tables = run2021.tables()
    cited = Citations(citables(tables, run2021.policy().class_names("vi")))
    table = code_table(ChartContext(tables, cited), "Có @SL001 và @SL002.\n\n@SL001")
    rows = {nodes.plain(row[0]): [nodes.plain(cell) for cell in row] for row in table.rows}
    assert len(rows) == len(cited.citables)
    assert rows["@SL001"][2:6] == ["04", "I", "Số liệu đã in", "1, 3"]
    assert code_table(ChartContext(tables, Citations({})), "").rows == ()
