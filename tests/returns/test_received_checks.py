"""What `receive` tells of a form is what the run tells of it."""

from __future__ import annotations

import csv
import datetime as dt

import pytest

from khacphuc.data.gathered.return_frames import OF_THE_YEAR
from khacphuc.project.layout import Layout
from khacphuc.returns.receive import receive_files

from .gathering import faults_of, gathered
from .planted_faults import PLANTS, slot
from .worlds import RUN, World

DAY = dt.date(2031, 4, 1)
TWICE = {slot([*PLANTS].index("same revision twice and different")).unit}
BY_ONE_FORM = (
    "same revision twice and different",
    "0 against blank",
    "constraint broken but saved",
    "exclusive pair both filled",
    "unit closed mid-year",
    "wrong year",
)


def sent_again(folder, *faults, all_forms=True):
    """An office with faults planted, and everything it received in a folder, under the names it had."""
    world = World()
    sound = {*map(id, world.files)}
    for fault in faults:
        PLANTS[fault](world, slot([*PLANTS].index(fault)))
    if not all_forms:
        world.files = [form for form in world.files if id(form) not in sound or form.report.unit_id in TWICE]
    layout = Layout(world.write(folder / "office"))
    receipts = layout.raw(RUN) / "receipts.csv"
    received = layout.raw(RUN) / "received"
    sent = folder / "sent"
    sent.mkdir()
    rows = csv.DictReader(receipts.read_text(encoding="utf-8").splitlines())
    for number, row in enumerate(rows):
        file = layout.raw(RUN) / row["received_file"]
        if file.exists():
            (sent / str(number)).mkdir()
            file.rename(sent / str(number) / row["original_name"])
    receipts.unlink()
    for file in received.iterdir():
        file.unlink()
    return layout, sent


def by_receive_and_run(layout, sent):
    """What `receive` tells of each file, and what the run does afterwards."""
    receptions = receive_files(layout, RUN, sorted(sent.iterdir()), received_on=DAY).receptions
    by_receive = {
        (str(fault.kind), fault.file, fault.sheet, fault.cell)
        for reception in receptions
        for fault in reception.faults
    }
    by_run = {
        (fault.fault, fault.file, fault.sheet, fault.cell)
        for fault in faults_of(gathered(layout))
        if fault.fault not in OF_THE_YEAR
    }
    return receptions, by_receive, by_run


@pytest.mark.full  # in make test, of frames (test_return_frames)
def test_receive_tells_what_the_run_tells(tmp_path):
    """Of the checks of one form, of its revisions, and of whether anybody asked for it."""
    layout, sent = sent_again(tmp_path, *BY_ONE_FORM, all_forms=False)
    receptions, by_receive, by_run = by_receive_and_run(layout, sent)
    assert by_receive == by_run
    assert {kind for kind, *_ in by_receive} >= {
        *("same_revision_differs", "zero_against_blank", "constraint_broken"),
        *("exclusive_pair", "unit_closed", "wrong_year"),
    }
    rows = csv.DictReader((layout.raw(RUN) / "receipts.csv").read_text(encoding="utf-8").splitlines())
    faulty = {reception.file for reception in receptions if not reception.is_sound}
    assert {row["received_file"] for row in rows if row["state"] == "has_issues"} == faulty
    # the day after, the same files are known, and what is wrong with them is told again
    again = receive_files(layout, RUN, [sent], received_on=DAY)
    assert {reception.file for reception in again.receptions if not reception.is_sound} == faulty
    assert all(reception.is_known for reception in again.receptions)


@pytest.mark.full
def test_of_all_forty(tmp_path):
    """Nothing a form has is first told by the run."""
    _, by_receive, by_run = by_receive_and_run(*sent_again(tmp_path, *PLANTS))
    assert by_receive == by_run
