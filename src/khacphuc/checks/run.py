"""All checks of a run, in the two steps its stages take: what was printed, then what was made of it."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from khacphuc.checks.answers import apply_answers, concepts
from khacphuc.checks.codes import known_codes
from khacphuc.checks.explain import collect
from khacphuc.checks.findings import in_order
from khacphuc.checks.result import CheckResult, RuleResult
from khacphuc.checks.source.compare import SOURCE_RULES
from khacphuc.checks.suites import load_suites, run_suites
from khacphuc.checks.translation import translated
from khacphuc.checks.views.tables import assessed_views, printed_views
from khacphuc.locale import words

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from pathlib import Path

    import pandas as pd

    from khacphuc.assess.run import Assessment
    from khacphuc.checks.findings import Finding
    from khacphuc.checks.prose import Prose
    from khacphuc.checks.suites import SuiteFile

    Suites = dict[str, SuiteFile]


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
    loaded = translated(load_suites(suites), language)
    return _check(_only(loaded, _ready_rules(loaded, views)), tables, views, language, class_names)


def check_assessed(
    printed: CheckResult,
    tables: dict[str, pd.DataFrame],
    assessment: Assessment,
    *,
    status: str,
    suites: Path,
    prose: Prose | None = None,
    language: str = "vi",
    class_names: Mapping[str, str] = MappingProxyType({}),
) -> CheckResult:
    """Check the assessment and the prose, and put reviewers' answers to all findings.

    Args:
        printed: what ``check_printed`` found.
        tables: the clean tables.
        assessment: targets, criteria and classes made of them.
        status: the document's status.
        suites: the folder of suites.
        prose: what was read of the prose (``read_prose``).
        language: of findings.
        class_names: how each class is printed (``Inputs.class_names``); without them findings quote codes.

    Returns:
        All findings with their answers, and all rules in the order of the suites.

    Raises:
        ParameterError: a suite file is not one.
        CheckError: a suite cannot be built.
    """
    views = assessed_views(
        tables,
        targets=assessment.targets,
        criteria=assessment.criteria,
        assessments=assessment.assessments,
        prose=prose,
        language=language,
    )
    loaded = translated(load_suites(suites), language)
    order = [expectation.meta.rule for suite in loaded.values() for expectation in suite.expectations]
    rest = set(order) - {result.rule for result in printed.rules}
    assessed = _check(_only(loaded, rest), tables, views, language, class_names)
    findings = apply_answers(
        [*printed.findings, *assessed.findings],
        tables["answers"],
        status=status,
        counted=concepts(tables),
        unchecked=SOURCE_RULES,
        language=language,
    )
    rules = sorted((*printed.rules, *assessed.rules), key=lambda result: order.index(result.rule))
    return CheckResult(findings, tuple(rules))


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


def _ready_rules(suites: Suites, views: Mapping[str, pd.DataFrame]) -> frozenset[str]:
    """The rules whose table is there with every column they need."""
    return frozenset(
        expectation.meta.rule
        for table, suite in suites.items()
        for expectation in suite.expectations
        if table in views and expectation.columns <= set(views[table].columns)
    )


def _only(suites: Suites, rules: Collection[str]) -> Suites:
    """The suites with these rules only; a suite without any is left out."""
    chosen = {
        table: tuple(expectation for expectation in suite.expectations if expectation.meta.rule in rules)
        for table, suite in suites.items()
    }
    return {
        table: suites[table].model_copy(update={"expectations": expectations})
        for table, expectations in chosen.items()
        if expectations
    }


def _check(
    suites: Suites,
    tables: dict[str, pd.DataFrame],
    views: dict[str, pd.DataFrame],
    language: str,
    class_names: Mapping[str, str],
) -> CheckResult:
    validation = run_suites(suites, views, known_codes(tables), language)
    return CheckResult(
        collect(validation.failures, tables | views, language, class_names), tuple(validation.rules)
    )
