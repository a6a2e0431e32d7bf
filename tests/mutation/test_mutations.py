"""Every small mistake in every cell of run 2021 is reported by a finding, unless nobody could know of it.

``make test`` makes a sample of the mistakes, ``make test-all`` every one. Run with ``-s`` to see the table
of what was caught, and what was not.
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

    from .direct import COLUMNS, Harness

pytestmark = pytest.mark.untraced

SHARE = 0.98
UNKNOWABLE = 0.04
SEED = 2021
#: Of each operator one mutation is made in ``make test``, and this share of the others.
SAMPLED = 0.001
#: So many mutations are compared with Great Expectations: a few in ``make test``, the others in full.
COMPARED, COMPARED_ALWAYS = 20, 1
#: Columns that only a run reads which asks its units for returns (``tests/data/returns/test_totals.py``).
OF_RETURNS = {("indicators", column) for column in ("over_time", "over_units", "distinct")}
RAW = read_run(run2021.LAYOUT, "2021")
ROW_BY_ROW = {"other unit", "required cell emptied", "code dangling", "row doubled"}
"""Operators whose mistakes are reported row by row, so that one may be made in every row at once."""
ROW_BY_ROW_IN_INDICATORS = {"enumeration flipped", "comparator flipped"}
APART = 4
"""So many rows apart, two figures in the wrong place are not reported together."""

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
        prose=run2021.cited(),
    )


@cache
def every():
    """Every mutation of every raw table; lists of units, and how returns add up, are no work of this run."""
    lists = {"units", "units_of_measure"}
    return [
        mutation
        for name, raw in RAW.tables.items()
        if name not in lists
        for mutation in mutations(name, raw)
        if (name, mutation.column) not in OF_RETURNS
    ]


def sample():
    """One mutation of each operator, and a seeded share of the others, in the order of the tables."""
    by_operator = {}
    for mutation in every():
        by_operator.setdefault(mutation.operator, []).append(mutation)
    choose = random.Random(SEED)  # noqa: S311 - seeded on purpose
    chosen = {
        mutation
        for members in by_operator.values()
        for mutation in choose.sample(members, 1 + round(SAMPLED * (len(members) - 1)))
    }
    return [mutation for mutation in every() if mutation in chosen]


def alike(mutation, families):
    """What a mutation shares with others that may be made at once, and what only one of them may have."""
    by_row = mutation.operator in ROW_BY_ROW or (
        mutation.table == "indicators" and mutation.operator in ROW_BY_ROW_IN_INDICATORS
    )
    if mutation.column == TABLES[mutation.table].key:
        return None
    if by_row:
        return "row by row", mutation.row
    if mutation.table == "figures" and mutation.column in {"section", "paragraph"}:
        return f"{LINES[mutation.row] % APART}", mutation.row
    if (mutation.table, mutation.column) == ("figures", "printed"):
        return "families", families[mutation.row_id]
    return None


def experiments(chosen, knowledge):
    """Mutations to be made at once: one each, or several that nothing relates."""
    families = knowledge.families()
    groups: dict[object, list[Mutation]] = {}
    turns: Counter[object] = Counter()
    for mutation in chosen:
        if shared := alike(mutation, families):
            cell = (mutation.operator, mutation.table, shared[0])
            groups.setdefault((cell, turns[cell, shared[1]]), []).append(mutation)
            turns[cell, shared[1]] += 1
        else:
            groups[mutation] = [mutation]
    return list(groups.values())


def caught(mutation, new, knowledge):
    """Whether a new finding is about a mutation: its row or a related row is the mutated one.

    A row that is missing is reported where its code is named, or at the rows that cite or count it.
    """
    codes = {mutation.row_id}
    if mutation.column == TABLES[mutation.table].key:
        codes.add(mutation.new)
    missing = mutation.operator == "row missing"
    if missing:
        codes |= knowledge.referring(mutation)
    gone = missing or mutation.column == TABLES[mutation.table].key
    return any(
        codes & {row_id, *related.split(";")} or (gone and mutation.row_id in f"{observed} {expected}")
        for _, row_id, related, observed, expected in new
    )


def run(experiment):
    """The new findings of an experiment; None where the table is refused."""
    frame = RAW.tables[experiment[0].table]
    for mutation in reversed(experiment):  # a row typed twice moves those below it
        frame = mutation.apply(frame)
    try:
        return harness().findings(experiment[0].table, frame) - harness().baseline
    except SourceError:
        return None


def run_everywhere(work):
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
    findings = run2021.findings(tables)
    return frozenset(findings[list(COLUMNS)].itertuples(index=False, name=None))


@pytest.mark.full
def test_direct_is_great_expectations_on_the_baseline():
    """Without mistakes both find the same."""
    assert harness().baseline == gx(run2021.tables())


@pytest.mark.parametrize(
    "mutation",
    [
        pytest.param(mutation, id=str(mutation), marks=[pytest.mark.full] * (number >= COMPARED_ALWAYS))
        for number, mutation in enumerate(random.Random(SEED).sample(every(), COMPARED))  # noqa: S311
    ],
)
def test_direct_is_great_expectations(mutation):
    """With a mistake both find the same."""
    changed = mutation.apply(RAW.tables[mutation.table])
    assert harness().findings(mutation.table, changed) == gx(harness().tables_of(mutation.table, changed))


def test_few_mistakes_cannot_be_known_of():
    """Of all mistakes, those nobody could know of without the source are few."""
    knowledge = Knowledge(RAW.tables)
    assert sum(bool(knowledge.unknowable(mutation)) for mutation in every()) <= UNKNOWABLE * len(every())


def test_mistakes_are_caught_in_a_sample(capsys):
    """Of a sample of the mistakes that can be known of, 98 in 100 are caught, each operator by its size."""
    chosen = sample()
    assert {mutation.operator for mutation in chosen} == {mutation.operator for mutation in every()}
    check_that_mistakes_are_caught(chosen, map(run, experiments(chosen, Knowledge(RAW.tables))), capsys)


@pytest.mark.full
def test_mistakes_are_caught(capsys):
    """Of the mistakes that can be known of, 98 in 100 are caught."""
    work = experiments(every(), Knowledge(RAW.tables))
    check_that_mistakes_are_caught(every(), run_everywhere(work), capsys)


def check_that_mistakes_are_caught(chosen, results, capsys):
    """98 in 100 of the knowable mistakes are caught, each standing for its operator; the table is printed."""
    knowledge = Knowledge(RAW.tables)
    sizes_of_all = Counter(mutation.operator for mutation in every())
    sizes_chosen = Counter(mutation.operator for mutation in chosen)
    weights = {operator: sizes_of_all[operator] / size for operator, size in sizes_chosen.items()}
    counts: Counter[tuple[str, str, str]] = Counter()
    missed, reasons, sizes, known = [], Counter(), Counter(), Counter()
    for experiment, new in zip(experiments(chosen, knowledge), results, strict=True):
        for mutation in experiment:
            why = knowledge.unknowable(mutation)
            good = new is None or caught(mutation, new, knowledge)
            outcome = "unknowable" if why and not good else "caught" if good else "missed"
            counts[mutation.operator, "", outcome] += 1
            counts[mutation.operator, "predicted", outcome] += bool(why)
            sizes[mutation.table] += bool(why)
            reasons[why] += bool(why)
            if not why:
                known[outcome] += weights[mutation.operator]
            if outcome == "missed":
                missed.append(str(mutation))
    with capsys.disabled():
        sys.stdout.write("\n".join(table(counts, reasons, sizes, missed)) + "\n")
    assert known["caught"] >= SHARE * known.total(), missed


def table(counts, reasons, sizes, missed):
    """What was caught by operator, what could not be known of and why, and what was missed."""
    yield f"\n{'operator':24}{'all':>7}{'caught':>8}{'missed':>8}{'unknowable':>12}{'caught anyway':>15}"
    for operator in dict.fromkeys(operator for operator, _, _ in counts):
        good, bad, silent = (counts[operator, "", outcome] for outcome in ("caught", "missed", "unknowable"))
        anyway = counts[operator, "predicted", "caught"]
        yield f"{operator:24}{good + bad + silent:>7}{good:>8}{bad:>8}{silent + anyway:>12}{anyway:>15}"
    yield f"unknowable by table: { ({name: size for name, size in sizes.items() if size}) }"
    yield from (f"{size:>6} {why}" for why, size in reasons.most_common() if why)
    yield from (f"missed: {mutation}" for mutation in missed)
