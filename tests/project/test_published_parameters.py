"""Parameters say something of what is published only while they are those it was published with."""

import json

import pytest

from khacphuc.errors import UsageError
from khacphuc.project.files import hash_file, write_text
from khacphuc.project.published_parameters import check_published_parameters


def test_parameters_that_were_edited_since(project):
    """They are none; nor are those of a run that is not published."""
    with pytest.raises(UsageError, match="run 2021 is not published"):
        check_published_parameters(project, "2021")
    file = project.parameters("2021")
    project.published_clean("2021").mkdir(parents=True)
    inputs = {"params/2021.yml": hash_file(file)}
    write_text(project.published_report("2021") / "run.json", json.dumps({"inputs": inputs}))
    check_published_parameters(project, "2021")
    write_text(file, file.read_text(encoding="utf-8") + "\n")
    with pytest.raises(UsageError, match="was edited since run 2021 was published"):
        check_published_parameters(project, "2021")
