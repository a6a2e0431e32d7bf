"""A run of an office whose numbers come from its units: what is published before and after they report."""

from __future__ import annotations

import zipfile
from typing import TYPE_CHECKING

import pypdf
import pytest
from bs4 import BeautifulSoup

from .conftest import Project
from .data.gathered.publishing_office import PROSE, PUBLISHING_ROWS
from .data.gathered.reporting_office import MONTHS, RUN, UNITS, write_office
from .data.returns.forms.hand_forms import ANSWERS

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = [
    pytest.mark.untraced,
    pytest.mark.full,
]  # in make test, tests/data/gathered and report are apart


def run_office(folder: Path, answers: dict) -> Project:
    """The project of the office, after its run."""
    project = Project(write_office(folder, answers, rows=PUBLISHING_ROWS, prose=PROSE))
    done = project.khacphuc("run", RUN)
    assert done.returncode == 0, done.stdout + done.stderr
    return project


def paragraphs(project: Project) -> str:
    """The prose of the report, as people read it."""
    page = BeautifulSoup((project.root / "reports" / RUN / "report.html").read_text("utf-8"), "html.parser")
    for mark in page.select("p sup, p .tip"):
        mark.decompose()
    return " ".join(page.get_text().split())


def words(text: str) -> str:
    """A text without blanks: PDF breaks lines where it likes."""
    return "".join(text.split())


def test_totals_of_returns_are_published(tmp_path: Path) -> None:
    """With the reports they rest on, in each format; traced to the cells, verified, and not made twice."""
    places = [(unit, month) for unit in UNITS for month in MONTHS][:-1]
    project = run_office(tmp_path / "project", dict.fromkeys(places, ANSWERS))
    report, note = project.root / "reports" / RUN, "Theo 03/04 báo cáo của các đơn vị (75,0%)"
    text = paragraphs(project)
    assert "yêu cầu 40 buổi, đạt 90,0%. Có 02/02 xã có người dự." in text
    assert note in text
    pages = "".join(page.extract_text() for page in pypdf.PdfReader(report / "report.pdf").pages)
    assert words(note) in words(pages)
    with zipfile.ZipFile(report / "report.docx") as archive:
        notes = BeautifulSoup(archive.read("word/footnotes.xml"), "xml").get_text()
    assert note in notes
    traced = project.khacphuc("trace", RUN, "SL002").stdout
    assert all(f"{unit} Xã {unit}" in traced for unit in UNITS)
    assert traced.count("ô D11") == len(places)
    assert project.khacphuc("verify", RUN).returncode == 0
    again = project.khacphuc("run", RUN)
    assert again.returncode == 0
    assert "từ đó không có gì thay đổi" in again.stdout


def test_before_anybody_has_reported(tmp_path: Path) -> None:
    """A draft prints dots, findings tell whose numbers they wait for, and nothing stops it."""
    project = run_office(tmp_path / "project", {})
    assert "riêng tháng 02 là … buổi; yêu cầu 40 buổi, đạt …. Có … xã có người dự." in paragraphs(project)
    findings = (project.root / "reports" / RUN / "tables" / "findings.csv").read_text("utf-8")
    assert findings.count("warning,SG-03,") == 4
    assert "critical" not in findings
