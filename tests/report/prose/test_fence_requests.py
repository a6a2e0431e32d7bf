"""Tests of `khacphuc.report.prose.fence_requests`; what is refused of a fence stands in `test_fences`."""

import pytest

from khacphuc.report.prose.fence_requests import OPTIONS, TABLE_OPTIONS, lacking_table, read_request

from ... import run2021
from ..chart_context_2021 import chart_context


@pytest.mark.parametrize(
    ("text", "table"),
    [
        ("kind: documents", "documents"),
        ("kind: documents\ndocuments: [VB300]", ""),
        ("kind: admission", "figures"),
        ("kind: admission\nfigures: [SL026]", ""),
        ("kind: returns", "collections"),
        ("kind: scores", "scores"),
        ("kind: targets", ""),
        ("kind: promises", ""),
    ],
)
def test_a_fence_names_the_table_it_has_no_rows_of(text, table):
    """Unless it lists rows, of which none is left out in silence."""
    tables = run2021.tables()
    context = chart_context(
        tables | {name: tables[name].head(0) for name in ("documents", "figures", "computed")}
    )
    request = read_request("table", f"{text}\ncaption: Tên", "x.md", 1)
    assert lacking_table(request, context) == table


@pytest.mark.parametrize(("kind", "options"), [("chart", OPTIONS), ("table", TABLE_OPTIONS)])
def test_every_kind_can_be_asked_for(kind, options):
    """With the option it takes."""
    values = {"": "", "panels": "panels: [{figures: [SL047]}]"}
    for name, option in options.items():
        listed = values.get(option, f"{option}: [SL047]")
        assert read_request(kind, f"kind: {name}\ncaption: Tên\n{listed}", "x.md", 1).kind == name
