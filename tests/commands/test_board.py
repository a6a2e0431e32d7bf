"""What ``khacphuc board`` does: a paper is made, published and verified as a run is, and is none."""

from __future__ import annotations

import pytest

from khacphuc.commands import board as command
from khacphuc.commands.board import make_paper
from khacphuc.commands.run import choose_runs
from khacphuc.commands.sign import sign_run
from khacphuc.commands.verify import verify_run
from khacphuc.console.progress import Silent
from khacphuc.errors import UsageError
from khacphuc.office.new import new_run
from khacphuc.project.files import write_text
from khacphuc.project.runs import existing_runs
from khacphuc.run.attempt import run_report
from khacphuc.run.manifest import read_manifest
from khacphuc.run.outcome import Options, Outcome
from khacphuc.run.staleness import unchanged

pytestmark = pytest.mark.usefixtures("writers")
PAPER = "2021-board-2021-03"


def publish(project, execute):
    """Make a paper without a kernel."""
    return run_report(project, PAPER, progress=Silent(), execute=execute)


def test_a_paper_is_published_beside_its_run(project, fake):
    """Critical findings do not withhold it, for it says what is open; nothing of the run is touched."""
    execute = fake.InProcess(findings=fake.CRITICAL)
    outcome = publish(project, execute)
    assert (outcome.status, outcome.exit_code, outcome.verdicts) == ("published", 0, ())
    assert outcome.findings == {"critical": 1, "warning": 1}
    assert outcome.folder == project.root / "reports" / PAPER
    assert execute.executed == ["10_clean", "20_check", "30_assess", "60_board"]
    files = fake.snapshot(outcome.folder)
    assert {"report.docx", "report.html", "report.pdf", "run.json", "tables/board.csv"} <= files.keys()
    record = read_manifest(outcome.folder / "run.json")
    assert {
        "params/2021.yml",
        "data/raw/2021/figures.csv",
        "notebooks/60_board.ipynb",
    } <= record.inputs.keys()
    assert "notebooks/40_report.ipynb" not in record.inputs
    assert not project.published_report("2021").exists()
    assert not project.history(PAPER).exists()


def test_a_paper_is_made_once_and_verified(project, fake):
    """Nothing is made twice; made again it is the same; another input is named."""
    publish(project, fake.InProcess())
    assert isinstance(unchanged(project, PAPER), Outcome)
    verdict = verify_run(project, PAPER, progress=Silent(), execute=fake.InProcess())
    assert (verdict.exit_code, verdict.inputs, verdict.outputs) == (0, (), ())
    write_text(project.raw("2021") / "figures.csv", "figure_id,printed\nSL041,1.232\n")
    assert unchanged(project, PAPER) == ("data/raw/2021/figures.csv: differs",)


def test_a_paper_is_no_run(project, fake):
    """`run --all` does not make it, no run is called so, and nobody signs it off."""
    publish(project, fake.InProcess())
    write_text(project.root / "params" / f"{PAPER}.yml", "")
    assert existing_runs(project) == ("2021",)
    assert choose_runs(project, [], every=True) == ["2021"]
    with pytest.raises(UsageError, match=f"{PAPER} is a board paper"):
        new_run(project, PAPER, "tay-ninh")
    with pytest.raises(UsageError, match=f"{PAPER} is a board paper"):
        sign_run(project, PAPER, "Bí thư", "approved", "")


@pytest.mark.parametrize("month", ["2021-13", "03/2021", "2021", ""])
def test_what_is_no_month_is_refused(project, month):
    """Before anything is written."""
    with pytest.raises(UsageError, match="is no month, expected a year and a month, such as 2021-03"):
        make_paper(project, "2021", month, Options())


def test_a_month_of_another_year_is_refused(project, capsys):
    """The run is about one year."""
    assert make_paper(project, "2021", "2022-03", Options()) == 2
    assert "run 2021 is not about 2022-03" in capsys.readouterr().err
    assert not (project.root / "reports").exists()


def test_how_it_ended_is_printed(project, monkeypatch, capsys):
    """As of a run, under its own id."""
    monkeypatch.setattr(command, "make_run", lambda *_, **__: Outcome(PAPER, "published", 0, language="en"))
    assert make_paper(project, 2021, "2021-03", Options()) == 0
    assert capsys.readouterr().out == f"run {PAPER}: published\n"
