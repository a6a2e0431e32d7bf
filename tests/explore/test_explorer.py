"""Tests of `khacphuc.explore.explorer`."""

import pytest

from khacphuc.data.store import save_tables
from khacphuc.errors import ParameterError, SourceError
from khacphuc.explore.explorer import explore
from khacphuc.inputs import Inputs
from khacphuc.project.workspace import Workspace
from khacphuc.report.display import BlockOutput

from .. import run2021


@pytest.fixture(scope="module")
def explorer(tmp_path_factory):
    """Run 2021 to look around in."""
    workspace = Workspace(run2021.LAYOUT, "2021", tmp_path_factory.mktemp("build"))
    save_tables(workspace, run2021.tables())
    return explore(Inputs(workspace))


def test_tables_must_be_there_first(tmp_path):
    """Before anything was cleaned, the error names what to run."""
    with pytest.raises(SourceError, match="run the notebook that writes it first"):
        explore(Inputs(Workspace(run2021.LAYOUT, "2021", tmp_path, fallback=False)))


def test_codes_have_what_they_print_and_where_they_are_cited(explorer):
    """Each code has its label, the number with its qualifier, its section and the prose's lines."""
    codes = explorer.codes().frame.set_index("code")
    prose = run2021.LAYOUT.prose("2021").read_text(encoding="utf-8").splitlines()
    row = codes.loc["@SL047"]
    assert (row["label"], row["printed"], row["section"]) == (
        "Lượt dự các cuộc tuyên truyền",
        "hơn 19.732",
        "III.2.2",
    )
    lines = [int(line) for line in row["cited_in_lines"].split(", ")]
    assert len(lines) == 2  # in the text and in a chart
    assert all("SL047" in prose[line - 1] for line in lines)
    assert {"@TL01", "@VB300", "@KD1"} <= set(codes.index)
    assert codes.index.is_unique


def test_every_table_can_be_looked_at(explorer):
    """The list names every table, each of which can be opened, and a wrong name is refused."""
    names = list(explorer.tables().frame["table"])
    assert {"figures", "documents", "assessments"} <= set(names)
    assert all(len(explorer.table(name).frame.columns) for name in names)
    with pytest.raises(ParameterError, match=r"no table is called 'figure'; there are .*figures"):
        explorer.table("figure")


def test_charts_are_one_call(explorer):
    """Each kind of chart is drawn by one call and shown as a block."""
    drawn = [
        explorer.bars(["SL047", "SL049"]),
        explorer.multiples({"Lượt": ["SL047"], "Tổ chức": ["SL067", "SL069"]}, unit="tổ chức"),
        explorer.targets(),
        explorer.timeline(["VB300"]),
    ]
    assert all(isinstance(output, BlockOutput) for output in drawn)
    assert drawn[0].block.alt.startswith("SL047, SL049. Từ lớn đến nhỏ: ")


def test_analysts_see_both_classes(explorer):
    """What a document must not print, analysts see: the computed class beside the declared one."""
    assert (
        "Khuyết điểm 3. Công bố: chưa khắc phục hoàn toàn nhưng có chuyển biến tốt. "
        "Tính theo tiêu chí: chưa được khắc phục triệt để."
    ) in explorer.criteria().block.alt


def test_nothing_is_written(tmp_path):
    """Looking around writes no file into a workspace."""
    workspace = Workspace(run2021.LAYOUT, "2021", tmp_path)
    save_tables(workspace, run2021.tables())
    before = sorted(tmp_path.rglob("*"))
    explore(Inputs(workspace)).targets()
    assert sorted(tmp_path.rglob("*")) == before
