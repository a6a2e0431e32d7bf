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
        "TL01 số tính lại: Mức thực hiện việc giới thiệu đoàn viên ưu tú\n"
        "  công thức: tỷ lệ phần trăm của SL026, SL012\n"
        "  phép tính: 1.805 / 2.000 = 90,25%\n"
        "  chính xác: 90,25%\n"
        "  in là: 90,25%\n"
        "  tính lại số: SL018\n"
        "  nằm ở: data/raw/2021/computed.csv:2\n"
        f"  dẫn tại: params/2021.md:{line}\n"
        "  dựa trên:\n"
        "    SL026 số liệu: Đoàn viên ưu tú được giới thiệu cho Đảng\n"
        "      «1.805 đoàn viên ưu tú», Báo cáo 2021, chú thích 1\n"
        "        (data/raw/2021/figures.csv:27)\n"
    )
    assert " ".join(text.split()).endswith("Tây Ninh)")
    assert "đọc từ các bảng đã công bố\n" in text
    assert max(map(len, trace_text(published, "KD1", "KD4", "SL010").splitlines())) <= 80


def test_findings_are_told_with_their_answers(published):
    """The findings on a figure stand below it, each with its answer or the word none."""
    text = trace_text(published, "SL031")
    assert "  phát hiện:\n    Cần xem xét SL-10 SL031, SL067: Chọn số đúng.\n" in text
    assert "      trả lời: chưa có\n" in text
    assert "  phát hiện: không có\n" in trace_text(published, "SL008")


def test_nothing_is_published_yet(layout):
    """The raw tables are read instead, which is said; nothing is checked, which is said too."""
    text = trace_text(layout, "SL031")
    assert "đọc từ các bảng gốc; chưa công bố lần nào\n" in text
    assert "  phát hiện: chưa kiểm tra; lệnh khacphuc check sẽ cho biết\n" in text
    assert "  dùng cho:\n" in trace_text(layout, "SL012")
    assert not layout.runs("2021").exists()


def test_a_run_in_english(layout, tmp_path):
    """The frame and the numbers are English, the office's words stay."""
    root = tmp_path / "project"
    shutil.copytree(layout.root, root)
    file = Layout(root).parameters("2021")
    file.write_text(
        file.read_text(encoding="utf-8").replace("language: vi", "language: en"), encoding="utf-8"
    )
    text = trace_text(Layout(root), "KD1")
    assert text.startswith("KD1 shortcoming: Chỉ tiêu năm")
    assert "  computed: not thoroughly remedied\n" in text
    assert "  findings: not checked yet; khacphuc check tells them\n" in text
    assert "read from the raw tables; nothing is published yet\n" in text
