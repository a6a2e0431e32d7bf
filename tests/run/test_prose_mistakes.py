"""Tests of `khacphuc.run.prose_mistakes`: a mistake only tables show ends every command alike."""

from __future__ import annotations

import pytest

from khacphuc.commands.check import review_run
from khacphuc.errors import ParameterError
from khacphuc.inputs import Inputs
from khacphuc.preview.server import Board
from khacphuc.preview.watch import Watcher
from khacphuc.project.files import read_text, write_text
from khacphuc.project.layout import Layout
from khacphuc.project.workspace import Workspace
from khacphuc.run.prose_mistakes import refuse_prose_mistakes


def test_a_code_without_its_sign_ends_every_command_alike(new_project, tmp_path):
    """The same sentence with file and line, and exit code 2, from a check, a preview and a blocked run."""
    layout = Layout(new_project(tmp_path / "project").root)
    prose = layout.prose("2021")
    write_text(prose, read_text(prose).replace("@SL041", "SL041", 1))
    with pytest.raises(ParameterError, match=r"^params/2021\.md, line \d+: the code SL041 stands") as caught:
        review_run(layout, "2021")
    assert caught.value.exit_code == 2
    assert Watcher(layout, "2021", Board()).look() == str(caught.value)
    build = Workspace(layout, "2021", tmp_path / "build", fallback=False)
    with pytest.raises(ParameterError) as of_a_run:
        refuse_prose_mistakes(Inputs(build, from_raw=True))
    assert str(of_a_run.value) == str(caught.value)
