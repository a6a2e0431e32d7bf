"""What is published is kept, once, unless it is a draft; what was not kept is kept by the next run."""

from __future__ import annotations

import pytest

from khacphuc.console.progress import Silent
from khacphuc.errors import SourceError
from khacphuc.history import keeping
from khacphuc.history.publication import is_kept
from khacphuc.history.version_file import list_versions, read_parts, read_record
from khacphuc.project.files import read_text, write_text
from khacphuc.run.attempt import run_report
from khacphuc.run.outcome import Options
from khacphuc.run.run_one import make_run


def publish(project, fake, *, force=False):
    """Publish the run."""
    options = Options(force=force)
    outcome = run_report(project, "2021", progress=Silent(), execute=fake.InProcess(), options=options)
    assert outcome.status == "published"
    return outcome


@pytest.mark.usefixtures("writers")
def test_a_version_has_all_of_a_publication(project, fake):
    """Its files and its inputs, and what made it."""
    publish(project, fake)
    (version,) = list_versions(project.history("2021"))
    parts = read_parts(version.path, "")
    assert parts["inputs/data/raw/2021/figures.csv"] == (project.raw("2021") / "figures.csv").read_bytes()
    for name in ("report.pdf", "run.json", "tables/figures.csv"):
        assert parts[f"report/{name}"] == (project.published_report("2021") / name).read_bytes()
    assert "clean/figures.parquet" in parts
    record = read_record(version.path)
    assert (record.run, record.office, record.period) == ("2021", "tay-ninh", "2021")
    assert record.document_status == "reconstruction"
    assert parts.keys() - record.files.keys() == {"version.json"}


@pytest.mark.usefixtures("writers")
def test_the_same_publication_is_kept_once(project, fake):
    """Made again by force it is the same."""
    publish(project, fake)
    publish(project, fake, force=True)
    assert len(list_versions(project.history("2021"))) == 1


@pytest.mark.usefixtures("writers")
def test_a_draft_is_no_version(project, fake):
    """It leaves nothing."""
    file = project.parameters("2021")
    write_text(file, read_text(file).replace("reconstruction", "draft"))
    publish(project, fake)
    assert not project.history("2021").exists()
    assert is_kept(project, "2021")


def test_what_could_not_be_kept_is_told_and_kept_by_the_next_run(project, fake, writers, monkeypatch):
    """It is published all the same."""

    def refuse(*_arguments):
        raise SourceError("is damaged", place="history/2021/vintages.csv")

    with monkeypatch.context() as patch:
        patch.setattr(writers[keeping.__name__], "keep_version", refuse)
        messages = publish(project, fake).messages
    assert "chưa lưu được phiên bản vào history/: history/2021/vintages.csv: is damaged" in messages[0]
    assert not is_kept(project, "2021")
    outcome = make_run(project, "2021", Options(), progress=Silent())
    assert (outcome.status, outcome.messages) == ("unchanged", ())
    assert is_kept(project, "2021")
