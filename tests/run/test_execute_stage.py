"""One stage, executed by papermill."""

from __future__ import annotations

import os
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import papermill
import pytest

from khacphuc.errors import CheckError, SourceError, StageError, UsageError
from khacphuc.project.files import write_text
from khacphuc.project.selection import Selection
from khacphuc.run.builds import new_build
from khacphuc.run.execute_stage import check_notebook, execute_stage
from khacphuc.run.stages import (
    BEHIND_KERNELS,
    BEHIND_THE_LAST_KERNEL,
    CHECK,
    CLEAN,
    REPORT,
    STAGES,
    WHEN_IDLE,
)


@pytest.fixture
def build(project):
    """A private build."""
    with new_build(project, "2021") as folder:
        yield folder


def test_a_stage_leaves_its_artefacts_and_its_notebook(project, build):
    """Two executions leave the same bytes, nothing global changes, and cells are told as they are done."""
    cells = []
    before = (Path.cwd(), dict(os.environ))
    execute_stage(project, "2021", CLEAN, build, cell_done=cells.append)
    first = CLEAN.executed(build).read_bytes()
    execute_stage(project, "2021", CLEAN, build, cell_done=lambda _: None)
    assert (build / "clean" / "figures.parquet").read_text().startswith("clean figure_id")
    assert cells == [0, 1, 2, 3, 4]
    assert CLEAN.executed(build).read_bytes() == first
    assert str(project.root).encode() not in first
    assert build.name.encode() not in first
    assert (Path.cwd(), dict(os.environ)) == before


@pytest.mark.parametrize("stage", [CLEAN, REPORT])
def test_documents_find_everything_imported(project, build, fake, monkeypatch, stage):
    """Two threads write them; no cell of this notebook takes long enough for imports beside it."""
    imported = []
    monkeypatch.setattr("khacphuc.run.execute_stage.import_ahead", imported.append)
    monkeypatch.setattr("khacphuc.kernels.imports_beside_cells._BUSY_AFTER", 3600)
    fake.write_notebook(stage.notebook(project), ("run = root = build = ''",))
    with suppress(StageError):  # it writes nothing
        execute_stage(project, "2021", stage, build, cell_done=lambda _: None)
    assert imported == [BEHIND_KERNELS if stage is CLEAN else BEHIND_THE_LAST_KERNEL]


@pytest.mark.sampled(3)
@pytest.mark.parametrize(
    ("defect", "kind", "parts"),
    [
        ("broken", StageError, ["notebooks/10_clean.ipynb, cell 4 (print(", ": ZeroDivisionError", "1 / 0"]),
        ("no_artefact", StageError, ["10_clean.ipynb: ended well, but did not write clean/figures.parquet"]),
        ("raises_source_error", SourceError, ["raw.csv, line 3: bad"]),
        (
            "raises_check_error",
            CheckError,
            ["no such column\nnotebooks/10_clean.ipynb, cell 3 (from khacphuc"],
        ),
        ("disk_full", UsageError, ["the disk is full; make room", "10_clean.ipynb, cell 3"]),
        ("kernel_dies", StageError, ["10_clean.ipynb, after cell 3: the kernel died"]),
        ("no_kernel", StageError, ["10_clean.ipynb: no kernel could be started for it (", "no-such-kernel"]),
        ("too_slow", StageError, ["10_clean.ipynb, cell 3: the stage took more than 2 s and was stopped"]),
    ],
)
def test_a_defect_is_told(project, build, fake, defect, kind, parts):  # noqa: PLR0917
    """Each way to fail is an error of ours that names notebook and cell, free of escape sequences."""
    fake.make_defect(project, "10_clean", defect)
    limit = 2 if defect == "too_slow" else 600
    with pytest.raises(kind) as caught:
        execute_stage(project, "2021", CLEAN, build, cell_done=lambda _: None, limit=limit)
    message = str(caught.value)
    assert type(caught.value) is kind
    assert all(part in message for part in parts), message
    assert "\x1b" not in message
    # the notebook of a failure is kept, unless no kernel ever saw it
    assert CLEAN.executed(build).exists() or defect == "no_kernel"


def test_endless_texts_are_cut(project, build, fake):
    """What a cell prints and the text of its error are cut, with a line about it in the run's language."""
    fake.make_defect(project, "10_clean", "endless")
    with pytest.raises(StageError, match="ValueError") as caught:
        execute_stage(project, "2021", CLEAN, build, cell_done=lambda _: None, language="vi")
    assert "characters cut]" in str(caught.value)
    assert len(str(caught.value)) < 20_000
    notebook = CLEAN.executed(build).read_text(encoding="utf-8")
    assert "[Đã lược 4.900.001 ký tự; sổ tay chỉ giữ 100.000 ký tự đầu của mỗi kết quả.]" in notebook
    assert len(notebook) < 200_000


@pytest.mark.parametrize(
    ("defect", "observed"),
    [
        ("no_parameters", "0 cells have the tag parameters; expected one"),
        ("unknown_parameter", "declares run, root, build, year; expected run, root, build"),
    ],
)
def test_parameters_are_checked_before_a_kernel_starts(project, fake, defect, observed):
    """Papermill would only warn, after the kernel has worked."""
    fake.make_defect(project, "20_check", defect)
    with pytest.raises(StageError, match=f"notebooks/20_check.ipynb: .*{observed}"):
        check_notebook(project, STAGES[1])


@pytest.mark.parametrize(
    "declared",
    [
        "run: str = ''\nroot=''\nbuild = ''  # empty",
        "build = root = run = ''",
    ],
)
def test_how_a_parameter_is_declared_is_the_notebooks_business(project, fake, declared):
    """Annotations and chains declare too."""
    fake.write_notebook(CLEAN.notebook(project), (declared,))
    assert check_notebook(project, CLEAN) == 2


@pytest.mark.parametrize("source", ["run == ''", "%pip install x", "folder.run = ''", ""])
def test_what_declares_nothing_is_told(project, fake, source):
    """A comparison, a magic and an attribute are no parameters."""
    fake.write_notebook(CLEAN.notebook(project), (source,))
    with pytest.raises(StageError, match="declares nothing"):
        check_notebook(project, CLEAN)


def test_what_is_no_notebook_is_told(project):
    """A broken file is told before a kernel starts."""
    write_text(CLEAN.notebook(project), "{")
    with pytest.raises(SourceError, match="is not a notebook"):
        check_notebook(project, CLEAN)


@pytest.mark.parametrize(("engine", "takes_imports"), [({}, True), ({"engine": "nbclient"}, False)])
def test_our_engine_is_told_what_to_import(project, build, monkeypatch, engine, takes_imports):
    """First what the stage needs, then what the others do; another engine knows nothing of it."""
    settings = {}

    def executes(_notebook, executed, **keywords):
        settings.update(keywords)
        write_text(executed, '{"cells": [], "metadata": {}}')
        for artefact in CLEAN.artefacts:
            write_text(build / artefact, "")

    monkeypatch.setattr(papermill, "execute_notebook", executes)
    execute_stage(project, "2021", CLEAN, build, cell_done=lambda _: None, **engine)
    assert settings["engine_name"] == engine.get("engine", "khacphuc")
    assert ("preload" in settings, "later" in settings) == (takes_imports, takes_imports)
    if takes_imports:
        assert settings["preload"] == CLEAN.imports
        later = [module for stage in STAGES[1:] for module in stage.imports]
        assert settings["later"] == [*later, *WHEN_IDLE]


def test_behind_the_last_stage_nothing_is_imported(project, build, monkeypatch):
    """After an edit of the prose it is the only one, and Great Expectations takes seconds."""
    settings = {}
    monkeypatch.setattr(papermill, "execute_notebook", lambda *_, **keywords: settings.update(keywords))
    monkeypatch.setattr("khacphuc.run.execute_stage._end_file", lambda *_, **__: None)
    execute_stage(project, "2021", REPORT, build, cell_done=lambda _: None)
    assert (settings["preload"], settings["later"]) == (REPORT.imports, [])


def test_papermill_is_imported_only_to_execute():
    """What is checked before a kernel starts does not wait for papermill."""
    code = (
        "import sys, khacphuc.run.attempt\n"
        "print([m for m in ('pandas', 'papermill', 'nbclient') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_a_stage_that_reads_what_it_does_not_declare_fails(project, build, fake):
    """The file is named, and so is the notebook: what is kept of the stage could be out of date."""
    reads = "from khacphuc.project.files import read_text\nread_text(Layout.find(root).prose('2021'))"
    fake.write_notebook(CLEAN.notebook(project), (fake.DECLARED, fake.OPENED, reads))
    with pytest.raises(StageError, match=r"2021.md: is read by a stage that does not declare it"):
        execute_stage(project, "2021", CLEAN, build, cell_done=lambda _: None)


def test_the_run_before_may_be_read_where_there_is_one(project, build, fake):
    """Its tables are declared by the stage that compares with them."""
    fake.add_run(project, "2020")
    (build / "clean").mkdir(exist_ok=True)
    reads = "from khacphuc.project.files import read_text\n"
    reads += "read_text(Layout.find(root).raw('2020') / 'figures.csv')"
    fake.write_notebook(
        CHECK.notebook(project),
        (
            fake.DECLARED,
            fake.OPENED.rpartition("raw =")[0] + reads,
            fake.WORK["20_check"].replace(" + raw", ""),
        ),
    )
    execute_stage(project, "2021", CHECK, build, cell_done=lambda _: None, selection=Selection("2020"))
    assert (build / "clean" / "findings_printed.json").is_file()
    with pytest.raises(StageError, match="does not declare it"):
        execute_stage(project, "2021", CHECK, build, cell_done=lambda _: None)
