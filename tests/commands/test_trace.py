"""Tests of `khacphuc.commands.trace`: the chain of a code on the terminal."""

import io
import shutil

import pandas as pd
import pytest

from khacphuc.checks.finding_tables import FINDING_COLUMNS
from khacphuc.commands.trace import print_trace, trace_run
from khacphuc.data.store import publish_table, save_tables
from khacphuc.project.layout import Layout
from khacphuc.project.workspace import Workspace

from .. import run2021

FINDING = dict.fromkeys(FINDING_COLUMNS, "") | {
    "severity": "warning",
    "rule": "SL-10",
    "row_id": "SL031",
    "related": "SL067",
    "description": "Chọn số đúng.",
}


@pytest.fixture(scope="module")
def layout(tmp_path_factory):
    """A copy of the project in which nothing is published."""
    root = tmp_path_factory.mktemp("trace")
    for part in ("params", "data/raw", "notebooks", "expectations"):
        shutil.copytree(run2021.ROOT / part, root / part)
    return Layout(root)


@pytest.fixture(scope="module")
def published(layout, tmp_path_factory):
    """Another copy, whose clean tables and findings are published."""
    root = tmp_path_factory.mktemp("traced") / "project"
    shutil.copytree(layout.root, root)
    copy = Layout(root)
    build = Workspace(copy, "2021", root / "build")
    tables = run2021.tables()
    save_tables(build, tables)
    publish_table(build, "findings", pd.DataFrame([FINDING]))
    shutil.copytree(root / "build" / "clean", copy.published_clean("2021"))
    shutil.copytree(root / "build" / "report", copy.published_report("2021"))
    return copy


def trace_text(layout, *codes):
    """What is printed of some codes."""
    stream = io.StringIO()
    print_trace(trace_run(layout, 2021, codes), stream)
    return stream.getvalue()


def test_a_computed_number(published):
    """Formula, result, operands with their places, and what it was typed from, in 80 columns."""
    text = trace_text(published, "TL01")
    prose = published.prose("2021").read_text(encoding="utf-8")
    line = prose[: prose.index("@TL01")].count("\n") + 1
    assert text.startswith(
        "TL01 computed number: Mức thực hiện việc giới thiệu đoàn viên ưu tú\n"
        "  formula: share of SL026, SL012\n"
        "  working: 1.805 / 2.000 = 90,25%\n"
        "  exact: 90,25%\n"
        "  printed: 90,25%\n"
        "  reproduces: SL018\n"
        "  row: data/raw/2021/computed.csv:2\n"
        f"  cited: params/2021.md:{line}\n"
        "  rests on:\n"
        "    SL026 figure: Đoàn viên ưu tú được giới thiệu cho Đảng\n"
        "      «1.805 đoàn viên ưu tú», Báo cáo 2021, chú thích 1\n"
        "        (data/raw/2021/figures.csv:27)\n"
    )
    assert text.endswith("Tây Ninh)\n")
    assert "read from the published tables\n" in text
    assert max(map(len, trace_text(published, "KD1", "KD4", "SL010").splitlines())) <= 80


def test_findings_are_told_with_their_answers(published):
    """The findings on a figure stand below it, each with its answer or the word none."""
    text = trace_text(published, "SL031")
    assert "  findings:\n    warning SL-10 SL031, SL067: Chọn số đúng.\n" in text
    assert "      answer: none\n" in text
    assert "  findings: none\n" in trace_text(published, "SL008")


def test_nothing_is_published_yet(layout):
    """The raw tables are read instead, which is said; nothing is checked, which is said too."""
    text = trace_text(layout, "SL031")
    assert "read from the raw tables; nothing is published yet\n" in text
    assert "  findings: not checked yet; khacphuc check tells them\n" in text
    assert "  carries:\n" in trace_text(layout, "SL012")
    assert not layout.runs("2021").exists()
