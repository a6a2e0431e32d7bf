"""What ``khacphuc example`` prints."""

from __future__ import annotations

from khacphuc.cli import app
from khacphuc.commands.example import example_project, format_example

from ..office.example.examples import example


def test_it_names_its_runs_and_what_to_do(tmp_path, capsys):
    """Each run with what is to be found in it, and the two commands that come next."""
    example_project(tmp_path / "demo", offices=1, years=2)
    lines = capsys.readouterr().out.splitlines()
    assert [line.split(":")[0].strip() for line in lines[1:4]] == ["2021", "2022", "broken"]
    assert lines[3].endswith("13 critical findings, 24 warnings; is not published")
    assert lines[-1].strip() == "khacphuc run --all"
    assert (tmp_path / "demo" / "params" / "2022.yml").is_file()


def test_of_many_runs_it_lists_some():
    """The runs of several offices are summed up after the first five."""
    _, truth = example(offices=3, years=2)
    assert "  and 1 more like these" in format_example(truth, "demo").splitlines()
    assert "  cd ." not in format_example(truth, ".").splitlines()


def test_two_years_of_one_office_are_made_unless_more_are_asked_for():
    """What somebody tries first has a year that follows another."""
    context = app.commands["example"].make_context("example", ["demo"])
    assert (context.params["offices"], context.params["years"]) == (1, 2)
