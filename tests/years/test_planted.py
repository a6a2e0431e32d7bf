"""What was planted in the files of the example's years is told by the comparison, and nothing else is."""

from __future__ import annotations

import csv
import io

import pytest
from bs4 import BeautifulSoup

from khacphuc.commands.check import review_run
from khacphuc.commands.compare import compare_runs
from khacphuc.console.progress import Silent
from khacphuc.history.keeping import VINTAGES
from khacphuc.history.version_file import list_versions
from khacphuc.history.vintages import read_vintages
from khacphuc.office.example.make_example import make_example
from khacphuc.office.table_file import table_text
from khacphuc.project.files import read_text, write_text
from khacphuc.project.layout import Layout
from khacphuc.run.outcome import Options
from khacphuc.run.run_one import make_run
from khacphuc.schema.tables import TABLES

from ..render import word

pytestmark = [pytest.mark.full, pytest.mark.untraced]

FIRST, LAST = "2022", "2023"
COMPARISON = f"{LAST}-with-{FIRST}"
RESTATED, REDEFINED, REMEASURED = "SL025", "SL030", "SL031"
MERGED, SUCCESSOR = "DV10077", "DV10076"
SILENT = "DV112"
REQUIRED = {"propaganda_sessions", "propaganda_attendances", "propaganda_leaflets"} | {
    "counselling_corners",
    "gathering_rate",
}
"""What the silent district was asked every month."""


class Tables:
    """The tables of a folder, as somebody edits them."""

    def __init__(self, folder):
        self.folder = folder

    def rows(self, name):
        """The rows of a table."""
        return list(csv.DictReader(io.StringIO(read_text(self.folder / f"{name}.csv"))))

    def write(self, name, rows):
        """Write a table whole."""
        write_text(self.folder / f"{name}.csv", table_text(TABLES[name], rows))

    def change(self, name, code, **cells):
        """Change cells of the row with a code."""
        rows = self.rows(name)
        (row,) = [row for row in rows if next(iter(row.values())) == code]
        row |= cells
        self.write(name, rows)


def restate(layout):
    """A figure that was issued is corrected, and it is said why."""
    tables = Tables(layout.raw(FIRST))
    tables.change("figures", RESTATED, printed="99,9")
    (moved,) = [finding for finding in review_run(layout, FIRST).findings if finding.rule == "PB-01"]
    answer = {"rule": moved.rule, "row_id": moved.row_id, "observed": moved.fingerprint}
    answer |= {"decision": "correction", "reason": "Cộng thiếu một đợt", "role": "Phó Bí thư"}
    tables.write("answers", [answer | {"date": "05/01/2023"}])


def plant(layout):
    """In the last year a definition, a unit of measure, a coverage and a commune are others."""
    office = Tables(next(folder for folder in layout.reference.iterdir() if (folder / "units.csv").exists()))
    office.change("units", MERGED, valid_to="30/6/2023", succeeded_by=SUCCESSOR)
    indicators = office.rows("indicators")
    led = {"indicator_id": "activities_led", "name": "Hoạt động do Đoàn chủ trì", "kind": "count"}
    led |= {"unit_of_measure": "hoạt động", "variant_of": "worker_activities"}
    office.write("indicators", [*indicators, led])
    tables = Tables(layout.raw(LAST))
    tables.change("figures", REDEFINED, indicator="activities_led")
    tables.change("figures", REMEASURED, unit="người")
    gone = [row for row in tables.rows("receipts") if row["unit_id"] in {MERGED, SILENT}]
    tables.write("receipts", [row for row in tables.rows("receipts") if row not in gone])
    for row in gone:
        (tables.folder / row["received_file"]).unlink(missing_ok=True)


@pytest.fixture(scope="module")
def project(tmp_path_factory):
    """The second year published twice, and the third compared with it; what was remedied is back in it."""
    layout = Layout(tmp_path_factory.mktemp("planted") / "demo")
    make_example(layout.root, years=3)
    assert make_run(layout, FIRST, Options(), progress=Silent()).status == "published"
    restate(layout)
    assert make_run(layout, FIRST, Options(), progress=Silent()).status == "published"
    plant(layout)
    assert compare_runs(layout, [FIRST, LAST], Options()) == 0
    return layout


@pytest.fixture(scope="module")
def page(project):
    """The page of the comparison: its tables by caption, and its text."""
    return page_of(project, COMPARISON)


def page_of(layout, comparison):
    """The page of a comparison."""
    return BeautifulSoup(read_text(layout.published_report(comparison) / "report.html"), "html.parser")


def rows_of(page, caption):
    """The rows of the table whose caption has these words; none where there is no such table."""
    for table in page.find_all("table"):
        if table.caption and caption in table.caption.get_text():
            rows = table.tbody.find_all("tr")
            return [[cell.get_text(" ", strip=True) for cell in row.find_all(["th", "td"])] for row in rows]
    return []


def test_what_cannot_be_compared_is_told(project, page):
    """A definition, a unit of measure and a coverage of the last year; no year and no indicator besides."""
    text = read_text(project.published_report(COMPARISON) / "tables" / "compare.csv")
    values = list(csv.DictReader(io.StringIO(text)))
    expected = {(REDEFINED, "definition"), (REMEASURED, "unit_of_measure")}
    named = {(row["figure"], row["obstacles"]) for row in values if row["obstacles"]}
    by_coverage = {row["indicator"] for row in values if row["obstacles"] == "coverage"}
    assert {row["year"] for row in values if row["obstacles"]} == {LAST}
    assert {pair for pair in named if pair[1] != "coverage"} == expected
    assert by_coverage == REQUIRED
    gaps = rows_of(page, "Điều cản trở")
    assert len(gaps) == len(expected) + len(REQUIRED)
    hindrances = {row[2].partition(":")[0] for row in gaps}
    assert hindrances == {"Đổi định nghĩa", "Đổi đơn vị tính", "Đổi phạm vi báo cáo"}


def test_the_merged_unit_is_followed(page):
    """By name, and it parts no years."""
    (line,) = [p.get_text() for p in page.find_all("p") if "đơn vị kế tục" in p.get_text()]
    assert line.count("→") == 1


def test_the_restatement_is_told_with_its_reason(project, page):
    """As it was issued, as it is now, and why; its years are comparable."""
    (row,) = rows_of(page, "đã phát hành rồi")
    assert row[1] == FIRST
    assert row[3:] == ["99,9 triệu đồng", "đính chính"]
    assert len(list_versions(project.history(FIRST))) == 2
    vintages = read_vintages(project.history(FIRST) / VINTAGES)
    assert {vintage.code for vintage in vintages if vintage.version == "2"} == {RESTATED}


def test_the_recurrence_is_told(page):
    """Remedied in the first and back in the last; the three others were carried on, and nothing was lost."""
    overview = rows_of(page, "Các khuyết điểm qua các năm")
    assert [row[-1] for row in overview] == ["tái diễn; còn phải khắc phục", *["còn phải khắc phục"] * 3]


def test_the_other_formats_tell_the_same(project, page):
    """Every paragraph and every cell of the page stands in the Word file."""
    written = " ".join(word.text((project.published_report(COMPARISON) / "report.docx").read_bytes()).split())
    cells = [cell.get_text(" ", strip=True) for table in page.find_all("table") for cell in table("td")]
    assert [cell for cell in cells if " ".join(cell.split()) not in written] == []
