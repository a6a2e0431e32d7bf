"""Feedback is told of what was gathered, and never written over what somebody saved."""

from __future__ import annotations

import datetime as dt
import io

import pytest
from openpyxl import load_workbook

from khacphuc.errors import UsageError
from khacphuc.inputs import Inputs
from khacphuc.returns import feedback_files
from khacphuc.returns.feedback_files import write_feedback

from . import feedback_frames, worlds
from .office import make_office

TODAY = dt.date(2021, 12, 31)


@pytest.fixture
def layout(tmp_path, monkeypatch):
    """A project whose run has gathered what the invented office reported."""
    known, gathered = feedback_frames.frames()
    monkeypatch.setattr(Inputs, "typed_tables", known)
    monkeypatch.setattr(feedback_files, "gather_run", lambda *_, **__: gathered)
    return make_office(tmp_path)


def test_feedback_of_a_period_is_a_file(layout):
    """It lies with the forms of the run, and is written anew as long as nobody has saved it."""
    feedback = write_feedback(layout, worlds.RUN, "2021-03", today=TODAY)
    assert feedback.file == layout.root / "forms" / worlds.RUN / "feedback-2021-03.xlsx"
    assert len(feedback.units) == 94
    assert write_feedback(layout, worlds.RUN, "2021-03", today=TODAY).file.read_bytes()
    workbook = load_workbook(io.BytesIO(feedback.file.read_bytes()))
    workbook.worksheets[0]["I4"] = "đã gọi"
    workbook.save(feedback.file)
    with pytest.raises(UsageError, match="--out"):
        write_feedback(layout, worlds.RUN, "2021-03", today=TODAY)


def test_a_period_nobody_was_asked_for_is_refused(layout):
    """The message names those there are."""
    with pytest.raises(UsageError, match="2021-12"):
        write_feedback(layout, worlds.RUN, "2022-01", today=TODAY)


def test_a_run_that_collects_nothing_has_no_feedback(layout, monkeypatch):
    """It is said, in the place of an empty file."""
    known, _ = feedback_frames.frames()
    nothing = {"collections": known["collections"].iloc[:0]}
    monkeypatch.setattr(Inputs, "typed_tables", known | nothing)
    with pytest.raises(UsageError, match="collects nothing"):
        write_feedback(layout, worlds.RUN, "2021-03", today=TODAY)
