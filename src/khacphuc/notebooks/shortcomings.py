"""The shortcomings of a run with their criteria, as people ask about them. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pandas as pd

from khacphuc.assess.carrying import standing_class
from khacphuc.locale import words
from khacphuc.schema.row_dicts import row_dicts
from khacphuc.schema.tables import SEPARATOR

if TYPE_CHECKING:
    from collections.abc import Mapping

    from khacphuc.assess.classes import Policy, Rule
    from khacphuc.assess.run import Assessment


@dataclass(frozen=True, slots=True)
class AssessedCriterion:
    """A clause of a shortcoming, its status, and what that rests on.

    Attributes:
        code: its code.
        aspect: what is looked at.
        kind: ``measured`` or ``judged``.
        proxy: whether it rests on something near it rather than on it.
        status: ``achieved`` and so on.
        figure: the code of the number that is measured; empty where it is judged.
        comparator: how the number must stand to the threshold.
        threshold: a code, or a quantity as printed.
        baseline: last year's value, in the same way.
        reason: why it was judged so.
        evidence: the codes and sections it rests on.
    """

    code: str
    aspect: str
    kind: str
    proxy: bool
    status: str
    figure: str
    comparator: str
    threshold: str
    baseline: str
    reason: str
    evidence: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AssessedShortcoming:
    """A shortcoming with its criteria, the class they propose, the rule that gives it, and the declared one.

    Attributes:
        code: its code.
        name: what it is called in a sentence: ``khuyết điểm 3``.
        title: what fell short.
        carried_from: the run it was carried over from; mostly empty.
        computed: the class the criteria propose.
        declared: the class that was published; empty where none was.
        agrees: whether there is nothing to disagree with.
        rule: the row of the decision table that decided.
        criteria: in their order.
        direction: what is to be done next year.
    """

    code: str
    name: str
    title: str
    carried_from: str
    computed: str
    declared: str
    agrees: bool
    rule: Rule
    criteria: tuple[AssessedCriterion, ...]
    direction: str

    @property
    def statuses(self) -> dict[str, str]:
        """The status of each criterion, by its code."""
        return {criterion.code: criterion.status for criterion in self.criteria}

    @property
    def stands(self) -> str:
        """The class it goes by: the declared one, and the computed one until there is one."""
        return standing_class(self.declared, self.computed)


def read_shortcomings(
    tables: Mapping[str, pd.DataFrame], assessment: Assessment, policy: Policy, language: str
) -> tuple[AssessedShortcoming, ...]:
    """Put together what the tables of a run say of each shortcoming.

    Args:
        tables: the clean tables.
        assessment: made of them.
        policy: the decision table.
        language: of names.

    Returns:
        In the order of the report.
    """
    listed = {row["shortcoming_id"]: row for row in records(tables["shortcomings"])}
    declared = {row["shortcoming_id"]: row for row in records(tables["declared"])}
    criteria = _criteria(tables["criteria"], assessment.criteria)
    name = words(language, "assess")["shortcoming"]
    shortcomings = []
    for assessed in records(assessment.assessments):
        code = assessed["shortcoming_id"]
        row, judged = listed[code], tuple(criteria.get(code, ()))
        order = None if pd.isna(row["order"]) else int(row["order"])
        shortcomings.append(
            AssessedShortcoming(
                code=code,
                name=name.format(order=code if order is None else order),
                title=row["title"],
                carried_from=row["carried_from"],
                computed=assessed["computed_class"],
                declared=assessed["declared_class"],
                agrees=bool(assessed["agrees"]),
                rule=policy.decide({criterion.status for criterion in judged}),
                criteria=judged,
                direction=declared[code]["direction"] if code in declared else "",
            )
        )
    return tuple(shortcomings)


def _criteria(typed: pd.DataFrame, judged: pd.DataFrame) -> dict[str, list[AssessedCriterion]]:
    """The criteria of each shortcoming: what was typed, and the status it has."""
    criteria: dict[str, list[AssessedCriterion]] = {}
    for row, status in zip(records(typed), judged["status"], strict=True):
        measured = row["kind"] == "measured"
        criteria.setdefault(row["shortcoming_id"], []).append(
            AssessedCriterion(
                code=row["criterion_id"],
                aspect=row["aspect"],
                kind="measured" if measured else "judged",
                proxy=bool(row["proxy"]),
                status=status,
                figure=row["figure"] if measured else "",
                comparator=row["comparator"],
                threshold=row["threshold"],
                baseline=row["baseline"],
                reason=row["reason"],
                evidence=tuple(filter(None, row["evidence"].split(SEPARATOR))),
            )
        )
    return criteria


def records(frame: pd.DataFrame) -> list[dict[str, Any]]:
    """The rows of a table."""
    return [{str(name): cell for name, cell in row.items()} for row in frame.pipe(row_dicts)]
