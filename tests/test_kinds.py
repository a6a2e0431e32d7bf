"""A quantity of every kind on its whole way: typed, cleaned, checked, cited, printed, followed back."""

import csv
import io
import re
import warnings
from html import unescape

import pandas as pd
import pytest

from khacphuc.checks.codes import known_codes
from khacphuc.checks.source.published import annex_rows, compare_published
from khacphuc.checks.views.tables import printed_views
from khacphuc.commands.trace import trace_run
from khacphuc.data.clean import clean_table
from khacphuc.data.raw.csv_file import read_table
from khacphuc.data.source.coverage import cover_document
from khacphuc.data.source.document import read_document
from khacphuc.data.source.tokens import extract_tokens
from khacphuc.data.store import load_tables, publish_table, save_tables
from khacphuc.data.xlsx.register import read_register
from khacphuc.data.xlsx.register_writer import write_register
from khacphuc.errors import ParameterError
from khacphuc.inputs import Inputs
from khacphuc.locale import words
from khacphuc.project.layout import Layout
from khacphuc.project.workspace import Workspace
from khacphuc.render.documents import write_documents
from khacphuc.report.charts.context import ChartContext
from khacphuc.report.charts.figures import bar_chart
from khacphuc.report.charts.section_counts import kinds_text
from khacphuc.report.charts.statuses import target_chart
from khacphuc.report.compose import compose
from khacphuc.report.document.assemble import number
from khacphuc.report.prose.citations import Citations, citables
from khacphuc.schema.tables import KINDS, TABLES
from khacphuc.text.units import with_unit

from . import invented, kinds
from .conftest import Project

with warnings.catch_warnings():
    warnings.simplefilter("ignore", DeprecationWarning)  # Great Expectations imports sre_constants
    from khacphuc.checks.suites import load_suites

    from .mutation.direct import broken_rows

FIGURES = TABLES["figures"]


@pytest.fixture(scope="module", params=["vi", "en"])
def opened(tmp_path_factory, request):
    """The run, opened in each language."""
    return inputs(kinds.make_project(tmp_path_factory.mktemp("kinds"), request.param))


def inputs(root):
    """A run of a project, read from its raw tables."""
    return Inputs(Workspace(Layout(root), invented.RUN, root / ".runs" / "build"), from_raw=True)


def test_every_kind_is_there():
    """The run prints a quantity of each kind, a range and a number inside it among them."""
    assert {row.kind for row in kinds.PRINTED} == set(KINDS)


def test_it_is_typed_in_a_csv_file_or_in_a_workbook(opened, tmp_path):
    """Both give the same cells and the same numbers, and nothing is taken for a formula."""
    layout = opened.workspace.layout
    raw = read_table(layout.raw(invented.RUN) / "figures.csv", FIGURES, filename="figures.csv")
    write_register({"figures": raw}, tmp_path / "register.xlsx")
    again = read_register(tmp_path / "register.xlsx", filename="register.xlsx").read(FIGURES)
    names = [field.name for field in FIGURES.raw]
    pd.testing.assert_frame_equal(again[names], raw[names])
    clean = clean_table(FIGURES, again).drop(columns=["file", "line", "source"])
    pd.testing.assert_frame_equal(clean, opened.tables["figures"][clean.columns])


def test_it_is_read(opened):
    """Kind, value and upper bound are those of the quantity."""
    rows = opened.tables["figures"].set_index("figure_id")
    for quantity in kinds.PRINTED:
        row = rows.loc[quantity.code]
        assert (row["kind"], row["value"], row["problem"], row["flags"]) == (
            *(quantity.kind, quantity.value),
            *("", ""),
        )
        assert (None if pd.isna(row["value_to"]) else row["value_to"]) == quantity.value_to


def test_it_is_assessed(opened):
    """Ranges, places, times and changes are compared with what is required of them."""
    assert set(opened.assessment.criteria["status"]) == {"achieved"}
    assert set(opened.assessment.targets["status"]) == {"met"}


def test_nothing_is_wrong_with_it(opened):
    """All rules look at it, and none of them fails."""
    if opened.parameters.language == "vi":  # the rules are the same in every language
        assert rules_broken(opened, opened.tables) == set()


MISTAKES = (
    {
        "SL006": ({"printed": "12/11"}, "SL-08"),  # a share of a whole
        "SL012": ({"printed": "6-9"}, "SL-10"),  # 4 is not inside
        "SL014": ({"printed": "95-108%"}, "SL-18"),
        "SL015": ({"printed": "4/12"}, "SL-17"),  # a rank is no ratio
        "SL016": ({"printed": "18"}, "SL-17"),
        "SL017": ({"printed": "2 giờ 75 phút"}, "SL-04"),
        "SL004": ({"printed": "+4,3%"}, "SL-04"),  # percent where the column says points
        "SL011": ({"printed": "120.000 EUR"}, "SL-04"),
        "SL001": ({"printed": "3-4"}, "SL-17"),  # its indicator allows no range
    },
    {
        "SL013": ({"printed": "06"}, "SL-10"),
        "SL014": ({"printed": "95-98", "unit": "buổi"}, "SL-16"),
        "SL015": ({"printed": "33%", "unit": "%"}, "SL-16"),
        "SL012": ({"printed": "3-4,5"}, "SL-30"),
        "SL005": ({"printed": "-1.2%"}, "SL-12"),
    },
)


@pytest.mark.parametrize("mistakes", MISTAKES)
def test_a_mistake_in_it_is_a_finding(opened, mistakes):
    """Each kind breaks the rules about it, and only ranges whose indicator says so agree with a number."""
    if opened.parameters.language != "vi":
        return
    raw = read_table(opened.workspace.layout.raw(invented.RUN) / "figures.csv", FIGURES, filename="f")
    for code, (cells, _) in mistakes.items():
        raw.loc[raw["figure_id"] == code, list(cells)] = list(cells.values())
    broken = rules_broken(opened, opened.tables | {"figures": clean_table(FIGURES, raw)})
    assert {(rule, code) for code, (_, rule) in mistakes.items()} <= broken


def rules_broken(run, tables):
    """The findings about printed figures, by rule and row, without Great Expectations, which is slow."""
    frame = printed_views(tables, status="draft", year=2031)["figures"]
    return broken_rows(load_suites(run.suites)["figures"], frame, known_codes(tables))


@pytest.fixture(scope="module")
def documents(opened, tmp_path_factory):
    """The folder with the documents of the run, and its numbered document."""
    document = composed(opened)
    folder = tmp_path_factory.mktemp("documents")
    write_documents(document, folder)
    return folder


def composed(run):
    """The numbered document of a run."""
    blocks = compose(run.tables, run.assessment, run.parameters, run.policy, run.prose, filename="a.md")
    return number(blocks)


@pytest.mark.parametrize("ending", ["html", "docx", "pdf"])
def test_it_is_printed(opened, documents, ending):
    """Every document prints it as an office writes it, in its language."""
    file = documents / f"report.{ending}"
    if ending == "html":
        plain = re.sub(r'<span class="tip".*?</span>|<[^>]*>', "", file.read_text(encoding="utf-8"))
    else:
        plain = read_document(file).text
    text = " ".join(unescape(plain).split())
    for row in kinds.PRINTED:
        printed = row.vi if opened.parameters.language == "vi" else row.en
        assert f"Kết quả của {row.indicator} là {printed} trong năm." in text
    assert "119.980 USD" in text or "119,980 USD" in text


@pytest.mark.parametrize("ending", ["html", "docx", "pdf"])
def test_a_report_agrees_with_its_own_run(opened, documents, ending):
    """Each document beside its run gives no finding; beside other numbers it tells each."""
    coverage = cover_document(read_document(documents / f"report.{ending}"))
    figures, tokens = opened.tables["figures"], extract_tokens(coverage)
    rows = annex_rows(coverage.document, figures)

    def rules(figures):
        findings = compare_published(
            {**opened.tables, "figures": figures},
            *(coverage.document, tokens, rows),
            document_name="report",
            language=opened.parameters.language,
        )
        return {(finding.rule, finding.row_id) for finding in findings if finding.rule == "NG-03"} | {
            (finding.rule, "") for finding in findings if finding.rule != "NG-03"
        }

    assert rules(figures) == set()
    others = {"SL003": "8,6‰", "SL004": "4,3 điểm %", "SL017": "2 giờ 31 phút", "SL018": "3", "SL006": "8/11"}
    changed = figures["figure_id"].map(others).fillna(figures["printed"])
    assert {("NG-03", code) for code in others} <= rules(figures.assign(printed=changed))


def test_it_is_followed_back(opened):
    """The trace quotes what was typed, says of what kind it is and what was read."""
    report = trace_run(opened.workspace.layout, invented.RUN, [quantity.code for quantity in kinds.PRINTED])
    names = words(opened.parameters.language, "code")
    for chain, quantity in zip(report.chains, kinds.PRINTED, strict=True):
        facts = " | ".join(text for _, text in chain.item.facts)
        assert names[quantity.kind] in facts
        assert f"«{with_unit(quantity.printed, quantity.unit)}»" in facts
        if quantity.value_to is not None:
            assert f"{quantity.value:g}–{quantity.value_to:g}" in facts


def test_a_chart_draws_what_has_a_length_and_says_what_has_none(opened):
    """A range and a rank are no bars, nor is what is below zero; times, money of others and rates are."""
    context = ChartContext(opened.tables, citations_of(opened), opened.parameters.language)
    for code in ("SL001", "SL010", "SL011", "SL016", "SL017", "SL004"):
        assert bar_chart(context, [code], "Biểu đồ").svg
    for code, why in {"SL005": "below zero", "SL012": "a range", "SL015": "a place"}.items():
        with pytest.raises(ParameterError, match=why):
            bar_chart(context, [code], "Biểu đồ")
    (left_out,) = target_chart(context, opened.assessment.targets, "Chỉ tiêu").caption
    assert "Số buổi; Thứ hạng" in left_out.text
    with pytest.raises(ParameterError, match="one axis, one unit"):
        bar_chart(context, ["SL010", "SL011"], "Biểu đồ")


def citations_of(run):
    """What the codes of a run print."""
    return Citations(citables(run.tables, run.class_names, status="draft", language=run.parameters.language))


def test_the_public_table_has_a_column_of_upper_bounds_only_where_there_is_a_range(opened):
    """What is published of a run without ranges stays as it was."""
    figures = opened.tables["figures"]
    for frame, has_column in ((figures, True), (figures[figures["value_to"].isna()], False)):
        publish_table(opened.workspace, "figures", frame)
        file = opened.workspace.report("tables/figures.csv")
        rows = list(csv.DictReader(io.StringIO(file.read_text(encoding="utf-8"))))
        assert ("value_to" in rows[0]) is has_column
        assert [row["printed"] for row in rows] == frame["printed"].tolist()


def test_tables_published_before_there_were_ranges_are_read(opened):
    """A table that lacks the column has no ranges."""
    save_tables(
        opened.workspace, {**opened.tables, "figures": opened.tables["figures"].drop(columns="value_to")}
    )
    figures = load_tables(opened.workspace)["figures"]
    assert figures.columns.tolist() == [field.name for field in FIGURES.clean]
    assert figures["value_to"].isna().all()


@pytest.mark.full  # in make test, the same without kernels
@pytest.mark.parametrize("language", ["vi", "en"])
def test_it_is_published_twice_the_same(tmp_path, language):
    """The command line publishes the run with kernels, follows a number of each kind, and makes it again."""
    project = Project(kinds.make_project(tmp_path, language))
    for arguments in (
        ["run", invented.RUN],
        ["verify", invented.RUN],
        ["trace", invented.RUN, *(quantity.code for quantity in kinds.PRINTED)],
        ["check", invented.RUN, "--source", f"reports/{invented.RUN}/report.docx"],
        ["check", invented.RUN, "--source", f"reports/{invented.RUN}/report.pdf"],
    ):
        done = project.khacphuc(*arguments)
        assert done.returncode == 0, done.stdout + done.stderr
        assert "NG-" not in done.stdout
    page = (tmp_path / "reports" / invented.RUN / "notebooks" / "10_clean.html").read_text(encoding="utf-8")
    kinds_printed = [quantity.kind for quantity in kinds.PRINTED]
    assert kinds_text({kind: kinds_printed.count(kind) for kind in KINDS}, language) in page
