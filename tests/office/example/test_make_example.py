"""The project of fictional offices, as files and as published runs."""

from __future__ import annotations

import errno
import re
import shutil
import subprocess

import pikepdf
import pytest

from khacphuc.config.parameters import load_parameters
from khacphuc.console.progress import Silent
from khacphuc.errors import UsageError
from khacphuc.locale import words
from khacphuc.office.example.make_example import make_example
from khacphuc.office.project_files import project_files
from khacphuc.project.layout import Layout
from khacphuc.run.outcome import Options
from khacphuc.run.run_one import make_run

from ...pdf_tags import unheard
from .examples import example

LABEL = words("vi", "document")["synthetic"]


@pytest.mark.full
def test_one_seed_gives_one_project(tmp_path):
    """The same seed gives the same files byte for byte, another one other numbers."""
    for name, seed in (("a", 1), ("b", 1), ("c", 2)):
        make_example(tmp_path / name, years=1, seed=seed)
    a, b, c = (
        {
            file.relative_to(tmp_path / name): file.read_bytes()
            for file in (tmp_path / name).rglob("*")
            if file.is_file()
        }
        for name in "abc"
    )
    assert a == b != c


def test_it_is_a_project():
    """What every project starts from is there, and every run has parameters, prose and tables."""
    layout, truth = example()
    assert all((layout.root / name).is_file() for name in project_files())
    assert set(truth.runs) == {"2021", "2022", "2023", "broken"}
    for run in truth.runs:
        parameters = load_parameters(layout.parameters(run))
        assert parameters.synthetic
        assert parameters.year == truth.runs[run].year
        assert parameters.status == ("draft" if run == "broken" else "final")
        assert layout.prose(run).is_file()
    assert load_parameters(layout.parameters("2022")).previous == "2021"


def test_several_offices_lie_in_one_project():
    """Each has its units and its runs, called by office and year; none has mistakes."""
    layout, truth = example(offices=3, years=2)
    offices = {run.office for run in truth.runs.values()}
    assert len(offices) == 3
    assert set(truth.runs) == {f"{office}-{year}" for office in offices for year in (2021, 2022)}
    assert all((layout.office(office) / "units.csv").is_file() for office in offices)
    assert {load_parameters(layout.parameters(run)).status for run in truth.runs} == {"draft"}


@pytest.mark.parametrize("there", ["file", "folder"])
def test_nothing_is_overwritten(tmp_path, there):
    """A folder that holds something, or a file in its place, is refused by name and left as it is."""
    target = tmp_path / "demo"
    if there == "folder":
        target.mkdir()
        (target / "mine.txt").write_text("x", encoding="utf-8")
    else:
        target.write_text("x", encoding="utf-8")
    with pytest.raises(UsageError, match=r"mine\.txt|a file") as refusal:
        make_example(target)
    assert str(target) in str(refusal.value)
    assert len(list(tmp_path.rglob("*"))) == (2 if there == "folder" else 1)


@pytest.mark.parametrize(("option", "most"), [("offices", 70), ("years", 20)])
def test_there_are_not_names_for_any_number(tmp_path, option, most):
    """More offices than names, or more years than the story lasts, are refused with the most there may be."""
    with pytest.raises(UsageError, match=f"expected 1 to {most}"):
        make_example(tmp_path / "demo", **{option: most + 1})
    assert not (tmp_path / "demo").exists()


@pytest.mark.parametrize("there", [True, False])
def test_a_full_disk_leaves_no_half_project(tmp_path, monkeypatch, there):
    """What was written is taken away again, so that the command can be repeated."""
    target = tmp_path / "demo"
    if there:
        target.mkdir()

    def refuse(*_arguments, **_options):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("khacphuc.office.example.make_example.write_received", refuse)
    with pytest.raises(UsageError, match="No space left"):
        make_example(target)
    assert list(tmp_path.rglob("*")) == ([target] if there else [])


@pytest.mark.full
@pytest.mark.skipif(not shutil.which("pdftotext"), reason="poppler's pdftotext is not installed")
def test_all_runs_end_as_the_truth_says(tmp_path):
    """Two years are published and the run with mistakes is not; every page says that nothing is real."""
    truth = make_example(tmp_path / "demo")
    layout = Layout(tmp_path / "demo")
    outcomes = {run: make_run(layout, run, Options(), progress=Silent()) for run in truth.runs}
    assert {run: outcome.exit_code for run, outcome in outcomes.items()} == {
        "2021": 0,
        "2022": 0,
        "broken": 1,
    }
    # what is final is kept, whole and as vintages
    issued = {run: sorted(file.suffix for file in layout.history(run).glob("*")) for run in truth.runs}
    assert issued == {"2021": [".csv", ".zip"], "2022": [".csv", ".zip"], "broken": []}
    for run, outcome in outcomes.items():
        for page in outcome.folder.rglob("*.html"):
            assert LABEL in page.read_text(encoding="utf-8"), (run, page)
    for run in ("2021", "2022"):
        file = layout.published_report(run) / "report.pdf"
        printed = subprocess.run(["pdftotext", file, "-"], capture_output=True, check=True).stdout.decode()
        pages = printed.removesuffix("\f").split("\f")
        assert len(pages) > 5
        assert all(LABEL in re.sub(r"\s+", " ", page) for page in pages), run
        # every system has its table, every chart its words
        with pikepdf.open(file) as pdf:
            assert unheard(pdf) == []
