"""Board papers of three months of the example: made, published, verified, and true."""

from __future__ import annotations

import csv
import io
import json
import zipfile

import pikepdf
import pytest
from bs4 import BeautifulSoup

from khacphuc.office.example.make_example import make_example

from .conftest import Project
from .pdf_tags import elements, unheard

pytestmark = [
    pytest.mark.untraced,
    pytest.mark.full,
]  # in make test, tests/commands/test_board.py and tests/report/board are apart
#: A run, a month, and the one before it, whose reports were due in it.
MONTHS = (("2021", "2021-03", "2021-02"), ("2021", "2021-08", "2021-07"), ("2022", "2022-12", "2022-11"))


@pytest.fixture(scope="module")
def example(tmp_path_factory):
    """The example with the papers of three months, what is true of it, and how making them ended."""
    folder = tmp_path_factory.mktemp("board") / "demo"
    truth = make_example(folder)
    project = Project(folder)
    endings = {month: project.khacphuc("board", run, month) for run, month, _ in MONTHS}
    return project, truth, endings


def folder_of(project, run, month):
    """Where a paper is published."""
    return project.root / "reports" / f"{run}-board-{month}"


def numbers_of(folder):
    """The rows of ``board.csv`` by code."""
    text = (folder / "tables" / "board.csv").read_text(encoding="utf-8")
    return {row["code"]: row for row in csv.DictReader(io.StringIO(text))}


@pytest.mark.parametrize(("run", "month", "_before"), MONTHS)
def test_a_paper_is_published(example, run, month, _before):
    """With code 0, beside no report: none was made, and none was touched."""
    project, _, endings = example
    assert endings[month].returncode == 0, endings[month].stdout + endings[month].stderr
    assert not (project.root / "reports" / run).exists()
    record = json.loads((folder_of(project, run, month) / "run.json").read_text("utf-8"))
    assert record["status"] == "published"
    assert f"params/{run}.yml" in record["inputs"]
    assert "report/tables/board.csv" in record["outputs"]


@pytest.mark.parametrize(("run", "month", "before"), MONTHS)
def test_the_rates_are_true(example, run, month, before):
    """As many reports were due, came, and came in time as the example invented."""
    project, truth, _ = example
    numbers = numbers_of(folder_of(project, run, month))
    rates = truth.runs[run].returns.rates["propaganda", before, ""]
    assert float(numbers["reports.expected"]["value"]) == rates.expected
    assert float(numbers["reports.actual"]["value"]) == rates.actual
    assert float(numbers["reports.on_time"]["value"]) == rates.on_time
    assert float(numbers["reports.rate"]["value"]) == pytest.approx(float(rates.rate))


@pytest.mark.parametrize(("run", "month", "_before"), MONTHS)
def test_what_became_of_measures_is_true(example, run, month, _before):
    """Whoever was silent in the month; at the end of the year also how far each is, and what is overdue."""
    project, truth, _ = example
    rows = {code: set(filter(None, row["rows"].split(";"))) for code, row in _numbers(project, run, month)}
    results = truth.runs[run].measures
    assert rows["measures.silent_in_month"] == {code for code, row in results.items() if month in row.silent}
    if month.endswith("-12"):
        assert rows["measures.overdue"] == {code for code, row in results.items() if row.late}
        assert rows["measures.done"] == {code for code, row in results.items() if row.status == "done"}


def _numbers(project, run, month):
    """The rows of ``board.csv`` with their codes."""
    return numbers_of(folder_of(project, run, month)).items()


@pytest.mark.parametrize(("run", "month", "_before"), MONTHS)
def test_every_number_is_traceable(example, run, month, _before):
    """Each cited value of the page is a row of the table, as printed there, and says what it rests on."""
    folder = folder_of(example[0], run, month)
    numbers = numbers_of(folder)
    page = BeautifulSoup((folder / "report.html").read_text("utf-8"), "html.parser")
    cited = {}
    for link in page.select("a.bound"):
        code = link["id"].removeprefix("cite-").rpartition("-")[0]
        cited[code] = link.get_text()
        assert page.find(id=link["aria-describedby"]).get_text()
    # a long table prints its first rows; those it leaves out are in the table, too
    assert cited.items() <= {code: row["printed"] for code, row in numbers.items()}.items()
    assert all(row["rows"] or float(row["value"]) == 0 for row in numbers.values())


@pytest.mark.parametrize(("run", "month", "_before"), MONTHS)
def test_it_counts_as_the_tables_of_its_run_do(example, run, month, _before):
    """What is a count of tables has the value it has there, as of the last day of the month."""
    folder = folder_of(example[0], run, month)
    text = (folder / "tables" / "table_counts.csv").read_text(encoding="utf-8")
    counts = {row["count_id"]: float(row["value"]) for row in csv.DictReader(io.StringIO(text))}
    numbers = {code: float(row["value"]) for code, row in numbers_of(folder).items()}
    both = numbers.keys() & counts.keys()
    assert {"measures.total", "measures.done", "measures.overdue"} <= both
    assert {code: numbers[code] for code in both} == {code: counts[code] for code in both}


@pytest.mark.parametrize(("run", "month", "_before"), MONTHS)
def test_critical_findings_are_those_of_its_run(example, run, month, _before):
    """What the prose of the year cites is there at the end of the year: its month is not asked for it."""
    project, truth, _ = example
    text = (folder_of(project, run, month) / "tables" / "findings.csv").read_text(encoding="utf-8")
    rows = [row for row in csv.DictReader(io.StringIO(text)) if row["severity"] == "critical"]
    planted = {(finding.rule, finding.row_id) for finding in truth.runs[run].planted}
    assert {(row["rule"], row["row_id"]) for row in rows} <= planted
    assert {row["table"] for row in rows} <= {"figures"}


@pytest.mark.parametrize(("run", "month", "_before"), MONTHS)
def test_the_paper_is_short_and_accessible(example, run, month, _before):
    """One or two pages, PDF/UA-1 and PDF/A-2a, with headings and heads of tables; Word has the same words."""
    folder = folder_of(example[0], run, month)
    with pikepdf.open(folder / "report.pdf") as pdf:
        assert 1 <= len(pdf.pages) <= 2
        assert unheard(pdf) == []
        assert str(pdf.Root.Lang) == "vi-VN"
        kinds = [str(element.S) for element in elements(pdf.Root.StructTreeRoot.K)]
    assert {"/Title", "/H1", "/Table", "/TH"} <= set(kinds)
    with zipfile.ZipFile(folder / "report.docx") as archive:
        words = BeautifulSoup(archive.read("word/document.xml"), "xml").get_text()
    assert "BÁO CÁO" in words
    assert all(row["printed"] in words for row in numbers_of(folder).values())


def test_a_paper_is_verified_and_made_once(example):
    """Byte for byte; asked for again there is nothing to do; the runs there are stay those of the office."""
    project, *_ = example
    run, month, _ = MONTHS[0]
    verified = project.khacphuc("verify", f"{run}-board-{month}")
    assert verified.returncode == 0, verified.stdout + verified.stderr
    again = project.khacphuc("board", run, month)
    assert again.returncode == 0
    assert "từ đó không có gì thay đổi" in again.stdout
    assert not (project.root / "history").exists()
