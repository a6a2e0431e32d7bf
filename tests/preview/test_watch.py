"""Tests of `khacphuc.preview.watch`."""

import io
import re
import shutil
import subprocess
import sys

import pytest

from khacphuc.errors import SourceError
from khacphuc.inputs import Inputs
from khacphuc.preview import watch
from khacphuc.preview.server import Board
from khacphuc.preview.watch import Watcher, preview_run
from khacphuc.project.layout import Layout

from .. import run2021


@pytest.fixture
def layout(tmp_path):
    """A copy of the project."""
    for part in ("params", "data/raw", "notebooks", "expectations"):
        shutil.copytree(run2021.ROOT / part, tmp_path / part)
    prose = tmp_path / "params" / "2021.md"
    text = re.sub(r"```chart\n.*?```\n", "", prose.read_text(encoding="utf-8"), flags=re.DOTALL)
    prose.write_text(text, encoding="utf-8")  # drawing takes most of the time, and is tested elsewhere
    return Layout(tmp_path)


@pytest.fixture
def watcher(layout):
    """Who watches a copy of the project, and has looked once."""
    started = Watcher(layout, "2021", Board())
    assert started.look().startswith("made again")
    return started


def edit(watcher, name, old, new):
    """Replace a text in a file of the project."""
    path = watcher.layout.root / name
    path.write_text(path.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")


@pytest.mark.untraced
def test_a_change_of_any_input_is_seen(watcher):
    """Prose, parameters and raw tables are looked at again; without a change nothing is made."""
    assert watcher.look() == ""
    for name, old, new in (
        ("params/2021.md", "TÌNH HÌNH CHUNG", "TÌNH HÌNH MỚI"),
        ("params/2021.yml", "Nguyễn Tiến Tân", "Nguyễn Văn Mẫu"),
        ("data/raw/2021/figures.csv", "1.805", "1.806"),
    ):
        edit(watcher, name, old, new)
        assert watcher.look().startswith("made again")
        assert new in watcher.board.report
    assert not watcher.layout.runs("2021").exists()


@pytest.mark.untraced
def test_only_what_has_changed_is_read_again(watcher, monkeypatch):
    """A saved prose leaves the tables as they were read; a saved table has them read again."""
    read = []
    clean = Inputs.clean
    monkeypatch.setattr(Inputs, "clean", lambda inputs: read.append(inputs) or clean(inputs))
    edit(watcher, "params/2021.md", "TÌNH HÌNH CHUNG", "TÌNH HÌNH MỚI")
    assert watcher.look().startswith("made again")
    assert not read
    edit(watcher, "data/raw/2021/figures.csv", "1.805", "1.806")
    assert watcher.look().startswith("made again")
    assert len(read) == 1


@pytest.mark.full
@pytest.mark.untraced
def test_nothing_slow_is_imported():
    """A report is made without kernels, checks and the writers of other formats."""
    code = (
        "import sys\n"
        "from khacphuc.project.layout import Layout\n"
        "from khacphuc.preview.watch import Watcher\n"
        "from khacphuc.preview.server import Board\n"
        "from pathlib import Path\n"
        "print(Watcher(Layout(Path(sys.argv[1])), '2021', Board()).look()[:10])\n"
        "print({'great_expectations', 'papermill', 'ipykernel', 'docx'} & set(sys.modules))"
    )
    command = [sys.executable, "-c", code, str(run2021.ROOT)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert done.stdout.split("\n")[:2] == ["made again", "set()"]


def test_an_error_is_told_and_the_last_good_report_stays(watcher):
    """File, line and the nearest label are named; when the prose is mended all is well again."""
    good = watcher.board.report
    edit(watcher, "params/2021.md", "@SL006", "@SL0066")
    line = watcher.look()
    assert line.startswith("params/2021.md, line 11: nothing has the code @SL0066; did you mean @SL066 (")
    assert watcher.board.state(-1)["error"] == line
    assert watcher.board.report == good
    edit(watcher, "params/2021.md", "@SL0066", "@SL006")
    watcher.look()
    assert watcher.board.state(-1)["error"] == ""


def test_a_file_that_is_gone_is_named(watcher):
    """An editor that takes a file away for a moment ends nothing."""
    for name in ("params/2021.yml", "params/2021.md", "params/policy/assessment.yml"):
        path = watcher.layout.root / name
        content = path.read_bytes()
        path.unlink()
        assert name.rpartition("/")[2] in watcher.look()
        path.write_bytes(content)


def test_there_are_no_marks_of_findings(watcher):
    """Nothing was checked, and no review page lies beside a watch."""
    assert "review.html" not in watcher.board.report


def test_control_c_ends_it_well(layout, monkeypatch):
    """It says where to look and what it did, a line each, and ends without an error."""
    opened = []
    monkeypatch.setattr("webbrowser.open", opened.append)

    def interrupt(_seconds):
        raise KeyboardInterrupt

    monkeypatch.setattr(watch.time, "sleep", interrupt)
    stream = io.StringIO()
    preview_run(layout, 2021, port=0, opened=True, stream=stream)
    first, second, last = stream.getvalue().splitlines()
    assert first == f"preview of run 2021: {opened[0]} (Ctrl-C ends it)"
    assert second.startswith("made again in ")
    assert last == "preview ended"


def test_a_run_that_is_not_there(layout):
    """Nothing is served of a run without raw tables."""
    shutil.rmtree(layout.raw("2021"))
    with pytest.raises(SourceError, match="no such folder"):
        preview_run(layout, "2021", port=0, opened=False, stream=io.StringIO())
