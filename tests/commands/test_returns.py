"""Tests of `khacphuc.commands.returns`."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from click.testing import CliRunner

from khacphuc import cli
from khacphuc.commands.returns import format_feedback, format_forms
from khacphuc.returns.feedback import Feedback
from khacphuc.returns.form_files import FormFiles

from ..returns import feedback_frames, worlds
from ..returns.office import make_office


@pytest.mark.parametrize("language", ["vi", "en"])
def test_files_that_were_kept_are_named(language):
    """Ten are named, and how many more there are."""
    saved = tuple(Path(f"forms/2031/BM_{number}.xlsx") for number in range(12))
    lines = format_forms(FormFiles(Path("forms/2031"), saved[:1], 3, saved), "2031", language).splitlines()
    assert sum(line.startswith("  ") and line.endswith(".xlsx") for line in lines) == 10
    assert "--out" in "\n".join(lines)
    assert "khacphuc returns receive 2031" in " ".join(" ".join(lines).split())


def test_whom_to_ask_after_is_listed_by_parent():
    """Each parent stands once, with its units that are missing, late or doubtful below it."""
    rows, units = feedback_frames.feedback("en")
    text = format_feedback(
        Feedback(Path("f.xlsx"), feedback_frames.PERIOD, tuple(units), rows.names, dt.date(2031, 4, 5)), "en"
    )
    assert "05/4/2031" in text.splitlines()[1]
    parents = [line for line in text.splitlines()[2:] if not line.startswith(" ")]
    assert len(set(parents)) == len(parents) > 1
    chased = sum(report.is_chased for unit in units for report in unit.reports)
    assert sum(line.startswith("  ") for line in text.splitlines()) == chased


def test_the_command_writes_forms(tmp_path):
    """It says how many, and refuses what is no period with code 2."""
    root = str(make_office(tmp_path).root)
    done = CliRunner().invoke(cli.app, ["returns", "forms", worlds.RUN, "2031-Q1", "--root", root])
    assert done.exit_code == 0, done.output
    assert len(list(tmp_path.glob("forms/*/2031-Q1/*.xlsx"))) == 1
    refused = CliRunner().invoke(cli.app, ["returns", "forms", worlds.RUN, "03/2031", "--root", root])
    assert refused.exit_code == 2
