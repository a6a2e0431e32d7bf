"""Tests of `khacphuc.schedule.perform`."""

from dataclasses import replace

import pytest

from khacphuc.config.schedule_parameters import EventParameters
from khacphuc.office import new
from khacphuc.project.layout import Layout
from khacphuc.returns import receive
from khacphuc.run.outcome import Outcome
from khacphuc.schedule import perform as performing
from khacphuc.schedule.due import DueEvent
from khacphuc.schedule.perform import Performer

from .. import run2021
from .events import utc

NOW = utc("2022-01-02 01:00")


def perform(tmp_path, event, parameters=None, code=0):
    """How an event of run 2021 ends, and the outcomes of runs it made."""
    outcomes = []
    performer = Performer(Layout(tmp_path), lambda *_: code, outcomes.append)
    due = DueEvent("2021", event.key, event, NOW, None, 1)
    ended = performer.perform(due, parameters or run2021.parameters(), NOW)
    return ended, outcomes


def draft(**others):
    """A draft."""
    return EventParameters(event="draft", on="02/01/2022", **others)


def parameters(status):
    """Those of 2021 with another status."""
    return run2021.parameters().model_copy(update={"status": status})


def write_status(root, status):
    """Write the parameters of 2021 with another status."""
    file = root / "params/2021.yml"
    file.parent.mkdir(exist_ok=True)
    text = run2021.LAYOUT.parameters("2021").read_text(encoding="utf-8")
    assert "status: reconstruction" in text
    file.write_text(text.replace("status: reconstruction", f"status: {status}"), encoding="utf-8")


@pytest.mark.parametrize(
    ("outcome", "ended"),
    [
        (Outcome("2021", "published", 0), ("done", 0, "draft")),
        (Outcome("2021", "unchanged", 0), ("done", 0, "draft")),
        (Outcome("2021", "blocked", 1), ("failed", 1, "blocked")),
        (Outcome("2021", "failed", 3), ("failed", 3, "")),
        (Outcome("2021", "refused", 2, messages=("params:\nno",)), ("failed", 2, "")),
        (Outcome("2021", "not started", 0), ("failed", 2, "")),
    ],
)
def test_a_draft_is_done_if_it_is_published(outcome, ended, tmp_path, monkeypatch):
    """And only then; its limit is that of the run, too."""
    calls = []
    monkeypatch.setattr(
        performing, "make_within", lambda *args, **kwargs: calls.append((args, kwargs)) or outcome
    )
    write_status(tmp_path, "draft")
    performed, outcomes = perform(tmp_path, draft(limit=5))
    assert (performed.outcome, performed.exit_code, performed.state) == ended
    assert outcomes == [outcome]
    assert "\n" not in performed.detail
    (_, _, options), kwargs = calls[0]
    assert (options.limit, options.drafts_only, kwargs) == (300, True, {"seconds": 300})


def test_what_becomes_final_while_it_is_made_is_checked(tmp_path, monkeypatch):
    """The run refuses to be made; that is no failure."""
    write_status(tmp_path, "draft")

    def refuse(*_, **__):
        write_status(tmp_path, "final")
        return Outcome("2021", "refused", 2, messages=("it is no draft",))

    monkeypatch.setattr(performing, "make_within", refuse)
    performed, outcomes = perform(tmp_path, draft())
    assert (performed.outcome, performed.state, outcomes) == ("done", "ready_to_sign", [])


@pytest.mark.parametrize("status", ["final", "reconstruction"])
@pytest.mark.parametrize(("code", "ended"), [(0, ("done", "ready_to_sign")), (1, ("failed", "blocked"))])
def test_what_is_no_draft_is_checked_and_never_published(status, code, ended, tmp_path, monkeypatch):
    """A person runs it."""
    monkeypatch.setattr(performing, "make_within", None)
    write_status(tmp_path, status)
    performed, outcomes = perform(tmp_path, draft(), parameters("draft"), code)
    assert (performed.outcome, performed.state) == ended
    assert (performed.exit_code, outcomes) == (code, [])


def test_a_run_is_begun_once(tmp_path, monkeypatch):
    """From the run whose schedule plans it; one that is there is left alone, half of one is named."""
    calls = []
    monkeypatch.setattr(
        new,
        "new_run",
        lambda _, *args, **kwargs: calls.append((args, kwargs)) or new.NewRun("2022", "vi", ()),
    )
    event = EventParameters(event="open", on="02/01/2022", run="2022")
    here = run2021.parameters().model_copy(update={"office": "tay-ninh"})
    (tmp_path / "data/raw/reference/tay-ninh").mkdir(parents=True)
    assert perform(tmp_path, event, here)[0].outcome == "done"
    assert calls == [(("2022", "tay-ninh"), {"previous": "2021"})]
    (tmp_path / "params").mkdir()
    (tmp_path / "params/2022.yml").touch()
    half = perform(tmp_path, event, here)[0]
    assert (half.outcome, half.exit_code) == ("failed", 2)
    assert "delete the file" in half.detail
    (tmp_path / "params/2022.md").touch()
    assert perform(tmp_path, event, here)[0].outcome == "skipped"
    assert len(calls) == 1


def test_forms_are_taken_in_from_a_folder(tmp_path, monkeypatch):
    """Those that are new are counted; the day is that of the zone."""
    reception = receive.Reception(tmp_path)
    calls = []

    def receive_files(_, run, paths, *, received_on, advance):
        calls.append((run, [path.name for path in paths], f"{received_on}"))
        advance(1, 1)
        known = replace(reception, is_known=True)
        return receive.ReceivedFiles((reception, known, replace(known, is_taken=False)), 0)

    monkeypatch.setattr(receive, "receive_files", receive_files)
    event = EventParameters(event="gather", on="02/01/2022", inbox="inbox")
    missing = perform(tmp_path, event)[0]
    assert (missing.outcome, missing.exit_code) == ("failed", 2)
    (tmp_path / "inbox").mkdir()
    ended = perform(tmp_path, event)[0]
    assert (ended.outcome, ended.detail) == ("done", "1 new files, 1 with faults")
    assert calls == [("2021", ["inbox"], "2022-01-02")]
