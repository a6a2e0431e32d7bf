"""What would follow if numbers or judgements were others: changes in, what differs from the run out.

Nothing is written. Both sides, the run as its raw tables are now and the run with changes, go the way a run
goes: cleaned, computed, assessed and checked.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Final

import pandas as pd

from khacphuc.assess.run import assess_run
from khacphuc.checks.since_published import finding_changes
from khacphuc.data.decisions import with_decisions
from khacphuc.data.raw.run import read_run
from khacphuc.data.records.of_run import record_settings
from khacphuc.data.store import clean_raw
from khacphuc.explore.changes import read_changes, with_changes

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from khacphuc.assess.run import Assessment
    from khacphuc.checks.findings import Finding
    from khacphuc.checks.since_published import FindingChange
    from khacphuc.data.raw.run import RawRun
    from khacphuc.explore.changes import CellChange
    from khacphuc.inputs import Inputs

BEFORE: Final = "_before"
"""Ends the name of a column that holds what stands in the run as it is."""


@dataclass(frozen=True)
class ComputedRun:
    """What comes of some raw tables.

    Attributes:
        clean: the clean tables.
        used: the same with the numbers that are used.
        assessment: targets, criteria and classes.
        findings: with their answers.
    """

    clean: dict[str, pd.DataFrame]
    used: dict[str, pd.DataFrame]
    assessment: Assessment
    findings: tuple[Finding, ...]


@dataclass(frozen=True)
class Difference:
    """What changes made of a run.

    Of each frame only rows that differ are here, a column that can differ twice: as it is in the run
    (``status_before``) and as it would be (``status``).

    Attributes:
        changes: what was set.
        computed: ``computed_id, label``, and ``printed`` twice.
        targets: ``target_id, part_id, statement``, and ``threshold``, ``actual`` and ``status`` twice.
        criteria: ``criterion_id, shortcoming_id, kind``, and ``status`` twice.
        assessments: ``shortcoming_id, declared_class``, and ``computed_class`` and ``rule`` twice.
        before: the run as it is.
        after: the run with the changes.
        findings: those that are new, changed or gone.
    """

    changes: tuple[CellChange, ...]
    computed: pd.DataFrame
    targets: pd.DataFrame
    criteria: pd.DataFrame
    assessments: pd.DataFrame
    before: Assessment
    after: Assessment
    findings: tuple[FindingChange, ...]


class Trial:
    """Tries changes on a run; what comes of the run as it is is made once.

    Args:
        inputs: the run.
    """

    def __init__(self, inputs: Inputs) -> None:
        self._inputs = inputs

    @cached_property
    def raw(self) -> RawRun:
        """The raw tables as they are now.

        Raises:
            SourceError: a raw table cannot be read.
        """
        workspace = self._inputs.workspace
        return read_run(workspace.layout, workspace.run, self._inputs.office)

    @cached_property
    def before(self) -> ComputedRun:
        """What comes of the raw tables as they are.

        Raises:
            SourceError: a raw table cannot be read.
            AssessmentError: the policy covers some combination of statuses by no rule.
        """
        return self._state(self.clean)

    @cached_property
    def clean(self) -> dict[str, pd.DataFrame]:
        """The clean tables of the run as it is.

        Raises:
            SourceError: a raw table cannot be read.
        """
        return self._clean(self.raw)

    def compare(self, wanted: Mapping[str, str]) -> Difference:
        """What would differ.

        Args:
            wanted: see ``read_changes``.

        Raises:
            ParameterError: something cannot be set so.
            SourceError: a raw table cannot be read.
            AssessmentError: the policy covers some combination of statuses by no rule.
        """
        changes = read_changes(wanted, self.clean, self._inputs.parameters.language)
        raw = replace(self.raw, tables=with_changes(self.raw.tables, changes))
        changed = self._clean(raw)
        return difference(changes, self.before, self._state(changed))

    def _clean(self, raw: RawRun) -> dict[str, pd.DataFrame]:
        parameters, gathered = self._inputs.parameters, self._inputs.gathered
        settings = record_settings(self._inputs.workspace, parameters)
        return clean_raw(raw, parameters.language, gathered, settings)

    def _state(self, clean: dict[str, pd.DataFrame]) -> ComputedRun:
        parameters = self._inputs.parameters
        used = with_decisions(clean, parameters.status, parameters.language)
        assessment = assess_run(used, self._inputs.policy)
        return ComputedRun(clean, used, assessment, self._findings(clean, assessment))

    def _findings(self, clean: dict[str, pd.DataFrame], assessment: Assessment) -> tuple[Finding, ...]:
        return self._inputs.check(clean, assessment).findings


def difference(changes: tuple[CellChange, ...], before: ComputedRun, after: ComputedRun) -> Difference:
    """Put two states of one run beside each other; they have the same rows."""
    then, now = after.assessment, before.assessment
    return Difference(
        changes=changes,
        computed=changed_rows(
            before.used["computed"], after.used["computed"], ("computed_id", "label"), ("printed",)
        ),
        targets=changed_rows(
            now.targets,
            then.targets,
            ("target_id", "part_id", "statement"),
            ("threshold", "actual", "status"),
        ),
        criteria=changed_rows(
            now.criteria, then.criteria, ("criterion_id", "shortcoming_id", "kind"), ("status",)
        ),
        assessments=changed_rows(
            now.assessments,
            then.assessments,
            ("shortcoming_id", "declared_class"),
            ("computed_class", "rule"),
        ),
        before=now,
        after=then,
        findings=tuple(
            change for change in finding_changes(before.findings, after.findings) if change.change != "same"
        ),
    )


def changed_rows(
    before: pd.DataFrame, after: pd.DataFrame, same: Sequence[str], compared: Sequence[str]
) -> pd.DataFrame:
    """The rows in which a column differs between two frames of the same rows in the same order.

    Args:
        before: one frame.
        after: the other.
        same: columns that say which row it is.
        compared: columns that may differ.

    Returns:
        ``same`` and, for each of ``compared``, its cell of ``before`` (its name with ``BEFORE``) and of
        ``after``.
    """
    pairs = {
        name: frame[column].reset_index(drop=True)
        for column in compared
        for name, frame in ((column + BEFORE, before), (column, after))
    }
    both = after[list(same)].reset_index(drop=True).assign(**pairs)
    differs = pd.DataFrame({column: both[column] != both[column + BEFORE] for column in compared})
    return both[differs.any(axis=1)].reset_index(drop=True)
