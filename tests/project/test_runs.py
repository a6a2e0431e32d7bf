"""Tests of `khacphuc.project.runs`."""

import pytest

from khacphuc.errors import ParameterError
from khacphuc.inputs import load_inputs
from khacphuc.project.files import write_text
from khacphuc.project.layout import Layout
from khacphuc.project.runs import NO_RUN, existing_runs


@pytest.fixture
def layout(tmp_path):
    """A project with the runs 2022 and 2023, and a file that is no run's."""
    for name in ("2022.yml", "2023.yml", "Not A Run.yml", "2022.md"):
        write_text(tmp_path / "params" / name, "")
    return Layout(tmp_path)


def test_the_runs_there_are_are_the_parameter_files(layout):
    """Files that are no run's parameters are passed over."""
    assert existing_runs(layout) == ("2022", "2023")


@pytest.mark.parametrize(
    ("runs", "remedy"),
    [
        (["2022", "2023"], "in the first code cell of the notebook: the runs there are: 2022, 2023"),
        (["2023"], 'enter run = "2023" in the first code cell of the notebook'),
        ([], NO_RUN),
    ],
)
def test_a_notebook_of_a_run_there_is_not(layout, runs, remedy):
    """Notebooks name our run 2021: where there is none, it is said which to enter, and nothing is written."""
    for run in {"2022", "2023"} - set(runs):
        layout.parameters(run).unlink()
    with pytest.raises(ParameterError, match="no such file, so no run 2021") as caught:
        load_inputs("2021", str(layout.root))
    assert str(caught.value).endswith(remedy)
    assert not layout.runs("2021").exists()
