"""A run that would make what is published again is not made."""

from __future__ import annotations

import shutil
import subprocess
import sys

import pytest

from khacphuc.console.progress import Silent
from khacphuc.errors import ParameterError
from khacphuc.project.files import write_text
from khacphuc.run import staleness
from khacphuc.run.attempt import run_report
from khacphuc.run.outcome import Options, Outcome
from khacphuc.run.staleness import unchanged

pytestmark = pytest.mark.usefixtures("writers")


@pytest.fixture
def published(project, fake):
    """A project whose run was published."""
    run_report(project, "2021", progress=Silent(), options=Options(force=True), execute=fake.InProcess())
    return project


def test_what_is_published_is_not_made_again(published):
    """The outcome is told from the record."""
    outcome = unchanged(published, "2021")
    assert isinstance(outcome, Outcome)
    assert (outcome.status, outcome.exit_code) == ("unchanged", 0)
    assert outcome.folder == published.published_report("2021")
    assert outcome.findings == {"warning": 1}
    assert [row["shortcoming_id"] for row in outcome.verdicts] == ["KD1", "KD2"]


@pytest.mark.parametrize(
    ("change", "why"),
    [
        (lambda layout: write_text(layout.prose("2021"), "khác\n"), "params/2021.md: differs"),
        (
            lambda layout: write_text(layout.raw("2021") / "answers.csv", "rule\n"),
            "data/raw/2021/answers.csv: new",
        ),
        (
            lambda layout: (layout.office("tay-ninh") / "units.csv").unlink(),
            "data/raw/reference/tay-ninh/units.csv: missing",
        ),
        (
            lambda layout: write_text(layout.published_report("2021") / "report.html", "by hand"),
            "was changed after it was published",
        ),
        (lambda layout: (layout.published_clean("2021") / "figures.parquet").unlink(), "is gone"),
        (lambda layout: layout.published_clean("2021").unlink(), "is gone"),
        (lambda layout: shutil.rmtree(layout.root / ".runs"), "it has no published record"),
        (
            lambda layout: write_text(layout.published_report("2021") / "run.json", "{}"),
            "it has no published record",
        ),
    ],
)
def test_whatever_differs_is_told(published, change, why):
    """An input, a published file, the record: each has the run made again, and says so."""
    change(published)
    reasons = unchanged(published, "2021")
    assert isinstance(reasons, tuple)
    assert reasons
    assert why in reasons[0]


def test_another_library_makes_it_again(published, monkeypatch):
    """The version of a library is among what it depends on."""
    monkeypatch.setattr(staleness, "versions", lambda: {"pandas": "99"})
    assert "pandas: " in " ".join(unchanged(published, "2021"))


def test_a_record_of_another_run_is_no_record(published):
    """Somebody copied a report folder."""
    record = (published.published_report("2021") / "run.json").read_text()
    write_text(
        published.published_report("2021") / "run.json", record.replace('"run": "2021"', '"run": "2020"')
    )
    assert unchanged(published, "2021") == ("what lies there is the record of run 2020, published",)


def test_a_run_that_is_none_is_told(project):
    """The id is looked at before any file."""
    with pytest.raises(ParameterError, match="not a run id"):
        unchanged(project, "../x")


def test_it_is_light():
    """Nothing slow is imported to find that nothing has changed."""
    code = (
        "import sys\n"
        "import khacphuc.cli, khacphuc.commands.run\n"
        "heavy = 'pandas papermill pydantic nbformat yaml rich filelock asyncio jupyter_client babel'\n"
        "print([name for name in heavy.split() if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"
