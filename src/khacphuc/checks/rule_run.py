"""One rule run by itself, for an analyst who asks what exactly was checked, on which rows."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import get_close_matches
from typing import TYPE_CHECKING

import pandas as pd

from khacphuc.checks.answers import ANSWER_RULES
from khacphuc.checks.codes import known_codes
from khacphuc.checks.compared import ComparedRows
from khacphuc.checks.run import status_suites
from khacphuc.checks.suites import run_suites
from khacphuc.checks.views.tables import printed_views
from khacphuc.data.records.systems import unused_suites
from khacphuc.errors import UsageError
from khacphuc.locale import words
from khacphuc.text.codes import nearest

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from khacphuc.checks.suites import Expectation, SuiteFile


@dataclass(frozen=True)
class RuleRun:
    """A rule as Great Expectations ran it.

    Attributes:
        table: the table it is about.
        expectation: the rule as its suite file writes it.
        rows: what it looked at, with all columns of the view, or none if it is about records the run does
            not keep; None where it needs the assessment or the prose.
        failed: the positions of the rows it does not hold for.
        holds: whether it holds; a rule about a whole table fails no row.
        broken: what went wrong where the check itself broke.
        compared: the positions of the rows in which there was something to compare.
    """

    table: str
    expectation: Expectation
    rows: pd.DataFrame | None = None
    failed: tuple[int, ...] = ()
    holds: bool = True
    broken: str = ""
    compared: tuple[int, ...] = ()

    @property
    def looked_at(self) -> tuple[int, ...]:
        """The positions of the rows that were compared; one that fails was."""
        return tuple(sorted({*self.compared, *self.failed}))


def run_rule(
    rule: str,
    tables: dict[str, pd.DataFrame],
    *,
    status: str,
    suites: Path,
    year: int | None = None,
    previous: pd.DataFrame | None = None,
    language: str = "vi",
    assessed: Callable[[], Mapping[str, pd.DataFrame]] = dict,
) -> RuleRun:
    """Run one rule over what was printed, or over the assessment.

    Args:
        rule: its id, such as ``SL-10``.
        tables: the clean tables.
        status: the document's status.
        suites: the folder of suites.
        year: the year the report is about.
        previous: the clean figures of the year before.
        language: of its sentences.
        assessed: gives the views of the assessment and the prose (``assessed_views``), for a rule about them.

    Raises:
        UsageError: no rule has this id; the error names the nearest.
        ParameterError, CheckError: as ``checks.run.check_printed``.
    """
    loaded = status_suites(suites, status, language)
    table, expectation = find_rule(rule, loaded, language)
    if table in unused_suites(tables):
        return RuleRun(table, expectation, pd.DataFrame())
    views = printed_views(tables, status=status, year=year, previous=previous)
    if not _has_columns(views, table, expectation):
        views = dict(assessed())
    if not _has_columns(views, table, expectation):
        return RuleRun(table, expectation)
    alone = loaded[table].model_copy(update={"expectations": (expectation,)})
    failures = run_suites({table: alone}, views, known_codes(tables), language).failures
    rows = views[table].reset_index(drop=True)
    compared = tuple(int(place) for place in ComparedRows(rows).by(expectation).nonzero()[0])
    if not failures:
        return RuleRun(table, expectation, rows, compared=compared)
    return RuleRun(
        table, expectation, rows, failures[0].rows, holds=False, broken=failures[0].broken, compared=compared
    )


def _has_columns(views: Mapping[str, pd.DataFrame], table: str, expectation: Expectation) -> bool:
    return table in views and expectation.columns <= set(views[table].columns)


def find_rule(rule: str, suites: dict[str, SuiteFile], language: str = "vi") -> tuple[str, Expectation]:
    """The rule of an id, with the table whose suite it stands in.

    Raises:
        UsageError: no rule has this id; the error names the nearest.
    """
    rules = {
        expectation.meta.rule: (table, expectation)
        for table, suite in suites.items()
        for expectation in suite.expectations
    }
    if rule not in rules:
        labels = words(language, "checking")
        if rule in ANSWER_RULES:
            about = words(language, "checks")[rule]
            raise UsageError(labels["answer_rule"].format(rule=rule, about=about.rstrip(".")))
        names = {name: expectation.description for name, (_, expectation) in rules.items()}
        raise UsageError(
            labels["no_rule"].format(rule=rule),
            remedy=near_name(str(rule), names, language) or labels["rules_are"],
        )
    return rules[rule]


def near_name(typed: str, names: Mapping[str, str], language: str) -> str:
    """How to mend a name that is wrong: the nearest there is; empty if none is near."""
    near = nearest(typed, names) or next(iter(get_close_matches(typed, names, n=1)), "")
    return words(language, "checking")["near"].format(name=near.rstrip(".")) if near else ""
