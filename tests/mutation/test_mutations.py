"""Every small mistake in every cell of run 2021 is told by a finding, unless nobody could know of it.

Run with ``-s`` to see the table of what was caught, and what was not.
"""

from __future__ import annotations

import multiprocessing
import os
import random
import sys
import warnings
from collections import Counter
from functools import cache

import pytest

from khacphuc.data.raw.run import read_run
from khacphuc.errors import SourceError
from khacphuc.schema.tables import TABLES

from .. import run2021
from .knowledge import Knowledge
from .operators import Mutation, mutations

with warnings.catch_warnings():
    warnings.simplefilter("ignore", DeprecationWarning)  # Great Expectations imports sre_constants
    from khacphuc.checks.suites import load_suites

    from .direct import FOUND, Harness

pytestmark = pytest.mark.untraced

SHARE = 0.98
UNKNOWABLE = 0.04
SAMPLE = 20
RAW = read_run(run2021.LAYOUT, "2021")
ROW_BY_ROW = {"other unit", "required cell emptied", "code dangling", "row doubled"}
"""Operators whose mistakes are told row by row, so that one may be made in every row at once."""
ROW_BY_ROW_IN_INDICATORS = {"enumeration flipped", "comparator flipped"}
APART = 4
"""So many rows apart, two figures in the wrong place are not told together."""

NOTES = [section.startswith("fn") for section in RAW.tables["figures"]["section"]]
LINES = [NOTES[:row].count(note) for row, note in enumerate(NOTES)]
"""Where each figure stands among those of the body, or among those of the notes."""


@cache
def harness():
    """The checks of run 2021 without Great Expectations."""
    return Harness(
        RAW,
        load_suites(run2021.LAYOUT.expectations),
        run2021.policy(),
        status="reconstruction",
        year=run2021.parameters().year,
        prose=run2021.prose(),
    )


@cache
def every():
    """Every mutation of every raw table; the list of units is no work of this run."""
    return [one for name, raw in RAW.tables.items() if name != "units" for one in mutations(name, raw)]


def alike(one, families):
    """What a mutation shares with others that may be made at once, and what only one of them may have."""
    by_row = one.operator in ROW_BY_ROW or (
        one.table == "indicators" and one.operator in ROW_BY_ROW_IN_INDICATORS
    )
    if one.column == TABLES[one.table].key:
        return None
    if by_row:
        return "row by row", one.row
    if one.table == "figures" and one.column in {"section", "paragraph"}:
        return f"{LINES[one.row] % APART}", one.row
    if (one.table, one.column) == ("figures", "printed"):
        return "families", families[one.row_id]
    return None


def experiments(knowledge):
    """Mutations to be made at once: one each, or several that nothing relates."""
    families = knowledge.families()
    groups: dict[object, list[Mutation]] = {}
    turns: Counter[object] = Counter()
    for one in every():
        if shared := alike(one, families):
            cell = (one.operator, one.table, one.column, shared[0])
            groups.setdefault((cell, turns[cell, shared[1]]), []).append(one)
            turns[cell, shared[1]] += 1
        else:
            groups[one] = [one]
    return list(groups.values())


def caught(one, new, knowledge):
    """Whether a new finding tells of a mutation: its row or a related row is the mutated one.

    A row that is missing is told where its code is named, or the rows that cite or count it.
    """
    own = {one.row_id}
    if one.column == TABLES[one.table].key:
        own.add(one.new)
    missing = one.operator == "row missing"
    if missing:
        own |= knowledge.referring(one)
    gone = missing or one.column == TABLES[one.table].key
    return any(
        own & {row_id, *related.split(";")} or (gone and one.row_id in f"{observed} {expected}")
        for _, row_id, related, observed, expected in new
    )


def run(experiment):
    """The new findings of an experiment; None where the table is refused."""
    frame = RAW.tables[experiment[0].table]
    for one in reversed(experiment):  # a row typed twice moves those below it
        frame = one.apply(frame)
    try:
        return harness().findings(experiment[0].table, frame) - harness().baseline
    except SourceError:
        return None


def all_runs(work):
    """The new findings of every experiment, on every processor where a process can be forked."""
    harness()  # before forking, so that each process has it
    if "fork" not in multiprocessing.get_all_start_methods():
        return [run(experiment) for experiment in work]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # Great Expectations has left a thread behind
        # what is measured elsewhere is not measured here again: it would take three times as long
        with multiprocessing.get_context("fork").Pool(os.cpu_count(), sys.settrace, (None,)) as pool:
            return pool.map(run, work, chunksize=8)


def gx(tables):
    """What the checks find with Great Expectations."""
    found = run2021.findings(tables)
    return frozenset(found[list(FOUND)].itertuples(index=False, name=None))


def test_direct_is_great_expectations_on_the_baseline():
    """Without mistakes both find the same."""
    assert harness().baseline == gx(run2021.tables())


@pytest.mark.slow
@pytest.mark.parametrize("one", random.Random(2021).sample(every(), SAMPLE), ids=str)  # noqa: S311
def test_direct_is_great_expectations(one):
    """With a mistake both find the same."""
    changed = one.apply(RAW.tables[one.table])
    assert harness().findings(one.table, changed) == gx(harness().tables_of(one.table, changed))


@pytest.mark.slow
def test_mistakes_are_caught(capsys):
    """Of the mistakes that can be known of, 98 in 100 are caught; the table of all is printed."""
    knowledge = Knowledge(RAW.tables)
    counts: Counter[tuple[str, str, str]] = Counter()
    missed, reasons, sizes = [], Counter(), Counter()
    work = experiments(knowledge)
    for experiment, new in zip(work, all_runs(work), strict=True):
        for one in experiment:
            why = knowledge.unknowable(one)
            found = new is None or caught(one, new, knowledge)
            outcome = "unknowable" if why and not found else "caught" if found else "missed"
            counts[one.operator, "", outcome] += 1
            counts[one.operator, "predicted", outcome] += bool(why)
            sizes[one.table] += bool(why)
            reasons[why] += bool(why)
            if outcome == "missed":
                missed.append(str(one))
    with capsys.disabled():
        sys.stdout.write("\n".join(table(counts, reasons, sizes, missed)) + "\n")
    known = [
        (sum(counts[operator, "", o] - counts[operator, "predicted", o] for o in ("caught", "missed")),
         counts[operator, "", "caught"] - counts[operator, "predicted", "caught"])
        for operator in {operator for operator, _, _ in counts}
    ]  # fmt: skip
    assert sum(sizes.values()) <= UNKNOWABLE * len(every())
    assert sum(good for _, good in known) >= SHARE * sum(total for total, _ in known), missed


def table(counts, reasons, sizes, missed):
    """What was caught by operator, what could not be known of and why, and what was missed."""
    yield f"\n{'operator':24}{'all':>7}{'caught':>8}{'missed':>8}{'unknowable':>12}{'caught anyway':>15}"
    for operator in dict.fromkeys(operator for operator, _, _ in counts):
        good, bad, silent = (counts[operator, "", outcome] for outcome in ("caught", "missed", "unknowable"))
        anyway = counts[operator, "predicted", "caught"]
        yield f"{operator:24}{good + bad + silent:>7}{good:>8}{bad:>8}{silent + anyway:>12}{anyway:>15}"
    yield f"unknowable by table: { ({name: size for name, size in sizes.items() if size}) }"
    yield from (f"{size:>6} {why}" for why, size in reasons.most_common() if why)
    yield from (f"missed: {one}" for one in missed)
