"""One run from its parameters to the published report."""

from __future__ import annotations

import errno
import json
import re
import shutil
from dataclasses import replace

import pytest

from khacphuc.checks.result import CheckResult
from khacphuc.console.progress import Silent
from khacphuc.errors import (
    AssessmentError,
    DocumentError,
    ParameterError,
    RunLockedError,
    SourceError,
    StageError,
    UsageError,
)
from khacphuc.project.files import read_text, write_text
from khacphuc.report.document import nodes
from khacphuc.run import attempt as runner
from khacphuc.run import builds
from khacphuc.run import publish as publishing
from khacphuc.run.attempt import run_report
from khacphuc.run.builds import current_id
from khacphuc.run.lock import run_lock
from khacphuc.run.manifest import read_manifest
from khacphuc.run.outcome import Options
from khacphuc.run.stages import REPORT

from ..findings import ACCEPTED, CORRECTED, UNDER_REVIEW, finding, note

FINDINGS = ("clean/findings.json", "findings.xlsx", "review.html", "tables/findings.csv")

pytestmark = pytest.mark.usefixtures("writers")


class Recorder(Silent):
    """Keeps what it is told."""

    def __init__(self):
        self.stages = []

    def start(self, run, stage, cells):
        """Keep what begins."""
        assert run == "2021"
        self.stages.append([stage, cells])

    def stop(self, note=""):
        """Keep what is said of it."""
        self.stages[-1].append(note)


def make(project, execute, **options):
    """A run in this process, every stage executed unless told otherwise."""
    options = Options(**{"force": True} | options)
    return run_report(project, "2021", progress=Silent(), execute=execute, options=options)


def attempt(project):
    """The files the last run that published nothing left."""
    folder = project.runs("2021") / "attempt"
    return sorted(file.relative_to(folder).as_posix() for file in folder.rglob("*") if file.is_file())


def test_a_run_is_published(project, fake):
    """Report, tables, notebooks and record lie where readers look, and nothing else is left."""
    recorder = Recorder()
    outcome = run_report(project, 2021, progress=recorder, execute=fake.InProcess())
    assert (outcome.status, outcome.exit_code) == ("published", 0)
    assert outcome.folder == project.published_report("2021")
    assert outcome.findings == {"warning": 1}
    assert [row["shortcoming_id"] for row in outcome.verdicts] == ["KD1", "KD2"]
    assert sorted(fake.snapshot(outcome.folder)) == [
        "findings.xlsx",
        "notebooks/10_clean.html",
        "notebooks/10_clean.ipynb",
        "notebooks/20_check.html",
        "notebooks/20_check.ipynb",
        "notebooks/30_assess.html",
        "notebooks/30_assess.ipynb",
        "notebooks/40_report.html",
        "notebooks/40_report.ipynb",
        "notebooks/index.html",
        "report.docx",
        "report.html",
        "report.pdf",
        "review.html",
        "run.json",
        "tables/assessments.csv",
        "tables/criteria.csv",
        "tables/figures.csv",
        "tables/findings.csv",
        "tables/targets.csv",
        "timings.json",
    ]
    assert fake.leftovers(project) == []
    assert recorder.stages == [
        ["10_clean", 4, ""],
        ["20_check", 4, ""],
        ["30_assess", 4, ""],
        ["40_report", 4, ""],
        ["documents", 0, ""],
    ]


def test_a_table_parted_by_semicolons_is_noted(project, fake):
    """The run is published, and says what parts the columns."""
    write_text(project.raw("2021") / "figures.csv", "figure_id;printed\nSL041;1.231\n")
    outcome = make(project, fake.InProcess())
    assert outcome.exit_code == 0
    assert outcome.messages == ("data/raw/2021/figures.csv: các cột ngăn cách bằng dấu chấm phẩy",)


def test_the_record_holds_what_was_published_and_no_times(project, fake):
    """Hashes agree with the bytes; two runs leave the same record; the times are beside it."""
    outcome = make(project, fake.InProcess())
    first = (outcome.folder / "run.json").read_bytes()
    manifest = read_manifest(outcome.folder / "run.json")
    assert manifest.status == "published"
    assert "report/report.pdf" in manifest.outputs
    assert manifest.inputs["data/raw/2021/figures.csv"]
    assert set(json.loads((outcome.folder / "timings.json").read_text())) >= {"10_clean", "documents"}
    make(project, fake.InProcess())
    assert (outcome.folder / "run.json").read_bytes() == first


def test_critical_findings_block(project, fake):
    """Nothing is published, the report is withheld, and what reviewers need is kept."""
    make(project, fake.InProcess())
    before = fake.snapshot(project.published_report("2021"))
    execute = fake.InProcess(findings=fake.CRITICAL)
    outcome = make(project, execute)
    assert (outcome.status, outcome.exit_code) == ("blocked", 1)
    assert outcome.messages == (
        (
            "1 phát hiện nghiêm trọng chưa được chấp nhận nên không công bố gì\n"
            "  figures.csv, dòng 3: SL002 KL1 sửa số"
        ),
    )
    assert execute.executed == ["10_clean", "20_check", "30_assess"]
    pages = [f"notebooks/{name}{kind}" for name in execute.executed for kind in (".html", ".ipynb")]
    assert attempt(project) == sorted([*FINDINGS, *pages, "notebooks/index.html", "run.json", "timings.json"])
    assert "notebooks" in read_text(outcome.folder / "review.html")
    assert [row["shortcoming_id"] for row in outcome.verdicts] == ["KD1", "KD2"]
    manifest = read_manifest(outcome.folder / "run.json")
    assert (manifest.status, manifest.outputs, manifest.findings) == (
        "blocked",
        {},
        {"critical": 1, "warning": 1},
    )
    assert fake.snapshot(project.published_report("2021")) == before
    assert fake.leftovers(project) == []


@pytest.mark.parametrize(("changed", "cited"), [(False, "['SL041']"), (True, "[]")])
def test_the_review_page_leads_to_a_report_only_where_there_is_one(project, fake, writers, changed, cited):
    """It is written once the report is there, and without ways to it in an attempt that keeps none."""
    inner = fake.InProcess()
    document = writers["khacphuc.report.document.assemble"]
    plain = document.from_notebook
    quoted = nodes.CitedValue(id="SL041", text="1.231", kind="figure")
    document.from_notebook = lambda notebook: replace(
        plain(notebook), body=(nodes.Paragraph(children=(quoted,)),)
    )

    def execute(layout, run, stage, build, *, cell_done):
        inner(layout, run, stage, build, cell_done=cell_done)
        if stage is REPORT and changed:
            write_text(layout.raw(run) / "figures.csv", "figure_id,printed\n")

    outcome = make(project, execute)
    assert outcome.status == ("failed" if changed else "published")
    assert read_text(outcome.folder / "review.html").endswith(cited)


def test_a_mistake_in_the_prose_is_told_beside_critical_findings(project, fake, writers):
    """What keeps the report from being made whatever is answered is told at once, as the report tells it."""

    def refuse(inputs):
        raise ParameterError("a mistake", place=f"{inputs.prose_name}, line 3")

    writers["khacphuc.run.prose_mistakes"].refuse_prose_mistakes = refuse
    outcome = make(project, fake.InProcess(findings=fake.CRITICAL))
    assert (outcome.status, outcome.exit_code) == ("failed", 2)
    assert outcome.messages == ("params/2021.md, line 3: a mistake",)
    assert attempt(project) == sorted([*FINDINGS, "run.json", "timings.json"])


def test_many_critical_findings_are_printed_shortly(project, fake):
    """The first five, and how many more there are."""
    many = [finding("KL1", f"SL{n:03}", note("x"), severity="critical", description="sửa") for n in range(8)]
    outcome = make(project, fake.InProcess(findings=CheckResult(tuple(many)).to_json()))
    lines = outcome.messages[0].splitlines()
    assert len(lines) == 7
    assert (lines[1], lines[-1]) == ("  KL1: SL000 KL1 sửa", "  và 3 phát hiện nữa trong tables/findings.csv")


@pytest.mark.parametrize(
    ("answer", "status"), [(ACCEPTED, "published"), (UNDER_REVIEW, "blocked"), (CORRECTED, "blocked")]
)
def test_only_an_accepted_critical_finding_does_not_block(project, fake, answer, status):
    """What reviewers still look into stops publication, as what nobody answered."""
    result = CheckResult((finding(severity="critical", answer=answer),))
    assert make(project, fake.InProcess(findings=result.to_json())).status == status


def test_an_assessment_that_fails_on_critical_findings(project, fake):
    """The findings are what is to be mended first; that the assessment is missing is said after them."""
    failures = {"30_assess": AssessmentError("no rule for KD1")}
    outcome = make(project, fake.InProcess(findings=fake.CRITICAL, failures=failures))
    assert (outcome.status, outcome.exit_code, outcome.findings) == (
        "blocked",
        1,
        {"critical": 1, "warning": 1},
    )
    first, second = outcome.messages
    assert first.startswith("1 phát hiện nghiêm trọng chưa được chấp nhận")
    assert second == "the assessment is missing: no rule for KD1"
    assert read_manifest(outcome.folder / "run.json").error == f"{first}\n{second}"
    assert attempt(project) == sorted([*FINDINGS, "run.json", "timings.json"])


def test_an_edit_of_the_prose_leaves_the_checks_of_the_tables(project, fake):
    """Where it cites something else it is checked again; else only the report is made again."""
    make(project, fake.InProcess())
    for prose, executed in (
        ("Có @SL042 đoàn viên ưu tú.\n", ["30_assess", "40_report"]),
        ("Cả năm có @SL042 đoàn viên ưu tú.\n", ["40_report"]),
    ):
        write_text(project.prose("2021"), prose)
        execute = fake.InProcess()
        assert make(project, execute, force=False).status == "published"
        assert execute.executed == executed


@pytest.mark.parametrize(
    ("stage", "error", "code", "files"),
    [
        ("10_clean", SourceError("raw.csv, line 3: bad"), 2, ["notebooks/10_clean.ipynb"]),
        (
            "30_assess",
            AssessmentError("no"),
            3,
            [*FINDINGS, "notebooks/30_assess.ipynb"],
        ),
        (
            "40_report",
            StageError("no"),
            3,
            [*FINDINGS, "notebooks/40_report.ipynb"],
        ),
    ],
)
def test_a_failed_stage_keeps_its_notebook(project, fake, stage, error, code, files):  # noqa: PLR0917
    """What is published stays; the attempt has the failed notebook and the record with the message."""
    make(project, fake.InProcess())
    before = fake.snapshot(project.root / "reports")
    outcome = make(project, fake.InProcess(failures={stage: error}))
    assert (outcome.status, outcome.exit_code, outcome.messages) == ("failed", code, (str(error),))
    assert attempt(project) == sorted([*files, "run.json", "timings.json"])
    assert read_manifest(outcome.folder / "run.json").error == str(error)
    assert fake.snapshot(project.root / "reports") == before
    assert fake.leftovers(project) == []


def test_the_record_of_an_endless_error_is_small(project, fake):
    """However long an error is, ``run.json`` can be opened."""
    outcome = make(project, fake.InProcess(failures={"10_clean": StageError("x" * 50_000_000)}))
    assert (outcome.folder / "run.json").stat().st_size < 50_000
    assert "characters cut]" in read_manifest(outcome.folder / "run.json").error


@pytest.mark.parametrize(
    ("module", "name", "error", "code"),
    [
        (
            "khacphuc.report.document.assemble",
            "from_notebook",
            DocumentError("block 3 of 40_report.ipynb"),
            3,
        ),
        ("khacphuc.render.html.report", "to_html", ParameterError("unknown profile"), 2),
        ("khacphuc.render.pdf.typst", "to_pdf", DocumentError("typst"), 3),
        ("khacphuc.render.docx.document", "to_docx", DocumentError("no PNG"), 3),
    ],
)
def test_a_writer_that_fails_publishes_nothing(project, fake, writers, module, name, error, code):  # noqa: PLR0917
    """Not even the half it had written."""

    def fail(_argument):
        raise error

    setattr(writers[module], name, fail)
    outcome = make(project, fake.InProcess())
    assert (outcome.status, outcome.exit_code, outcome.messages) == ("failed", code, (str(error),))
    assert not project.published_report("2021").exists()
    assert "run.json" in attempt(project)


def test_a_fault_in_a_writer_leaves_no_build(project, fake, writers):
    """An error nobody expected passes through, and the private build is gone."""
    writers["khacphuc.render.pdf.typst"].to_pdf = lambda document: document.no_such_thing
    with pytest.raises(AttributeError):
        make(project, fake.InProcess())
    assert fake.leftovers(project) == []


def test_a_success_clears_the_last_attempt(project, fake):
    """Nobody reads yesterday's failure beside today's report."""
    make(project, fake.InProcess(findings=fake.CRITICAL))
    assert make(project, fake.InProcess()).status == "published"
    assert not (project.runs("2021") / "attempt").exists()


def test_an_input_that_changes_meanwhile_is_told(project, fake):
    """A report made half of the old table and half of the new is never published."""

    class Saves(fake.InProcess):
        def __call__(self, layout, run, stage, build, *, cell_done):
            super().__call__(layout, run, stage, build, cell_done=cell_done)
            write_text(layout.raw(run) / "figures.csv", "saved in Excel")

    outcome = make(project, Saves())
    assert (outcome.status, outcome.exit_code) == ("failed", 2)
    assert outcome.messages == ("data/raw/2021/figures.csv: changed while the run was at work; run again",)
    assert not project.published_report("2021").exists()


@pytest.mark.parametrize("gone", [True, False])
def test_an_input_that_comes_or_goes_meanwhile_is_told(project, fake, gone):
    """A table removed or added while the run was at work is a change too."""

    class Moves(fake.InProcess):
        def __call__(self, layout, run, stage, build, *, cell_done):
            super().__call__(layout, run, stage, build, cell_done=cell_done)
            if gone:
                (layout.office("tay-ninh") / "units.csv").unlink(missing_ok=True)
            else:
                write_text(layout.reference / "new.csv", "")

    outcome = make(project, Moves())
    assert outcome.exit_code == 2
    name = "tay-ninh/units" if gone else "new"
    assert outcome.messages[0].startswith(f"data/raw/reference/{name}.csv: changed")


def test_nothing_is_written_before_everything_was_checked(project, fake):
    """A misspelt key, a notebook without its parameters, a place of somebody else's: no build, no lock."""
    execute = fake.InProcess()
    write_text(project.parameters("2021"), fake.PARAMETERS.replace("status", "statuss"))
    with pytest.raises(ParameterError, match='did you mean "status"'):
        make(project, execute)
    write_text(project.parameters("2021"), fake.PARAMETERS)
    fake.make_defect(project, "40_report", "no_parameters")
    with pytest.raises(StageError, match="0 cells have the tag parameters"):
        make(project, execute)
    shutil.copy(project.notebooks / "10_clean.ipynb", project.notebooks / "40_report.ipynb")
    project.published_report("2021").mkdir(parents=True)
    with pytest.raises(UsageError, match="was not made by publishing"):
        make(project, execute)
    assert execute.executed == []
    assert not (project.root / ".runs").exists()


def test_a_locked_run_is_not_touched(project, fake):
    """Somebody else's build goes on."""
    make(project, fake.InProcess())
    current = current_id(project, "2021")
    with run_lock(project, "2021"), pytest.raises(RunLockedError):
        make(project, fake.InProcess())
    assert current_id(project, "2021") == current


@pytest.mark.parametrize("wait", [True, False])
def test_a_free_lock_needs_no_waiting(project, fake, wait):
    """Waiting is only for what is held."""
    assert make(project, fake.InProcess(), wait=wait).exit_code == 0


def test_a_full_disk_tells_what_went_wrong_first(project, fake, monkeypatch):
    """The attempt cannot be kept either, and says so after the first message."""

    def full(*_arguments):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(runner, "write_text", full)
    outcome = make(project, fake.InProcess())
    assert (outcome.status, outcome.exit_code, outcome.folder) == ("failed", 2, None)
    assert "the disk is full" in outcome.messages[0]
    assert outcome.messages[1].startswith("the attempt could not be kept: ")
    monkeypatch.undo()
    assert not (project.runs("2021") / "attempt").exists()


@pytest.mark.parametrize(("module", "step"), [(publishing, "drop"), (builds, "left")], ids=["drop", "sweep"])
def test_what_cannot_be_cleared_away_leaves_the_published_report_alone(
    project, fake, monkeypatch, module, step
):
    """A disk that refuses once the report is published is told, and its record still says published."""

    def refuse(*_arguments):
        raise PermissionError(errno.EACCES, "Permission denied")

    published = []
    publish = publishing._publish_links

    def publish_and_refuse(*arguments):
        publish(*arguments)
        published.append(fake.snapshot(project.published_report("2021")))
        monkeypatch.setattr(module, step, refuse)

    monkeypatch.setattr(publishing, "_publish_links", publish_and_refuse)
    with pytest.raises(UsageError, match=r"^\.runs/2021: it may not be written"):
        make(project, fake.InProcess())
    assert published == [fake.snapshot(project.published_report("2021"))]
    assert read_manifest(project.published_report("2021") / "run.json").status == "published"
    assert not (project.runs("2021") / "attempt").exists()


def test_what_links_cannot_promise_is_a_message(project, fake, monkeypatch):
    """The line of the fallback reaches whoever called."""
    monkeypatch.setattr(runner, "publish", lambda *_arguments: "no links")
    monkeypatch.setattr(runner, "keep_or_explain", lambda *_arguments: "")
    assert make(project, fake.InProcess()).messages == ("no links",)


@pytest.mark.full
def test_kernels_leave_what_the_stand_in_leaves(project, fake):
    """The real way: papermill, four kernels, twice; the bytes are the same but for the times."""
    first = run_report(project, "2021", progress=Silent())
    assert first.status == "published", first.messages
    before = fake.snapshot(first.folder)
    second = run_report(project, "2021", progress=Silent(), options=Options(force=True))
    after = fake.snapshot(second.folder)
    assert {name for name in after if after[name] != before[name]} <= {"timings.json"}
    assert fake.leftovers(project) == []


def test_a_notebook_that_fails_is_an_outcome(project, fake):
    """The real way to fail: exit code and message of the error in the notebook, the notebook kept."""
    fake.make_defect(project, "20_check", "raises_source_error")
    outcome = run_report(project, "2021", progress=Silent())
    assert (outcome.exit_code, outcome.messages) == (2, ("raw.csv, line 3: bad",))
    assert "notebooks/20_check.ipynb" in attempt(project)


class Signer(Silent):
    """Makes the run final as soon as anything is executed."""

    def __init__(self, layout, stage):
        self.layout, self.stage = layout, stage

    def start(self, _run, stage, _cells):
        """Make it final at a stage."""
        if stage == self.stage:
            set_status(self.layout, "final")


def set_status(layout, status):
    """Give run 2021 another status."""
    file = layout.parameters("2021")
    text = re.sub("status: [a-z]+", f"status: {status}", read_text(file), count=1)
    write_text(file, text)


def test_where_only_drafts_are_made_nothing_else_is(project, fake, monkeypatch):
    """Whenever it becomes final: after it was asked for, before the lock, or while it is at work."""
    options = Options(force=True, drafts_only=True)
    refused = []

    def make_draft(progress=Silent()):  # noqa: B008 - has no state
        return run_report(project, "2021", progress=progress, execute=fake.InProcess(), options=options)

    set_status(project, "final")
    with pytest.raises(UsageError, match="only a draft was to be made"):
        make_draft()
    set_status(project, "draft")
    with monkeypatch.context() as late:
        late.setattr(runner, "recover", lambda *_: refused.append(set_status(project, "final")))
        with pytest.raises(UsageError, match="only a draft was to be made"):
            make_draft()
    assert refused
    assert attempt(project) == []
    set_status(project, "draft")
    assert make_draft(Signer(project, REPORT.name)).status == "failed"
    assert not project.published_report("2021").exists()
    set_status(project, "draft")
    assert make_draft().status == "published"
