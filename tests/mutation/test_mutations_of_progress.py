"""Every small mistake in the progress of a plan is a finding, and what is right of it is none.

The progress of the example, with one cell changed at a time. ``make test`` makes a few mistakes of each sort,
``make test-all`` every one.
"""

import warnings
from functools import cache

import pytest

from khacphuc.checks.codes import known_codes
from khacphuc.checks.views.progress import progress_views
from khacphuc.data.clean import clean_table
from khacphuc.data.raw.run import read_run
from khacphuc.schema.tables import SEPARATOR, TABLES

from ..office.example.examples import example, inputs
from .operators import mutations

pytestmark = pytest.mark.full

with warnings.catch_warnings():
    warnings.simplefilter("ignore", DeprecationWarning)  # Great Expectations imports sre_constants
    from khacphuc.checks.suites import load_suites

    from .direct import broken_rows

SHARE = 0.98
RUNS = ("2021", "2022")
MEASURES_ALIKE = {"not_started": "on_the_way", "on_the_way": "not_started"}


@cache
def raw(run):
    """The raw progress of a run."""
    layout, truth = example()
    return read_run(layout, run, truth.runs[run].office).tables["progress"]


@cache
def suites():
    """The suites of the plan."""
    loaded = load_suites(example()[0].expectations)
    return {name: loaded[name] for name in ("progress", "plan_progress")}


def broken(run, frame):
    """The rules that rows of the plan break where progress is another, with their rows."""
    _, truth = example()
    opened = inputs(example()[0], run)
    tables = {name: clean for name, clean in opened.tables.items() if name in TABLES}
    tables["progress"] = clean_table(TABLES["progress"], frame)
    views, known = progress_views(tables, truth.runs[run].year), known_codes(tables)
    return {pair for name, suite in suites().items() for pair in broken_rows(suite, views[name], known)}


class Progress:
    """What nobody can know of a mistake in a row of progress, by the rows around it alone."""

    def __init__(self, frame):
        """Take the raw table."""
        self._rows = frame.to_dict("records")
        self._months = {(row["measure_id"], row["month"]): row["status"] for row in self._rows}

    def unknowable(self, mutation):
        """Whether another year could have been as the mistake has it."""
        row = self._rows[mutation.row]
        if mutation.column == "evidence":
            return "another code there is" if SEPARATOR.join(mutation.new.split(SEPARATOR)) else ""
        if mutation.column != "status":
            return ""
        before, after = (self._neighbour(row, step) for step in (-1, 1))
        if mutation.new == "not_started":  # nothing was begun before it
            return "" if before == "on_the_way" else "how far it was"
        if mutation.new == "on_the_way":  # of what goes on, or has no date, nobody knows that it was done
            goes_on = row["status"] in MEASURES_ALIKE and after != "not_started"
            return "how far it was" if goes_on or (row["status"] == "done" and not after) else ""
        return ""

    def _neighbour(self, row, step):
        year, month = row["month"].split("-")
        return self._months.get((row["measure_id"], f"{year}-{int(month) + step:02}"), "")


def outcomes(run, chosen=None):
    """The mistakes somebody could know of, with whether they are told."""
    frame = raw(run)
    knowledge, before = Progress(frame), broken(run, frame)
    return [
        (str(mutation), bool(broken(run, mutation.apply(frame)) - before))
        for mutation in (mutations("progress", frame) if chosen is None else chosen)
        if not knowledge.unknowable(mutation)
    ]


@pytest.mark.untraced
@pytest.mark.parametrize("run", RUNS)
def test_mistakes_are_told(run):
    """Nearly all that can be known."""
    knowable = outcomes(run)
    missed = [name for name, is_caught in knowable if not is_caught]
    assert len(knowable) > len(raw(run))
    assert len(missed) <= (1 - SHARE) * len(knowable), "\n".join(missed)


@pytest.mark.sampled(2)
@pytest.mark.parametrize("run", RUNS)
def test_what_is_right_is_not_told(run):
    """What is found is what was planted."""
    planted = {(finding.rule, finding.row_id) for finding in example()[1].runs[run].planted}
    assert broken(run, raw(run)) <= planted


def test_some_mistakes_are_told():
    """The first mistake of each operator and column, in a row of the middle."""
    frame = raw("2021")
    firsts = {}
    for mutation in mutations("progress", frame):
        if mutation.row == len(frame) // 2:
            firsts.setdefault((mutation.operator, mutation.column), mutation)
    caught = outcomes("2021", firsts.values())
    assert caught
    assert all(is_caught for _, is_caught in caught), caught
