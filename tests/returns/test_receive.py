"""Taking in forms: nothing is lost, nothing is counted twice, whatever happens in between."""

from __future__ import annotations

import csv
import datetime as dt
import os
import random
import signal
import time
from types import SimpleNamespace

import pytest

from khacphuc.data.returns.faults import Fault, FaultKind
from khacphuc.data.returns.forms.parts import LARGEST_FORM
from khacphuc.data.returns.forms.received import received_names
from khacphuc.errors import SourceError, UsageError
from khacphuc.project.layout import Layout
from khacphuc.returns import receipts, receive
from khacphuc.returns.receive import receive_files, reception_day

from ..data.returns.forms.hand_forms import CATALOGUE, form_bytes, workbook

DAY = dt.date(2021, 4, 5)
SOUND = form_bytes()


@pytest.fixture
def project(tmp_path, monkeypatch):
    """A project whose catalogue is that of the forms of tests, and a folder of what units sent."""
    monkeypatch.setattr(receive, "form_catalogue", lambda _: CATALOGUE)
    inputs = SimpleNamespace(clean=dict, parameters=SimpleNamespace(year=2021))
    monkeypatch.setattr(receive, "load_inputs", lambda *_, **__: inputs)
    # what a run would tell of them is in test_received_checks
    monkeypatch.setattr(receive, "check_received", lambda *_, **__: {})
    (tmp_path / "params").mkdir()
    (tmp_path / "data" / "raw" / "2021").mkdir(parents=True)
    sent = tmp_path / "sent"
    sent.mkdir()
    return Layout(tmp_path), sent


def taken(layout, *paths, **options):
    """Receive files."""
    return receive_files(layout, "2021", paths, received_on=DAY, **options)


def rows(layout):
    """The receipts of the run."""
    text = (layout.raw("2021") / "receipts.csv").read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))


def state(layout):
    """Everything there is of received files: their bytes, and the receipts."""
    folder = layout.raw("2021")
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def many(sent, count):
    """So many forms that differ, in a folder."""
    for number in range(count):
        (sent / f"{number}.xlsx").write_bytes(SOUND + b"\0" * number)  # a zip archive may have a tail
    return sent


def test_a_form_is_copied_hashed_and_stamped(project):
    """Its bytes stay, its receipt says what it is, and what it is called does no harm."""
    layout, sent = project
    file = sent / "=Báo cáo.xlsx"
    file.write_bytes(SOUND)
    received = taken(layout, file, how="email")
    assert received.exit_code == 0
    (row,) = rows(layout)
    assert (layout.raw("2021") / row["received_file"]).read_bytes() == SOUND
    assert row["received_file"].endswith("-bao-cao.xlsx")
    expected = {
        "receipt_id": "BN0001",
        "sheet": "T3",
        "collection": "monthly",
        "unit_id": "DV01",
        "period": "2021-03",
        "revision": "1",
        "received_on": "05/4/2021",
        "received_how": "email",
        "declared_complete": "có",
        "nil": "không",
        "state": "received",
        "original_name": "«=Báo cáo.xlsx»",
    }
    assert expected.items() <= row.items()
    assert file.read_bytes() == SOUND


def test_what_a_run_would_tell_is_told_and_marked(project, monkeypatch):
    """A file whose cells are read, and whose numbers break a rule, is to be looked at."""
    layout, sent = project
    many(sent, 2)
    broken = Fault(FaultKind.RULE_BROKEN, sheet="T3", cell="D11")
    names = []

    def checked(_folder, originals, *_, **__):
        names.extend(originals.values())
        return {file: [broken] if name == "1.xlsx" else [] for file, name in originals.items()}

    monkeypatch.setattr(receive, "check_received", checked)
    received = taken(layout, sent)
    assert names == ["0.xlsx", "1.xlsx"]
    assert [reception.faults for reception in received.receptions] == [(), (broken,)]
    assert [row["state"] for row in rows(layout)] == ["received", "has_issues"]
    assert received.exit_code == 1


def test_the_same_file_twice_changes_nothing(project):
    """Under whatever name, on whatever day."""
    layout, sent = project
    (sent / "a.xlsx").write_bytes(SOUND)
    (sent / "b.xlsx").write_bytes(SOUND)
    taken(layout, sent / "a.xlsx")
    before = state(layout)
    received = receive_files(layout, "2021", [sent], received_on=dt.date(2021, 5, 1))
    assert [reception.is_known for reception in received.receptions] == [True, True]
    assert received.exit_code == 0
    assert state(layout) == before


def test_a_broken_form_is_taken_and_told(project):
    """It has a receipt without a unit, for somebody to fill in; the rest goes on."""
    layout, sent = project
    (sent / "a.xlsx").write_bytes(b"nothing")
    (sent / "b.xlsx").write_bytes(SOUND)
    (sent / "c.docx").write_bytes(b"no form")
    (sent / "d.xlsx").symlink_to("/etc/passwd")
    os.mkfifo(sent / "e.xlsx")
    received = taken(layout, sent)
    assert received.exit_code == 1
    assert received.others == 1
    kinds = {
        reception.path.name: [str(fault.kind) for fault in reception.faults]
        for reception in received.receptions
    }
    assert kinds == {
        "a.xlsx": ["not_a_workbook"],
        "b.xlsx": [],
        "d.xlsx": ["not_opened"],
        "e.xlsx": ["not_opened"],
    }
    assert [(row["unit_id"], row["state"]) for row in rows(layout)] == [
        ("", "has_issues"),
        ("DV01", "received"),
    ]


def test_what_cannot_be_read_is_told_in_the_language_of_the_run(project):
    """No word of a library or of the system stands among ours, whatever is wrong with a file."""
    layout, sent = project
    (sent / "a.xlsx").write_bytes(SOUND[:3000])
    (sent / "b.xlsx").write_bytes(b"PK\x03\x04" + bytes(100))
    (sent / "c.xlsx").symlink_to("/etc/passwd")
    (sent / "d.xlsx").write_bytes(b"")
    (sent / "e.xlsx").write_bytes(bytes(LARGEST_FORM + 1))
    received = taken(layout, sent)
    assert {
        (str(fault.kind), fault.observed) for taken_in in received.receptions for fault in taken_in.faults
    } == {*(("not_opened", ""), ("corrupt_file", ""), ("not_a_workbook", ""), ("too_large", ""))}


def test_what_no_table_knows_is_not_written_down(project):
    """A form of a unit and a period that are none leaves those cells empty."""
    layout, sent = project
    (sent / "a.xlsx").write_bytes(form_bytes(workbook(unit="=cmd()", period="tháng ba", sheet="Mar-21")))
    taken(layout, sent)
    (row,) = rows(layout)
    assert (row["unit_id"], row["period"], row["sheet"]) == ("", "", "«Mar-21»")
    assert taken(layout, sent).exit_code == 0 or rows(layout) == [row]


def test_a_received_file_that_was_changed_is_put_right(project):
    """Receiving the file again puts the bytes there that its receipt names."""
    layout, sent = project
    (sent / "a.xlsx").write_bytes(SOUND)
    taken(layout, sent)
    before = state(layout)
    (name,) = received_names(layout.raw("2021") / "received")
    (layout.raw("2021") / "received" / name).write_bytes(b"changed")
    taken(layout, sent)
    assert state(layout) == before


def test_what_people_typed_into_receipts_stays(project):
    """A state and a reason of theirs are kept when more comes in."""
    layout, sent = project
    (sent / "a.xlsx").write_bytes(SOUND)
    taken(layout, sent)
    file = layout.raw("2021") / "receipts.csv"
    file.write_text(
        file.read_text(encoding="utf-8")
        .replace("received,«", "approved,«")
        .replace(",received,", ",approved,"),
        encoding="utf-8",
    )
    taken(layout, many(sent, 2))
    assert [row["state"] for row in rows(layout)] == ["approved", "received"]
    assert [row["receipt_id"] for row in rows(layout)] == ["BN0001", "BN0002"]


@pytest.mark.sampled(4)
@pytest.mark.parametrize("step", range(1, 8))
@pytest.mark.parametrize("is_done", [False, True])
def test_who_is_stopped_at_any_step_loses_nothing(project, monkeypatch, step, is_done):
    """Stopped before or after any writing, receiving again takes everything, once."""
    layout, sent = project
    many(sent, 4)
    monkeypatch.setattr(receive, "_BATCH", 2)
    write, count = receive.write_bytes, 0

    def stopping(*arguments, **options):
        nonlocal count
        count += 1
        if count == step and not is_done:
            raise KeyboardInterrupt
        write(*arguments, **options)
        if count == step:
            raise KeyboardInterrupt

    for module in (receive, receipts):
        monkeypatch.setattr(module, "write_bytes", stopping)
    try:
        taken(layout, sent)
    except KeyboardInterrupt:
        taken(layout, sent)
    assert len({row["sha256"] for row in rows(layout)}) == len(rows(layout)) == 4
    assert len(received_names(layout.raw("2021") / "received")) == 4


def test_who_stops_it_leaves_a_receipt_of_each_copy(project, monkeypatch):
    """Whatever stops it between two writings of the receipts."""
    layout, sent = project
    many(sent, 3)
    read = receive.read_form

    def stopping(data, *arguments, **options):
        if data == SOUND + b"\0\0":
            raise KeyboardInterrupt
        return read(data, *arguments, **options)

    monkeypatch.setattr(receive, "read_form", stopping)
    with pytest.raises(KeyboardInterrupt):
        taken(layout, sent)
    names = received_names(layout.raw("2021") / "received")
    assert sorted(row["received_file"] for row in rows(layout)) == [f"received/{name}" for name in names]
    assert len(names) == 2


def child(layout, sent):
    """Another process that receives."""
    process = os.fork()
    if not process:
        taken(layout, sent)
        os._exit(0)
    return process


def test_two_at_once(project):
    """Two processes that receive the same files take each once."""
    layout, sent = project
    many(sent, 6)
    for process in [child(layout, sent) for _ in range(2)]:
        assert os.waitpid(process, 0)[1] == 0
    assert len({row["sha256"] for row in rows(layout)}) == len(rows(layout)) == 6


@pytest.mark.full
def test_kills(project, monkeypatch):
    """Killed fifty times at any moment, two at a time, then let be: all are there, once, and readable."""
    layout, sent = project
    many(sent, 60)
    monkeypatch.setattr(receive, "_BATCH", 5)
    chance = random.Random(15)  # noqa: S311 - moments of kills
    for _ in range(50):
        processes = [child(layout, sent), child(layout, sent)]
        time.sleep(chance.uniform(0, 0.05))
        for process in processes:
            os.kill(process, signal.SIGKILL)
            os.waitpid(process, 0)
    taken(layout, sent)
    assert len({row["sha256"] for row in rows(layout)}) == len(rows(layout)) == 60
    assert not list((layout.raw("2021") / "received").glob(".*"))


def test_a_run_that_asks_for_nothing(project, monkeypatch):
    """Where there is no collection there is nothing to receive."""
    layout, sent = project
    monkeypatch.setattr(receive, "form_catalogue", lambda _: SimpleNamespace(forms={}))
    with pytest.raises(SourceError, match="collects nothing"):
        taken(layout, sent)


def test_a_day_that_is_still_to_come():
    """Nobody received anything tomorrow."""
    with pytest.raises(UsageError, match="still to come"):
        reception_day(dt.datetime(2999, 1, 1))  # noqa: DTZ001 - a day
    assert reception_day(dt.datetime(2021, 4, 5)) == DAY  # noqa: DTZ001 - a day
