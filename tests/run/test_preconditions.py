"""What must stand before a kernel starts."""

from __future__ import annotations

import io
import os
import shutil

import pytest

from khacphuc.commands.check import review_run
from khacphuc.console.progress import Lines
from khacphuc.errors import ParameterError, SourceError, UsageError
from khacphuc.preview.watch import preview_run
from khacphuc.project.files import write_text
from khacphuc.project.selection import Selection
from khacphuc.run.attempt import run_report
from khacphuc.run.hashing import hash_inputs
from khacphuc.run.preconditions import check_preconditions


def test_a_whole_project_is_ready(project):
    """Its parameters come back; a number is understood as a run's id."""
    assert check_preconditions(project, 2021).year == 2021


@pytest.mark.parametrize(
    ("missing", "kind", "message"),
    [
        ("params/2021.md", ParameterError, "params/2021.md: no such file; it is the prose"),
        ("data/raw/2021", SourceError, "data/raw/2021: no such folder"),
        ("notebooks/20_check.ipynb", UsageError, "notebooks/20_check.ipynb: no such notebook"),
        ("expectations", UsageError, "expectations: no such folder"),
        ("params/policy/assessment.yml", ParameterError, "params/policy/assessment.yml: no such file"),
    ],
)
def test_what_is_missing_is_named(project, missing, kind, message):
    """Each thing a run needs is told by its path from the root."""
    path = project.root / missing
    shutil.rmtree(path) if path.is_dir() else path.unlink()
    with pytest.raises(kind) as caught:
        check_preconditions(project, "2021")
    assert str(caught.value).startswith(message)


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        (
            "profile: youth-union",
            "profile: partie",
            "the key \"profile\": unknown profile 'partie' of the document; known: party, youth-union",
        ),
        (
            "profile: youth-union",
            "profile: party",
            'the key "signatory.authority" begins with "TM."; the form party writes "T/M"',
        ),
        (
            "recipients:",
            "second_signatory: {authority: K/T Bí thư, office: Phó Bí thư, name: A}\nrecipients:",
            'the key "second_signatory.authority" begins with "K/T"; the form youth-union writes "KT."',
        ),
    ],
)
def test_the_form_is_looked_up_before_a_kernel_starts(project, old, new, message):
    """A misspelt profile, or a signatory of another form, is told with the file and the key."""
    file = project.parameters("2021")
    write_text(file, file.read_text(encoding="utf-8").replace(old, new))
    with pytest.raises(ParameterError) as caught:
        check_preconditions(project, "2021")
    assert str(caught.value) == f"params/2021.yml: {message}"


@pytest.mark.parametrize("status", ["draft", "final"])
def test_a_final_report_lacks_no_words(project, status):
    """What is still to be written in the prose is told with its line; a draft may lack it."""
    file, prose = project.parameters("2021"), project.prose("2021")
    write_text(file, file.read_text(encoding="utf-8").replace("status: reconstruction", f"status: {status}"))
    lines = prose.read_text(encoding="utf-8").splitlines()
    write_text(prose, "\n".join([*lines, "", "Đoạn […] còn chờ.", ""]))
    if status == "draft":
        assert check_preconditions(project, "2021").status == status
        return
    with pytest.raises(ParameterError) as caught:
        check_preconditions(project, "2021")
    assert str(caught.value) == (
        f"params/2021.md, line {len(lines) + 2}: is still to be filled in ([…]); write it; "
        "only a draft may lack it"
    )


#: A file of each kind a run reads, or that lies beside what it reads.
FILES = (
    "params/2021.yml",
    "params/2021.md",
    "params/policy/assessment.yml",
    "expectations/figures.yml",
    "notebooks/10_clean.ipynb",
    "data/raw/2021/figures.csv",
    "data/raw/2021/register.xlsx",
    "data/raw/2021/report.source.yml",
    "data/raw/2021/scan.pdf",
    "data/raw/reference/indicators.csv",
    "data/raw/reference/tay-ninh/units.csv",
    "data/raw/2020/figures.csv",
)


@pytest.fixture
def with_previous(project, fake):
    """The project, with a run before."""
    fake.add_run(project, "2020")
    file = project.parameters("2021")
    write_text(file, file.read_text(encoding="utf-8").replace('previous: ""', 'previous: "2020"'))
    return project


@pytest.mark.parametrize("name", [*FILES, "params/policy", "expectations", "data/raw/2021"])
def test_no_input_leads_out_of_the_project(with_previous, tmp_path, name):
    """Whatever a run reads may not be a link to a place outside: it would be printed."""
    outside, file = tmp_path / "outside", with_previous.root / name
    if not file.exists():
        write_text(file, "")
    file.rename(outside)
    file.symlink_to(outside)
    with pytest.raises(UsageError) as caught:
        check_preconditions(with_previous, "2021")
    assert str(caught.value).startswith(name)
    assert str(caught.value).endswith(", outside the project; put the file itself there")
    with pytest.raises(SourceError, match="outside the project"):
        hash_inputs(with_previous, "2021", Selection("2020", "tay-ninh"))


@pytest.mark.parametrize("name", FILES)
def test_no_input_is_a_pipe(with_previous, name):
    """A pipe would be waited for, and a device read, for ever: both are refused at once."""
    file = with_previous.root / name
    file.unlink(missing_ok=True)
    os.mkfifo(file)
    with pytest.raises(UsageError) as caught:
        check_preconditions(with_previous, "2021")
    assert str(caught.value) == f"{name}: a pipe or a device, expected a file; put the file itself there"


def test_an_input_may_be_a_link_to_another(with_previous):
    """Within the project a link is a file like any other."""
    prose = with_previous.prose("2021")
    prose.unlink()
    prose.symlink_to(with_previous.prose("2020").name)
    assert check_preconditions(with_previous, "2021").previous == "2020"


def test_an_empty_raw_folder_is_told(project):
    """Hidden files are no tables."""
    (project.raw("2021") / "figures.csv").unlink()
    (project.raw("2021") / ".gitkeep").touch()
    with pytest.raises(SourceError, match="or an empty one"):
        check_preconditions(project, "2021")


def test_an_unknown_run_names_those_near_it(project):
    """A misspelt id is mended by looking at the message."""
    with pytest.raises(ParameterError, match=r"params/2012.yml: no such file; did you mean run 2021\?"):
        check_preconditions(project, "2012")
    with pytest.raises(ParameterError, match="the runs there are: 2021"):
        check_preconditions(project, "zzz")
    project.parameters("2021").unlink()
    with pytest.raises(ParameterError, match="there is no run yet"):
        check_preconditions(project, "2021")


@pytest.mark.parametrize("run", ["../2021", "", "2021\n", "Năm", "-x"])
def test_what_is_no_id_is_refused(project, run):
    """No run's id leaves the folders of the project."""
    with pytest.raises(ParameterError, match="is not a run id"):
        check_preconditions(project, run)


@pytest.mark.parametrize(
    ("previous", "message"),
    [("2020", "names run 2020; did you mean run 2019"), ("2021", "names the run itself")],
)
def test_the_previous_run_must_be_another_that_exists(project, fake, previous, message):
    """A wrong ``previous`` is told before a notebook looks for it."""
    fake.add_run(project, "2019")
    write_text(project.parameters("2021"), fake.PARAMETERS.replace('previous: ""', f"previous: {previous}"))
    with pytest.raises(ParameterError, match=message):
        check_preconditions(project, "2021")


def test_a_previous_run_that_exists_is_good(project, fake):
    """The run of the year before is found by its parameters."""
    fake.add_run(project, "2020")
    write_text(project.parameters("2021"), fake.PARAMETERS.replace('previous: ""', "previous: 2020"))
    assert check_preconditions(project, "2021").previous == "2020"


@pytest.mark.parametrize("command", ["run", "check", "preview"])
@pytest.mark.parametrize(
    ("mistake", "message"),
    [
        (("Có", "# Một\n\n### Ba\n\nCó"), "params/2021.md, line 3: a heading of level 3"),
        (("title: Kết", "title: ✅ Kết"), 'params/2021.yml, line 5: the key "title" is "✅ Kết'),
    ],
)
def test_a_mistake_ends_every_command_alike(project, fake, command, mistake, message):
    """The same message with file and line, and exit code 2, from each; nothing is made."""
    for file in (project.parameters("2021"), project.prose("2021")):
        write_text(file, file.read_text(encoding="utf-8").replace(*mistake))
    ways = {
        "run": lambda: run_report(project, "2021", progress=Lines(io.StringIO()), execute=fake.InProcess()),
        "check": lambda: review_run(project, "2021"),
        "preview": lambda: preview_run(project, "2021", port=0, opened=False, stream=io.StringIO()),
    }
    with pytest.raises(ParameterError) as caught:
        ways[command]()
    assert str(caught.value).startswith(message)
    assert caught.value.exit_code == 2
    assert not (project.root / ".runs").exists()
