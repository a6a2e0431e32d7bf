"""All checks of a run in one call."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pandas as pd

from khacphuc.checks.answers import apply_answers, choices, concepts, in_order
from khacphuc.checks.codes import known_codes
from khacphuc.checks.findings import collect
from khacphuc.checks.source.compare import RULES as SOURCE_RULES
from khacphuc.checks.suites import acceptable_rules, deciding_rules, load_suites, run_suites
from khacphuc.checks.translation import translated
from khacphuc.checks.views.tables import views
from khacphuc.locale import words

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from khacphuc.checks.prose import Prose

_MENDED_BY_TYPING = frozenset(rule for rule, severity in SOURCE_RULES.items() if severity == "critical")


@dataclass(frozen=True)
class Checked:
    """What the checks of a run found (``FINDING_COLUMNS``), and what they looked at (``RULE_COLUMNS``).

    ``choices`` are, by rule and row of a finding, the figures of which one is to be used.
    """

    findings: pd.DataFrame
    rules: pd.DataFrame
    choices: Mapping[tuple[str, str], tuple[str, ...]] = field(default_factory=dict)


def check_run(
    tables: dict[str, pd.DataFrame],
    *,
    targets: pd.DataFrame,
    criteria: pd.DataFrame,
    assessments: pd.DataFrame,
    status: str,
    suites: Path,
    year: int | None = None,
    previous: pd.DataFrame | None = None,
    prose: Prose | None = None,
    language: str = "vi",
) -> Checked:
    """Check the clean tables and the assessment made of them.

    Args:
        tables: the clean tables.
        targets: evaluated targets and parts.
        criteria: judged criteria.
        assessments: computed beside declared classes.
        status: the document's status.
        suites: the folder of suites.
        year: the year the report is about (see ``views`` for this and what follows).
        previous: the clean figures of the year before.
        prose: what was read of the prose (``read_prose``).
        language: in which findings are told.

    Returns:
        The findings (see ``findings.collect``) with the reviewers' answers beside them, and every rule
        that was checked.

    Raises:
        ParameterError: a suite file is not one.
        CheckError: a suite cannot be built.
    """
    seen = views(
        tables,
        targets=targets,
        criteria=criteria,
        assessments=assessments,
        status=status,
        year=year,
        previous=previous,
        prose=prose,
        language=language,
    )
    loaded = translated(load_suites(suites), language)
    validation = run_suites(loaded, seen, known_codes(tables), language)
    found, counted = collect(validation.failures, seen, language), concepts(seen["figures"])
    deciding = deciding_rules(loaded)
    answered = apply_answers(
        found,
        tables["answers"],
        acceptable=acceptable_rules(loaded),
        deciding=deciding,
        status=status,
        counted=counted,
        elsewhere=frozenset(SOURCE_RULES),
        language=language,
    )
    return Checked(answered, validation.rules, choices(answered, counted, deciding))


def with_source(
    checked: Checked, compared: pd.DataFrame, tables: dict[str, pd.DataFrame], language: str = "vi"
) -> Checked:
    """Add what the comparison with the source document found, with its answers.

    Args:
        checked: what the checks found.
        compared: findings of ``against_source``; critical ones are mended by typing, not accepted.
        tables: the clean tables.
        language: in which findings are told.
    """
    answers = tables["answers"]
    answered = apply_answers(
        compared,
        answers[answers["rule"].isin(list(SOURCE_RULES)) & (answers["problem"] == "")],
        acceptable=frozenset(SOURCE_RULES) - _MENDED_BY_TYPING,
        deciding=frozenset(),
        status="",
        counted={},
        language=language,
    )
    say = words(language, "checks")
    failed = compared["rule"].value_counts()
    looked_at = [
        ("figures", rule, severity, say[rule], len(tables["figures"]), int(failed.get(rule, 0)))
        for rule, severity in SOURCE_RULES.items()
    ]
    rules = pd.DataFrame(looked_at, columns=list(checked.rules.columns))
    both = [row for frame in (checked.findings, answered) for row in frame.to_dict("records")]
    return Checked(
        in_order({str(name): cell for name, cell in row.items()} for row in both),
        pd.concat([checked.rules, rules], ignore_index=True),
        checked.choices,
    )
