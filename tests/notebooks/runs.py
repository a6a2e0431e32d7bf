"""Runs that were assessed: 2021, changed ones, and one that has nothing."""

from khacphuc.data.decisions import with_decisions
from khacphuc.notebooks.assessed_run import AssessedRun

from .. import run2021

#: The tables an office may leave empty.
CONTENT = ("shortcomings", "criteria", "declared", "targets", "target_parts", "figures", "computed")


def assessed(tables=None, *, language="vi", status="reconstruction"):
    """A run, by default 2021, with the numbers that are used."""
    tables = run2021.tables() if tables is None else tables
    assessment = run2021.assessment(with_decisions(tables, status, language))
    return AssessedRun(tables, assessment, run2021.policy(), language, status)


def changed(table, cells, **options):
    """2021 with cells of a table changed: by key and column."""
    tables = run2021.tables()
    frame = tables[table]
    for (key, column), cell in cells.items():
        frame.loc[frame.iloc[:, 0] == key, column] = cell
    return assessed(tables, **options)


def empty(language="vi"):
    """A run whose tables have no rows."""
    tables = run2021.tables()
    return assessed(tables | {name: tables[name].iloc[:0] for name in CONTENT}, language=language)
