"""All checks of a run, in the two steps its stages take: what was printed, then what was made of it."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from khacphuc.checks.answers import FINAL, apply_answers, concepts
from khacphuc.checks.cascades import join_cascades
from khacphuc.checks.codes import existing_codes, known_codes
from khacphuc.checks.examples import example_findings
from khacphuc.checks.explain import collect
from khacphuc.checks.findings import in_order
from khacphuc.checks.result import CheckResult, RuleResult
from khacphuc.checks.source.compare import SOURCE_RULES
from khacphuc.checks.suites import load_suites, run_suites
from khacphuc.checks.translation import translated
from khacphuc.checks.used import with_used
from khacphuc.checks.views.restatements import RESTATEMENTS
from khacphuc.checks.views.returns import RETURN_SUITES, has_returns
from khacphuc.checks.views.tables import assessed_views, printed_views
from khacphuc.data.decisions import replacements, with_decisions
from khacphuc.data.records.systems import unused_suites
from khacphuc.locale import words
from khacphuc.schema.tables import ISSUED

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence
    from pathlib import Path

    import pandas as pd

    from khacphuc.assess.run import Assessment
    from khacphuc.checks.findings import Finding
    from khacphuc.checks.prose import Prose
    from khacphuc.checks.suites import SuiteFile

    Suites = dict[str, SuiteFile]

_RESOLVING = "expect_codes_to_resolve"
_OF_PROSE = frozenset({"citations", "statements"})
"""The tables of what a prose says."""
_CITED = "cited"
"""The column of rows that says whether the prose cites them."""


def check_printed(
    tables: dict[str, pd.DataFrame],
    *,
    status: str,
    suites: Path,
    year: int | None = None,
    previous: pd.DataFrame | None = None,
    language: str = "vi",
    class_names: Mapping[str, str] = MappingProxyType({}),
) -> CheckResult:
    """Check what was printed and entered: every rule that needs the clean tables alone.

    Args:
        tables: the clean tables.
        status: the document's status.
        suites: the folder of suites.
        year: the year the report is about (see ``printed_views`` for this and what follows).
        previous: the clean figures of the year before.
        language: of findings.
        class_names: how each class is printed (``Inputs.class_names``); without them findings quote codes.

    Returns:
        The findings, without answers, and the rules that were checked.

    Raises:
        ParameterError: a suite file is not one.
        CheckError: a suite cannot be built.
    """
    views = printed_views(tables, status=status, year=year, previous=previous)
    loaded = asked_suites(status_suites(suites, status, language), tables)
    result = _check(_only(loaded, _ready_rules(loaded, views)), tables, views, language, class_names)
    return CheckResult((*example_findings(tables, language), *result.findings), result.rules)


def check_assessed(
    printed: CheckResult,
    tables: dict[str, pd.DataFrame],
    assessment: Assessment,
    *,
    status: str,
    suites: Path,
    year: int | None = None,
    prose: Prose | None = None,
    asks_prose: bool = True,
    language: str = "vi",
    class_names: Mapping[str, str] = MappingProxyType({}),
) -> CheckResult:
    """Check the assessment and the prose, and put reviewers' answers to all findings.

    Where answers chose one of two figures, relations between numbers are checked with the one that is used.

    Args:
        printed: what ``check_printed`` found.
        tables: the clean tables.
        assessment: targets, criteria and classes, of the tables with the numbers that are used.
        status: the document's status.
        suites: the folder of suites.
        year: the year the report is about.
        prose: what was read of the prose (``read_prose``).
        asks_prose: whether what it says is checked. Tables cut at a month lack what the prose of the year
            cites: there nothing is found of it, and answers about it are left alone.
        language: of findings.
        class_names: how each class is printed (``Inputs.class_names``); without them findings quote codes.

    Returns:
        All findings with their answers, and all rules in the order of the suites.

    Raises:
        ParameterError: a suite file is not one.
        CheckError: a suite cannot be built.
    """
    loaded = asked_suites(status_suites(suites, status, language), tables)
    order = [expectation.meta.rule for suite in loaded.values() for expectation in suite.expectations]
    rest = _only(loaded, set(order) - {result.rule for result in printed.rules})

    def assessed(tables: dict[str, pd.DataFrame], suites: Suites) -> CheckResult:
        views = assessed_views(
            tables,
            targets=assessment.targets,
            criteria=assessment.criteria,
            assessments=assessment.assessments,
            prose=prose if asks_prose else None,
            language=language,
        )
        return _check(suites, tables, views, language, class_names)

    result = _joined(printed, assessed(tables, rest))
    replaced = replacements(tables, status)
    undecided: frozenset[tuple[str, str]] = frozenset()
    if replaced:
        used, relations = with_decisions(tables, status, language), _only(loaded, _relations(loaded))
        views = printed_views(used, status=status, year=year)
        ready = _ready_rules(relations, views)
        again = _joined(
            _check(_only(relations, ready), used, views, language, class_names),
            assessed(used, _only(relations, _relations(loaded) - ready)),
        )
        result, undecided = with_used(result, again, replaced, tables, language)
    findings = apply_answers(
        join_cascades(result.findings, language),
        tables["answers"],
        status=status,
        counted=concepts(tables),
        changing=replaced if prose is None else replaced.keys() & prose.codes.keys(),
        replaced=replaced,
        undecided=undecided,
        unchecked=SOURCE_RULES.keys() | (frozenset() if asks_prose else _prose_rules(loaded)),
        language=language,
    )
    return CheckResult(findings, tuple(sorted(result.rules, key=lambda rule: order.index(rule.rule))))


def with_source(
    result: CheckResult,
    compared: tuple[Finding, ...],
    tables: dict[str, pd.DataFrame],
    language: str = "vi",
) -> CheckResult:
    """Add what the comparison with the source document found, with its answers.

    Args:
        result: what the checks found.
        compared: findings of ``source.compare``.
        tables: the clean tables.
        language: of findings.
    """
    answers = tables["answers"]
    answered = apply_answers(
        compared,
        answers[answers["rule"].isin(list(SOURCE_RULES)) & (answers["problem"] == "")],
        status="",
        counted={},
        language=language,
    )
    labels = words(language, "checks")
    failed = [finding.rule for finding in compared]
    rows = len(tables["figures"])
    rules = [
        RuleResult("figures", rule, severity, labels[rule], rows, failed.count(rule))
        for rule, severity in SOURCE_RULES.items()
    ]
    return CheckResult(in_order([*result.findings, *answered]), (*result.rules, *rules))


def status_suites(folder: Path, status: str, language: str = "vi") -> Suites:
    """The suites in a language, each rule with the severity its findings have in a document of a status.

    In a final document every rule about a relation of numbers is critical, and that about what was issued.

    Args:
        folder: the folder of suites.
        status: the document's status.
        language: of the run.

    Raises:
        ParameterError, CheckError: as ``load_suites``.
    """
    loaded = translated(load_suites(folder), language)
    return {table: _graded(suite) for table, suite in loaded.items()} if status == FINAL else loaded


def asked_suites(suites: Suites, tables: Mapping[str, pd.DataFrame]) -> Suites:
    """The suites a run is checked by: those of a system only where the run has something of it.

    That about what was issued only where the run is compared with an issued version.

    Args:
        suites: all there are.
        tables: the clean tables.
    """
    unused = unused_suites(tables) | (frozenset() if has_returns(tables) else frozenset(RETURN_SUITES))
    unused |= frozenset() if ISSUED in tables else {RESTATEMENTS}
    return {name: suite for name, suite in suites.items() if name not in unused}


def _graded(suite: SuiteFile) -> SuiteFile:
    graded = tuple(
        expectation.model_copy(update={"severity": "critical"})
        if expectation.meta.stops_final
        else expectation
        for expectation in suite.expectations
    )
    return suite.model_copy(update={"expectations": graded})


def _relations(suites: Suites) -> frozenset[str]:
    """The rules to be checked again where other numbers are used than were printed."""
    return frozenset(
        expectation.meta.rule
        for table, suite in suites.items()
        for expectation in suite.expectations
        if expectation.meta.relates or table == "computed"
    )


def _prose_rules(suites: Suites) -> frozenset[str]:
    """The rules that ask what the prose says."""
    return frozenset(
        expectation.meta.rule
        for table, suite in suites.items()
        for expectation in suite.expectations
        if table in _OF_PROSE or _CITED in expectation.columns
    )


def _joined(first: CheckResult, second: CheckResult) -> CheckResult:
    return CheckResult((*first.findings, *second.findings), (*first.rules, *second.rules))


def _ready_rules(suites: Suites, views: Mapping[str, pd.DataFrame]) -> frozenset[str]:
    """The rules whose table is there with every column they need."""
    return frozenset(
        rule.meta.rule
        for table, suite in suites.items()
        for rule in suite.expectations
        if table in views and rule.columns <= set(views[table].columns)
    )


def _only(suites: Suites, rules: Collection[str]) -> Suites:
    """The suites with these rules only; a suite without any is left out."""
    only: Suites = {}
    for table, suite in suites.items():
        if chosen := tuple(rule for rule in suite.expectations if rule.meta.rule in rules):
            only[table] = suite.model_copy(update={"expectations": chosen})
    return only


def _check(
    suites: Suites,
    tables: dict[str, pd.DataFrame],
    views: dict[str, pd.DataFrame],
    language: str,
    class_names: Mapping[str, str],
) -> CheckResult:
    lists = known_codes(tables)
    validation = run_suites(suites, views, lists, language)
    findings = collect(
        validation.failures,
        tables | views,
        language,
        class_names,
        naming=_naming(suites),
        known=existing_codes(lists),
    )
    return CheckResult(join_cascades(findings, language), tuple(validation.rules))


def _naming(suites: Suites) -> dict[str, Sequence[str]]:
    """By rule, the columns whose cells must name rows of other tables."""
    rules = (rule for suite in suites.values() for rule in suite.expectations if rule.type == _RESOLVING)
    return {rule.meta.rule: rule.kwargs["column_list"][1:] for rule in rules}
