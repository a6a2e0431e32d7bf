"""What charts take from run 2021, or from a changed one."""

from khacphuc.report.charts.context import ChartContext
from khacphuc.report.prose.citations import Citations, citables

from .. import run2021


def chart_context(tables=None, *, status="reconstruction", language="vi"):
    """The tables of 2021 with what their codes print."""
    tables = run2021.tables() if tables is None else tables
    citations = Citations(citables(tables, run2021.policy().classes, status=status))
    return ChartContext(tables, citations, language, status)
