"""What is wrong with the prose of a run beside its tables, before anybody works on findings in vain."""

from __future__ import annotations

from typing import TYPE_CHECKING

from khacphuc.report.prose.mistakes import refuse_mistakes_with_tables

if TYPE_CHECKING:
    from khacphuc.inputs import Inputs


def refuse_prose_mistakes(inputs: Inputs) -> None:
    """Refuse the prose of a run if its tables make no document of it.

    Raises:
        ParameterError: the first mistake, with file and line, as the report names it.
        SourceError: the tables are not there, or cannot be read.
        AssessmentError: the policy covers some combination of statuses by no rule.
    """
    refuse_mistakes_with_tables(
        inputs.tables,
        inputs.assessment,
        inputs.parameters,
        inputs.policy,
        inputs.prose,
        filename=inputs.prose_name,
        before=lambda: inputs.previous_tables,
        totals=(inputs.gathered or {}).get("totals"),
    )
