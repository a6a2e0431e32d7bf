"""The way of an answer: out as findings.xlsx, filled in by a person, recorded, applied, re-opened."""

from __future__ import annotations

import csv
import re
import warnings
from typing import TYPE_CHECKING

import pytest

from khacphuc.commands.answer import take_answers
from khacphuc.commands.check import review_run
from khacphuc.errors import SourceError
from khacphuc.project.files import write_bytes
from khacphuc.project.layout import Layout

from . import filled

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Iterable
    from pathlib import Path

    from khacphuc.checks.findings import Finding

with warnings.catch_warnings():  # Great Expectations warns when it is imported
    warnings.simplefilter("ignore", DeprecationWarning)
    from khacphuc.checks import run as check  # noqa: F401

pytestmark = pytest.mark.untraced

BRANCHES = ("SL-10", "SL031")
ROUNDS = ("SL-13", "SL061")
FIGURES = "data/raw/2021/figures.csv"


class Office:
    """A copy of the project, checked and answered in this process."""

    def __init__(self, project) -> None:
        self.project = project
        self.layout = Layout(project.root)

    def check(self) -> tuple[Finding, ...]:
        """Check; the findings."""
        self.findings = review_run(self.layout, "2021").findings
        return self.findings

    def sheet(self) -> bytes:
        """The workbook of the last check."""
        return (self.layout.runs("2021") / "check" / "findings.xlsx").read_bytes()

    def answer(self, cells, data: bytes | None = None) -> None:
        """Fill in a workbook and have it recorded."""
        file = self.project.root / "trả lời.xlsx"
        write_bytes(file, filled.fill(data or self.sheet(), cells))
        take_answers(self.layout, "2021", file)

    def of(self, place: tuple[str, str]) -> str:
        """What stands beside a finding now."""
        (finding,) = [finding for finding in self.check() if (finding.rule, finding.row_id) == place]
        return finding.answer.to_text("vi") if finding.answer else ""

    def about(self) -> list[tuple[str, str]]:
        """The findings about answers, of the last check."""
        return [(finding.rule, finding.row_id) for finding in self.findings if finding.table == "answers"]


@pytest.fixture(scope="module")
def checked(new_project, tmp_path_factory):
    """A project whose run 2021 was checked once; it is only copied."""
    project = new_project(tmp_path_factory.mktemp("answers") / "project")
    review_run(Layout(project.root), "2021")
    return project


@pytest.fixture
def office(checked, tmp_path: Path) -> Office:
    """An office that checked run 2021 once."""
    return Office(checked.copy(tmp_path / "project"))


@pytest.mark.full  # in make test, test_answers holds which answers count
def test_an_accepted_finding_stays_with_its_reason(office: Office) -> None:
    """It is still told, with what was decided; rows inserted above leave it so."""
    office.answer({BRANCHES: filled.ACCEPTED | {"uses": "SL067"}, ROUNDS: filled.ACCEPTED})
    answer = "chấp nhận: theo biên bản họp (Phó Bí thư, 03/3/2021)"
    used = f"{answer}; dùng SL067, không đổi số nào trong văn bản"
    assert office.of(BRANCHES) == used
    assert office.of(ROUNDS) == answer
    assert office.about() == []
    lines = (office.project.root / FIGURES).read_text(encoding="utf-8").splitlines(keepends=True)
    (office.project.root / FIGURES).write_text("".join([lines[0], "\n", *lines[1:]]), encoding="utf-8")
    assert office.of(BRANCHES) == used
    (row,) = [row for row in filled.rows(office.sheet()) if (row["rule"], row["row_id"]) == BRANCHES]
    assert row["answer"] == used


@pytest.mark.full  # in make test, test_answers holds which answers count
def test_a_row_that_changes_reopens_its_finding(office: Office) -> None:
    """The answer was to another number; answering again closes it."""
    office.answer({BRANCHES: filled.ACCEPTED})
    office.project.edit(FIGURES, "fn2,1,17,,chi hội", "fn2,1,16,,chi hội")
    assert office.of(BRANCHES) == ""
    assert office.about() == [("AN-02", "SL-10 SL031")]
    office.answer({BRANCHES: filled.ACCEPTED | {"reason": "đã xem lại"}})
    assert office.of(BRANCHES).startswith("chấp nhận: đã xem lại")
    assert office.about() == []


@pytest.mark.full  # in make test, test_answers holds which answers count
def test_corrected_closes_when_the_row_changes(office: Office) -> None:
    """Saying so is not enough; once the row agrees, the finding and its answer are done with."""
    office.answer({BRANCHES: filled.ACCEPTED | {"decision": "đã sửa"}})
    assert office.of(BRANCHES).startswith("đã sửa: ")
    assert office.about() == [("AN-04", "SL-10 SL031")]
    office.project.edit(FIGURES, "fn2,1,17,,chi hội", "fn2,1,18,,chi hội")
    findings = office.check()
    assert BRANCHES not in {(finding.rule, finding.row_id) for finding in findings}
    assert office.about() == []


def test_an_answer_to_what_is_gone(office: Office) -> None:
    """A workbook of last week is refused; a recorded answer whose finding went away is told."""
    old = office.sheet()
    office.answer({BRANCHES: filled.ACCEPTED})
    office.project.edit(FIGURES, "fn2,1,17,,chi hội", "fn2,1,18,,chi hội")
    office.check()
    assert office.about() == [("AN-01", "SL-10 SL031")]
    with pytest.raises(SourceError, match="SL-10 SL031 không còn như trong tệp này"):
        office.answer({BRANCHES: filled.ACCEPTED}, old)


@pytest.mark.full  # in make test, test_answers holds which answers count
def test_what_cannot_be_accepted_blocks_on(office: Office) -> None:
    """An id that stands twice is mended, not accepted."""
    office.project.edit(FIGURES, "SL003,I,", "SL002,I,")
    office.check()
    office.answer({("SL-03", "SL002"): filled.ACCEPTED})
    assert office.of(("SL-03", "SL002")) == ""
    assert office.about() == [("AN-03", "SL-03 SL002")]
    assert review_run(office.layout, "2021").exit_code == 1


@pytest.mark.full  # in make test, test_answers holds which answers count
def test_a_critical_finding_that_may_be_accepted(office: Office) -> None:
    """A printed percentage its parts do not give may have its reason; then it blocks no more."""
    office.project.edit(FIGURES, "SL026,fn1,1,1.805,", "SL026,fn1,1,1.905,")
    assert review_run(office.layout, "2021").exit_code == 1
    places = [place for place in places_of(office.check(), "critical") if place[0] == "TL-05"]
    assert places
    office.answer(dict.fromkeys(places, filled.ACCEPTED | {"decision": "đang xem xét"}))
    assert review_run(office.layout, "2021").exit_code == 1
    office.answer(dict.fromkeys(places, filled.ACCEPTED))
    assert places_of(office.check(), "critical") >= set(places)
    assert review_run(office.layout, "2021").exit_code == 0


@pytest.mark.full  # in make test, test_answers holds which answers count
def test_two_answers_typed_by_hand(office: Office) -> None:
    """Neither holds, until one of the two rows is deleted."""
    office.answer({BRANCHES: filled.ACCEPTED})
    file = office.layout.raw("2021") / "answers.csv"
    lines = file.read_text(encoding="utf-8").splitlines(keepends=True)
    file.write_text("".join([*lines, lines[-1]]), encoding="utf-8")
    assert office.of(BRANCHES) == ""
    assert office.about() == [("AN-05", "SL-10 SL031")]
    assert review_run(office.layout, "2021").exit_code == 1


def places_of(findings: Iterable[Finding], severity: str) -> set[tuple[str, str]]:
    """Rule and row of the findings of a severity."""
    return {(finding.rule, finding.row_id) for finding in findings if finding.severity == severity}


@pytest.mark.full  # in make test, test_answers holds what a final document must decide
def test_a_final_document_prints_what_was_decided(new_project, tmp_path: Path) -> None:
    """Exit 1 until every disagreement is decided in findings.xlsx, then 0, with the chosen numbers."""
    project = new_project(tmp_path / "project")
    project.edit("params/2021.yml", "\nstatus: reconstruction", "\nstatus: final")
    assert project.khacphuc("run", "2021").returncode == 1
    attempt = project.root / ".runs" / "2021" / "attempt"
    with (attempt / "tables" / "findings.csv").open(encoding="utf-8", newline="") as stream:
        to_decide = [row for row in csv.DictReader(stream) if row["severity"] == "critical"]
    assert {row["rule"] for row in to_decide} == {"SL-10", "SL-11"}
    sheet = (attempt / "findings.xlsx").read_bytes()
    places = [(row["rule"], row["row_id"]) for row in to_decide]
    # everything is accepted, but which number is to be printed is said of all but the first
    second = {place: row["related"].split(";")[0] for place, row in zip(places, to_decide, strict=True)}
    cells = {place: filled.ACCEPTED | {"uses": second[place]} for place in places}
    first = cells[places[0]]
    cells[places[0]] = filled.ACCEPTED
    write_bytes(project.root / "a.xlsx", filled.fill(sheet, cells))
    done = project.khacphuc("answer", "2021", "a.xlsx")
    assert (done.returncode, done.stdout.splitlines()[0]) == (
        0,
        f"đã ghi {len(places)} câu trả lời vào data/raw/2021/answers.csv",
    )
    checked = project.khacphuc("check", "2021")
    assert checked.returncode == 1, checked.stderr
    assert "Nghiêm trọng AN-06" in checked.stdout
    assert max(map(len, checked.stdout.splitlines())) <= 80

    def answer(cells) -> subprocess.CompletedProcess[str]:
        sheet = (project.root / ".runs" / "2021" / "check" / "findings.xlsx").read_bytes()
        write_bytes(project.root / "b.xlsx", filled.fill(sheet, cells))
        assert project.khacphuc("answer", "2021", "b.xlsx").returncode == 0
        return project.khacphuc("check", "2021")

    # 53 of 1.805 is not 3,1%: what the choices break is to be answered, too
    checked = answer({places[0]: first})
    assert checked.returncode == 1
    assert "Nghiêm trọng TL-05 SL028" in checked.stdout
    brought = [("TL-05", code) for code in ("SL028", "SL030", "SL035")]
    answer(dict.fromkeys(brought, filled.ACCEPTED | {"decision": "khác định nghĩa"}))
    done = project.khacphuc("run", "2021")
    assert done.returncode == 0, done.stderr
    assert "phát hiện: 10 nghiêm trọng (10 đã trả lời)" in done.stdout
    report = (project.report / "report.html").read_text(encoding="utf-8")
    printed = dict(re.findall(r'id="cite-(SL\d+)-1"[^>]*>([^<]*)<', report))
    chosen = {"SL031": "18", "SL067": "18", "SL032": "139", "SL035": "06", "SL039": "01", "SL027": "53"}
    assert {code: printed[code] for code in chosen} == chosen
    assert printed["SL029"] == printed["SL076"] == "17"
    assert report.count("khác định nghĩa với số") == len(brought)
    findings = (project.report / "tables" / "findings.csv").read_text(encoding="utf-8")
    assert findings.count("chấp nhận: theo biên bản họp (Phó Bí thư, 03/3/2021); dùng SL") == len(places)
