"""Tests of `khacphuc.explore.explorer`."""

import re
import shutil

import nbformat
import pandas as pd
import pytest

from khacphuc.data.store import save_tables
from khacphuc.errors import SourceError
from khacphuc.explore import controls
from khacphuc.explore.explorer import Explorer, explore
from khacphuc.explore.mistakes import CallError
from khacphuc.explore.what_if import Trial
from khacphuc.history.append_only import add_history_rows
from khacphuc.history.vintages import COLUMNS_OF_VINTAGES
from khacphuc.inputs import Inputs
from khacphuc.project.layout import Layout
from khacphuc.project.workspace import Workspace
from khacphuc.report.charts.context import ChartContext
from khacphuc.report.document import nodes
from khacphuc.report.prose.citations import Citations, citables
from khacphuc.schema.tables import COUNTS, ISSUED, LEVELS

from .. import run2021


@pytest.fixture(autouse=True)
def _no_widgets(monkeypatch):
    """Without drop-downs, whether ipywidgets is there or not."""
    monkeypatch.setattr(controls, "_widgets", lambda: None)


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


def test_versions_are_looked_at_as_tables(tmp_path):
    """The values every version published; what a run was compared with is none of its tables."""
    shutil.copytree(run2021.ROOT / "params", tmp_path / "params")
    history = tmp_path / "history" / "2021"
    history.mkdir(parents=True)
    row = ("2022-01-05", "tay-ninh", "2021", "2021", "figure", "SL031", "17", "chi hội", "final", "1")
    add_history_rows(history / "vintages.csv", COLUMNS_OF_VINTAGES, [row])
    workspace = Workspace(Layout(tmp_path), "2021", tmp_path / "build")
    save_tables(workspace, run2021.tables() | {ISSUED: pd.DataFrame({"code": ["SL031"]})})
    looking = explore(Inputs(workspace))
    assert "issued" not in looking.table_names
    rows = frame_of(looking.table("vintages"))
    assert rows[["code", "value", "version"]].to_numpy().tolist() == [["SL031", "17", "1"]]


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
    names = list(frame_of(explorer.tables())["table"])
    assert {"Số liệu đã in", "Văn bản", "Kết quả đánh giá"} <= set(names)
    assert explorer.table("figures") == explorer.table("Số liệu đã in")
    assert all(explorer.table(name).parts[0].columns for name in names)
    with pytest.raises(CallError, match="không có bảng «figure»") as error:
        explorer.table("figure")
    assert error.value.near == "Số liệu đã in (figures)"


def test_rows_are_chosen_by_words_or_codes(explorer):
    """A filter takes names and codes as well as the words people read; the note counts what is left."""
    for where in ({"kind": "measured"}, {"Loại": "đo được"}):
        (table,) = explorer.table("Tiêu chí đánh giá", **where).parts
        assert nodes.plain(table.note) == f"04 trong 12 dòng (Loại: {next(iter(where.values()))})."
        assert len(table.rows) == 4
    with pytest.raises(CallError, match="không có cột «kin»") as error:
        explorer.table("criteria", kin="x")
    assert error.value.near == "Loại (kind)"


def test_groups_are_counted_and_drawn(explorer):
    """Rows that are alike are counted in a table and in bars; numbers are added where they add up."""
    table, chart = explorer.group("figures", by="section").parts
    assert sum(int(nodes.plain(row[1])) for row in table.rows) == 77
    assert "III.2.2: 19; III.1.2: 17" in chart.alt
    assert [nodes.plain(row[0]) for row in table.rows if row[0][0].hint] == ["chú thích 1", "chú thích 2"]
    assert "<svg" in chart.svg
    (by_status, _) = explorer.group("criteria", by=["kind", "Kết quả"], shortcoming_id="KD3").parts
    assert nodes.plain(by_status.rows[0][1]) == "▲ có chuyển biến"
    with pytest.raises(CallError, match="chưa nêu cột để nhóm"):
        explorer.group("figures", by=[])


def test_a_sum_has_no_word_of_its_numbers(explorer):
    """A sum of «hơn 1,4 tỷ» and another is a number, and a note says what was left out of it."""
    table = explorer.group("figures", by="kind", kind="money").parts[0]
    assert nodes.plain(table.rows[0][2]) == "1.413,6 triệu đồng"
    assert "kèm «hơn» được cộng theo phần số" in nodes.plain(table.note)
    assert "«" not in nodes.plain(explorer.group("figures", by="section", section="II").parts[0].note)


def test_what_is_computed_was_not_printed(explorer):
    """A computed number has a result, and its terms are named."""
    (table,) = explorer.table("computed").parts
    assert "Đã in" not in table.columns
    (row,) = [row for row in table.rows if nodes.plain(row[0]) == "TL06"]
    assert "tử số của SL010, mẫu số của SL010" in [nodes.plain(cell) for cell in row]


def test_an_english_run_has_english_numbers():
    """What is computed is printed in the language of the run, its working too."""
    (table,) = of_tables(run2021.tables(), "en").table("computed").parts
    cells = [nodes.plain(cell) for row in table.rows for cell in row]
    assert {"1,805 / 2,000", "90.25%", "01 + 04"} - set(cells) == {"01 + 04"}


def test_what_if_is_one_call(explorer, monkeypatch):
    """Without ipywidgets an example of the run is tried, and the call is there to copy."""
    monkeypatch.setattr(Trial, "_findings", lambda *_: ())
    text = str(explorer.what_if())
    assert 'explorer.what_if({"KD1.2": "achieved", "SL026": "2.000"})' in text
    assert "Giả sử KD1.2" in text
    assert "explorer.table(" in str(explorer.table())


@pytest.mark.full
def test_charts_are_one_call(explorer):
    """Each kind of chart is drawn by one call and shown as a block."""
    drawn = [
        explorer.bars(["SL047", "SL049"]),
        explorer.multiples({"Lượt": ["SL047"], "Tổ chức": ["SL067", "SL069"]}, unit="tổ chức"),
        explorer.targets(),
        explorer.timeline(["VB300"]),
    ]
    assert all(isinstance(output.parts[0], nodes.Figure) for output in drawn)
    assert drawn[0].parts[0].alt.startswith("SL047, SL049. Từ lớn đến nhỏ: ")


def test_analysts_see_both_classes(explorer):
    """What a document must not print, analysts see: the computed class beside the declared one."""
    assert (
        "Khuyết điểm 3. Công bố: chưa khắc phục hoàn toàn nhưng có chuyển biến tốt. "
        "Tính theo tiêu chí: chưa được khắc phục triệt để."
    ) in explorer.criteria().parts[0].alt


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
    context = ChartContext(tables, cited, language)
    trial = Trial(Inputs(Workspace(run2021.LAYOUT, "2021", run2021.ROOT / ".runs")))
    trial.__dict__["clean"] = tables  # as if they had been read
    return Explorer(context, run2021.assessment(tables), names, "", trial)


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


@pytest.mark.parametrize("language", ["vi", pytest.param("en", marks=pytest.mark.full)])
@pytest.mark.parametrize(
    "tables",
    [
        pytest.param(in_another_year, id="other", marks=pytest.mark.full),
        pytest.param(lambda: without_rows(*EMPTY), id="empty"),
    ],
)
def test_the_notebook_shows_any_run(tables, language, monkeypatch):
    """Every cell of the notebook shows a run with other codes, or with no rows at all; none names a code."""
    monkeypatch.setattr(Trial, "_findings", lambda *_: ())
    explorer = of_tables(tables(), language)
    assert len(SHOWS) == 11
    for source in SHOWS:
        assert eval(source, {"explorer": explorer}) is not None, source  # noqa: S307 - our notebook
    assert not [cell.source for cell in NOTEBOOK.cells if re.search(r"\b(SL|TL|VB|KD)[0-9]", cell.source)]


def test_examples_are_of_the_run(explorer):
    """Without codes bars are of figures of the run that share a unit; where none do, a sentence says so."""
    assert "04 khuyết điểm" in explorer.bars().parts[0].alt
    assert " khuyết điểm. Từ lớn đến nhỏ" in explorer.multiples().parts[0].alt
    nothing = of_tables(without_rows(*EMPTY))
    for output in (nothing.bars(), nothing.multiples(), nothing.targets(), nothing.criteria()):
        assert isinstance(output.parts[0], nodes.Paragraph)
        assert nodes.plain(output.parts[0])
    assert "ngày ban hành" in nodes.plain(nothing.timeline().parts[0])
    assert "không có tiêu chí" in nodes.plain(nothing.what_if().parts[0])


@pytest.mark.full
def test_an_invented_run_is_looked_at(invented_inputs, monkeypatch):
    """Texts that are hard to show, unreadable numbers and other codes: every cell of the notebook works."""
    monkeypatch.setattr(Trial, "_findings", lambda *_: ())
    explorer = explore(invented_inputs)
    outputs = [eval(source, {"explorer": explorer}) for source in SHOWS]  # noqa: S307 - our notebook
    assert not [output for output in outputs if "<script>alert" in output._repr_mimebundle_()["text/html"]]
    assert "SL902" in str(explorer.what_if())


def test_no_code_of_the_list_of_indicators_is_left(explorer):
    """What an indicator counts and at which level are words."""
    indicators = frame_of(explorer.table("indicators")).drop(columns="indicator_id")
    words = set(indicators.to_numpy().ravel())
    assert not words & {*COUNTS, *LEVELS}
    assert {"số chỉ tiêu đạt", "xã"} <= words


def test_a_quotient_has_an_end(explorer):
    """A number nobody printed has four decimals, and all of it for who points at it."""
    table = explorer.table("computed").parts[0]
    cells = [cell for row in table.rows for cell in row]
    assert not [cell for cell in cells if re.search(r",\d{5}", nodes.plain(cell))]
    assert (nodes.Text(text="3,1025", hint="3,10249307479224"),) in cells


def test_what_rows_were_chosen_by_is_named(explorer):
    """In the note of a table, in the caption of groups and in that of their chart."""
    (table,) = explorer.table("figures", section="III.1.2").parts
    assert nodes.plain(table.note) == "17 trong 77 dòng (Mục: III.1.2)."
    for part in explorer.group("figures", by="kind", Mục="III.1.2").parts:
        assert nodes.plain(part.caption).endswith("nhóm theo Loại (Mục: III.1.2)")


def test_a_group_of_empty_cells_has_a_name(explorer):
    """The table calls it as the chart does."""
    table, chart = explorer.group("figures", by="parent").parts
    assert "(trống)" in [nodes.plain(row[0]) for row in table.rows]
    assert "(trống): " in chart.alt


def test_codes_typed_alone_are_codes(explorer):
    """A text in place of a list, and a list in place of titles, are no errors of Python."""
    assert explorer.bars("SL047") == explorer.bars(["SL047"])
    assert explorer.multiples({"Lượt": "SL047"}) == explorer.multiples({"Lượt": ["SL047"]})
    with pytest.raises(CallError, match="không cho biết biểu đồ nào"):
        explorer.multiples(["SL047"])
    with pytest.raises(CallError, match="không có bảng «5»"):
        explorer.table(5)
    with pytest.raises(CallError, match="chưa nêu cột để nhóm"):
        explorer.group("figures", by=None)
