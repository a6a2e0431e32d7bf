"""What stages made last, used again."""

from __future__ import annotations

import pytest

from khacphuc.console.progress import Silent
from khacphuc.project.files import read_text, write_text
from khacphuc.run import stage_cache
from khacphuc.run.attempt import run_report
from khacphuc.run.outcome import Options
from khacphuc.run.stages import ASSESS, CHECK, CLEAN, REPORT, STAGES

pytestmark = pytest.mark.usefixtures("writers")
NAMES = [stage.name for stage in STAGES]


class Notes(Silent):
    """Keeps what is said of each stage."""

    def __init__(self):
        self.notes_of = {}

    def start(self, run, stage, cells):  # noqa: ARG002
        """Remember the stage."""
        self.stage = stage

    def stop(self, note=""):
        """Keep what is said of it."""
        self.notes_of[self.stage] = note


@pytest.fixture
def again(project, fake):
    """Makes the run and tells which stages were executed, and what was said."""

    def make(**options):
        execute, notes = fake.InProcess(), Notes()
        outcome = run_report(
            project, "2021", progress=notes, options=Options(explain=True, **options), execute=execute
        )
        assert outcome.status == "published"
        return execute.executed, notes.notes_of

    assert make()[0] == NAMES
    # the first change is compared with what was issued just now; from then on that stays the same
    write_text(project.prose("2021"), read_text(project.prose("2021")) + "\n")
    make()
    return make


def test_what_reads_the_same_is_not_executed(again):
    """Every stage is reused, and says so."""
    executed, notes_of = again()
    assert executed == []
    assert {notes_of[name] for name in NAMES} == {"reused: nothing it reads has changed"}
    assert notes_of["documents"] == ""


def test_a_reused_stage_leaves_what_it_made(again, project, fake):
    """Published bytes are those of the run before, but for the times."""
    before = fake.snapshot(project.published_report("2021"))
    again()
    after = fake.snapshot(project.published_report("2021"))
    assert {name for name in before | after if before.get(name) != after.get(name)} <= {"timings.json"}
    assert fake.leftovers(project) == []


def test_forced_everything_is_executed(again):
    """``--force`` asks for nothing."""
    executed, notes_of = again(force=True)
    assert executed == NAMES
    assert {notes_of[name] for name in NAMES} == {"--force"}


@pytest.mark.sampled(3)
@pytest.mark.parametrize(
    ("change", "stages", "why"),
    [
        (
            lambda layout: write_text(layout.prose("2021"), read_text(layout.prose("2021")) + "khác\n"),
            [REPORT],
            "params/2021.md differs",
        ),
        (
            lambda layout: write_text(layout.prose("2021"), "Có @SL999 đội.\n"),
            [ASSESS, REPORT],
            "prose-citations.json differs",
        ),
        (
            lambda layout: write_text(layout.policy, "# another\n" + read_text(layout.policy)),
            [CHECK, ASSESS, REPORT],
            "assessment.yml",
        ),
        (
            lambda layout: write_text(layout.expectations / "new.yml", ""),
            [CHECK, ASSESS],
            "expectations/new.yml new",
        ),
        (
            lambda layout: write_text(layout.raw("2021") / "figures.csv", "figure_id\n"),
            STAGES,
            "figures.csv differs",
        ),
    ],
)
def test_only_what_reads_a_change_is_executed(again, project, change, stages, why):
    """The others are reused; those executed name the file."""
    change(project)
    executed, notes_of = again()
    assert executed == [stage.name for stage in stages]
    assert why in notes_of[executed[0]]


def test_what_comes_out_the_same_ends_the_change(again, project, fake):
    """A notebook was edited, but made the same: what comes after it is reused."""
    file = CLEAN.notebook(project)
    fake.write_notebook(file, (fake.DECLARED, fake.OPENED, "# edited", fake.WORK["10_clean"]))
    executed, notes_of = again()
    assert executed == ["10_clean"]
    assert notes_of["10_clean"] == "notebooks/10_clean.ipynb differs"


def test_another_version_executes_everything(again, monkeypatch):
    """A library that was updated may make something else."""
    monkeypatch.setattr(stage_cache, "versions", lambda: {"pandas": "99"})
    executed, notes_of = again()
    assert executed == NAMES
    assert "became 99" in notes_of["10_clean"]


@pytest.mark.parametrize("harm", ["changed", "gone", "record"])
def test_what_is_damaged_is_not_used(again, project, harm):
    """A file that was changed or removed where it is stage_cache, or a record nobody can read."""
    folder = project.runs("2021") / "stage-10_clean"
    file = folder / {"record": "made.json"}.get(harm, "clean/figures.parquet")
    if harm == "gone":
        file.unlink()
    else:
        write_text(file, "not what it was")
    executed, notes_of = again()
    assert executed == ["10_clean"]
    assert notes_of["10_clean"] in {"what was kept of it is damaged", "nothing is kept of it"}
