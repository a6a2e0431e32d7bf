"""The record of what was installed, and what counts as a change of it."""

from __future__ import annotations

import json

import pytest

from khacphuc import __version__
from khacphuc.errors import SourceError
from khacphuc.office.installation import (
    RECORD,
    content_hash,
    read_installation,
    with_parameters_of,
    write_installation,
)


def notebook(*sources: str, run: str = "2021", outputs: tuple = (), **more: object) -> bytes:
    """A notebook with a cell of parameters and others, as JupyterLab saves it."""
    parameters = {"cell_type": "code", "metadata": {"tags": ["parameters"]}, "source": f'run = "{run}"\n'}
    cells = [{"cell_type": "code", "metadata": {}, "source": source} for source in sources]
    for cell in (parameters, *cells):
        cell |= {"outputs": list(outputs), "execution_count": len(outputs) or None}
    return json.dumps({"cells": [parameters, *cells], "metadata": more, "nbformat": 4}).encode()


def test_what_is_written_is_read(tmp_path):
    """Version and hashes come back."""
    write_installation(tmp_path, {"b.yml": "2", "a.yml": "1"})
    record = read_installation(tmp_path)
    assert record.version == __version__
    assert record.files == {"a.yml": "1", "b.yml": "2"}


def test_a_project_of_earlier_versions_has_no_record(tmp_path):
    """Nothing is known of it, which is no error."""
    assert read_installation(tmp_path).files == {}


@pytest.mark.parametrize(
    "text", ["", "[]", "{}", '{"version": "x y", "files": {}}', '{"version": "1", "files": 3}']
)
def test_a_damaged_record_is_refused(tmp_path, text):
    """It is named, with the way out."""
    (tmp_path / RECORD).parent.mkdir()
    (tmp_path / RECORD).write_text(text, encoding="utf-8")
    with pytest.raises(SourceError, match=r"\.khacphuc/installed\.json: .*delete it and upgrade again"):
        read_installation(tmp_path)


@pytest.mark.parametrize(
    ("name", "before", "after", "is_same"),
    [
        ("a.yml", b"a: 1\nb: 2\n", b"a: 1\r\nb: 2\r\n", True),  # git on Windows
        ("a.yml", b"a: 1\n", b"a: 2\n", False),
        ("a.yml", b"a: \xff\n", b"a: \xfe\n", False),  # not UTF-8: still two files
        ("a.ipynb", notebook("x"), notebook("x", outputs=("1",), kernelspec={"name": "k"}), True),
        ("a.ipynb", notebook("x"), notebook("x", run="2024"), True),  # which run it opens
        ("a.ipynb", notebook("x"), notebook("x", "y"), False),
        ("a.ipynb", notebook("x"), b"{ half", False),
        ("a.ipynb", notebook("x"), b'{"cells": 3}', False),
    ],
)
def test_only_what_people_write_is_a_change(name, before, after, is_same):
    """Line ends, outputs and the chosen run are none; every other edit is one."""
    assert (content_hash(name, before) == content_hash(name, after)) == is_same


def test_a_notebook_keeps_the_run_that_was_chosen():
    """A new version of a notebook opens the run the office wrote into the old one."""
    upgraded = with_parameters_of(notebook("new"), notebook("old", run="2024"))
    cells = json.loads(upgraded)["cells"]
    assert ["".join(cell["source"]) for cell in cells] == ['run = "2024"\n', "new"]


@pytest.mark.parametrize(
    "former", [notebook("old"), b"{ half", notebook("old").replace(b"run = ", b"year = ")]
)
def test_other_parameters_are_those_of_the_new_version(former):
    """Where nothing was chosen, or the names are others, the new notebook stays as it is."""
    assert with_parameters_of(notebook("new"), former) == notebook("new")
