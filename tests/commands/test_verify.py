"""Making a run again and comparing it."""

from __future__ import annotations

import json
import shutil

import pytest

from khacphuc.commands.verify import verify_run
from khacphuc.console.progress import Silent
from khacphuc.errors import UsageError
from khacphuc.history.gaps import Gap
from khacphuc.project.files import hash_file, write_text
from khacphuc.run import staleness
from khacphuc.run.attempt import run_report
from khacphuc.run.manifest import read_manifest

pytestmark = pytest.mark.usefixtures("writers")
PARQUET = "clean/figures.parquet"


@pytest.fixture
def project(project):
    """A project whose run is in English, as the lines below."""
    parameters = project.parameters("2021")
    text = parameters.read_text(encoding="utf-8")
    write_text(parameters, text.replace("language: vi", "language: en"))
    return project


@pytest.fixture
def published(project, fake):
    """A project whose run was published."""
    outcome = run_report(project, "2021", progress=Silent(), execute=fake.InProcess())
    assert outcome.status == "published"
    return project


def verified(project, execute, **keywords):
    """The verdict on run 2021."""
    return verify_run(project, "2021", progress=Silent(), execute=execute, **keywords)


def edit_record(file, **changes):
    """Change what a record says."""
    write_text(file, json.dumps(json.loads(file.read_text(encoding="utf-8")) | changes))


def test_a_version_it_was_compared_with_is_needed(published, fake):
    """Without it the same cannot be made."""
    edit_record(published.published_report("2021") / "run.json", compared_with="0007-0123.zip")
    verdict = verified(published, fake.InProcess())
    assert (verdict.exit_code, verdict.inputs) == (1, ("history/2021/0007-0123.zip: missing",))


def test_a_history_that_is_not_whole_is_told(published, fake, writers):
    """The run is the same, and still it is no success; whatever else is told."""
    gap = Gap("version", version=2, expected="0002-….zip")
    writers["khacphuc.history.gaps"].history_gaps = lambda _: (gap,)
    verdict = verified(published, fake.InProcess())
    assert (verdict.exit_code, verdict.is_other) == (1, False)
    lines = verdict.to_text().splitlines()
    assert lines[0] == "run 2021: the same as reports/2021/run.json"
    assert lines[2:4] == [
        "the history of run 2021 is not whole:",
        "  history/2021/: the file of version 2 is missing, expected 0002-….zip",
    ]
    write_text(published.raw("2021") / "more.csv", "x")
    verdict = verified(published, fake.InProcess())
    assert verdict.inputs
    assert verdict.to_text().splitlines()[-3:-1] == lines[2:4]


def test_the_same_run_is_the_same(published, fake):
    """Everything is made again and compared; what is published stays, and nothing else is left."""
    before = fake.snapshot(published.root / "reports")
    verdict = verified(published, fake.InProcess())
    assert (verdict.exit_code, verdict.outputs, verdict.inputs, verdict.elsewhere) == (0, (), (), ())
    record = read_manifest(published.published_report("2021") / "run.json")
    assert verdict.compared == len(record.outputs)
    assert verdict.to_text() == (
        f"run 2021: the same as reports/2021/run.json\n{verdict.compared} files made again, byte for byte"
    )
    assert fake.snapshot(published.root / "reports") == before
    assert fake.leftovers(published) == []


@pytest.mark.parametrize(
    ("name", "change", "word"),
    [
        ("data/raw/2021/figures.csv", "x", "differs"),
        ("params/2021.yml", "\x00", "differs"),  # not even readable
        ("params/2021.md", None, "missing"),
        ("data/raw/2021/more.csv", "x", "new"),
        ("expectations/figures.yml", "rules:\n", "differs"),
    ],
)
def test_an_input_that_differs_is_named(published, fake, name, change, word):
    """Nothing is made again where an input is not the same: it is named, and that is all."""
    file = published.root / name
    file.unlink() if change is None else write_text(file, change)
    execute = fake.InProcess()
    verdict = verified(published, execute)
    assert (verdict.exit_code, verdict.inputs, execute.executed) == (1, (f"{name}: {word}",), [])
    assert f"inputs that differ:\n  {name}: {word}\nnothing was made again" in verdict.to_text()


def test_one_bit_of_an_input_is_enough(published, fake):
    """The last byte of a table, one bit of it flipped, names the table."""
    file = published.raw("2021") / "figures.csv"
    data = file.read_bytes()
    file.write_bytes(data[:-1] + bytes([data[-1] ^ 1]))
    assert verified(published, fake.InProcess()).inputs == ("data/raw/2021/figures.csv: differs",)


def test_the_tables_of_the_year_before_are_inputs(project, fake):
    """Where a run compares with another, the other's tables are looked at too."""
    fake.add_run(project, "2020")
    file = project.parameters("2021")
    write_text(file, file.read_text(encoding="utf-8").replace('previous: ""', "previous: 2020"))
    run_report(project, "2021", progress=Silent(), execute=fake.InProcess())
    assert verified(project, fake.InProcess()).exit_code == 0
    write_text(project.raw("2020") / "figures.csv", "x")
    assert verified(project, fake.InProcess()).inputs == ("data/raw/2020/figures.csv: differs",)


def test_the_package_itself_is_an_input(published, fake):
    """Another version of the package's own source is named as what it is."""
    record = published.published_report("2021") / "run.json"
    inputs = json.loads(record.read_text(encoding="utf-8"))["inputs"]
    edit_record(record, inputs=inputs | {"src/khacphuc": "1"})
    assert verified(published, fake.InProcess()).inputs == ("src/khacphuc: differs (the package itself)",)


class Other:
    """An executor that makes one file otherwise."""

    def __init__(self, usual, name, text):
        self.usual, self.name, self.text = usual, name, text

    def __call__(self, layout, run, stage, build, *, cell_done):
        """Execute a stage, and write the file after the last."""
        self.usual(layout, run, stage, build, cell_done=cell_done)
        if stage.name == "40_report":
            write_text(build / self.name, self.text)


FIGURES = "report/tables/figures.csv"


@pytest.mark.parametrize(
    ("name", "text", "line"),
    [
        (FIGURES, "figure_id,printed\nSL041,1.232\n", f"{FIGURES}: does not say the same"),
        (FIGURES, 'figure_id,printed\nSL041,"1.231"\n', f"{FIGURES}: says the same in other bytes"),
        ("report/tables/more.csv", "a\n", "report/tables/more.csv: new"),
    ],
)
def test_an_output_that_differs_is_named(published, fake, name, text, line):
    """On the same system every byte counts, and whether the words differ too is said."""
    verdict = verified(published, Other(fake.InProcess(), name, text))
    assert (verdict.exit_code, verdict.outputs) == (1, (line,))
    assert f"outputs that differ:\n  {line}" in verdict.to_text()


def test_an_output_that_is_not_made_any_more_is_named(published, fake):
    """A file of the record nobody makes is missing."""
    record = published.published_report("2021") / "run.json"
    outputs = json.loads(record.read_text(encoding="utf-8"))["outputs"]
    edit_record(record, outputs=outputs | {"report/old.txt": "1", "x": "1"})
    assert verified(published, fake.InProcess()).outputs == ("report/old.txt: missing", "x: missing")


def test_a_published_file_somebody_changed_is_named(published, fake):
    """What lies there must be what the record says was published."""
    write_text(published.published_report("2021") / "report.html", "mine")
    verdict = verified(published, fake.InProcess())
    assert verdict.outputs == ("report/report.html: was changed after it was published",)


@pytest.mark.parametrize("change", [{"pandas": "0.1"}, {"python": "3.0.1"}])
def test_elsewhere_words_are_compared(published, fake, change):
    """Made with other versions, other bytes that say the same pass; other words do not."""
    record = published.published_report("2021") / "run.json"
    edit_record(record, versions=json.loads(record.read_text(encoding="utf-8"))["versions"] | change)
    same = Other(fake.InProcess(), FIGURES, 'figure_id,printed\nSL041,"1.231"\n')
    verdict = verified(published, same)
    assert (verdict.exit_code, len(verdict.elsewhere)) == (0, 1)
    ((name, version),) = change.items()
    assert verdict.elsewhere[0].startswith(f"{name}: {version[:3]} there, ")
    assert "what the files say was compared, not their bytes" in verdict.to_text()
    other = Other(fake.InProcess(), FIGURES, "figure_id,printed\nSL041,1.232\n")
    assert verified(published, other).outputs == (f"{FIGURES}: does not say the same",)


def test_a_damaged_file_is_told(published, fake, monkeypatch):
    """A recorded file that cannot be read is a difference with its reason."""
    monkeypatch.setattr(staleness, "versions", lambda: {"python": "2.7"})
    file = published.published_report("2021") / "report.pdf"
    verdict = verified(published, Other(fake.InProcess(), "notebooks/x.txt", ""))
    assert verdict.elsewhere
    record = file.parent / "run.json"
    outputs = json.loads(record.read_text(encoding="utf-8"))["outputs"]
    file.write_bytes(b"%PDF")
    edit_record(record, outputs=outputs | {"report/report.pdf": hash_file(file)})
    lines = [line for line in verified(published, fake.InProcess()).outputs if "report.pdf" in line]
    assert len(lines) == 1
    assert "cannot be read" in lines[0]


def test_a_patch_of_python_is_no_difference(published, fake):
    """The first two numbers of Python's version count."""
    record = published.published_report("2021") / "run.json"
    versions = json.loads(record.read_text(encoding="utf-8"))["versions"]
    patched = ".".join(versions["python"].split(".")[:2]) + ".99"
    edit_record(record, versions=versions | {"python": patched})
    assert verified(published, fake.InProcess()).elsewhere == ()


def test_a_record_of_an_older_version_is_from_elsewhere(published, fake):
    """A record that does not say on which system it was made cannot promise bytes."""
    edit_record(published.published_report("2021") / "run.json", system={})
    assert "machine: not recorded there" in "".join(verified(published, fake.InProcess()).elsewhere)


@pytest.mark.parametrize("whole", [True, False])
def test_a_clone_compares_with_what_was_carried_there(published, fake, tmp_path, whole):
    """A report folder or a run.json alone of one clone is what another clone compares with."""
    clone = fake.make_project(tmp_path / "clone")
    shutil.copyfile(published.parameters("2021"), clone.parameters("2021"))
    carried = tmp_path / "carried"
    if whole:
        shutil.copytree(published.published_report("2021"), carried)
    else:
        carried.mkdir()
        shutil.copyfile(published.published_report("2021") / "run.json", carried / "run.json")
    path = carried if whole else carried / "run.json"
    verdict = verified(clone, fake.InProcess(), against=path)
    assert verdict.to_text().startswith(f"run 2021: the same as {carried / 'run.json'}\n")
    assert not clone.published_report("2021").exists()
    other = Other(fake.InProcess(), FIGURES, "figure_id,printed\nSL041,1.232\n")
    (line,) = verified(clone, other, against=path).outputs
    assert line.startswith(f"{FIGURES}: {'does not say' if whole else 'differs; the published file is not'}")


def test_clean_tables_that_were_not_carried_are_left_out_elsewhere(published, fake, tmp_path):
    """A report folder carried to another system has no clean tables; that is said, and is no failure."""
    shutil.copytree(published.published_report("2021"), tmp_path / "carried")
    edit_record(tmp_path / "carried" / "run.json", system={"system": "Windows"})
    verdict = verified(published, Other(fake.InProcess(), PARQUET, "x"), against=tmp_path / "carried")
    assert (verdict.exit_code, verdict.left_out) == (0, (PARQUET,))
    assert f"not compared, not at hand: {PARQUET}" in verdict.to_text()


def test_nothing_to_compare_with_is_told(project, fake):
    """Without a record, or with one of another run or of a failed one, nothing is started."""
    with pytest.raises(UsageError, match=r"reports/2021/run\.json: no such file; publish the run"):
        verified(project, fake.InProcess())
    fake.add_run(project, "2020")
    run_report(project, "2020", progress=Silent(), execute=fake.InProcess())
    with pytest.raises(UsageError, match="the record of run 2020, published; expected that of run 2021"):
        verified(project, fake.InProcess(), against=project.published_report("2020"))
    run_report(project, "2021", progress=Silent(), execute=fake.InProcess(fake.CRITICAL))
    with pytest.raises(UsageError, match="the record of run 2021, blocked"):
        verified(project, fake.InProcess(), against=project.runs("2021") / "attempt")


def test_a_verdict_is_in_the_language_of_the_run(project, fake):
    """Frames and the lines about files, versions and inputs alike."""
    text = project.parameters("2021").read_text(encoding="utf-8")
    write_text(project.parameters("2021"), text.replace("language: en", "language: vi"))
    run_report(project, "2021", progress=Silent(), execute=fake.InProcess())
    record = project.published_report("2021") / "run.json"
    edit_record(record, system={})
    same = verified(project, fake.InProcess())
    lines = same.to_text().splitlines()
    assert lines[:2] == ["lần chạy 2021: giống reports/2021/run.json", "bản ghi đó làm ở nơi khác:"]
    assert all(": ở đó không ghi, ở đây " in line for line in lines[2:-1])
    assert lines[-1] == f"đã làm lại {same.compared} tệp, so nội dung, không so từng byte"
    other = Other(fake.InProcess(), FIGURES, "figure_id,printed\nSL041,1.232\n")
    assert (
        verified(project, other).to_text().endswith(f"kết quả khác nhau:\n  {FIGURES}: nội dung không giống")
    )
    write_text(project.prose("2021"), "khác\n")
    assert (
        verified(project, fake.InProcess())
        .to_text()
        .endswith(
            "đầu vào khác nhau:\n  params/2021.md: khác\nkhông làm lại gì: đầu vào khác cho báo cáo khác"
        )
    )
