"""The whole assessment of a run in one call, for the notebooks that check and publish it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from khacphuc.assess.classes import assess
from khacphuc.assess.criteria import judge
from khacphuc.assess.targets import evaluate, totals
from khacphuc.data.values import Values

if TYPE_CHECKING:
    import pandas as pd

    from khacphuc.assess.classes import Policy


@dataclass(frozen=True)
class Assessment:
    """Targets with their parts, criteria with their statuses, and a proposed class per shortcoming."""

    targets: pd.DataFrame
    criteria: pd.DataFrame
    assessments: pd.DataFrame

    @property
    def totals(self) -> dict[str, int]:
        """How many targets there are, and how many of them are met (see ``assess.targets.totals``)."""
        return totals(self.targets)


def assess_run(tables: dict[str, pd.DataFrame], policy: Policy) -> Assessment:
    """Assess a run from its clean tables (see ``evaluate``, ``judge`` and ``assess`` for the columns).

    Raises:
        AssessmentError: the policy covers some combination of statuses by no rule.
    """
    values = Values.of_tables(tables)
    criteria = judge(tables["criteria"], values)
    return Assessment(
        targets=evaluate(tables["targets"], tables["target_parts"], values),
        criteria=criteria,
        assessments=assess(tables["shortcomings"], criteria, tables["declared"], policy),
    )
