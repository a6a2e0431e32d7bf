"""Tests of `khacphuc.commands.check`: run 2021 checked in this process, nothing published."""

import warnings

import pytest

from khacphuc.commands import check as checking
from khacphuc.commands.check import review_run
from khacphuc.errors import ParameterError, SourceError, UsageError
from khacphuc.project.files import write_text
from khacphuc.project.layout import Layout

from .. import filled, written_source

with warnings.catch_warnings():  # Great Expectations warns when it is imported
    warnings.simplefilter("ignore", DeprecationWarning)
    from khacphuc.checks import run as check  # noqa: F401

FILES = {"review.html", "changes.html", "findings.xlsx", "tables/findings.csv", "clean/findings.json"}


@pytest.fixture
def real(new_project, tmp_path):
    """A copy of the project, and its folders."""
    project = new_project(tmp_path / "project")
    return project, Layout(project.root)


def files(folder):
    """The files below a folder, by name."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()
    }


@pytest.mark.full  # in make test, a check with a critical finding writes the same files
def test_a_check_writes_for_people_and_publishes_nothing(real):
    """Pages, workbook and table lie in the folder of the check, and nowhere else is anything new."""
    project, layout = real
    before = files(layout.root)
    review = review_run(layout, 2021)
    assert review.exit_code == 0
    assert review.changes is None
    assert {finding.severity for finding in review.findings} == {"warning"}
    assert set(files(review.folder)) == FILES
    assert {name for name in files(layout.root) if name not in before} == {
        f".runs/2021/check/{name}" for name in FILES
    }
    assert len(filled.rows((review.folder / "findings.xlsx").read_bytes())) == len(review.findings)
    again = files(review.folder)
    assert files(review_run(layout, "2021").folder) == again
    assert project.root == layout.root


def test_critical_findings_are_told_by_the_exit_code(real, published):
    """A mistake is found without a kernel, is new since the published run, and nothing else is written."""
    project, layout = real
    published_findings = layout.published_clean("2021") / "findings.json"
    text = (Layout(published.root).published_clean("2021") / "findings.json").read_text(encoding="utf-8")
    write_text(published_findings, text)
    project.edit("data/raw/2021/figures.csv", "SL026,fn1,1,1.805,", "SL026,fn1,1,1.905,")
    before = files(layout.root)
    review = review_run(layout, "2021")
    assert review.exit_code == 1
    assert review.findings[0].severity == "critical"
    kinds = {(item.change, item.finding.severity) for item in review.changes}
    assert kinds == {("new", "critical"), ("same", "warning")}
    assert files(layout.root) == before | {
        f".runs/2021/check/{name}": data for name, data in files(review.folder).items()
    }
    assert set(files(review.folder)) == FILES


@pytest.mark.full  # in make test, the findings of one mistake are new, all others the same
def test_what_changed_since_the_published_run(real):
    """Findings are compared with those of the published run."""
    project, layout = real
    first = review_run(layout, "2021")
    published = layout.published_clean("2021") / "findings.json"
    write_text(published, (first.folder / "clean" / "findings.json").read_text(encoding="utf-8"))
    assert {item.change for item in review_run(layout, "2021").changes} == {"same"}
    project.edit("data/raw/2021/figures.csv", "fn2,1,17,,chi hội", "fn2,1,16,,chi hội")
    project.edit("data/raw/2021/figures.csv", ",13.6,", ',"13,6",')
    changes = review_run(layout, "2021").changes
    different = [item for item in changes if item.change != "same"]
    assert [(item.change, item.finding.rule, item.finding.row_id) for item in different] == [
        ("changed", "SL-10", "SL031"),
        ("gone", "SL-12", "SL058"),
    ]
    page = (first.folder / "changes.html").read_text(encoding="utf-8")
    assert "SL058" in page
    published.unlink()  # an earlier version published it
    assert review_run(layout, "2021").changes is None


@pytest.mark.full  # in make test, an annex and a body that are written, not published
@pytest.mark.parametrize("ending", ["docx", "pdf"])
def test_a_published_report_agrees_with_its_own_run(published, tmp_path, ending):
    """As README says: of our own report against its own run nothing is found."""
    project = published.copy(tmp_path / "project")
    done = project.khacphuc("check", "2021", "--source", f"reports/2021/report.{ending}")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "NG-" not in done.stdout


@pytest.mark.untraced
@pytest.mark.parametrize(
    ("old", "new", "rules", "code"),
    [
        # the same numbers, in another document
        pytest.param("", "", [], 0, marks=pytest.mark.full),
        ("SL046,III.2.2,2,252,", "SL046,III.2.2,2,525,", ["NG-03"], 1),  # a slip nothing else relates to
    ],
)
def test_the_source_document_is_compared(real, tmp_path, old, new, rules, code):  # noqa: PLR0917
    """With the source the figures are compared with what it prints; which file it is, is told."""
    project, layout = real
    source = tmp_path / "nguồn.txt"
    write_text(source, written_source.write(written_source.raw_figures()))
    if old:
        project.edit("data/raw/2021/figures.csv", old, new)
    review = review_run(layout, "2021", source=source)
    assert review.changes is None  # nothing was published
    against_source = [finding.rule for finding in review.findings if finding.rule.startswith("NG")]
    assert against_source == [*rules, "NG-07"]
    assert review.exit_code == code
    severities = [finding.severity for finding in review.findings]
    assert severities == sorted(severities)
    assert "NG-01" in (review.folder / "review.html").read_text(encoding="utf-8")


@pytest.mark.full
@pytest.mark.untraced
def test_what_cannot_be_checked(real, tmp_path, monkeypatch):
    """A run, a source or a folder that is not there is told before anything is written."""
    _, layout = real
    with pytest.raises(ParameterError, match=r"params/2012\.yml"):
        review_run(layout, "2012")
    with pytest.raises(SourceError, match="no such file"):
        review_run(layout, "2021", source=tmp_path / "none.txt")
    assert not layout.runs("2021").exists()

    def refuse(*_arguments):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(checking, "write_text", refuse)
    with pytest.raises(UsageError, match=r"\.runs/2021: the disk is full"):
        review_run(layout, "2021")
