"""Tests of `khacphuc.commands.compare`."""

from __future__ import annotations

import json
import shutil

import pytest

from khacphuc.commands import compare as command
from khacphuc.commands.compare import compare_runs
from khacphuc.errors import UsageError
from khacphuc.project.files import hash_file, read_text, write_text
from khacphuc.run.outcome import Options, Outcome


@pytest.fixture
def years(project):
    """The project with a run of the year after, and the first one published."""
    parameters = read_text(project.parameters("2021")).replace("year: 2021", "year: 2022")
    write_text(project.parameters("2022"), parameters)
    write_text(project.prose("2022"), read_text(project.prose("2021")))
    shutil.copytree(project.raw("2021"), project.raw("2022"))
    project.published_clean("2021").mkdir(parents=True)
    inputs = {"params/2021.yml": hash_file(project.parameters("2021"))}
    write_text(project.published_report("2021") / "run.json", json.dumps({"inputs": inputs}))
    return project


@pytest.mark.parametrize("order", [["2021", "2022"], ["2022", "2021", "2021"]])
def test_runs_are_put_in_their_order(years, order, monkeypatch, capsys):
    """The last year gives the document its name and its form; how it ended is printed."""
    started = []
    outcome = Outcome("2022-with-2021", "published", 0, language="en")
    monkeypatch.setattr(command, "make_run", lambda _, run, *__, **___: started.append(run) or outcome)
    assert compare_runs(years, order, Options()) == 0
    assert started == ["2022-with-2021"]
    assert "2022-with-2021: published" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("runs", "options", "message"),
    [
        (["2021"], {}, "there is one run, expected two or more"),
        (["2021", "2032"], {}, "there is no run 2032"),
        (["2021", "2022-with-2021"], {}, "2022-with-2021 is a comparison"),
        (["2021", "2022"], {"offices": True}, "the runs are of one office"),
    ],
)
def test_what_cannot_be_compared(years, runs, options, message):
    """Before anything is written, with what to do."""
    with pytest.raises(UsageError, match=message):
        compare_runs(years, runs, Options(), **options)


def test_an_earlier_run_must_be_published(years):
    """Which one, and what publishes it."""
    years.published_clean("2021").rmdir()
    with pytest.raises(UsageError, match=r"run 2021 is not published; khacphuc run 2021"):
        compare_runs(years, ["2021", "2022"], Options())


def test_invented_years_never_stand_beside_real_ones(years):
    """Whichever of them is the last."""
    file = years.parameters("2022")
    write_text(file, read_text(file) + "synthetic: true\n")
    with pytest.raises(UsageError, match="real and synthetic years are not compared"):
        compare_runs(years, ["2021", "2022"], Options())


def test_what_was_published_as_invented_is_not_called_real(years):
    """Parameters that were edited since say nothing of what is published."""
    file = years.parameters("2021")
    real = read_text(file)
    record = years.published_report("2021") / "run.json"
    write_text(file, real + "synthetic: true\n")
    write_text(record, json.dumps({"inputs": {"params/2021.yml": hash_file(file)}}))
    write_text(file, real)
    with pytest.raises(UsageError, match=r"2021.yml: was edited since run 2021 was published; .* run 2021"):
        compare_runs(years, ["2021", "2022"], Options())


def test_one_run_of_an_office_a_year(years):
    """Two of one year are no two years."""
    file = years.parameters("2022")
    write_text(file, read_text(file).replace("year: 2022", "year: 2021"))
    with pytest.raises(UsageError, match="2021 and 2022 are of one office and one year"):
        compare_runs(years, ["2021", "2022"], Options())
