"""Tests of `khacphuc.explore.explorer`."""

import re

import nbformat
import pandas as pd
import pytest

from khacphuc.data.store import save_tables
from khacphuc.errors import ParameterError, SourceError
from khacphuc.explore.explorer import Explorer, explore
from khacphuc.inputs import Inputs
from khacphuc.project.workspace import Workspace
from khacphuc.report.charts.context import ChartContext
from khacphuc.report.display import BlockOutput
from khacphuc.report.document import nodes
from khacphuc.report.prose.citations import Citations, citables

from .. import run2021


@pytest.fixture(scope="module")
def explorer(tmp_path_factory):
    """Run 2021 to look around in."""
    workspace = Workspace(run2021.LAYOUT, "2021", tmp_path_factory.mktemp("build"))
    save_tables(workspace, run2021.tables())
    return explore(Inputs(workspace))


def frame_of(aside):
    """The words of the table in an output, by the columns' own names."""
    (table,) = aside.parts
    rows = [[nodes.plain(cell) for cell in row] for row in table.rows]
    return pd.DataFrame(rows, columns=list(table.names))


def test_tables_must_be_there_first(tmp_path):
    """Before anything was cleaned, the error names what to run."""
    with pytest.raises(SourceError, match="run the notebook that writes it first"):
        explore(Inputs(Workspace(run2021.LAYOUT, "2021", tmp_path, fallback=False)))


def test_codes_have_what_they_print_and_where_they_are_cited(explorer):
    """Each code has its label, the number with its qualifier, its section and the prose's lines."""
    codes = frame_of(explorer.codes()).set_index("code")
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
    names = list(frame_of(explorer.tables())["code"])
    assert {"figures", "documents", "assessments"} <= set(names)
    assert all(explorer.table(name).parts[0].columns for name in names)
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


NOTEBOOK = nbformat.read(run2021.LAYOUT.notebooks / "explore.ipynb", as_version=4)
SHOWS = [cell.source for cell in NOTEBOOK.cells if cell.source.startswith("explorer.")]


def of_tables(tables, language="vi"):
    """A run of these tables to look around in."""
    names = run2021.policy().class_names(language)
    cited = Citations(citables(tables, names, language=language))
    return Explorer(ChartContext(tables, cited, language), run2021.assessment(tables), names, "")


def without_rows(*names):
    """The tables of 2021, some of them empty."""
    tables = run2021.tables()
    return tables | {name: tables[name].iloc[:0] for name in names}


def in_another_year():
    """A run whose figures and documents have other codes than those of 2021."""
    tables = without_rows("computed", "targets", "target_parts", "criteria", "measures", "answers")
    for name, code in (("figures", "figure_id"), ("documents", "document_id")):
        tables[name][code] = "9" + tables[name][code]
    return tables


EMPTY = (
    "figures",
    "computed",
    "documents",
    "measures",
    "targets",
    "target_parts",
    "shortcomings",
    "declared",
    "criteria",
    "answers",
)


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("tables", [in_another_year, lambda: without_rows(*EMPTY)], ids=["other", "empty"])
def test_the_notebook_shows_any_run(tables, language):
    """Every cell of the notebook shows a run with other codes, or with no rows at all; none names a code."""
    explorer = of_tables(tables(), language)
    assert len(SHOWS) == 9
    for source in SHOWS:
        assert eval(source, {"explorer": explorer}) is not None, source  # noqa: S307 - our notebook
    assert not [cell.source for cell in NOTEBOOK.cells if re.search(r"\b(SL|TL|VB|KD)[0-9]", cell.source)]


def test_examples_are_of_the_run(explorer):
    """Without codes bars are of figures of the run that share a unit; where none do, a sentence says so."""
    assert "04 khuyết điểm" in explorer.bars().block.alt
    assert " khuyết điểm. Từ lớn đến nhỏ" in explorer.multiples().block.alt
    nothing = of_tables(without_rows(*EMPTY))
    for output in (nothing.bars(), nothing.multiples(), nothing.targets(), nothing.criteria()):
        assert isinstance(output.block, nodes.Paragraph)
        assert output.block.children[0].text
    assert "ngày ban hành" in nodes.plain(nothing.timeline().block)
