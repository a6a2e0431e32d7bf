"""Every small mistake in score sheets and scores is a finding, and what is right of them is none.

The emulation of the example, with one cell changed at a time. ``make test`` makes a few mistakes, ``make
test-all`` every one.
"""

import warnings
from datetime import datetime
from functools import cache

import pytest

from khacphuc.checks.codes import known_codes
from khacphuc.checks.views.scores import score_views
from khacphuc.data.clean import clean_table
from khacphuc.data.raw.run import read_run
from khacphuc.data.units import valid_units
from khacphuc.schema.tables import TABLES

from ..office.example.examples import example, inputs
from .operators import mutations

pytestmark = pytest.mark.full

with warnings.catch_warnings():
    warnings.simplefilter("ignore", DeprecationWarning)  # Great Expectations imports sre_constants
    from khacphuc.checks.suites import load_suites

    from .direct import broken_rows

SHARE = 0.98
RUNS = ("2021", "2022")
NAMES = ("score_sheets", "scores")


@cache
def raw(run):
    """The raw tables of a run."""
    layout, truth = example()
    return read_run(layout, run, truth.runs[run].office).tables


@cache
def suites():
    """The suites of emulation."""
    loaded = load_suites(example()[0].expectations)
    return {name: loaded[name] for name in (*NAMES, "unit_scores")}


def broken(run, changed=None):
    """The rules that rows break where one table is another, with their rows and what unit results say."""
    layout, truth = example()
    tables = {name: clean for name, clean in inputs(layout, run).tables.items() if name != "unit_scores"}
    for name, frame in (changed or {}).items():
        tables[name] = clean_table(TABLES[name], frame)
    year = truth.runs[run].year
    views, known = score_views(tables, valid_units(tables["units"], year), year), known_codes(tables)
    results = views["unit_scores"].set_index("unit_id")
    pairs = set()
    for name, suite in suites().items():
        for rule, row in broken_rows(suite, views[name], known):
            codes = results.loc[row, ["missing", "lost_for"]] if name == "unit_scores" else ()
            pairs.add((rule, row, *codes))
    return pairs


class Emulation:
    """What nobody can know of a mistake, by plain arithmetic over the raw tables."""

    def __init__(self, tables):
        """Take the raw tables."""
        self._sheets = tables["score_sheets"].to_dict("records")
        self._scores = tables["scores"].to_dict("records")
        self._criteria = {row["score_criterion_id"]: row for row in self._sheets}
        self._collected = {
            *tables["figures"]["figure_id"],
            *tables["collection_items"]["collection"],
            *tables["collection_items"]["indicator"],
        }

    def unknowable(self, mutation):
        """Why another office could have been as the mistake has it; empty where none could."""
        judge = {
            ("scores", "points"): self._points,
            ("scores", "submitted_on"): self._submitted,
            ("score_sheets", "points"): self._most,
            ("score_sheets", "deadline"): self._deadline,
            ("score_sheets", "fed_by"): self._fed_by,
        }.get((mutation.table, mutation.column))
        return judge(mutation) if judge and mutation.new else ""

    def _points(self, mutation):
        most = number(self._criteria[self._scores[mutation.row]["score_criterion_id"]]["points"])
        return "points the sheet allows" if 0 <= (number(mutation.new) or 0) <= most else ""

    def _submitted(self, mutation):
        deadline = day(self._criteria[self._scores[mutation.row]["score_criterion_id"]]["deadline"])
        was, now = day(mutation.old), day(mutation.new)
        if now is None or now.year != was.year:
            return ""
        in_time = deadline is None or was > deadline or now <= deadline
        return "a day that costs nothing" if in_time else ""

    def _most(self, mutation):
        scores = [row for row in self._scores if row["score_criterion_id"] == mutation.row_id]
        too_many = any(number(row["points"]) > (number(mutation.new) or 0) for row in scores)
        level = self._sheets[mutation.row]["level"]
        total = sum(number(row["points"]) for row in self._sheets if row["level"] == level)
        total += (number(mutation.new) or 0) - number(mutation.old)
        return "" if too_many or total % 100 else "another sheet that adds up"

    def _deadline(self, mutation):
        was, now = day(mutation.old), day(mutation.new)
        if now is None or now.year != was.year:
            return ""
        scores = [row for row in self._scores if row["score_criterion_id"] == mutation.row_id]
        days = [day(row["submitted_on"]) for row in scores if row["submitted_on"]]
        return "a day nobody else missed" if all(each <= now or each > was for each in days) else ""

    def _fed_by(self, mutation):
        return "something else that is collected" if mutation.new in self._collected else ""


def number(text):
    """A number of points; None of what is none."""
    text = text.replace(",", ".")
    return float(text) if text.replace(".", "", 1).lstrip("-").isdecimal() else None


def day(text):
    """A day as it is typed; None of what is none."""
    try:
        return datetime.strptime(text, "%d/%m/%Y").date()  # noqa: DTZ007 - a day
    except ValueError:
        return None


def every(run):
    """Every mistake in both tables that somebody could know of."""
    knowledge = Emulation(raw(run))
    return [
        mutation
        for name in NAMES
        for mutation in mutations(name, raw(run)[name])
        if not knowledge.unknowable(mutation)
    ]


def missed(run, chosen):
    """The mistakes of which no new finding tells."""
    before = broken(run)
    return [
        str(mutation)
        for mutation in chosen
        if not broken(run, {mutation.table: mutation.apply(raw(run)[mutation.table])}) - before
    ]


@pytest.mark.untraced
@pytest.mark.parametrize("run", RUNS)
def test_mistakes_are_told(run):
    """Nearly all that can be known."""
    knowable = every(run)
    silent = missed(run, knowable)
    assert len(knowable) > len(raw(run)["scores"])
    assert len(silent) <= (1 - SHARE) * len(knowable), "\n".join(silent)


@pytest.mark.parametrize("run", RUNS)
def test_what_is_right_is_not_told(run):
    """What is found is what was planted."""
    planted = {(finding.rule, finding.row_id) for finding in example()[1].runs[run].planted}
    assert {row[:2] for row in broken(run)} <= planted
