"""The command line."""

from __future__ import annotations

import importlib.util
import os
import re
import shlex
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

import pytest
from click.testing import CliRunner

import khacphuc
from khacphuc import cli
from khacphuc.commands import answer as answering
from khacphuc.commands import check as checking
from khacphuc.commands import verify
from khacphuc.errors import UsageError
from khacphuc.preview import watch
from khacphuc.project.files import write_text
from khacphuc.review.answers import AnswerRecord
from khacphuc.review.workbook_reader import FilledAnswer
from khacphuc.run import attempt as runner
from khacphuc.run.lock import run_lock
from khacphuc.run.outcome import Options, Outcome

from . import run2021
from .findings import finding, note

FAKE = Path(__file__).resolve().parent / "run" / "fake.py"


@pytest.fixture(scope="module")
def fake():
    """The module that makes the fake project."""
    spec = importlib.util.spec_from_file_location("khacphuc_fake_of_cli", FAKE)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def project(tmp_path, fake, monkeypatch):
    """A project with run 2021; the working directory is in it."""
    layout = fake.make_project(tmp_path / "project")
    monkeypatch.chdir(layout.root)
    return layout


@pytest.fixture
def outcomes(monkeypatch):
    """What each run shall end with: an outcome's fields, or an error. No kernel is started."""
    endings = {}

    def end(layout, run, *, progress, options, stopping):
        assert (options, stopping()) == (Options(), False)
        progress.start(run, "10_clean", 1)
        progress.stop()
        ending = endings.get(run, {})
        if isinstance(ending, BaseException):
            raise ending
        folder = layout.published_report(run)
        return Outcome(run, **{"status": "published", "exit_code": 0, "folder": folder} | ending)

    monkeypatch.setattr(runner, "run_report", end)
    return endings


def call(*arguments):
    """Call the command in this process."""
    return CliRunner().invoke(cli.app, list(arguments))


def command(project, *arguments, **keywords):
    """Call the command in a process of its own, with quick writers."""
    return subprocess.run(
        [sys.executable, str(FAKE), *arguments],
        cwd=project.root,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        **keywords,
    )


def test_the_version_is_printed():
    """``--version`` names package and version."""
    done = call("--version")
    assert (done.exit_code, done.output) == (0, f"khacphuc {khacphuc.__version__}\n")


def test_help_is_light():
    """Nothing of the pipeline is imported to print help."""
    code = (
        "import atexit, sys\n"
        "from khacphuc.cli import main\n"
        "heavy = 'pandas papermill pydantic great_expectations nbformat yaml rich filelock'\n"
        "heavy += ' matplotlib openpyxl'\n"
        "atexit.register(lambda: print([name for name in heavy.split() if name in sys.modules]))\n"
        "main()"
    )
    done = subprocess.run([sys.executable, "-c", code, "--help"], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"
    assert re.search(r"run +Make and publish", done.stdout)


def test_every_command_and_option_has_help():
    """No option is left unexplained."""
    done = call("run", "--help")
    assert done.exit_code == 0
    assert {"--all", "--wait", "--jobs", "--fail-fast", "--force", "--explain", "--limit", "--root"} <= set(
        done.output.replace(",", " ").split()
    )


def test_the_package_is_a_command():
    """``python -m khacphuc`` is the same command."""
    done = subprocess.run(
        [sys.executable, "-m", "khacphuc", "--version"], capture_output=True, text=True, check=True
    )
    assert done.stdout == f"khacphuc {khacphuc.__version__}\n"


def test_no_run_lists_the_runs_there_are(project, fake):
    """Somebody who forgot the run sees what to type."""
    fake.add_run(project, "2020")
    done = call("run")
    assert done.exit_code == 2
    assert (
        done.stderr == "khacphuc: which run? name one or more, or use --all; the runs there are: 2020, 2021\n"
    )


def test_without_runs_all_is_nothing(project):
    """``--all`` on an empty project is told, and so is no run."""
    project.parameters("2021").unlink()
    assert "params: there is no run yet; khacphuc new RUN" in call("run", "--all").stderr
    assert "there is no run yet" in call("run").stderr


@pytest.mark.parametrize("command", ["check", "answer", "trace", "preview"])
def test_check_and_answer_explain_themselves(command):
    """Every argument and option has its words; a run that is left out is a usage error."""
    done = call(command, "--help")
    assert done.exit_code == 0
    assert "RUN" in done.output
    assert "--root" in done.output
    assert call(command).exit_code == 2


@pytest.mark.parametrize("code", [0, 1])
def test_a_check_tells_its_findings_and_where_they_lie(project, monkeypatch, code):
    """Findings, counts, the folder; the exit code says whether a critical one is open."""
    severity, label = ("critical", "Nghiêm trọng") if code else ("warning", "Cần xem xét")
    findings = (finding("SL-10", "SL031", note("SL031\x1b[2J «17»"), severity=severity),)
    calls = []

    def review(layout, run, *, source):
        calls.append((layout.root, run, source))
        return checking.Review(run, layout.runs(run) / "check", findings, None)

    monkeypatch.setattr(checking, "review_run", review)
    done = call("check", "2021", "--source", "a.txt")
    assert done.exit_code == code
    assert calls == [(project.root, "2021", Path("a.txt"))]
    assert done.stdout.splitlines()[:2] == [f"{label} SL-10 SL031", "  SL031 «17»"]
    assert done.stdout.splitlines()[-4:] == [
        f"  .runs/2021/check/{name}"
        for name in ("review.html", "changes.html", "findings.xlsx", "tables/findings.csv")
    ]
    assert (project.root / "reports" / "index.html").is_file()


def test_status_tells_where_runs_stand(project):
    """Of every office, or of one, with the page that shows it."""
    lines = call("status", "--office", "tay-ninh").stdout.splitlines()
    assert lines == ["tay-ninh", "  2021  chờ số liệu", "reports/index.html"]
    assert call("status", "--office", "ha-noi").exit_code == 2
    assert "chờ số liệu" in (project.root / "reports" / "index.html").read_text(encoding="utf-8")


@pytest.mark.usefixtures("project")
@pytest.mark.parametrize("differing", [(), ("data/raw/2021/figures.csv: differs",)])
def test_verify_tells_its_verdict(project, monkeypatch, differing):
    """What differs is printed, and decides the exit code."""
    calls = []

    def answer(layout, run, *, progress, against):
        assert progress
        calls.append((layout.root, run, against))
        return verify.Verdict(run, "reports/2021/run.json", inputs=differing)

    monkeypatch.setattr(verify, "verify_run", answer)
    done = call("verify", "2021", "--against", "there")
    assert done.exit_code == len(differing)
    assert calls == [(project.root, "2021", Path("there"))]
    assert done.stdout.startswith("run 2021: " + ("differs from" if differing else "the same as"))
    assert all(f"  {line}\n" in done.stdout for line in differing)


@pytest.mark.usefixtures("project")
def test_a_run_that_is_not_published_cannot_be_verified():
    """Nothing to compare with is a matter of usage."""
    done = call("verify", "2021")
    assert done.exit_code == 2
    assert "reports/2021/run.json: no such file; publish the run" in done.stderr


def test_what_cannot_be_checked_or_answered_is_a_usage_error():
    """Exit code 2 and one line, in a second."""
    done = call("check", "2012")
    assert (done.exit_code, done.stdout) == (2, "")
    assert done.stderr.startswith("khacphuc: params/2012.yml: no such file")
    done = call("answer", "2021", "none.xlsx")
    assert done.exit_code == 2
    assert "none.xlsx: no such file" in done.stderr


def test_answers_that_were_recorded_are_told(project, monkeypatch):
    """Where they are, and each one."""
    texts = dict.fromkeys(("seal", "observed", "reason", "role", "date", "place", "observed_place"), "")
    answer = FilledAnswer("SL-10", "SL031\x1b[2J", decision="accepted", uses="SL067", **texts)
    file = project.raw("2021") / "answers.csv"
    monkeypatch.setattr(answering, "take_answers", lambda *_: AnswerRecord(file, (answer,)))
    done = call("answer", "2021", "a.xlsx")
    assert (done.exit_code, done.stdout) == (
        0,
        "đã ghi 1 câu trả lời vào data/raw/2021/answers.csv\n  SL-10 SL031: chấp nhận, dùng SL067\n",
    )


def test_an_unknown_option_is_a_usage_error():
    """The exit code of a wrong command line is that of wrong parameters."""
    assert call("run", "--no-such-option").exit_code == 2


def test_a_folder_without_a_project_is_told(tmp_path):
    """The root is looked for where ``--root`` says."""
    done = call("run", "2021", "--root", str(tmp_path))
    assert done.exit_code == 2
    assert "holds params/" in done.stderr


@pytest.mark.usefixtures("outcomes")
def test_all_runs_each_run_once(project, fake):
    """Naming a run and asking for all makes it once."""
    fake.add_run(project, "2020")
    done = call("run", "2021", "--all", "--jobs", "1")
    assert done.exit_code == 0
    assert [line for line in done.stdout.splitlines() if line.startswith("run ")] == [
        "run 2021: published",
        "run 2020: published",
    ]


@pytest.mark.usefixtures("project")
def test_the_worst_exit_code_counts_and_the_others_go_on(outcomes):
    """A run that fails does not keep the next from being made."""
    outcomes["a"] = {"status": "blocked", "exit_code": 1, "messages": ("1 critical",)}
    outcomes["b"] = UsageError("b is locked")
    outcomes["c"] = {}
    done = call("run", "a", "b", "c")
    assert done.exit_code == 2
    assert "run a: blocked" in done.stdout
    assert "khacphuc: 1 critical\n" in done.stderr
    assert "khacphuc: b is locked\n" in done.stderr
    assert "run c: published" in done.stdout


@pytest.mark.parametrize(
    ("language", "ending", "lines"),
    [
        (
            "en",
            "run 2021: published",
            [
                "findings: 1 critical, 2 warnings",
                "KD1: declared «B», computed from the criteria «A»",
                "KD2: nothing declared, computed from the criteria «A»",
                "KD3: declared «A», as computed from the criteria",
                "note: no links here",
            ],
        ),
        (
            "vi",
            "lần chạy 2021: đã công bố",
            [
                "phát hiện: 1 nghiêm trọng, 2 cần xem xét",
                "KD1: công bố «B», tính theo tiêu chí «A»",
                "KD2: chưa công bố, tính theo tiêu chí «A»",
                "KD3: công bố «A», đúng như tính theo tiêu chí",
                "lưu ý: no links here",
            ],
        ),
    ],
)
def test_a_run_says_where_everything_lies(project, outcomes, language, ending, lines):
    """Paths from the working directory, counts of findings, verdicts and notes, all printable."""
    write_text(project.published_report("2021") / "report.html", "")
    write_text(project.published_report("2021") / "tables" / "x.csv", "")
    outcomes["2021"] = {
        "findings": {"critical": 1, "warning": 2},
        "verdicts": (
            {
                "shortcoming_id": "KD1\x1b[31m",
                "computed_class": "a",
                "declared_class": "b",
                "agrees": "false",
                "computed_name": "A",
                "declared_name": "B",
            },
            {"shortcoming_id": "KD2", "computed_class": "a", "computed_name": "A", "declared_name": ""},
            {"shortcoming_id": "KD3", "computed_name": "A", "declared_name": "A"},
        ),
        "messages": ("no links here",),
        "language": language,
    }
    done = call("run", "2021")
    assert done.stdout.splitlines() == [
        ending,
        "  reports/2021/report.html",
        "  reports/2021/tables",
        *lines,
    ]
    assert "2021  10_clean" in done.stderr


@pytest.mark.usefixtures("project")
def test_an_attempt_that_could_not_be_kept_has_no_paths(outcomes):
    """A full disk leaves a message and nothing to look at."""
    outcomes["2021"] = {
        "status": "failed",
        "exit_code": 2,
        "folder": None,
        "messages": ("disk\x07", "no attempt"),
    }
    done = call("run", "2021")
    assert done.stdout == "run 2021: failed\n"
    assert done.stderr.endswith("khacphuc: disk\N{REPLACEMENT CHARACTER}\nkhacphuc: no attempt\n")


@pytest.mark.parametrize(("ending", "code", "word"), [(KeyboardInterrupt(), 130, "interrupted")])
@pytest.mark.usefixtures("project")
def test_an_interrupt_has_the_exit_code_of_its_signal(outcomes, ending, code, word):
    """It is not taken for critical findings, and the next run does not start."""
    outcomes["2021"] = ending
    done = call("run", "2021", "2020", "--jobs", "1")
    assert done.exit_code == code
    assert f"khacphuc: {word}; what is published is as it was before" in done.stderr
    assert "run 2020" not in done.stdout


@pytest.mark.usefixtures("project")
def test_a_termination_ends_like_an_interrupt(monkeypatch):
    """SIGTERM is taken while a command works, and given back after it."""
    before = signal.getsignal(signal.SIGTERM)

    def end(*_arguments, **_keywords):
        os.kill(os.getpid(), signal.SIGTERM)
        time.sleep(5)

    monkeypatch.setattr(runner, "run_report", end)
    done = call("run", "2021")
    assert done.exit_code == 143
    assert "khacphuc: terminated; what is published" in done.stderr
    assert signal.getsignal(signal.SIGTERM) is before


def test_what_nobody_expected_is_our_fault(project, outcomes):
    """A short message, exit code 3, and the traceback in a file that is named."""
    outcomes["2021"] = ZeroDivisionError("division\x1b[2J by zero")
    done = call("run", "2021")
    assert done.exit_code == 3
    assert "unexpected ZeroDivisionError: division by zero" in done.stderr
    assert "its traceback is in .runs/error.log" in done.stderr
    assert "Traceback" not in done.stderr
    assert "ZeroDivisionError" in (project.root / ".runs" / "error.log").read_text()


def test_a_code_is_traced(monkeypatch):
    """The chain is printed; a code nothing has is a usage error that names the nearest."""
    monkeypatch.chdir(run2021.ROOT)
    done = call("trace", "2021", "SL058", "TL01")
    assert done.exit_code == 0
    assert done.output.startswith("SL058 số liệu: Kinh phí tặng quà\n  in là: «13.6 triệu đồng»\n")
    done = call("trace", "2021", "tặng quà")
    assert done.exit_code == 2
    assert done.stderr == "khacphuc: không có gì mang mã «tặng quà»; có phải SL058 (Kinh phí tặng quà)?\n"


def test_a_preview_is_served_as_asked(project, monkeypatch):
    """Run, port and browser are handed on; nothing else happens here."""
    calls = []
    monkeypatch.setattr(watch, "preview_run", lambda layout, run, **how: calls.append((layout, run, how)))
    assert call("preview", "2021", "--port", "8021", "--open").exit_code == 0
    ((layout, run, how),) = calls
    assert (layout.root, run, how["port"], how["opened"]) == (project.root.resolve(), "2021", 8021, True)
    assert call("preview", "2021", "--port", "65536").exit_code == 2


@pytest.mark.parametrize("moment", ["first", "second"])
@pytest.mark.usefixtures("project")
def test_control_c_ends_a_preview_well(monkeypatch, moment):
    """Be it while it starts, or later, when the preview itself takes it."""

    def preview(*_arguments, **_keywords):
        if moment == "first":
            signal.raise_signal(signal.SIGINT)
        with suppress(KeyboardInterrupt):
            signal.raise_signal(signal.SIGINT)

    monkeypatch.setattr(watch, "preview_run", preview)
    assert call("preview", "2021").exit_code == 0


def test_a_misspelt_key_starts_no_kernel(project, fake):
    """Exit code 2 in a second, papermill not imported, no folder made."""
    write_text(project.parameters("2021"), fake.PARAMETERS.replace("status", "statuss"))
    done = command(project, "run", "2021", env={**os.environ, "PYTHONPROFILEIMPORTTIME": "1"})
    assert done.returncode == 2
    assert 'khacphuc: params/2021.yml, line 2: unknown key "statuss"; did you mean "status"?' in done.stderr
    assert " pydantic\n" in done.stderr  # what is imported is told
    assert "papermill" not in done.stderr
    assert not (project.root / ".runs").exists()


def test_a_terminal_without_vietnamese_does_not_end_a_run(project, fake):
    """A letter it lacks is printed without the marks it lacks."""
    write_text(project.parameters("2021"), fake.PARAMETERS.replace("language: vi", "language: Tiếng Việt"))
    done = command(project, "run", "2021", env={**os.environ, "PYTHONIOENCODING": "ascii"})
    assert done.returncode == 2
    assert 'the key "language" is "Tieng Viet"' in done.stderr


def without_readers(project, *arguments):
    """Call the command in a process of its own, both of whose streams nobody reads; its exit code."""
    reader, writer = os.pipe()
    os.close(reader)
    try:
        return subprocess.run(
            [sys.executable, str(FAKE), *arguments],
            cwd=project.root,
            stdout=writer,
            stderr=writer,
            check=False,
        ).returncode
    finally:
        os.close(writer)


def test_who_stops_reading_is_no_fault(project, fake):
    """As in ``khacphuc … | head -1``: the exit code is that of the work, and no traceback is kept."""
    assert without_readers(project, "--help") == 0
    write_text(project.parameters("2021"), fake.PARAMETERS.replace("status", "statuss"))
    assert without_readers(project, "run", "2021") == 2
    assert not (project.root / ".runs").exists()


#: What a shell does with the streams, the exit code of a usage error then, and that of what went well.
STREAMS = [(">&-", 2, 0), ("2>&-", 2, 0), ("<&- >&- 2>&-", 2, 0), (">/dev/full", 2, 2), ("2>/dev/full", 2, 0)]


def with_streams(project, redirections, *arguments):
    """Call the command with streams as a shell has them."""
    line = " ".join([*map(shlex.quote, (sys.executable, str(FAKE), *arguments)), redirections])
    return subprocess.run(
        ["sh", "-c", line], cwd=project.root, capture_output=True, encoding="utf-8", check=False
    )


@pytest.mark.sampled(5)
@pytest.mark.parametrize(("redirections", "refused", "well"), STREAMS)
def test_closed_and_full_streams_are_no_fault(project, fake, redirections, refused, well):
    """The exit code is that of the work, but for output that is lost, which is told in a line."""
    done = with_streams(project, redirections, "--help")
    assert done.returncode == well, done.stderr
    assert done.stderr == (
        "khacphuc: standard output: takes no more (No space left on device); make room where it leads; "
        "the work was done, and what it printed is lost\n"
        if well
        else ""
    )
    write_text(project.parameters("2021"), fake.PARAMETERS.replace("status", "statuss"))
    done = with_streams(project, redirections, "run", "2021")
    assert done.returncode == refused, done.stderr
    assert "Traceback" not in done.stderr
    assert not (project.root / ".runs").exists()


@pytest.mark.full  # in make test, closed streams end what starts no kernel as they should
@pytest.mark.parametrize(("redirections", "_", "well"), STREAMS)
def test_a_run_with_closed_and_full_streams_is_published(project, redirections, _, well):
    """Warm kernels start without a console, too, and nothing is printed into a file of ours."""
    done = with_streams(project, redirections, "run", "2021")
    assert done.returncode == well, done.stderr
    assert "Traceback" not in done.stderr
    assert "WARNING" not in done.stderr
    assert (project.published_report("2021") / "report.html").is_file()
    assert not (project.root / ".runs" / "error.log").exists()


@pytest.mark.full  # in make test, nobody reads what starts no kernel
def test_a_run_nobody_reads_of_is_published(project):
    """Progress and outcome go nowhere, the report to its place."""
    assert without_readers(project, "run", "2021") == 0
    assert (project.published_report("2021") / "report.html").is_file()
    assert not (project.root / ".runs" / "error.log").exists()


@pytest.mark.full  # in make test, test_end_to_end has such runs, and what they print is tested apart
@pytest.mark.untraced
def test_a_whole_run_in_a_process_of_its_own(project):
    """Kernels, writers and publishing: plain lines on stderr, places on stdout, nothing else."""
    done = command(project, "run", "2021")
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines()[:4] == [
        "lần chạy 2021: đã công bố",
        "  reports/2021/report.html",
        "  reports/2021/report.pdf",
        "  reports/2021/report.docx",
    ]
    assert [line.split()[1] for line in done.stderr.splitlines()] == [
        "10_clean",
        "20_check",
        "30_assess",
        "40_report",
        "documents",
    ]


def test_the_holder_of_a_lock_is_named(project):
    """Exit code 2, and nothing is waited for."""
    with run_lock(project, "2021"):
        done = command(project, "run", "2021")
    assert done.returncode == 2
    assert f"khacphuc: run 2021: process {os.getpid()} on " in done.stderr
