"""``khacphuc doctor``."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

import pytest
from click.testing import CliRunner

from khacphuc import cli
from khacphuc.doctor.diagnosis import Diagnosis
from khacphuc.doctor.examine import CHECKS, examine
from khacphuc.errors import SourceError

ROOT = Path(__file__).parents[2]


def call(*arguments):
    """Call the command in this process."""
    return CliRunner().invoke(cli.app, ["doctor", *arguments])


def replace_checks(monkeypatch, **checks):
    """Have these checks only."""
    monkeypatch.setattr("khacphuc.doctor.examine.CHECKS", {name: name for name in checks})
    monkeypatch.setattr("khacphuc.doctor.examine.resolve_name", checks.get)


def test_this_repository_is_examined_whole():
    """Every check looks, in a process of its own, and the package's own fonts and needs are in order."""
    done = subprocess.run(
        [sys.executable, "-m", "khacphuc", "doctor", "--root", str(ROOT)],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stdout
    assert "Traceback" not in done.stderr
    lines = done.stdout.splitlines()
    for name in ("fonts", "environment"):
        assert [line for line in lines if line.startswith(f"ok     {name}: ")], done.stdout
    assert all(len(line) <= 80 for line in lines if not line.startswith("       do: "))
    assert {line[7:].partition(":")[0] for line in lines if not line.startswith(" ")} >= {*CHECKS}


@pytest.mark.full
def test_a_project_is_left_as_it_was(project):
    """It writes nothing but what it removes, and takes a moment."""
    before = sorted(project.root.rglob("*"))
    since = time.monotonic()
    assert call("--root", str(project.root)).exit_code == 0
    assert time.monotonic() - since < 20
    assert sorted(project.root.rglob("*")) == before


@pytest.mark.full
def test_nothing_slow_is_imported():
    """What is examined is looked at, not loaded."""
    code = (
        "import atexit, sys\n"
        "from khacphuc.cli import main\n"
        "heavy = 'pandas numpy jsonschema papermill great_expectations matplotlib rich'\n"
        "atexit.register(lambda: print({*heavy.split()} & {*sys.modules}))\n"
        "main()"
    )
    arguments = [sys.executable, "-c", code, "doctor", "--root", str(ROOT)]
    done = subprocess.run(arguments, capture_output=True, text=True, encoding="utf-8", check=True)
    assert done.stdout.splitlines()[-1] == "set()"


@pytest.mark.parametrize(("state", "code"), [("ok", 0), ("found", 0), ("stops", 2)])
def test_the_exit_code_says_whether_a_run_is_stopped(project, monkeypatch, state, code):
    """Slowness is none of its matters."""
    replace_checks(monkeypatch, fonts=lambda _root: [Diagnosis(state, "as\x1b[2J it is")])
    done = call("--root", str(project.root))
    assert done.exit_code == code
    assert done.stdout.startswith(f"{state:<7}fonts: as it is\n")


@pytest.mark.full
def test_plain_kernels_are_found(project, monkeypatch):
    """The environment of the process counts."""
    monkeypatch.setenv("KHACPHUC_KERNELS", "plain")
    assert "found  kernels: started one by one: KHACPHUC_KERNELS=plain is set\n" in (
        call("--root", str(project.root)).stdout
    )


@pytest.mark.parametrize(
    ("error", "state", "observed"),
    [
        (
            ModuleNotFoundError("no", name="packaging"),
            "stops",
            "cannot be examined: packaging is not installed",
        ),
        (OSError(5, "Input/output error"), "found", "cannot be examined ([Errno 5] Input/output error)"),
        (SourceError("requirements.lock: no such file"), "found", "cannot be examined (requirements.lock:"),
        (ValueError("line 3"), "found", "cannot be examined (line 3)"),
    ],
)
def test_a_check_that_cannot_look_is_told(project, monkeypatch, error, state, observed):
    """It is a finding, and the others go on."""

    def break_down(_root):
        raise error

    replace_checks(monkeypatch, a=break_down, b=lambda _root: [Diagnosis("ok", "fine")])
    broken, fine = examine(project)
    assert (broken.name, broken.state) == ("a", state)
    assert broken.observed.startswith(observed)
    assert broken.remedy
    assert fine.observed == "fine"


def test_a_folder_without_a_project_is_told(tmp_path):
    """The root is looked for where ``--root`` says."""
    done = call("--root", str(tmp_path))
    assert done.exit_code == 2
    assert "holds params/" in done.stderr
