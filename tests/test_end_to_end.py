"""The real run 2021, from printed figures to the official document, through papermill."""

from __future__ import annotations

import csv
import json
import os
import posixpath
import re
import shutil
import subprocess
import sys
import unicodedata
from collections import Counter
from typing import TYPE_CHECKING

import pytest
from bs4 import BeautifulSoup

from .render.ink import blanks

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

pytestmark = pytest.mark.untraced

NOTEBOOKS = ("10_clean", "20_check", "30_assess", "40_report")


def rows(path: Path) -> list[dict[str, str]]:
    """The rows of a CSV file."""
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


@pytest.fixture
def project(published, tmp_path: Path):
    """A copy of the published project that a test may change."""
    return published.copy(tmp_path / "project")


def test_a_run_publishes_every_file(published) -> None:
    """One run leaves the report, the tables, the review page, the notebooks and the record."""
    names = {path.relative_to(published.report).as_posix() for path in published.report.rglob("*")}
    tables = ("figures", "computed", "findings", "targets", "criteria", "assessments")
    assert {"report.html", "report.pdf", "report.docx", "review.html", "run.json"} <= names
    assert {f"tables/{table}.csv" for table in tables} <= names
    assert {f"notebooks/{notebook}{kind}" for notebook in NOTEBOOKS for kind in (".ipynb", ".html")} <= names


def test_pages_lead_to_each_other(published) -> None:
    """Every link of every page leads to a place that is there; one comes to all from the front page."""
    fronts = [f"notebooks/{name}.html" for name in ("index", *NOTEBOOKS)]
    pages = {
        name: BeautifulSoup((published.report / name).read_text(encoding="utf-8"), "html.parser")
        for name in ("report.html", "review.html", *fronts)
    }
    ids = {name: {"", *(tag["id"] for tag in page.find_all(id=True))} for name, page in pages.items()}
    crossing: dict[str, set[str]] = {name: set() for name in pages}
    for name, page in pages.items():
        for tag in page.find_all(href=True):
            target, _, anchor = tag["href"].partition("#")
            to = posixpath.normpath(posixpath.join(posixpath.dirname(name), target)) if target else name
            assert anchor in ids[to] if to in ids else (published.report / to).is_file(), tag
            crossing[name] |= {to} & pages.keys() - {name}
    assert crossing["report.html"] == {"review.html"}
    assert crossing["review.html"] == {"report.html", "notebooks/index.html"}
    for front in fronts:
        assert {"report.html", "review.html", *fronts} - {front} == crossing[front]


def test_no_page_is_too_heavy_to_send(published) -> None:
    """Each page of the notebooks has at most 1.5 MB, though it holds all it needs."""
    sizes = {file.name: file.stat().st_size for file in (published.report / "notebooks").glob("*.html")}
    assert sizes.keys() == {"index.html", *(f"{name}.html" for name in NOTEBOOKS)}
    assert max(sizes.values()) <= 1_500_000, sizes


def test_the_figures_are_the_77_of_the_source(published) -> None:
    """figures.csv has the 77 quantities with the counts per section the source has."""
    figures = rows(published.report / "tables" / "figures.csv")
    assert Counter(row["section"] for row in figures) == {
        "I": 5,
        "II": 1,
        "III.1": 1,
        "III.1.1": 1,
        "III.1.2": 17,
        "fn1": 5,
        "fn2": 10,
        "III.2.1": 1,
        "III.2.2": 19,
        "III.3.2": 2,
        "III.4.2": 14,
        "III-bis.1": 1,
    }
    money = {row["printed"]: row["value"] for row in figures if row["kind"] == "money"}
    assert money == {"13.6": "13600000", "1,4": "1400000000"}


def test_the_classes_are_those_of_the_policy(published) -> None:
    """assessments.csv has the computed and declared classes; only the third does not agree."""
    assessments = rows(published.report / "tables" / "assessments.csv")
    assert [row["computed_class"] for row in assessments] == [
        "not_thorough",
        "partly",
        "not_thorough",
        "improved",
    ]
    assert [row["declared_class"] for row in assessments] == [
        "not_thorough",
        "partly",
        "improved",
        "improved",
    ]
    assert [row["agrees"] for row in assessments] == ["true", "true", "false", "true"]
    findings = rows(published.report / "tables" / "findings.csv")
    assert [row["row_id"] for row in findings if row["rule"] == "DG-05"] == ["KD3"]


def test_the_targets_add_up(published) -> None:
    """targets.csv has 11 targets, 9 met and 2 not; the itemised ones reach 1 of 3 and 1 of 2 parts."""
    targets = rows(published.report / "tables" / "targets.csv")
    whole = [row for row in targets if not row["part_id"]]
    met = sum(int(row["count"]) for row in whole if row["status"] in {"met", "declared_met"})
    assert (sum(int(row["count"]) for row in whole), met) == (11, 9)
    assert [row["actual"] for row in whole][:2] == ["01/03", "01/02"]
    computed = {row["computed_id"]: row for row in rows(published.report / "tables" / "computed.csv")}
    assert (computed["TL01"]["printed"], computed["TL01"]["working"]) == ("90,25%", "1.805 / 2.000")


@pytest.mark.skipif(
    not shutil.which("pdftotext") and not os.environ.get("CI"), reason="needs poppler's pdftotext"
)
def test_the_pdf_speaks_nfc_vietnamese(published) -> None:
    """The text of the PDF is NFC Vietnamese and holds title, classes and figures."""
    text = subprocess.run(
        ["pdftotext", "-layout", published.report / "report.pdf", "-"],
        capture_output=True,
        encoding="utf-8",
        check=True,
    ).stdout
    assert text == unicodedata.normalize("NFC", text)
    words = " ".join(text.split())
    for expected in (
        "BÁO CÁO",
        "ĐOÀN TNCS HỒ CHÍ MINH",
        "chưa được khắc phục triệt để",
        "90,25%",
        "Nguyễn Tiến Tân",
    ):
        assert expected in words


@pytest.mark.skipif(
    not shutil.which("pdftoppm") and not os.environ.get("CI"), reason="needs poppler's pdftoppm"
)
def test_the_pages_of_the_pdf_are_filled(published) -> None:
    """No page is a quarter empty but the last, which is half full; the body ends on a full page."""
    *pages, last = blanks((published.report / "report.pdf").read_bytes())
    assert max(page.foot for page in pages) < 0.25
    assert max(page.between for page in pages) < 0.1
    assert last.foot < 0.5


@pytest.mark.full  # in make test, PDF and Word are written again under another zone, locale and seed
def test_two_runs_give_the_same_bytes(published, project) -> None:
    """A second run under another time zone, locale and hash seed publishes the same bytes."""
    result = project.khacphuc("run", "2021", "--force", TZ="Asia/Ho_Chi_Minh", LC_ALL="C", PYTHONHASHSEED="7")
    assert result.returncode == 0, result.stderr
    before, after = published.published(), project.published()
    timings = {"reports/timings.json"}
    differing = {name for name in before | after if before.get(name) != after.get(name)}
    assert differing <= timings


@pytest.mark.full  # in make test, test_verify does it with small notebooks
def test_another_clone_verifies(published, new_project: Callable, tmp_path: Path) -> None:
    """A clone elsewhere, under another time zone, locale and hash seed, makes the same bytes.

    One byte of a raw table flipped, the table is named, and nothing is published in the clone.
    """
    clone = new_project(tmp_path / "elsewhere" / "clone")
    report = str(published.report)
    elsewhere = {"TZ": "Asia/Ho_Chi_Minh", "LC_ALL": "C", "PYTHONHASHSEED": "7"}
    result = clone.khacphuc("verify", "2021", "--against", report, **elsewhere)
    assert result.returncode == 0, result.stdout + result.stderr
    assert "tệp, so từng byte" in result.stdout
    table = clone.root / "data" / "raw" / "2021" / "targets.csv"
    data = table.read_bytes()
    table.write_bytes(data[:-2] + bytes([data[-2] ^ 1]) + data[-1:])
    result = clone.khacphuc("verify", "2021", "--against", report)
    assert result.returncode == 1, result.stderr
    assert "  data/raw/2021/targets.csv: khác\n" in result.stdout
    assert not clone.report.exists()


def test_a_misspelt_key_is_told_before_any_kernel_starts(project) -> None:
    """A wrong key exits 2, names the key and the near one, and nothing was built."""
    before = project.published()
    project.edit("params/2021.yml", "\nstatus: reconstruction", "\nstatuss: reconstruction")
    result = project.khacphuc("run", "2021")
    assert result.returncode == 2
    assert 'unknown key "statuss"; did you mean "status"?' in result.stderr
    assert "10_clean" not in result.stderr
    assert project.published() == before


@pytest.mark.full  # in make test, test_attempt blocks a run, and test_check does of this very figure
def test_a_changed_figure_is_critical(project) -> None:
    """1.805 typed as 1.905 is a critical finding that names file and row; nothing published changes."""
    before = project.published()
    project.edit("data/raw/2021/figures.csv", "SL026,fn1,1,1.805,", "SL026,fn1,1,1.905,")
    result = project.khacphuc("run", "2021")
    assert result.returncode == 1, result.stderr
    attempt = project.root / ".runs" / "2021" / "attempt"
    critical = [row for row in rows(attempt / "tables" / "findings.csv") if row["severity"] == "critical"]
    assert critical
    for row in critical:
        assert "SL026" in f"{row['row_id']};{row['related']}".split(";")
        assert row["file"] == "data/raw/2021/figures.csv"
        assert "«1.905 đoàn viên ưu tú»" in row["observed"]
        assert "data/raw/2021/figures.csv:27" in row["observed"]
    assert (attempt / "review.html").exists()
    assert json.loads((attempt / "run.json").read_text(encoding="utf-8"))["status"] == "blocked"
    assert "figures.csv" in result.stdout + result.stderr
    assert project.published() == before
    project.edit("data/raw/2021/figures.csv", "SL026,fn1,1,1.905,", "SL026,fn1,1,1.805,")
    assert project.khacphuc("run", "2021").returncode == 0


@pytest.mark.full  # in make test the checks find it
def test_a_criterion_without_a_figure_is_critical(project) -> None:
    """A measured criterion that cites no figure exits 1, and nothing published changes."""
    before = project.published()
    project.edit("data/raw/2021/criteria.csv", "measured,SL061,>=,12", "measured,,>=,12")
    assert project.khacphuc("run", "2021").returncode == 1
    findings = rows(project.root / ".runs" / "2021" / "attempt" / "tables" / "findings.csv")
    assert ("critical", "KD3.4") in {(row["severity"], row["row_id"]) for row in findings}
    assert project.published() == before


@pytest.mark.full  # in make test each runs in a run, and tests/explore shows what explore does
@pytest.mark.parametrize("notebook", [*NOTEBOOKS, "explore"])
def test_a_notebook_runs_alone(project, notebook: str) -> None:
    """Nbconvert executes each notebook from notebooks/, and what is published stays as it is."""
    before = project.published()
    result = subprocess.run(
        [
            *(sys.executable, "-m", "jupyter", "nbconvert", "--execute", "--to", "notebook"),
            *("--output-dir", project.root / "executed", f"{notebook}.ipynb"),
        ],
        cwd=project.root / "notebooks",
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )
    assert result.returncode == 0, result.stderr
    assert (project.root / "executed" / f"{notebook}.ipynb").exists()
    assert project.published() == before


@pytest.mark.full  # in make test, the exporters are given a notebook with outputs
def test_nbconvert_executes_and_exports_an_edited_title(project) -> None:
    """``--execute --to khacphuc_html`` of the notebook without outputs gives the report as it now is."""
    project.edit("params/2021.yml", "title: >-\n  ", "title: >-\n  Sửa lại: ")
    notebook = project.root / "notebooks" / "40_report.ipynb"
    command = ["nbconvert", "--execute", "--to", "khacphuc_html", "--output-dir", project.root, notebook]
    subprocess.run([sys.executable, "-m", "jupyter", *command], check=True, capture_output=True, timeout=300)
    page = (project.root / "40_report.html").read_text(encoding="utf-8")
    assert "sửa lại: Kết quả" in BeautifulSoup(page, "html.parser").title.text


def test_an_empty_project_folder_is_explained(new_project: Callable, tmp_path: Path) -> None:
    """A run that does not exist exits 2 and names those that do."""
    project = new_project(tmp_path / "project")
    result = project.khacphuc("run", "2012")
    assert result.returncode == 2
    assert "2021" in result.stderr


@pytest.mark.full  # in make test, tests/data/raw reads the tables of such a project
@pytest.mark.untraced
def test_a_project_published_before_there_were_offices(published, tmp_path):
    """It runs as it is, says once a run what to do by hand, and that is all there is to do."""
    project = published.copy(tmp_path / "older")
    reference = project.root / "data" / "raw" / "reference"
    for file in (reference / "tay-ninh").iterdir():
        file.rename(reference / file.name)
    (reference / "tay-ninh").rmdir()
    parameters = project.root / "params" / "2021.yml"
    text = parameters.read_text(encoding="utf-8")
    parameters.write_text(re.sub(r"(?m)^office:.*\n", "", text), encoding="utf-8")
    manifest = project.report / "run.json"
    record = json.loads(manifest.read_text(encoding="utf-8"))
    del record["office"], record["document_status"]  # as a record was then
    manifest.write_text(json.dumps(record), encoding="utf-8")
    first = project.khacphuc("run", "--all")
    assert first.returncode == 0, first.stderr
    printed = " ".join(first.stdout.split())
    command = re.search(r"chuyển bằng lệnh: (mkdir \S+; mv \S+ \S+)$", printed)
    assert command is not None, first.stdout
    subprocess.run(["sh", "-c", command[1]], cwd=project.root, check=True)
    moved = project.khacphuc("run", "--all")
    assert moved.returncode == 0, moved.stderr
    assert "mkdir" not in moved.stdout + moved.stderr
    before, after = (folder.report.joinpath("report.pdf").read_bytes() for folder in (published, project))
    assert after == before


_IN_A_THREAD = """
import sys
from pathlib import Path
from khacphuc.kernels.import_ahead import import_ahead
from khacphuc.project.layout import Layout
from khacphuc.run.batch import local_executor, run_batch
from khacphuc.run.outcome import Options
from khacphuc.run.stages import IN_A_BATCH
import khacphuc.commands.run

with local_executor(1) as executor:
    import_ahead(IN_A_BATCH)
    before = set(sys.modules)
    forced = Options(force=True)
    (outcome,) = run_batch(Layout(Path.cwd()), ["2021"], forced, executor=executor, ended=lambda _: None)
print(outcome.status, *{module.partition(".")[0] for module in set(sys.modules) - before})
"""
# parts that are imported by what was imported whole, always from the same end
_LEAVES = {"encodings", "fontTools", "openpyxl", "pandas", "pyarrow"}


@pytest.mark.full
def test_threads_of_a_batch_import_nothing_beside_each_other(project) -> None:
    """Modules that import each other would be seen half made: the first run imports for all."""
    done = subprocess.run(
        [sys.executable, "-c", _IN_A_THREAD], cwd=project.root, capture_output=True, text=True, check=False
    )
    status, *late = done.stdout.split()
    assert (status, set(late) - _LEAVES) == ("published", set()), done.stderr
