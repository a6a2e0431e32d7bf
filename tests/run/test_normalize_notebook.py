"""Executed notebooks without what differs from run to run."""

from __future__ import annotations

import json

import nbformat
import pytest

from khacphuc.errors import SourceError
from khacphuc.project.files import write_text
from khacphuc.project.layout import Layout
from khacphuc.run.normalize_notebook import normalise, normalise_file, read_notebook


def executed(*cells):
    """A notebook as papermill leaves it."""
    times = {
        "papermill": {"start_time": "2021-01-01T00:00:00", "duration": 1.5},
        "kernelspec": {"name": "python3"},
    }
    return {"cells": list(cells), "metadata": times, "nbformat": 4, "nbformat_minor": 5}


def cell(source="", *outputs, **metadata):
    """A cell as papermill leaves it."""
    return {"cell_type": "code", "id": "a", "source": source, "outputs": list(outputs), "metadata": metadata}


def normalised_notebook(notebook, *place):
    """What becomes of a notebook."""
    normalise(notebook, *place)
    return notebook


def normalised_text(project, text):
    """What becomes of a text a notebook printed."""
    build = project.runs("2021") / "20210101T000000.000000Z-1"
    text = text.replace("BUILD", str(build)).replace("ROOT", str(project.root))
    output = {"output_type": "stream", "name": "stdout", "text": [text]}
    return normalised_notebook(executed(cell("", output)), project, "2021", build)["cells"][0]["outputs"][0][
        "text"
    ][0]


@pytest.mark.parametrize(
    ("printed", "text"),
    [
        # the build goes by the names it is published under
        ("BUILD/clean/figures.parquet", "data/clean/2021/figures.parquet"),
        ("'BUILD/report/tables'", "'reports/2021/tables'"),
        ("BUILD/notebooks/10_clean.ipynb", "reports/2021/notebooks/10_clean.ipynb"),
        ("BUILD", ".runs/2021/current"),
        # everything else is told from the root
        ("ROOT/data/raw/2021/figures.csv, line 3", "data/raw/2021/figures.csv, line 3"),
        ("root=ROOT.", "root=.."),
        # a folder whose name only begins the same is another
        ("ROOTland/x", "ROOTland/x"),
        # ipykernel's name for a cell
        ("File /tmp/ipykernel_4711/3390.py:1", "File <cell>:1"),
        ("1.231 đoàn viên", "1.231 đoàn viên"),
    ],
)
def test_places_on_the_disk_are_told_from_the_root(project, printed, text):
    """No absolute path and no id of a build reaches what is published."""
    assert normalised_text(project, printed) == text.replace("ROOT", str(project.root))


def test_a_project_in_the_root_of_the_disk_is_left_as_it_is(project):
    """A single slash is no place to look for."""
    output = {"output_type": "stream", "text": ["a/b </p>"]}
    normalised = normalised_notebook(
        executed(cell("", output)), Layout(type(project.root)("/")), "2021", project.root / "build"
    )
    assert normalised["cells"][0]["outputs"][0]["text"] == ["a/b </p>"]


def test_times_and_random_ids_go(project):
    """Metadata of papermill and nbclient, and the id of the cell papermill makes."""
    notebook = executed(
        cell("x", papermill={"duration": 1}, execution={"iopub.status.busy": "2021"}, tags=["keep"]),
        cell('run = "2021"\nbuild = "/tmp/x"', tags=["injected-parameters"]),
        cell("marker", tags=["papermill-error-cell-tag"]),
    )
    normalised = normalised_notebook(notebook, project, "2021", project.root / "build")
    assert normalised["metadata"] == {"kernelspec": {"name": "python3"}}
    assert normalised["cells"][0]["metadata"] == {"tags": ["keep"]}
    assert normalised["cells"][0]["id"] == "a"
    assert "".join(normalised["cells"][1]["source"]) == '# Parameters\nrun = "2021"\nroot = ""\nbuild = ""'
    assert [c["id"] for c in normalised["cells"][1:]] == ["papermill-1", "papermill-2"]


def test_a_patch_of_python_leaves_no_trace(project):
    """The first two numbers of Python's version stay, so that a patch changes no published byte."""
    notebook = {"cells": [], "metadata": {"language_info": {"name": "python", "version": "3.11.7"}}}
    done = normalised_notebook(notebook, project, "2021", project.runs("2021") / "1")
    assert done["metadata"] == {"language_info": {"name": "python", "version": "3.11"}}


def test_pictures_are_not_searched(project):
    """The bytes of a picture stay, even where they look like a path."""
    output = {
        "output_type": "display_data",
        "data": {"image/png": str(project.root), "text/plain": str(project.root)},
    }
    normalised = normalised_notebook(executed(cell("", output)), project, "2021", project.root / "build")
    assert normalised["cells"][0]["outputs"][0]["data"] == {"image/png": str(project.root), "text/plain": "."}


def test_a_file_is_written_as_nbformat_writes_it(project, tmp_path):
    """Normalising twice changes nothing, and nbformat would write the same bytes."""
    file = tmp_path / "x.ipynb"
    write_text(file, json.dumps(executed(cell(["a\n", "ộ"], execution={}) | {"execution_count": 1})))
    normalise_file(file, project, "2021", tmp_path)
    first = file.read_bytes()
    normalise_file(file, project, "2021", tmp_path)
    assert file.read_bytes() == first
    assert (nbformat.writes(nbformat.read(file, as_version=4)) + "\n").encode() == first


def test_a_notebook_cut_short_is_removed(project, tmp_path):
    """What a killed kernel left half-written tells nobody anything."""
    file = tmp_path / "x.ipynb"
    file.write_text('{"cells": [')
    normalise_file(file, project, "2021", tmp_path)
    assert not file.exists()


@pytest.mark.parametrize(
    "text", ["", "{", '{"cells": 1, "nbformat": 4, "nbformat_minor": 5, "metadata": {}}']
)
def test_what_is_no_notebook_is_told(tmp_path, text):
    """The message names the file."""
    write_text(tmp_path / "x.ipynb", text)
    with pytest.raises(SourceError, match=r"x\.ipynb: is not a notebook"):
        read_notebook(tmp_path / "x.ipynb")
