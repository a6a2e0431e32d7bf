"""Small mistakes in meetings, papers and supervision are findings, and what is right of them is none.

The records of the example, with one cell changed at a time. ``make test`` makes a few mistakes, ``make
test-all`` one of each sort in every table and more by chance.
"""

from __future__ import annotations

import random
import warnings
from datetime import date, timedelta
from functools import cache
from typing import TYPE_CHECKING

import pytest

from khacphuc.checks.codes import known_codes
from khacphuc.checks.views.meetings import meeting_views
from khacphuc.checks.views.supervision import supervision_views
from khacphuc.data.clean import clean_table
from khacphuc.data.raw.run import read_run
from khacphuc.data.records.papers import with_due_days
from khacphuc.schema.tables import TABLES

from ..office.example.examples import example, inputs
from .operators import Mutation, mutations
from .test_mutations_of_scores import day

with warnings.catch_warnings():
    warnings.simplefilter("ignore", DeprecationWarning)  # Great Expectations imports sre_constants
    from khacphuc.checks.suites import load_suites

    from .direct import broken_rows

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pandas as pd

pytestmark = pytest.mark.full

SHARE = 0.98
RUNS = ("2021", "2022")
MEETINGS = ("meetings", "papers")
SUPERVISION = ("supervisions", "supervision_findings")
SUITES = {MEETINGS: ("meetings", "papers", "meeting_days"), SUPERVISION: SUPERVISION}
VIEWS = {MEETINGS: meeting_views, SUPERVISION: supervision_views}
SEED, SAMPLED = 16, 60


@cache
def raw(run: str) -> dict[str, pd.DataFrame]:
    """The raw tables of a run."""
    layout, truth = example()
    return read_run(layout, run, truth.runs[run].office).tables


@cache
def clean(run: str) -> dict[str, pd.DataFrame]:
    """The clean tables of a run."""
    return {name: frame for name, frame in inputs(example()[0], run).tables.items() if name in TABLES}


@cache
def suites():
    """The suites by their names."""
    return load_suites(example()[0].expectations)


def broken(run: str, tables: tuple[str, ...], name: str = "", frame: pd.DataFrame | None = None) -> set:
    """The rules about some tables that rows break where one table is another, with their rows."""
    changed = clean(run) | ({name: clean_table(TABLES[name], frame)} if name else {})
    changed = with_due_days(changed, 3) if tables == MEETINGS else changed
    views, known = VIEWS[tables](changed, int(run)), known_codes(changed)
    return {pair for suite in SUITES[tables] for pair in broken_rows(suites()[suite], views[suite], known)}


@cache
def before(run: str, tables: tuple[str, ...]) -> set:
    """What is told of the tables as they are."""
    return broken(run, tables)


def is_caught(run: str, mutation: Mutation) -> bool:
    """Whether a finding tells of a mistake that is not told anyhow."""
    tables = MEETINGS if mutation.table in MEETINGS else SUPERVISION
    frame = mutation.apply(raw(run)[mutation.table])
    return bool(broken(run, tables, mutation.table, frame) - before(run, tables))


def mistakes(run: str) -> Iterator[Mutation]:
    """Every mistake in the four tables; cells that need not be filled are emptied, too."""
    for name in (*MEETINGS, *SUPERVISION):
        frame = raw(run)[name]
        yield from mutations(name, frame)
        for row, cells in enumerate(frame.to_dict("records")):
            for field in TABLES[name].raw:
                if (old := cells[field.name]) and not field.required:
                    key = cells[TABLES[name].key]
                    yield Mutation("cell emptied", name, row, key, field.name, old)


class Records:
    """What nobody can know of a mistake, by plain arithmetic over the raw tables."""

    def __init__(self, tables: dict[str, pd.DataFrame], year: int) -> None:
        """Take the raw tables."""
        self._year = year
        self._rows = {name: tables[name].to_dict("records") for name in (*MEETINGS, *SUPERVISION)}
        self._issued = {
            row["document_id"]: day(row["issued_on"]) for row in tables["documents"].to_dict("records")
        }
        self._units = set(tables["units"]["unit_id"])
        self._by_code = {
            name: {row[TABLES[name].key]: row for row in rows} for name, rows in self._rows.items()
        }

    def is_knowable(self, mutation: Mutation) -> bool:
        """Whether no other office could have been as the mistake has it."""
        if mutation.operator == "row missing":
            return not self._is_last(mutation)
        is_key = mutation.column == TABLES[mutation.table].key
        if is_key or mutation.operator in {"row doubled", "id duplicated", "required cell emptied"}:
            return True
        row = self._rows[mutation.table][mutation.row] | {mutation.column: mutation.new}
        return not getattr(self, f"_can_be_{mutation.table}")(row, mutation.column)

    def _is_last(self, mutation: Mutation) -> bool:
        """Whether a row is the last of its numbering, and nothing names it."""
        rows = self._rows[mutation.table]
        head = mutation.row_id.rpartition(".")[0]
        later = [row[TABLES[mutation.table].key] for row in rows[mutation.row + 1 :]]
        named = {row.get("meeting_id", "") for row in self._rows["papers"]} | {
            row["supervision_id"] for row in self._rows["supervision_findings"]
        }
        is_named = mutation.table in {"meetings", "supervisions"} and mutation.row_id in named
        return not is_named and not any(code.rpartition(".")[0] == head for code in later)

    def _can_be_meetings(self, row: dict[str, str], column: str) -> bool:
        """One of the year, on a day of its own, whose papers are in time as they were."""
        if column == "kind":
            return True
        held, planned, sent = (day(row[name]) for name in ("held_on", "planned_on", "papers_sent_on"))
        if any(row[name] and not day(row[name]) for name in ("held_on", "planned_on", "papers_sent_on")):
            return False
        meeting = held or planned
        others = {
            day(other["held_on"] or other["planned_on"])
            for other in self._rows["meetings"]
            if other["meeting_id"] != row["meeting_id"]
        }
        was_late = self._was_late(row["meeting_id"])
        papers = [
            day(paper["sent_on"])
            for paper in self._rows["papers"]
            if paper["meeting_id"] == row["meeting_id"] and paper["sent_on"]
        ]
        days = [*papers, *([sent] if sent else [])]
        return bool(
            held
            and meeting not in others
            and not (planned and held > planned)
            and abs((meeting.year - self._year) * 12 + meeting.month - 6) < 8
            and (column != "papers_sent_on" or sent or papers)
            and not (planned and planned > date(self._year + 1, 1, 31))
            and (not papers or not sent or sent == max(papers))
            and (was_late or all(each <= meeting - timedelta(days=3) for each in days))
            and all((meeting - each).days <= 60 for each in papers)
        )

    def _was_late(self, meeting: str) -> bool:
        row = self._by_code["meetings"][meeting]
        due = day(row["held_on"] or row["planned_on"]) - timedelta(days=3)
        cells = [paper["sent_on"] for paper in self._rows["papers"] if paper["meeting_id"] == meeting]
        return any(day(cell) > due for cell in [*cells, row["papers_sent_on"]] if cell)

    def _can_be_papers(self, row: dict[str, str], column: str) -> bool:
        """For a meeting there is, sent in time for it, or as late as it was."""
        meeting = self._by_code["meetings"].get(row["meeting_id"])
        if meeting is None or (row["sent_on"] and not day(row["sent_on"])):
            return False
        held = day(meeting["held_on"] or meeting["planned_on"])
        if not row["sent_on"]:
            return held.year > self._year or column == "meeting_id"
        ahead = (held - day(row["sent_on"])).days
        was = self._by_code["papers"][row["paper_id"]]
        was_held = self._by_code["meetings"][was["meeting_id"]]
        was_ahead = (
            was["sent_on"] and (day(was_held["held_on"] or was_held["planned_on"]) - day(was["sent_on"])).days
        )
        return ahead <= 60 and (ahead >= 3 or (was_ahead != "" and ahead >= -31 and was_ahead < 3))

    def _can_be_supervisions(self, row: dict[str, str], _: str) -> bool:
        """Of a unit there is, after its plan and before its letters and answers."""
        if row["unit_id"] and row["unit_id"] not in self._units:
            return False
        if any(row[name] and row[name] not in self._issued for name in ("plan", "follow_up")):
            return False
        visited = day(row["visited_on"])
        if visited is None or visited.year not in {self._year - 1, self._year}:
            return False
        plan, letter = self._issued.get(row["plan"]), self._issued.get(row["follow_up"])
        findings = [
            finding
            for finding in self._rows["supervision_findings"]
            if finding["supervision_id"] == row["supervision_id"]
        ]
        return (
            (plan is None or plan <= visited)
            and (letter is None or letter >= visited)
            and all(self._can_be_found(finding, row) for finding in findings)
        )

    def _can_be_found(self, row: dict[str, str], owner: dict[str, str]) -> bool:
        """Whether letter and answer of a finding come in their order, and what was open is told as open."""
        visited, answered = day(owner["visited_on"]), day(row["answered_on"])
        letter = row["follow_up"] or owner["follow_up"]
        was = self._by_code["supervision_findings"][row["supervision_finding_id"]]
        was_letter = was["follow_up"] or self._by_code["supervisions"][was["supervision_id"]]["follow_up"]
        if not row["answered_on"] and (was["answered_on"] or bool(letter) != bool(was_letter)):
            return False
        letter_on = self._issued.get(row["follow_up"])
        return (
            not row["answered_on"]
            or (answered is not None and answered >= visited and answered.year <= self._year + 1)
        ) and (letter_on is None or (letter_on >= visited and (answered is None or letter_on <= answered)))

    def _can_be_supervision_findings(self, row: dict[str, str], _: str) -> bool:
        """Of a supervision there is whose code it begins with, answered after the visit and the letter."""
        owner = self._by_code["supervisions"].get(row["supervision_id"])
        if owner is None or not row["supervision_finding_id"].startswith(f"{row['supervision_id']}."):
            return False
        return (not row["follow_up"] or row["follow_up"] in self._issued) and self._can_be_found(row, owner)


def knowable(run: str) -> list[Mutation]:
    """The mistakes somebody could know of."""
    records = Records(raw(run), int(run))
    return [mutation for mutation in mistakes(run) if records.is_knowable(mutation)]


def drawn(run: str) -> list[Mutation]:
    """Of the mistakes somebody could know of one of each sort, and some more, by chance."""
    everything = knowable(run)
    random.Random(SEED).shuffle(everything)  # noqa: S311 - seeded on purpose
    sorts = {(each.operator, each.table, each.column): each for each in everything}
    return [*dict.fromkeys([*sorts.values(), *everything[:SAMPLED]])]


@pytest.mark.untraced
@pytest.mark.parametrize("run", RUNS)
def test_mistakes_are_told(run: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Nearly all that can be known; the share is printed."""
    chosen = drawn(run)
    silent = [str(mutation) for mutation in chosen if not is_caught(run, mutation)]
    share = 1 - len(silent) / len(chosen)
    with capsys.disabled():
        print(f"\nmeetings and supervision, {run}: {share:.1%} of {len(chosen)} mistakes are told")  # noqa: T201
    assert share >= SHARE, "\n".join(silent)


@pytest.mark.parametrize("run", RUNS)
def test_what_is_right_is_not_told(run: str) -> None:
    """What is found is what was planted."""
    planted = {(finding.rule, finding.row_id) for finding in example()[1].runs[run].planted}
    assert before(run, MEETINGS) | before(run, SUPERVISION) <= planted


@pytest.mark.parametrize(
    "mistake",
    [
        ("required cell emptied", "meetings", "held_on"),
        ("digit slip", "papers", "meeting_id"),
        ("cell emptied", "supervisions", "visited_on"),
        ("cell emptied", "supervision_findings", "answered_on"),
    ],
    ids=lambda mistake: f"{mistake[1]}.{mistake[2]}",
)
def test_a_mistake_is_told(mistake: tuple[str, str, str]) -> None:
    """The first of its sort."""
    first = next(each for each in knowable("2021") if (each.operator, each.table, each.column) == mistake)
    assert is_caught("2021", first)
