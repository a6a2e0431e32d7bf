"""How a command ends that cannot do what it should."""

from __future__ import annotations

import tempfile

import pytest

from khacphuc.commands.guard import guarded
from khacphuc.errors import CheckError, ParameterError
from khacphuc.project import files
from khacphuc.run.interrupts import TerminationRequest


@pytest.mark.parametrize(
    ("error", "code", "line"),
    [
        (ParameterError("no such key", place="a.yml"), 2, "khacphuc: a.yml: no such key\n"),
        (CheckError("no such rule"), 3, "khacphuc: no such rule\n"),
        (KeyboardInterrupt(), 130, "khacphuc: interrupted; what is published is as it was before\n"),
        (TerminationRequest(), 143, "khacphuc: terminated; what is published is as it was before\n"),
    ],
)
def test_an_error_has_its_exit_code(tmp_path, capsys, error, code, line):
    """And is printed in a line; no log is written of what was foreseen."""
    with pytest.raises(SystemExit) as ending, guarded(str(tmp_path)):
        raise error
    assert ending.value.code == code
    assert capsys.readouterr().err == line
    assert not list(tmp_path.iterdir())


def test_a_log_that_cannot_be_written_goes_elsewhere(tmp_path, monkeypatch, capsys):
    """A read-only project does not hide the traceback."""

    def refuse(*_arguments):
        raise PermissionError

    (tmp_path / "params").mkdir()
    monkeypatch.setattr(files, "write_text", refuse)
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    with pytest.raises(SystemExit) as ending, guarded(str(tmp_path)):
        raise ZeroDivisionError
    (log,) = tmp_path.glob("khacphuc-*.log")
    assert ending.value.code == 3
    assert log.name in capsys.readouterr().err
    assert "ZeroDivisionError" in log.read_text(encoding="utf-8")
