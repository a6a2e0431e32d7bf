"""What is published is kept before it is replaced."""

from __future__ import annotations

from khacphuc.console.progress import Silent
from khacphuc.errors import SourceError
from khacphuc.history import keeping
from khacphuc.history.version_file import list_versions, read_parts, read_record
from khacphuc.project.files import read_text, write_text
from khacphuc.run.attempt import run_report

from ..history.test_publication import publish


def test_what_could_not_be_kept_is_kept_before_it_is_replaced(project, fake, writers, monkeypatch):
    """With what it was made of, though that was edited since; replaced by nothing until that is done."""
    publish(project, fake)
    figures, parameters = project.raw("2021") / "figures.csv", project.parameters("2021")

    def refuse(*_arguments):
        raise SourceError("is damaged", place="history/2021/vintages.csv")

    with monkeypatch.context() as patch:
        patch.setattr(writers[keeping.__name__], "keep_version", refuse)
        write_text(figures, "figure_id,printed\nSL041,2\n")
        publish(project, fake)
        between = (project.published_report("2021") / "run.json").read_bytes()
        write_text(figures, "figure_id,printed\nSL041,3\n")
        write_text(parameters, read_text(parameters).replace("reconstruction", "draft"))
        outcome = run_report(project, "2021", progress=Silent(), execute=fake.InProcess())
        assert outcome.status == "failed"
        assert "so it is not replaced: history/2021/vintages.csv: is damaged" in outcome.messages[0]
        assert (project.published_report("2021") / "run.json").read_bytes() == between
    publish(project, fake)
    versions = list_versions(project.history("2021"))
    assert len(versions) == 2
    parts = read_parts(versions[-1].path, "")
    assert parts["report/run.json"] == between
    assert parts["inputs/data/raw/2021/figures.csv"].endswith(b"SL041,2\n")
    assert read_record(versions[-1].path).document_status == "reconstruction"
